package centre

import "cn.halfsky/internal/field"

// Section is where in the bulletin an item stands: 【工作动态】 or 【工作简讯】.
var Section = field.Words("section", "news", "brief")

// Article is one item of a bulletin issue 稿件, with the records its figures come from.
type Article struct {
	field.Meta
	Issue       field.ID
	Section     string
	Place       int64 // order within the section
	Heading     string
	Body        string
	Attribution field.ID
	Sources     []field.ID // events, programmes, indicators
	Edited      field.YesNo
	Note        string
	Drafted     string // the body as the program worded it; empty when a person wrote it
	Facts       string // the figures the body was worded from, as draft.Facts writes them
}

// ArticleType describes articles.
var ArticleType = &field.Type{
	Table: "article", Code: 63, Schema: 1, Space: field.Open, Title: []string{"heading"},
	New: func() field.Record { return &Article{Section: "news"} },
	Fields: []field.Spec{
		field.Ref("issue", []string{"issue"}, func(a *Article) *field.ID { return &a.Issue }, field.Owner, field.Required),
		field.Choice("section", Section, func(a *Article) *string { return &a.Section }, field.Required, field.In(field.InList|field.InFilter)),
		field.Number("place", func(a *Article) *int64 { return &a.Place }, field.In(field.InList)),
		field.Text("heading", func(a *Article) *string { return &a.Heading }, field.In(field.InList|field.InSearch)),
		field.Long("body", func(a *Article) *string { return &a.Body }, field.Required, field.In(field.InSearch)),
		field.Ref("attribution", []string{"organisation"}, func(a *Article) *field.ID { return &a.Attribution }, field.In(field.InList)),
		field.Refs("sources", []string{"event", "programme", "indicator", "award", "organisation"}, func(a *Article) *[]field.ID { return &a.Sources }),
		field.Asked("edited", func(a *Article) *field.YesNo { return &a.Edited }, field.Fact),
		field.Text("note", func(a *Article) *string { return &a.Note }),
		field.Long("drafted", func(a *Article) *string { return &a.Drafted }, field.Silent),
		field.Long("facts", func(a *Article) *string { return &a.Facts }, field.Silent),
	},
}

// Type returns ArticleType.
func (a *Article) Type() *field.Type { return ArticleType }

// Check returns what has to be mended.
func (a *Article) Check() field.Problems {
	ps := ArticleType.Check(a)
	if a.Section == "news" && a.Heading == "" {
		ps = ps.Add("heading", "problem.required")
	}
	return ps
}
