package centre

import "cn.halfsky/internal/field"

// Programme is a series of events under one heading 主题/系列: a year's Women's Day 三八系列活动, a training plan.
type Programme struct {
	field.Meta
	Name    string
	Theme   string
	Year    int64
	Hosts   []field.ID
	From    field.Day
	To      field.Day
	Planned field.Count // events or courses planned 计划期数
	People  field.Count // attendances planned 计划人次
	Source  string      // where the figures come from
	Note    string
}

// ProgrammeType describes programmes.
var ProgrammeType = &field.Type{
	Table: "programme", Code: 20, Schema: 1, Space: field.Open, Title: []string{"name"},
	New: func() field.Record { return &Programme{} },
	Fields: []field.Spec{
		field.Text("name", func(p *Programme) *string { return &p.Name }, field.Required, field.In(field.InList|field.InSearch|field.IsName), field.Also("系列活动", "活动系列")),
		field.Text("theme", func(p *Programme) *string { return &p.Theme }, field.In(field.InList|field.InSearch)),
		field.Number("year", func(p *Programme) *int64 { return &p.Year }, field.In(field.InList|field.InFilter), field.Also("年度")),
		field.Refs("hosts", []string{"organisation"}, func(p *Programme) *[]field.ID { return &p.Hosts }),
		field.Date("from", func(p *Programme) *field.Day { return &p.From }, field.In(field.InList)),
		field.Date("to", func(p *Programme) *field.Day { return &p.To }, field.In(field.InList)),
		field.Counted("planned", "期", func(p *Programme) *field.Count { return &p.Planned }),
		field.Counted("people", "人次", func(p *Programme) *field.Count { return &p.People }),
		field.Text("source", func(p *Programme) *string { return &p.Source }),
		field.Long("note", func(p *Programme) *string { return &p.Note }, field.In(field.InSearch)),
	},
}

// Type returns ProgrammeType.
func (p *Programme) Type() *field.Type { return ProgrammeType }

// Check returns what has to be mended.
func (p *Programme) Check() field.Problems {
	ps := ProgrammeType.Check(p)
	return append(ps, inOrder("to", p.From, p.To)...)
}
