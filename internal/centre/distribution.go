package centre

import "cn.halfsky/internal/field"

// Distribution is one row of 本期印发: a row may itself contain 、.
type Distribution struct {
	field.Meta
	Issue  field.ID
	Place  int64
	To     string
	Copies int64
}

// DistributionType describes distribution rows.
var DistributionType = &field.Type{
	Table: "distribution", Code: 64, Schema: 1, Space: field.Open, Title: []string{"to"},
	New: func() field.Record { return &Distribution{} },
	Fields: []field.Spec{
		field.Ref("issue", []string{"issue"}, func(d *Distribution) *field.ID { return &d.Issue }, field.Owner, field.Required),
		field.Number("place", func(d *Distribution) *int64 { return &d.Place }, field.In(field.InList)),
		field.Text("to", func(d *Distribution) *string { return &d.To }, field.Required, field.In(field.InList|field.InSearch)),
		field.Number("copies", func(d *Distribution) *int64 { return &d.Copies }, field.In(field.InList)),
	},
}

// Type returns DistributionType.
func (d *Distribution) Type() *field.Type { return DistributionType }

// Check returns what has to be mended.
func (d *Distribution) Check() field.Problems { return DistributionType.Check(d) }
