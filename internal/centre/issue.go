package centre

import "cn.halfsky/internal/field"

// IssueState says where a bulletin issue stands.
var IssueState = field.Words("issuestate", "draft", "published")

// Issue is one number of the bulletin 简报、期.
type Issue struct {
	field.Meta
	Masthead string // 报头
	Number   int64  // in the year
	Total    int64  // running
	Date     field.Day
	Editor   string
	Copies   int64
	State    string
	Note     string
}

// IssueType describes bulletin issues.
var IssueType = &field.Type{
	Table: "issue", Code: 62, Schema: 1, Space: field.Open, Title: []string{"masthead", "number"},
	New: func() field.Record { return &Issue{State: "draft"} },
	Fields: []field.Spec{
		field.Text("masthead", func(i *Issue) *string { return &i.Masthead }, field.Required, field.Max(40), field.In(field.InList|field.InSearch)),
		field.Number("number", func(i *Issue) *int64 { return &i.Number }, field.Required, field.In(field.InList)),
		field.Number("total", func(i *Issue) *int64 { return &i.Total }, field.In(field.InList)),
		field.Date("date", func(i *Issue) *field.Day { return &i.Date }, field.Required, field.In(field.InList)),
		field.Text("editor", func(i *Issue) *string { return &i.Editor }, field.Max(60), field.In(field.InList)),
		field.Number("copies", func(i *Issue) *int64 { return &i.Copies }),
		field.Choice("state", IssueState, func(i *Issue) *string { return &i.State }, field.In(field.InList|field.InFilter)),
		field.Text("note", func(i *Issue) *string { return &i.Note }),
	},
}

// Type returns IssueType.
func (i *Issue) Type() *field.Type { return IssueType }

// Check returns what has to be mended.
func (i *Issue) Check() field.Problems { return IssueType.Check(i) }
