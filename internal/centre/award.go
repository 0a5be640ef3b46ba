package centre

import "cn.halfsky/internal/field"

// Award is an honour given or won 荣誉.
type Award struct {
	field.Meta
	Event  field.ID
	Name   string
	Rank   string // 一等奖, 前六名
	Unit   field.ID
	Person string // named only with her consent
	Number field.Count
	Given  field.Day
	By     string
	Note   string
}

// AwardType describes awards.
var AwardType = &field.Type{
	Table: "award", Code: 25, Schema: 1, Space: field.Open, Title: []string{"name", "rank"},
	New: func() field.Record { return &Award{} },
	Fields: []field.Spec{
		field.Ref("event", []string{"event"}, func(a *Award) *field.ID { return &a.Event }, field.Owner),
		field.Text("name", func(a *Award) *string { return &a.Name }, field.Required, field.Max(100), field.In(field.InList|field.InSearch), field.Also("荣誉称号", "奖项")),
		field.Text("rank", func(a *Award) *string { return &a.Rank }, field.Max(40), field.In(field.InList), field.Also("等次", "名次")),
		field.Ref("unit", []string{"organisation"}, func(a *Award) *field.ID { return &a.Unit }, field.In(field.InList)),
		field.Text("person", func(a *Award) *string { return &a.Person }, field.Max(50), field.In(field.IsPrivate)),
		field.Counted("number", "个", func(a *Award) *field.Count { return &a.Number }, field.In(field.InList)),
		field.Date("given", func(a *Award) *field.Day { return &a.Given }, field.In(field.InList)),
		field.Text("by", func(a *Award) *string { return &a.By }, field.Max(100), field.In(field.InList)),
		field.Text("note", func(a *Award) *string { return &a.Note }),
	},
}

// Type returns AwardType.
func (a *Award) Type() *field.Type { return AwardType }

// Check returns what has to be mended.
func (a *Award) Check() field.Problems { return AwardType.Check(a) }
