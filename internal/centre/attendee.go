package centre

import (
	"slices"

	"cn.halfsky/internal/field"
)

// Attendee is one line of an event's sign-in list 签到: somebody who registered, who came, or both. The lists stand where organisers
// can open them, hold as little of a person as they can, and are erased after a time; what stays is how many they were, as readings.
type Attendee struct {
	field.Meta
	Event      field.ID
	Name       string
	Unit       field.ID
	UnitText   string // where the unit is none on record
	Phone      string
	Registered field.Moment // empty for a walk-in
	Present    field.Moment // empty: not here
	WalkIn     field.YesNo  // came without having registered
	Note       string
}

// AttendeeType describes the lines of sign-in lists.
var AttendeeType = &field.Type{
	Table: "attendee", Code: 28, Schema: 1, Space: field.Open, Title: []string{"name"},
	New: func() field.Record { return &Attendee{} },
	Fields: []field.Spec{
		field.Ref("event", []string{"event"}, func(a *Attendee) *field.ID { return &a.Event }, field.Owner, field.Required, field.In(field.InFilter)),
		field.Text("name", func(a *Attendee) *string { return &a.Name }, field.Required, field.Max(50), field.Ruled(PersonName), field.In(field.InList|field.InSearch|field.IsName|field.IsPrivate), field.Also("姓名", "报名人", "参加人", "参加人员")),
		field.Ref("unit", []string{"organisation"}, func(a *Attendee) *field.ID { return &a.Unit }, field.In(field.InList|field.IsPrivate), field.Also("所在单位")),
		field.Text("unittext", func(a *Attendee) *string { return &a.UnitText }, field.Max(100), field.In(field.InList|field.InSearch|field.IsPrivate)),
		field.Text("phone", func(a *Attendee) *string { return &a.Phone }, field.Ruled(Phone), field.In(field.IsPrivate|field.IsMasked), field.Also("手机", "手机号码", "联系电话", "联系方式")),
		field.Time("registered", func(a *Attendee) *field.Moment { return &a.Registered }, field.Also("报名日期")),
		field.Time("present", func(a *Attendee) *field.Moment { return &a.Present }, field.In(field.InList|field.InStatistics)),
		field.Asked("walkin", func(a *Attendee) *field.YesNo { return &a.WalkIn }, field.In(field.InList|field.InStatistics)),
		field.Text("note", func(a *Attendee) *string { return &a.Note }, field.Max(200), field.In(field.IsPrivate)),
	},
}

// Type returns AttendeeType.
func (a *Attendee) Type() *field.Type { return AttendeeType }

// Check returns what has to be mended.
func (a *Attendee) Check() field.Problems { return AttendeeType.Check(a) }

// nameless are the kinds of event at which people are counted and never named: who sees a doctor or asks for advice is nobody's business.
var nameless = []string{"clinic", "screening", "advice"}

// TakesNames reports whether an event of a kind may have a sign-in list.
func TakesNames(kind string) bool { return !slices.Contains(nameless, kind) }
