package centre

import "cn.halfsky/internal/field"

// DocumentKind are the kinds of document.
var DocumentKind = field.Words("documentkind", "notice", "plan", "rule", "minutes", "report", "other")

// Document is a paper the centre refers to 文件: a notice, a plan, a rule.
type Document struct {
	field.Meta
	Name   string
	Number string // 文号
	Kind   string
	Issuer field.ID
	Date   field.Day
	About  string
	Note   string
}

// DocumentType describes documents.
var DocumentType = &field.Type{
	Table: "document", Code: 60, Schema: 1, Space: field.Open, Title: []string{"name"},
	New: func() field.Record { return &Document{} },
	Fields: []field.Spec{
		field.Text("name", func(d *Document) *string { return &d.Name }, field.Required, field.In(field.InList|field.InSearch)),
		field.Text("number", func(d *Document) *string { return &d.Number }, field.Max(60), field.In(field.InList|field.InSearch), field.Also("文号")),
		field.Choice("kind", DocumentKind, func(d *Document) *string { return &d.Kind }, field.In(field.InList|field.InFilter)),
		field.Ref("issuer", []string{"organisation"}, func(d *Document) *field.ID { return &d.Issuer }, field.In(field.InList)),
		field.Date("date", func(d *Document) *field.Day { return &d.Date }, field.In(field.InList)),
		field.Long("about", func(d *Document) *string { return &d.About }, field.In(field.InSearch)),
		field.Text("note", func(d *Document) *string { return &d.Note }),
	},
}

// Type returns DocumentType.
func (d *Document) Type() *field.Type { return DocumentType }

// Check returns what has to be mended.
func (d *Document) Check() field.Problems { return DocumentType.Check(d) }
