package centre

import "cn.halfsky/internal/field"

// Referral is a case passed on to another body 转介. Where it stands follows from the verbs alone: sent, received or returned, done; or
// withdrawn before that. Between a station and its centre the same record travels: it says itself which unit sent it, under which number
// it keeps the case, and, by its consent, what may be told with it.
type Referral struct {
	field.Meta
	Case     field.ID
	To       field.ID
	Purpose  string
	Consent  field.ID
	Nameless field.YesNo // passed on without who she is: the slip has the number of the case and nothing of her
	Override string      // why the person in charge passed it on without a consent that covers it
	Allowed  string      // who that was
	Origin   string      // code and name of the unit that sent it
	Number   string      // of the case at that unit
	Sent     field.Day
	State    string
	ReplyBy  field.Day
	Received field.Day // 接收: the other body took it on
	Replied  field.Day
	Reply    string // what came back, or the reason for a return or for taking it back
	By       string
}

// ReferralType describes referrals.
var ReferralType = &field.Type{
	Table: "referral", Code: 43, Schema: 1, Space: field.Cases, Title: []string{"purpose"},
	New: func() field.Record { return &Referral{State: ReferralSent} },
	Fields: []field.Spec{
		field.Ref("case", []string{"case"}, func(r *Referral) *field.ID { return &r.Case }, field.Owner, field.Required, field.In(field.InStatistics)),
		field.Ref("to", []string{"organisation"}, func(r *Referral) *field.ID { return &r.To }, field.Required, field.In(field.InList|field.InFilter)),
		field.Text("purpose", func(r *Referral) *string { return &r.Purpose }, field.Required, field.In(field.InList|field.IsPrivate)),
		field.Ref("consent", []string{"consent"}, func(r *Referral) *field.ID { return &r.Consent }),
		field.Asked("nameless", func(r *Referral) *field.YesNo { return &r.Nameless }),
		field.Text("override", func(r *Referral) *string { return &r.Override }, field.Fact, field.In(field.IsPrivate)),
		field.Text("allowed", func(r *Referral) *string { return &r.Allowed }, field.Max(50), field.Fact),
		field.Text("origin", func(r *Referral) *string { return &r.Origin }, field.Max(80), field.Fact),
		field.Text("number", func(r *Referral) *string { return &r.Number }, field.Max(40), field.Fact, field.In(field.InSearch)),
		field.Date("sent", func(r *Referral) *field.Day { return &r.Sent }, field.Required, field.Fact, field.In(field.InList)),
		field.Choice("state", ReferralState, func(r *Referral) *string { return &r.State }, field.Required, field.Fact, field.In(field.InList|field.InFilter)),
		field.Date("replyby", func(r *Referral) *field.Day { return &r.ReplyBy }, field.In(field.InList)),
		field.Date("received", func(r *Referral) *field.Day { return &r.Received }, field.Fact),
		field.Date("replied", func(r *Referral) *field.Day { return &r.Replied }, field.Fact),
		field.Text("reply", func(r *Referral) *string { return &r.Reply }, field.Fact, field.In(field.IsPrivate)),
		field.Text("by", func(r *Referral) *string { return &r.By }, field.Max(50)),
	},
}

// Type returns ReferralType.
func (r *Referral) Type() *field.Type { return ReferralType }

// Check returns what has to be mended.
func (r *Referral) Check() field.Problems {
	ps := append(ReferralType.Check(r), inOrder("replied", r.Sent, r.Replied)...)
	ps = append(append(ps, inOrder("received", r.Sent, r.Received)...), inOrder("replyby", r.Sent, r.ReplyBy)...)
	if r.State == ReferralReturned && r.Reply == "" {
		ps = ps.Add("reply", "problem.referral.reason")
	}
	return ps
}

// The states of a referral.
const (
	ReferralSent      = "sent"
	ReferralReceived  = "received"
	ReferralReturned  = "returned"
	ReferralDone      = "done"
	ReferralWithdrawn = "withdrawn"
)

// referralNext says where a referral can go from each state 已转出 → 已接收 → 已办结. What was returned, done or withdrawn stays so: the case
// is passed on anew.
var referralNext = map[string][]string{
	ReferralSent: {ReferralReceived, ReferralReturned, ReferralWithdrawn}, ReferralReceived: {ReferralDone, ReferralReturned, ReferralWithdrawn},
}

// Next returns the states a referral can go to.
func (r *Referral) Next() []string { return referralNext[r.State] }

// Waits reports whether the other body still owes an answer.
func (r *Referral) Waits() bool { return r.Gone == 0 && len(r.Next()) > 0 }

// Overdue reports whether the answer should have come before that day.
func (r *Referral) Overdue(on field.Day) bool {
	return r.Waits() && !r.ReplyBy.IsZero() && r.ReplyBy.Before(on)
}
