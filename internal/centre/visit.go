package centre

import "cn.halfsky/internal/field"

// Visit is a visit to a household under a pairing 走访.
type Visit struct {
	field.Meta
	Pairing field.ID
	Date    field.Day
	Who     string
	Note    string
	Next    field.Day
}

// VisitType describes visits.
var VisitType = &field.Type{
	Table: "visit", Code: 54, Schema: 1, Space: field.Aid, Title: []string{"date", "who"},
	New: func() field.Record { return &Visit{} },
	Fields: []field.Spec{
		field.Ref("pairing", []string{"pairing"}, func(v *Visit) *field.ID { return &v.Pairing }, field.Owner, field.Required, field.In(field.InFilter)),
		field.Date("date", func(v *Visit) *field.Day { return &v.Date }, field.Required, field.In(field.InList)),
		field.Text("who", func(v *Visit) *string { return &v.Who }, field.Required, field.Max(100), field.In(field.InList)),
		field.Long("note", func(v *Visit) *string { return &v.Note }, field.In(field.InList|field.InSearch|field.IsPrivate)),
		field.Date("next", func(v *Visit) *field.Day { return &v.Next }, field.In(field.InList)),
	},
}

// Type returns VisitType.
func (v *Visit) Type() *field.Type { return VisitType }

// Check returns what has to be mended.
func (v *Visit) Check() field.Problems {
	return append(VisitType.Check(v), inOrder("next", v.Date, v.Next)...)
}
