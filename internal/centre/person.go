package centre

import "cn.halfsky/internal/field"

// Person is somebody the centre helps or works with 当事人、职工. She may keep a pseudonym; nothing but a name to call her by is
// required.
type Person struct {
	field.Meta
	Name       string
	Pseudonym  field.YesNo // the name is a 化名
	Sex        string
	Birth      field.Day
	AgeBand    string
	Phone      string
	SafeWay    string // how and when she may be reached without danger
	ResidentID string // only when a service needs it
	Unit       field.ID
	UnitText   string // work unit as she calls it, when it is no registered organisation
	Employment string
	Household  string
	Member     field.YesNo
	Period     string
	Due        field.Day // due date or birth date of the child
	Marital    string
	Single     field.YesNo // single parent
	Address    string
	Note       string
	Joined     field.ID // the record of hers that this one was joined into
}

// PersonType describes persons.
var PersonType = &field.Type{
	Table: "person", Code: 11, Schema: 1, Space: field.Cases, Title: []string{"name"},
	New: func() field.Record { return &Person{} },
	Fields: []field.Spec{
		field.Text("name", func(p *Person) *string { return &p.Name }, field.Required, field.Max(50), field.Ruled(PersonName),
			field.In(field.InList|field.InSearch|field.IsName|field.IsPrivate), field.Also("姓名", "职工姓名", "来访人", "来访人姓名")),
		field.Asked("pseudonym", func(p *Person) *field.YesNo { return &p.Pseudonym }),
		field.Choice("sex", Sex, func(p *Person) *string { return &p.Sex }, field.In(field.InList|field.InFilter)),
		field.Date("birth", func(p *Person) *field.Day { return &p.Birth }, field.In(field.IsPrivate|field.InStatistics), field.Also("出生年月")),
		field.Choice("ageband", AgeBand, func(p *Person) *string { return &p.AgeBand }, field.In(field.InFilter)),
		field.Text("phone", func(p *Person) *string { return &p.Phone }, field.Ruled(Phone), field.In(field.InList|field.InSearch|field.IsPrivate|field.IsMasked), field.Also("手机", "手机号码", "电话", "联系方式")),
		field.Text("safeway", func(p *Person) *string { return &p.SafeWay }, field.In(field.IsPrivate)),
		field.Text("residentid", func(p *Person) *string { return &p.ResidentID }, field.Ruled(ResidentID), field.In(field.InSearch|field.IsPrivate|field.IsMasked|field.InStatistics), field.Also("身份证", "身份证号码")),
		field.Ref("unit", []string{"organisation"}, func(p *Person) *field.ID { return &p.Unit }, field.In(field.InList)),
		field.Text("unittext", func(p *Person) *string { return &p.UnitText }, field.In(field.InSearch)),
		field.Choice("employment", Employment, func(p *Person) *string { return &p.Employment }, field.In(field.InFilter)),
		field.Choice("household", Household, func(p *Person) *string { return &p.Household }, field.Also("户口类型")),
		field.Asked("member", func(p *Person) *field.YesNo { return &p.Member }, field.Also("是否会员")),
		field.Choice("period", Period, func(p *Person) *string { return &p.Period }, field.In(field.InFilter|field.IsPrivate)),
		field.Date("due", func(p *Person) *field.Day { return &p.Due }, field.In(field.IsPrivate)),
		field.Choice("marital", Marital, func(p *Person) *string { return &p.Marital }, field.In(field.IsPrivate), field.Also("婚姻")),
		field.Asked("single", func(p *Person) *field.YesNo { return &p.Single }, field.In(field.InFilter|field.IsPrivate), field.Also("是否单亲")),
		field.Text("address", func(p *Person) *string { return &p.Address }, field.In(field.IsPrivate), field.Also("住址", "家庭住址")),
		field.Long("note", func(p *Person) *string { return &p.Note }, field.In(field.InSearch|field.IsPrivate)),
		field.Ref("joined", []string{"person"}, func(p *Person) *field.ID { return &p.Joined }, field.Fact, field.In(field.InStatistics)),
	},
}

// Type returns PersonType.
func (p *Person) Type() *field.Type { return PersonType }

// Check returns what has to be mended.
func (p *Person) Check() field.Problems { return PersonType.Check(p) }

// Warn returns what looks wrong but may be saved: an ID card that says another sex or birth date.
func (p *Person) Warn() field.Problems {
	var ps field.Problems
	if p.ResidentID == "" {
		return nil
	}
	if d, ok := BirthOf(p.ResidentID); ok && p.Birth.Exact() && d != p.Birth {
		ps = ps.Add("birth", "problem.person.birth")
	}
	if s := SexOf(p.ResidentID); s != "" && p.Sex != "" && s != p.Sex {
		ps = ps.Add("sex", "problem.person.sex")
	}
	return ps
}
