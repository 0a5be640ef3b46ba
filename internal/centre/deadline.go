package centre

import "cn.halfsky/internal/field"

// Deadline is one clock of a case 期限: a rule of internal/law applied to a date in the case. A person may override the computed
// day with a reason.
type Deadline struct {
	field.Meta
	Case     field.ID
	Rule     string // id of the rule in assets/rules
	Trigger  field.Day
	Computed field.Day
	Override field.Day
	Reason   string
	Done     field.Day
	Note     string
}

// DeadlineType describes deadlines.
var DeadlineType = &field.Type{
	Table: "deadline", Code: 44, Schema: 1, Space: field.Cases, Title: []string{"rule"},
	New: func() field.Record { return &Deadline{} },
	Fields: []field.Spec{
		field.Ref("case", []string{"case"}, func(d *Deadline) *field.ID { return &d.Case }, field.Owner, field.Required),
		field.Text("rule", func(d *Deadline) *string { return &d.Rule }, field.Required, field.Max(40), field.In(field.InList|field.InFilter)),
		field.Date("trigger", func(d *Deadline) *field.Day { return &d.Trigger }, field.Required, field.In(field.InList)),
		field.Date("computed", func(d *Deadline) *field.Day { return &d.Computed }, field.In(field.InList)),
		field.Date("override", func(d *Deadline) *field.Day { return &d.Override }, field.In(field.InList)),
		field.Text("reason", func(d *Deadline) *string { return &d.Reason }),
		field.Date("done", func(d *Deadline) *field.Day { return &d.Done }, field.In(field.InList)),
		field.Text("note", func(d *Deadline) *string { return &d.Note }, field.In(field.IsPrivate)),
	},
}

// Type returns DeadlineType.
func (d *Deadline) Type() *field.Type { return DeadlineType }

// Check returns what has to be mended.
func (d *Deadline) Check() field.Problems {
	ps := DeadlineType.Check(d)
	if !d.Override.IsZero() && d.Reason == "" {
		ps = ps.Add("reason", "problem.deadline.reason")
	}
	return ps
}

// Due returns the day that counts: the override, or the computed day.
func (d *Deadline) Due() field.Day {
	if !d.Override.IsZero() {
		return d.Override
	}
	return d.Computed
}
