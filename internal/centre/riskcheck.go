package centre

import (
	"slices"
	"time"

	"cn.halfsky/internal/field"
)

// RiskKind is what a risk check is about: violence at home, harassment at work, danger to herself.
var RiskKind = field.Words("riskkind", RiskViolence, RiskHarassment, RiskSelfHarm)

// The kinds of risk.
const (
	RiskViolence   = "violence"
	RiskHarassment = "harassment"
	RiskSelfHarm   = "selfharm"
)

// The levels of Risk.
const (
	RiskLow    = "low"
	RiskMiddle = "middle"
	RiskHigh   = "high"
)

// RiskCheck is one short structured look at the danger somebody is in 风险评估: the questions that were answered with yes and with no,
// the level they suggest, and the level the counsellor decided on. It never changes; a further look is a further check. What is high or
// middle has to be seen by a second person within a set time.
type RiskCheck struct {
	field.Meta
	Case      field.ID
	Kind      string
	At        field.Moment
	By        string
	Yes       []string // codes of RiskQuestions; what is neither here nor in No is not known
	No        []string
	Suggested string
	Level     string
	Reason    string // why the level is lower than the suggested high
	Note      string
	Due       field.Moment // by when a second person must have seen it; empty: none has to
	Seen      field.Moment
	SeenBy    string
}

// RiskCheckType describes risk checks. All of it is made by verbs: an answer that could be edited would prove nothing.
var RiskCheckType = &field.Type{
	Table: "riskcheck", Code: 47, Schema: 1, Space: field.Cases, Title: []string{"kind", "level"},
	New: func() field.Record { return &RiskCheck{} },
	Fields: []field.Spec{
		field.Ref("case", []string{"case"}, func(k *RiskCheck) *field.ID { return &k.Case }, field.Owner, field.Required, field.Fact, field.In(field.InFilter)),
		field.Choice("kind", RiskKind, func(k *RiskCheck) *string { return &k.Kind }, field.Required, field.Fact, field.In(field.InList)),
		field.Time("at", func(k *RiskCheck) *field.Moment { return &k.At }, field.Required, field.Fact, field.In(field.InList)),
		field.Text("by", func(k *RiskCheck) *string { return &k.By }, field.Max(50), field.Fact, field.In(field.InList)),
		field.Choices("yes", RiskQuestion, func(k *RiskCheck) *[]string { return &k.Yes }, field.Fact, field.In(field.IsPrivate)),
		field.Choices("no", RiskQuestion, func(k *RiskCheck) *[]string { return &k.No }, field.Fact, field.In(field.IsPrivate)),
		field.Choice("suggested", Risk, func(k *RiskCheck) *string { return &k.Suggested }, field.Fact),
		field.Choice("level", Risk, func(k *RiskCheck) *string { return &k.Level }, field.Required, field.Fact, field.In(field.InList)),
		field.Text("reason", func(k *RiskCheck) *string { return &k.Reason }, field.Fact, field.In(field.IsPrivate)),
		field.Long("note", func(k *RiskCheck) *string { return &k.Note }, field.Fact, field.In(field.IsPrivate)),
		field.Time("due", func(k *RiskCheck) *field.Moment { return &k.Due }, field.Fact, field.In(field.InList)),
		field.Time("seen", func(k *RiskCheck) *field.Moment { return &k.Seen }, field.Fact, field.In(field.InList)),
		field.Text("seenby", func(k *RiskCheck) *string { return &k.SeenBy }, field.Max(50), field.Fact, field.In(field.InList)),
	},
}

// Type returns RiskCheckType.
func (k *RiskCheck) Type() *field.Type { return RiskCheckType }

// Check returns what has to be mended.
func (k *RiskCheck) Check() field.Problems {
	ps := RiskCheckType.Check(k)
	for _, code := range k.Yes {
		if slices.Contains(k.No, code) {
			ps = ps.Add("no", "problem.riskcheck.both")
			break
		}
	}
	if k.Lowered() && k.Reason == "" {
		ps = ps.Add("reason", "problem.riskcheck.reason")
	}
	return ps
}

// Lowered reports whether the counsellor decided on less than the high risk that the answers suggest.
func (k *RiskCheck) Lowered() bool { return k.Suggested == RiskHigh && k.Level != RiskHigh }

// Waits reports whether a second person still has to see the check.
func (k *RiskCheck) Waits() bool { return k.Gone == 0 && k.Due != 0 && k.Seen == 0 }

// clockSlack is by how much the clocks of two readings of one computer may differ without anybody having moved one.
const clockSlack = field.Moment(2 * time.Minute / time.Millisecond)

// Late reports whether a check waits for longer than it may. A clock that stands before the check was moved back: nobody knows then how
// much time has passed, and it counts as late.
func (k *RiskCheck) Late(now field.Moment) bool {
	return k.Waits() && (now > k.Due || now < k.At-clockSlack)
}

// Graver reports whether risk level a is graver than b; no level is the least.
func Graver(a, b string) bool { return riskRank(a) > riskRank(b) }

func riskRank(level string) int {
	return slices.Index([]string{RiskLow, RiskMiddle, RiskHigh}, level) + 1
}

// LastChecks returns the newest check of each kind.
func LastChecks(all []*RiskCheck) map[string]*RiskCheck {
	out := map[string]*RiskCheck{}
	for _, k := range all {
		if last := out[k.Kind]; last == nil || last.At <= k.At {
			out[k.Kind] = k
		}
	}
	return out
}

// CheckedRisk is the gravest level among the newest checks of each kind; empty where none was made.
func CheckedRisk(all []*RiskCheck) string {
	level := ""
	for _, k := range LastChecks(all) {
		if Graver(k.Level, level) {
			level = k.Level
		}
	}
	return level
}
