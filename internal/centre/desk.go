package centre

import "cn.halfsky/internal/field"

// Desk is one table of a clinic 义诊 or a screening 普查: a hospital's department. It counts people seen and never names them.
type Desk struct {
	field.Meta
	Event      field.ID
	Hospital   field.ID
	Department string
	Experts    field.Count
	Seen       field.Count
	Referred   field.Count
	Note       string
}

// DeskType describes clinic desks.
var DeskType = &field.Type{
	Table: "desk", Code: 24, Schema: 1, Space: field.Open, Title: []string{"department"},
	New: func() field.Record { return &Desk{} },
	Fields: []field.Spec{
		field.Ref("event", []string{"event"}, func(d *Desk) *field.ID { return &d.Event }, field.Owner, field.Required),
		field.Ref("hospital", []string{"organisation"}, func(d *Desk) *field.ID { return &d.Hospital }, field.In(field.InList), field.Also("医院")),
		field.Text("department", func(d *Desk) *string { return &d.Department }, field.Required, field.Max(60), field.In(field.InList|field.InSearch), field.Also("科室")),
		field.Counted("experts", "名", func(d *Desk) *field.Count { return &d.Experts }, field.In(field.InList)),
		field.Counted("seen", "人次", func(d *Desk) *field.Count { return &d.Seen }, field.In(field.InList), field.Also("接诊人次")),
		field.Counted("referred", "人次", func(d *Desk) *field.Count { return &d.Referred }, field.In(field.InList)),
		field.Text("note", func(d *Desk) *string { return &d.Note }),
	},
}

// Type returns DeskType.
func (d *Desk) Type() *field.Type { return DeskType }

// Check returns what has to be mended.
func (d *Desk) Check() field.Problems { return DeskType.Check(d) }
