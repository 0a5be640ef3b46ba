package centre

import "cn.halfsky/internal/field"

// Supervision is a flag on a case 督导: somebody asks, with a reason, that another looks at it. A counsellor asks the person in charge,
// or the person in charge the counsellor. It stands until it is answered.
type Supervision struct {
	field.Meta
	Case     field.ID
	Raised   field.Moment
	By       string
	To       string // who shall look; empty: whoever may approve closings
	Reason   string
	Answer   string
	Settled  field.Moment // when it was answered; empty: it stands
	Answerer string
}

// SupervisionType describes supervision flags.
var SupervisionType = &field.Type{
	Table: "supervision", Code: 36, Schema: 1, Space: field.Cases, Title: []string{"reason"},
	New: func() field.Record { return &Supervision{} },
	Fields: []field.Spec{
		field.Ref("case", []string{"case"}, func(s *Supervision) *field.ID { return &s.Case }, field.Owner, field.Required, field.Fact),
		field.Time("raised", func(s *Supervision) *field.Moment { return &s.Raised }, field.Required, field.Fact, field.In(field.InList)),
		field.Text("by", func(s *Supervision) *string { return &s.By }, field.Max(50), field.Fact, field.In(field.InList)),
		field.Text("to", func(s *Supervision) *string { return &s.To }, field.Max(50), field.In(field.InList)),
		field.Long("reason", func(s *Supervision) *string { return &s.Reason }, field.Required, field.In(field.InList|field.IsPrivate)),
		field.Long("answer", func(s *Supervision) *string { return &s.Answer }, field.In(field.InList|field.IsPrivate)),
		field.Time("settled", func(s *Supervision) *field.Moment { return &s.Settled }, field.Fact, field.In(field.InList)),
		field.Text("answerer", func(s *Supervision) *string { return &s.Answerer }, field.Max(50), field.Fact),
	},
}

// Type returns SupervisionType.
func (s *Supervision) Type() *field.Type { return SupervisionType }

// Check returns what has to be mended.
func (s *Supervision) Check() field.Problems { return SupervisionType.Check(s) }

// Stands reports whether nobody answered yet.
func (s *Supervision) Stands() bool { return s.Gone == 0 && s.Settled == 0 }
