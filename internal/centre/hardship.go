package centre

import "cn.halfsky/internal/field"

// HardshipClass are the classes of hardship 困难类别; the last three are found in older files only.
var HardshipClass = &field.Vocab{Name: "hardshipclass", Codes: []field.Term{
	{Code: "deep"}, {Code: "relative"}, {Code: "accident"}, {Code: "lowlife", Retired: true}, {Code: "lowedge", Retired: true}, {Code: "accidentold", Retired: true},
}}

// HardshipState says where a file stands.
var HardshipState = field.Words("hardshipstate", "applied", "checking", "publicised", "approved", "left", "refused")

// Hardship is the file of one household in difficulty 困难职工档案, one household one file.
type Hardship struct {
	field.Meta
	Number     string
	Person     field.ID // the worker whose household it is
	Class      string
	Cause      string
	Cause2     string
	Members    int64     // people who live together
	Income     field.Fen // household income a year
	Outgoings  field.Fen // fixed outgoings a year 刚性支出
	Monthly    field.Fen // per head and month
	Housing    string
	Documents  string
	Publicised field.Day
	Approved   field.Day
	Review     field.Day // yearly review due
	State      string
	Left       field.Day // 脱困退档
	LeftWhy    string
	Station    string
	Note       string
	Frozen     string    // why it is kept beyond its time; empty: it is not
	Anonymised field.Day // when what tells who it is about was taken out
}

// HardshipType describes hardship files.
var HardshipType = &field.Type{
	Table: "hardship", Code: 50, Schema: 1, Space: field.Aid, Title: []string{"number"},
	New: func() field.Record { return &Hardship{State: "applied"} },
	Fields: []field.Spec{
		field.Text("number", func(h *Hardship) *string { return &h.Number }, field.Max(40), field.In(field.InList|field.InSearch), field.Also("编号")),
		field.Ref("person", []string{"person"}, func(h *Hardship) *field.ID { return &h.Person }, field.Required, field.In(field.InList|field.IsPrivate)),
		field.Choice("class", HardshipClass, func(h *Hardship) *string { return &h.Class }, field.Required, field.In(field.InList|field.InFilter)),
		field.Choice("cause", Cause, func(h *Hardship) *string { return &h.Cause }, field.Required, field.In(field.InList|field.InFilter|field.IsPrivate)),
		field.Choice("cause2", Cause, func(h *Hardship) *string { return &h.Cause2 }, field.In(field.IsPrivate)),
		field.Number("members", func(h *Hardship) *int64 { return &h.Members }, field.In(field.InList), field.Also("家庭人口")),
		field.Money("income", func(h *Hardship) *field.Fen { return &h.Income }, field.In(field.IsPrivate), field.Also("家庭年度总收入")),
		field.Money("outgoings", func(h *Hardship) *field.Fen { return &h.Outgoings }, field.In(field.IsPrivate)),
		field.Money("monthly", func(h *Hardship) *field.Fen { return &h.Monthly }, field.In(field.InList|field.IsPrivate), field.Also("家庭月人均收入")),
		field.Text("housing", func(h *Hardship) *string { return &h.Housing }, field.In(field.IsPrivate)),
		field.Text("documents", func(h *Hardship) *string { return &h.Documents }),
		field.Date("publicised", func(h *Hardship) *field.Day { return &h.Publicised }),
		field.Date("approved", func(h *Hardship) *field.Day { return &h.Approved }, field.In(field.InList)),
		field.Date("review", func(h *Hardship) *field.Day { return &h.Review }, field.In(field.InList)),
		field.Choice("state", HardshipState, func(h *Hardship) *string { return &h.State }, field.Required, field.In(field.InList|field.InFilter)),
		field.Date("left", func(h *Hardship) *field.Day { return &h.Left }, field.In(field.InStatistics)),
		field.Text("leftwhy", func(h *Hardship) *string { return &h.LeftWhy }, field.In(field.IsPrivate)),
		field.Text("station", func(h *Hardship) *string { return &h.Station }, field.Max(60), field.In(field.InFilter)),
		field.Long("note", func(h *Hardship) *string { return &h.Note }, field.In(field.InSearch|field.IsPrivate)),
		field.Text("frozen", func(h *Hardship) *string { return &h.Frozen }, field.Fact, field.In(field.IsPrivate)),
		field.Date("anonymised", func(h *Hardship) *field.Day { return &h.Anonymised }, field.Fact),
	},
}

// Type returns HardshipType.
func (h *Hardship) Type() *field.Type { return HardshipType }

// Check returns what has to be mended.
func (h *Hardship) Check() field.Problems {
	ps := append(HardshipType.Check(h), inOrder("approved", h.Publicised, h.Approved)...)
	if h.State == "left" && (h.Left.IsZero() || h.LeftWhy == "") {
		ps = ps.Add("leftwhy", "problem.hardship.left")
	}
	return ps
}

// PerHead computes the income per head and month in fen: (income − fixed outgoings) ÷ 12 ÷ members, never below 0. Without
// members it is 0. Source: 青岛市总工会 formula, quoted in the field notes; other cities use the same.
func (h *Hardship) PerHead() field.Fen {
	if h.Members <= 0 || h.Income <= h.Outgoings {
		return 0
	}
	return (h.Income - h.Outgoings) / 12 / field.Fen(h.Members)
}
