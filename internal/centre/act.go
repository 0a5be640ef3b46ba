package centre

import "cn.halfsky/internal/field"

// The decisions that are taken in a case. Each is a record of its own, so that where a case stands can always be worked out again.
const (
	Accepted   = "accepted"   // 受理
	Refused    = "refused"    // 不予受理: the person is told why
	SetAside   = "setaside"   // 暂存
	Answered   = "answered"   // an enquiry was answered at once 当场答复
	Proposed   = "proposed"   // 提请办结
	Approved   = "approved"   // 同意办结, by somebody else
	Rejected   = "rejected"   // 退回续办
	CalledBack = "calledback" // 已回访
	Missed     = "missed"     // nobody was reached at the call-back
	Archived   = "archived"   // 归档
	Withdrawn  = "withdrawn"  // 当事人撤回
	Ended      = "ended"      // 终止
	Merged     = "merged"     // 并入另一件
	Reopened   = "reopened"   // 重新打开
	Stood      = "stood"      // where a case stood that came in from elsewhere: a ledger, an older program
)

// Decision is what can be decided in a case. Within one saving they count in this order.
var Decision = field.Words("decision", Stood, Accepted, Refused, SetAside, Answered, Proposed, Approved, Rejected, CalledBack, Missed,
	Archived, Withdrawn, Ended, Merged, Reopened)

// Act is one decision taken in a case 办理决定. It is made by a verb and never changed; to take it back is to undo the verb.
type Act struct {
	field.Meta
	Case     field.ID
	What     string
	At       field.Moment
	Outcome  string    // proposed, answered
	Claimed  field.Fen // proposed: what the person asked for
	Awarded  field.Fen // proposed: what was awarded or agreed
	Paid     field.Fen // proposed: what she has received
	Happy    string
	Lesson   string
	CallBack field.Day // proposed, missed: when she is to be called (again)
	Reason   string
	Told     field.YesNo // refused: she was told why
	State    string      // stood
	By       string      // name of the account
	Account  string      // id of the account
}

// ActType describes acts.
var ActType = &field.Type{
	Table: "act", Code: 45, Schema: 1, Space: field.Cases, Title: []string{"what"},
	New: func() field.Record { return &Act{} },
	Fields: []field.Spec{
		field.Ref("case", []string{"case"}, func(a *Act) *field.ID { return &a.Case }, field.Owner, field.Required, field.In(field.InFilter)),
		field.Choice("what", Decision, func(a *Act) *string { return &a.What }, field.Required, field.Fact, field.In(field.InList|field.InFilter)),
		field.Time("at", func(a *Act) *field.Moment { return &a.At }, field.Fact, field.In(field.InList)),
		field.Choice("outcome", Outcome, func(a *Act) *string { return &a.Outcome }, field.In(field.InList)),
		field.Money("claimed", func(a *Act) *field.Fen { return &a.Claimed }),
		field.Money("awarded", func(a *Act) *field.Fen { return &a.Awarded }),
		field.Money("paid", func(a *Act) *field.Fen { return &a.Paid }),
		field.Choice("satisfaction", Satisfaction, func(a *Act) *string { return &a.Happy }),
		field.Date("callback", func(a *Act) *field.Day { return &a.CallBack }),
		field.Long("lesson", func(a *Act) *string { return &a.Lesson }, field.In(field.IsPrivate)),
		field.Long("reason", func(a *Act) *string { return &a.Reason }, field.In(field.IsPrivate)),
		field.Asked("told", func(a *Act) *field.YesNo { return &a.Told }),
		field.Choice("state", CaseState, func(a *Act) *string { return &a.State }, field.Fact),
		field.Text("by", func(a *Act) *string { return &a.By }, field.Max(50), field.Fact, field.In(field.InList)),
		field.Text("account", func(a *Act) *string { return &a.Account }, field.Max(40), field.Silent, field.In(field.InExport)),
	},
}

// asked are the fields that the form of a decision asks for.
var asked = map[string][]string{
	Refused: {"reason", "told"}, SetAside: {"reason"}, Rejected: {"reason"}, Withdrawn: {"reason"}, Ended: {"reason"}, Reopened: {"reason"}, Merged: {"reason"},
	Answered: {"outcome", "satisfaction", "reason"}, CalledBack: {"satisfaction", "reason"}, Missed: {"callback", "reason"},
	Proposed: {"outcome", "claimed", "awarded", "paid", "satisfaction", "callback", "lesson"},
}

// Asks returns the fields that the form of the decision asks for, by key; none: it is taken by saying so.
func Asks(what string) []string { return asked[what] }

// Unasked returns the fields that the form of this decision leaves out.
func (a *Act) Unasked() []string {
	var out []string
	for _, s := range ActType.With(field.InForm) {
		if !has(asked[a.What], s.Key) {
			out = append(out, s.Key)
		}
	}
	return out
}

func has(keys []string, key string) bool {
	for _, k := range keys {
		if k == key {
			return true
		}
	}
	return false
}

// Type returns ActType.
func (a *Act) Type() *field.Type { return ActType }

// Check returns what has to be mended.
func (a *Act) Check() field.Problems {
	ps := ActType.Check(a)
	switch a.What {
	case Refused, SetAside, Rejected, Ended, Reopened:
		if a.Reason == "" {
			ps = ps.Add("reason", "problem.required")
		}
	case Proposed, Answered:
		if a.Outcome == "" {
			ps = ps.Add("outcome", "problem.case.outcome")
		}
	case Missed:
		if a.CallBack.IsZero() {
			ps = ps.Add("callback", "problem.required")
		}
	case Stood:
		if a.State == "" {
			ps = ps.Add("state", "problem.required")
		}
	}
	return ps
}
