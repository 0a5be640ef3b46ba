package centre

import "cn.halfsky/internal/field"

// AidState says where an aid entry stands.
var AidState = field.Words("aidstate", "planned", "approved", "given", "refused", "undeliverable")

// Aid is one thing given or promised to a household 帮扶记录: cash in fen, or goods with their value.
type Aid struct {
	field.Meta
	Hardship field.ID
	Pairing  field.ID // none: given by the centre itself
	Date     field.Day
	Kind     string
	Cash     field.Fen
	Goods    string
	Value    field.Fen // of the goods
	Funds    string
	By       string
	Receiver string
	State    string
	Note     string
}

// AidType describes aid entries.
var AidType = &field.Type{
	Table: "aid", Code: 53, Schema: 1, Space: field.Aid, Title: []string{"kind", "date"},
	New: func() field.Record { return &Aid{State: "planned"} },
	Fields: []field.Spec{
		field.Ref("hardship", []string{"hardship"}, func(a *Aid) *field.ID { return &a.Hardship }, field.Owner, field.Required, field.In(field.InList|field.InFilter|field.IsPrivate)),
		field.Ref("pairing", []string{"pairing"}, func(a *Aid) *field.ID { return &a.Pairing }, field.In(field.InFilter)),
		field.Date("date", func(a *Aid) *field.Day { return &a.Date }, field.Required, field.In(field.InList)),
		field.Choice("kind", AidKind, func(a *Aid) *string { return &a.Kind }, field.Required, field.In(field.InList|field.InFilter), field.Also("项目", "帮扶项目")),
		field.Money("cash", func(a *Aid) *field.Fen { return &a.Cash }, field.In(field.InList), field.Also("金额")),
		field.Text("goods", func(a *Aid) *string { return &a.Goods }, field.In(field.InList|field.InSearch), field.Also("实物")),
		field.Money("value", func(a *Aid) *field.Fen { return &a.Value }, field.In(field.InList)),
		field.Choice("funds", Funds, func(a *Aid) *string { return &a.Funds }, field.In(field.InList|field.InFilter)),
		field.Text("by", func(a *Aid) *string { return &a.By }, field.Max(50), field.In(field.InList), field.Also("经办")),
		field.Text("receiver", func(a *Aid) *string { return &a.Receiver }, field.Max(50), field.In(field.IsPrivate), field.Also("签收", "签收人")),
		field.Choice("state", AidState, func(a *Aid) *string { return &a.State }, field.Required, field.In(field.InList|field.InFilter)),
		field.Text("note", func(a *Aid) *string { return &a.Note }, field.In(field.InSearch|field.IsPrivate)),
	},
}

// Type returns AidType.
func (a *Aid) Type() *field.Type { return AidType }

// Check returns what has to be mended.
func (a *Aid) Check() field.Problems {
	ps := AidType.Check(a)
	if a.State == "given" && a.Cash == 0 && a.Goods == "" {
		ps = ps.Add("cash", "problem.aid.empty")
	}
	return ps
}

// Worth is the cash and the value of the goods together, in fen.
func (a *Aid) Worth() field.Fen { return a.Cash + a.Value }
