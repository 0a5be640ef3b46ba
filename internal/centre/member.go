package centre

import "cn.halfsky/internal/field"

// Kinship is how a member of the household is related to the worker.
var Kinship = field.Words("kinship", "spouse", "child", "parent", "sibling", "inlaw", "grandparent", "grandchild", "other")

// Member is one member of a household in hardship 家庭成员.
type Member struct {
	field.Meta
	Hardship   field.ID
	Name       string
	Kinship    string
	Birth      field.Day
	ResidentID string
	Income     field.Fen // a month
	Work       string    // occupation, unit or school
	Health     string
	Note       string
}

// MemberType describes household members.
var MemberType = &field.Type{
	Table: "member", Code: 51, Schema: 1, Space: field.Aid, Title: []string{"name"},
	New: func() field.Record { return &Member{} },
	Fields: []field.Spec{
		field.Ref("hardship", []string{"hardship"}, func(m *Member) *field.ID { return &m.Hardship }, field.Owner, field.Required),
		field.Text("name", func(m *Member) *string { return &m.Name }, field.Required, field.Max(50), field.Ruled(PersonName), field.In(field.InList|field.InSearch|field.IsName|field.IsPrivate), field.Also("姓名")),
		field.Choice("kinship", Kinship, func(m *Member) *string { return &m.Kinship }, field.Required, field.In(field.InList|field.IsPrivate), field.Also("关系")),
		field.Date("birth", func(m *Member) *field.Day { return &m.Birth }, field.In(field.InList|field.IsPrivate)),
		field.Text("residentid", func(m *Member) *string { return &m.ResidentID }, field.Ruled(ResidentID), field.In(field.IsPrivate|field.IsMasked), field.Also("身份证号")),
		field.Money("income", func(m *Member) *field.Fen { return &m.Income }, field.In(field.InList|field.IsPrivate), field.Also("月收入")),
		field.Text("work", func(m *Member) *string { return &m.Work }, field.Max(100), field.In(field.InList|field.IsPrivate), field.Also("单位或学校")),
		field.Text("health", func(m *Member) *string { return &m.Health }, field.In(field.IsPrivate)),
		field.Text("note", func(m *Member) *string { return &m.Note }, field.In(field.IsPrivate)),
	},
}

// Type returns MemberType.
func (m *Member) Type() *field.Type { return MemberType }

// Check returns what has to be mended.
func (m *Member) Check() field.Problems { return MemberType.Check(m) }
