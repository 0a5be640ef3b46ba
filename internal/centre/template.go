package centre

import "cn.halfsky/internal/field"

// Template is a duty that comes back every week 值班模板. Shifts that are written down and absences beat it.
type Template struct {
	field.Meta
	Place       string
	Weekday     string // 1 is Monday
	From        string
	To          string
	Counsellors []field.ID
	Capacity    int64
	Starts      field.Day
	Ends        field.Day
}

// TemplateType describes weekly templates.
var TemplateType = &field.Type{
	Table: "template", Code: 31, Schema: 1, Space: field.Open, Title: []string{"place", "weekday"},
	New: func() field.Record { return &Template{From: "09:00", To: "11:30"} },
	Fields: []field.Spec{
		field.Choice("weekday", Weekday, func(t *Template) *string { return &t.Weekday }, field.Required, field.In(field.InList|field.InFilter)),
		field.Text("from", func(t *Template) *string { return &t.From }, field.Required, field.Ruled(ClockTime), field.In(field.InList)),
		field.Text("to", func(t *Template) *string { return &t.To }, field.Required, field.Ruled(ClockTime), field.In(field.InList)),
		field.Text("place", func(t *Template) *string { return &t.Place }, field.Required, field.Max(60), field.In(field.InList|field.InSearch)),
		field.Refs("counsellors", []string{"counsellor"}, func(t *Template) *[]field.ID { return &t.Counsellors }, field.In(field.InList)),
		field.Number("capacity", func(t *Template) *int64 { return &t.Capacity }),
		field.Date("starts", func(t *Template) *field.Day { return &t.Starts }, field.In(field.InList)),
		field.Date("ends", func(t *Template) *field.Day { return &t.Ends }, field.In(field.InList)),
	},
}

// Type returns TemplateType.
func (t *Template) Type() *field.Type { return TemplateType }

// Check returns what has to be mended.
func (t *Template) Check() field.Problems {
	ps := append(TemplateType.Check(t), clockOrder(t.From, t.To)...)
	return append(ps, inOrder("ends", t.Starts, t.Ends)...)
}
