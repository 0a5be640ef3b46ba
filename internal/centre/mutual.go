package centre

import "cn.halfsky/internal/field"

// Mutual is one period of a mutual-aid plan 互助保障计划.
type Mutual struct {
	field.Meta
	Name     string
	From     field.Day
	To       field.Day
	Enrolled field.Count
	New      field.Count // newly enrolled
	Units    field.Count
	Claims   field.Count
	Paid     field.Fen
	Note     string
}

// MutualType describes mutual-aid plans.
var MutualType = &field.Type{
	Table: "mutual", Code: 55, Schema: 1, Space: field.Open, Title: []string{"name"},
	New: func() field.Record { return &Mutual{} },
	Fields: []field.Spec{
		field.Text("name", func(m *Mutual) *string { return &m.Name }, field.Required, field.Max(100), field.In(field.InList|field.InSearch)),
		field.Date("from", func(m *Mutual) *field.Day { return &m.From }, field.In(field.InList)),
		field.Date("to", func(m *Mutual) *field.Day { return &m.To }, field.In(field.InList)),
		field.Counted("enrolled", "人", func(m *Mutual) *field.Count { return &m.Enrolled }, field.In(field.InList)),
		field.Counted("new", "人", func(m *Mutual) *field.Count { return &m.New }, field.In(field.InList)),
		field.Counted("units", "家", func(m *Mutual) *field.Count { return &m.Units }, field.In(field.InList)),
		field.Counted("claims", "件", func(m *Mutual) *field.Count { return &m.Claims }, field.In(field.InList)),
		field.Money("paid", func(m *Mutual) *field.Fen { return &m.Paid }, field.In(field.InList)),
		field.Text("note", func(m *Mutual) *string { return &m.Note }),
	},
}

// Type returns MutualType.
func (m *Mutual) Type() *field.Type { return MutualType }

// Check returns what has to be mended.
func (m *Mutual) Check() field.Problems {
	return append(MutualType.Check(m), inOrder("to", m.From, m.To)...)
}
