package centre

import "cn.halfsky/internal/field"

// Edition is one published version of a bulletin issue: the issue as it was set on that day. It never changes; a correction is a
// further edition.
type Edition struct {
	field.Meta
	Issue     field.ID
	Version   int64 // 1 for the first
	Published field.Moment
	By        string
	Why       string // what was corrected; empty for the first
	Content   string // the issue as the summary room freezes it; empty in one that came through a table of others, which nothing prints
}

// EditionType describes editions.
var EditionType = &field.Type{
	Table: "edition", Code: 66, Schema: 1, Space: field.Open, Title: []string{"version"},
	New: func() field.Record { return &Edition{} },
	Fields: []field.Spec{
		field.Ref("issue", []string{"issue"}, func(e *Edition) *field.ID { return &e.Issue }, field.Owner, field.Required, field.Fact),
		field.Number("version", func(e *Edition) *int64 { return &e.Version }, field.Fact, field.In(field.InList)),
		field.Time("published", func(e *Edition) *field.Moment { return &e.Published }, field.Required, field.Fact, field.In(field.InList)),
		field.Text("by", func(e *Edition) *string { return &e.By }, field.Fact, field.In(field.InList)),
		field.Text("why", func(e *Edition) *string { return &e.Why }, field.In(field.InList)),
		field.Long("content", func(e *Edition) *string { return &e.Content }, field.Silent, field.Max(4_000_000)),
	},
}

// Type returns EditionType.
func (e *Edition) Type() *field.Type { return EditionType }

// Check returns what has to be mended.
func (e *Edition) Check() field.Problems { return EditionType.Check(e) }
