package centre

import "cn.halfsky/internal/field"

// OrganisationKind are the kinds of organisation 单位类型.
var OrganisationKind = &field.Vocab{Name: "orgkind", Codes: []field.Term{
	{Code: "union", Also: []string{"总工会"}}, {Code: "employer", Also: []string{"企业", "公司"}}, {Code: "hospital"}, {Code: "school"},
	{Code: "community"}, {Code: "office", Also: []string{"党政机关"}}, {Code: "society"}, {Code: "team"},
	{Code: "station", Also: []string{"维权中心", "维权站", "维权指导站", "指导站"}}, {Code: "other"},
}}

// SizeBand is how many people work there.
var SizeBand = field.Words("sizeband", "u50", "50-299", "300-999", "1000+")

// Nature is the ownership of an employer 单位性质.
var Nature = field.Words("nature", "state", "collective", "private", "foreign", "joint", "public", "other")

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
	Honours   string      // 五一巾帼标兵岗, 示范女职工之家 …
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
	Joined    field.ID // the record of the same body that this one was joined into
}

// OrganisationType describes organisations.
var OrganisationType = &field.Type{
	Table: "organisation", Code: 10, Schema: 1, Space: field.Open, Title: []string{"name"},
	New: func() field.Record { return &Organisation{} },
	Fields: []field.Spec{
		field.Text("name", func(o *Organisation) *string { return &o.Name }, field.Required, field.Max(100), field.In(field.InList|field.InSearch|field.IsName), field.Also("单位", "单位全称")),
		field.Text("short", func(o *Organisation) *string { return &o.Short }, field.Max(50), field.In(field.InList|field.InSearch|field.IsName)),
		field.Choice("kind", OrganisationKind, func(o *Organisation) *string { return &o.Kind }, field.Required, field.In(field.InList|field.InFilter)),
		field.Asked("union", func(o *Organisation) *field.YesNo { return &o.Union }),
		field.Ref("parent", []string{"organisation"}, func(o *Organisation) *field.ID { return &o.Parent }, field.In(field.InList)),
		field.Text("code", func(o *Organisation) *string { return &o.Code }, field.Ruled(UnifiedCode), field.In(field.InSearch), field.Also("信用代码")),
		field.Text("industry", func(o *Organisation) *string { return &o.Industry }, field.Also("行业")),
		field.Choice("nature", Nature, func(o *Organisation) *string { return &o.Nature }, field.In(field.InFilter)),
		field.Choice("size", SizeBand, func(o *Organisation) *string { return &o.Size }),
		field.Counted("women", "人", func(o *Organisation) *field.Count { return &o.Women }, field.In(field.InList)),
		field.Text("contact", func(o *Organisation) *string { return &o.Contact }, field.In(field.IsPrivate)),
		field.Text("phone", func(o *Organisation) *string { return &o.Phone }, field.Ruled(Phone), field.Also("联系电话")),
		field.Text("address", func(o *Organisation) *string { return &o.Address }),
		field.Text("honours", func(o *Organisation) *string { return &o.Honours }, field.In(field.InSearch)),
		field.Asked("hasunion", func(o *Organisation) *field.YesNo { return &o.HasUnion }, field.In(field.InFilter)),
		field.Asked("contract", func(o *Organisation) *field.YesNo { return &o.Contract }),
		field.Asked("special", func(o *Organisation) *field.YesNo { return &o.Special }, field.In(field.InFilter)),
		field.Date("signed", func(o *Organisation) *field.Day { return &o.Signed }),
		field.Date("expires", func(o *Organisation) *field.Day { return &o.Expires }),
		field.Counted("mutual", "人", func(o *Organisation) *field.Count { return &o.Mutual }),
		field.Date("inspected", func(o *Organisation) *field.Day { return &o.Inspected }),
		field.Date("from", func(o *Organisation) *field.Day { return &o.From }),
		field.Date("to", func(o *Organisation) *field.Day { return &o.To }),
		field.Ref("successor", []string{"organisation"}, func(o *Organisation) *field.ID { return &o.Successor }),
		field.Long("note", func(o *Organisation) *string { return &o.Note }, field.In(field.InSearch)),
		field.Ref("joined", []string{"organisation"}, func(o *Organisation) *field.ID { return &o.Joined }, field.Fact, field.In(field.InStatistics)),
	},
}

// Type returns OrganisationType.
func (o *Organisation) Type() *field.Type { return OrganisationType }

// Check returns what has to be mended.
func (o *Organisation) Check() field.Problems {
	ps := OrganisationType.Check(o)
	ps = append(ps, inOrder("to", o.From, o.To)...)
	return append(ps, inOrder("expires", o.Signed, o.Expires)...)
}

// inOrder returns a problem at key when to lies before from; empty days are in order.
func inOrder(key string, from, to field.Day) field.Problems {
	if !from.IsZero() && !to.IsZero() && to.Before(from) {
		return field.Problems{{Field: key, Say: "problem.order"}}
	}
	return nil
}
