package centre

import "cn.halfsky/internal/field"

// Level says whether a folder is a city centre's 维权中心 or a town station's 维权指导站.
var Level = field.Words("level", "centre", "station")

// Region says whose regional rules apply; national rules apply everywhere.
var Region = field.Words("region", "CN", "JS")

// Centre is the body that keeps the folder: one record, made at first start.
type Centre struct {
	field.Meta
	Name    string
	Level   string
	Code    string // station code, the head of case numbers
	Parent  string // the centre a station belongs to
	Region  string
	Phone   string
	Address string
	Opened  field.Day // 揭牌
	Slogan  string
}

// CentreType describes the centre's own record.
var CentreType = &field.Type{
	Table: "centre", Code: 1, Schema: 1, Space: field.Open, Title: []string{"name"},
	New: func() field.Record { return &Centre{Level: "centre", Region: "JS"} },
	Fields: []field.Spec{
		field.Text("name", func(c *Centre) *string { return &c.Name }, field.Required, field.Max(60), field.In(field.InList|field.InSearch|field.IsName)),
		field.Choice("level", Level, func(c *Centre) *string { return &c.Level }, field.Required, field.In(field.InList)),
		field.Text("code", func(c *Centre) *string { return &c.Code }, field.Required, field.Max(8), field.In(field.InList)),
		field.Text("parent", func(c *Centre) *string { return &c.Parent }, field.Max(60)),
		field.Choice("region", Region, func(c *Centre) *string { return &c.Region }),
		field.Text("phone", func(c *Centre) *string { return &c.Phone }, field.Ruled(Phone)),
		field.Text("address", func(c *Centre) *string { return &c.Address }),
		field.Date("opened", func(c *Centre) *field.Day { return &c.Opened }),
		field.Text("slogan", func(c *Centre) *string { return &c.Slogan }),
	},
}

// Type returns CentreType.
func (c *Centre) Type() *field.Type { return CentreType }

// Check returns what has to be mended.
func (c *Centre) Check() field.Problems { return CentreType.Check(c) }

// DefaultCode is the head of case numbers until the union gives the centre or station a code of its own.
func DefaultCode(level string) string {
	if level == "station" {
		return "站"
	}
	return "维"
}
