package centre

import "cn.halfsky/internal/field"

// Indicator is one periodic figure a bulletin quotes 指标: bargaining offers 要约 made, accepted.
type Indicator struct {
	field.Meta
	Name   string
	Period string // in words: 2006年以来
	Date   field.Day
	Value  field.Count
	Share  field.ID // the indicator it is a share of
	Unit   field.ID // whose figure it is
	Source string
	Note   string
}

// IndicatorType describes indicators.
var IndicatorType = &field.Type{
	Table: "indicator", Code: 61, Schema: 1, Space: field.Open, Title: []string{"name"},
	New: func() field.Record { return &Indicator{} },
	Fields: []field.Spec{
		field.Text("name", func(i *Indicator) *string { return &i.Name }, field.Required, field.Max(100), field.In(field.InList|field.InSearch)),
		field.Text("period", func(i *Indicator) *string { return &i.Period }, field.Max(60), field.In(field.InList)),
		field.Date("date", func(i *Indicator) *field.Day { return &i.Date }, field.In(field.InList)),
		field.Counted("value", "个", func(i *Indicator) *field.Count { return &i.Value }, field.Required, field.In(field.InList)),
		field.Ref("share", []string{"indicator"}, func(i *Indicator) *field.ID { return &i.Share }, field.In(field.InList)),
		field.Ref("unit", []string{"organisation"}, func(i *Indicator) *field.ID { return &i.Unit }, field.In(field.InList)),
		field.Text("source", func(i *Indicator) *string { return &i.Source }),
		field.Text("note", func(i *Indicator) *string { return &i.Note }),
	},
}

// Type returns IndicatorType.
func (i *Indicator) Type() *field.Type { return IndicatorType }

// Check returns what has to be mended.
func (i *Indicator) Check() field.Problems { return IndicatorType.Check(i) }
