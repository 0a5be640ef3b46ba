package centre

import "cn.halfsky/internal/field"

// AbsenceKind is why a counsellor is away.
var AbsenceKind = field.Words("absencekind", "leave", "sick", "business", "other")

// Absence is a time a counsellor is away 请假; it beats the weekly template.
type Absence struct {
	field.Meta
	Counsellor field.ID
	Kind       string
	From       field.Day
	To         field.Day
	Reason     string
}

// AbsenceType describes absences.
var AbsenceType = &field.Type{
	Table: "absence", Code: 32, Schema: 1, Space: field.Open, Title: []string{"kind", "from"},
	New: func() field.Record { return &Absence{Kind: "leave"} },
	Fields: []field.Spec{
		field.Ref("counsellor", []string{"counsellor"}, func(a *Absence) *field.ID { return &a.Counsellor }, field.Owner, field.Required, field.In(field.InList|field.InFilter)),
		field.Choice("kind", AbsenceKind, func(a *Absence) *string { return &a.Kind }, field.Required, field.In(field.InList|field.InFilter)),
		field.Date("from", func(a *Absence) *field.Day { return &a.From }, field.Required, field.In(field.InList)),
		field.Date("to", func(a *Absence) *field.Day { return &a.To }, field.Required, field.In(field.InList)),
		field.Text("reason", func(a *Absence) *string { return &a.Reason }, field.In(field.IsPrivate)),
	},
}

// Type returns AbsenceType.
func (a *Absence) Type() *field.Type { return AbsenceType }

// Check returns what has to be mended.
func (a *Absence) Check() field.Problems {
	return append(AbsenceType.Check(a), inOrder("to", a.From, a.To)...)
}
