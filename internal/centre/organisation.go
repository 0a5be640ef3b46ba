package centre

import "cn.halfsky/internal/field"

// OrganisationKind are the kinds of organisation.
var OrganisationKind = field.Words("orgkind", "union", "employer", "hospital", "school", "community", "office", "society", "team")

// Organisation is any body the centre deals with 单位: a union, an employer, a hospital, a team with an honour.
type Organisation struct {
	field.Meta
	Name      string
	Short     string
	Kind      string
	Union     field.YesNo // is it a union body
	Parent    field.ID
	Code      string // 统一社会信用代码, GB 32100
	Industry  string
	Nature    string
	Size      string
	Women     field.Count // women workers
	Contact   string
	Phone     string
	Address   string
	Honours   string
	HasUnion  field.YesNo // union set up there 已建会
	Contract  field.YesNo // collective contract
	Special   field.YesNo // 女职工权益保护专项集体合同
	Signed    field.Day
	Expires   field.Day
	Mutual    field.Count // enrolled in the mutual-aid plan
	Inspected field.Day
	From      field.Day
	To        field.Day
	Successor field.ID // after a merger: 平江区 → 姑苏区
	Note      string
}

// OrganisationType describes organisations.
var OrganisationType = &field.Type{
	Table: "organisation", Code: 10, Schema: 1, Space: field.Open, Title: []string{"name"},
	New: func() field.Record { return &Organisation{} },
	Fields: []field.Spec{
		field.Text("name", func(o *Organisation) *string { return &o.Name }, field.Required, field.Max(100), field.In(field.InList|field.InSearch|field.IsName), field.Also("单位", "单位名称", "主办单位")),
		field.Text("short", func(o *Organisation) *string { return &o.Short }, field.In(field.InList|field.InSearch|field.IsName)),
		field.Choice("kind", OrganisationKind, func(o *Organisation) *string { return &o.Kind }, field.Required, field.In(field.InList|field.InFilter)),
	},
}

// Type returns OrganisationType.
func (o *Organisation) Type() *field.Type { return OrganisationType }

// Check returns what has to be mended.
func (o *Organisation) Check() field.Problems { return OrganisationType.Check(o) }
