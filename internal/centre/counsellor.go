package centre

import "cn.halfsky/internal/field"

// Counsellor is one who advises at the centre 指导员: a lawyer, psychologist, doctor or arbitration expert, often a volunteer.
type Counsellor struct {
	field.Meta
	Name      string
	Sex       string
	Home      field.ID // home organisation
	Post      string   // 职务、职称
	Expertise []string
	From      field.Day // appointed
	To        field.Day
	Phone     string
	Public    field.YesNo // may be named in print
	Station   string
	Available string // in words: 每月第一周
	Note      string
}

// CounsellorType describes counsellors.
var CounsellorType = &field.Type{
	Table: "counsellor", Code: 30, Schema: 1, Space: field.Open, Title: []string{"name"},
	New: func() field.Record { return &Counsellor{} },
	Fields: []field.Spec{
		field.Text("name", func(c *Counsellor) *string { return &c.Name }, field.Required, field.Max(50), field.Ruled(PersonName), field.In(field.InList|field.InSearch|field.IsName), field.Also("姓名")),
		field.Choice("sex", Sex, func(c *Counsellor) *string { return &c.Sex }),
		field.Ref("home", []string{"organisation"}, func(c *Counsellor) *field.ID { return &c.Home }, field.In(field.InList), field.Also("单位")),
		field.Text("post", func(c *Counsellor) *string { return &c.Post }, field.In(field.InList), field.Also("职务")),
		field.Choices("expertise", Expertise, func(c *Counsellor) *[]string { return &c.Expertise }, field.In(field.InList|field.InFilter), field.Also("专业", "专长")),
		field.Date("from", func(c *Counsellor) *field.Day { return &c.From }, field.In(field.InList)),
		field.Date("to", func(c *Counsellor) *field.Day { return &c.To }),
		field.Text("phone", func(c *Counsellor) *string { return &c.Phone }, field.Ruled(Phone), field.In(field.InList|field.InSearch|field.IsPrivate), field.Also("电话", "联系电话")),
		field.Asked("public", func(c *Counsellor) *field.YesNo { return &c.Public }),
		field.Text("station", func(c *Counsellor) *string { return &c.Station }, field.Max(60), field.In(field.InFilter)),
		field.Text("available", func(c *Counsellor) *string { return &c.Available }),
		field.Long("note", func(c *Counsellor) *string { return &c.Note }, field.In(field.InSearch)),
	},
}

// Type returns CounsellorType.
func (c *Counsellor) Type() *field.Type { return CounsellorType }

// Check returns what has to be mended.
func (c *Counsellor) Check() field.Problems {
	return append(CounsellorType.Check(c), inOrder("to", c.From, c.To)...)
}

// Serves reports whether the counsellor is appointed on the day.
func (c *Counsellor) Serves(on field.Day) bool {
	return (c.From.IsZero() || !on.Before(c.From)) && (c.To.IsZero() || !c.To.Before(on))
}
