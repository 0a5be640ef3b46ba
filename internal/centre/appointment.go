package centre

import "cn.halfsky/internal/field"

// AppointmentState says what became of an appointment.
var AppointmentState = field.Words("appointmentstate", "booked", "came", "missed", "cancelled", "moved")

// Appointment is a time kept for one person 预约. The person may be no more than a word to call her by.
type Appointment struct {
	field.Meta
	Date       field.Day
	From       string
	To         string
	Place      string
	Counsellor field.ID
	Person     field.ID
	Called     string // how to call her when she is not registered
	Case       field.ID
	Topic      string // matter code
	State      string
	Note       string
}

// AppointmentType describes appointments.
var AppointmentType = &field.Type{
	Table: "appointment", Code: 34, Schema: 1, Space: field.Cases, Title: []string{"date", "from"},
	New: func() field.Record { return &Appointment{State: "booked"} },
	Fields: []field.Spec{
		field.Date("date", func(a *Appointment) *field.Day { return &a.Date }, field.Required, field.In(field.InList)),
		field.Text("from", func(a *Appointment) *string { return &a.From }, field.Required, field.Ruled(ClockTime), field.In(field.InList)),
		field.Text("to", func(a *Appointment) *string { return &a.To }, field.Ruled(ClockTime), field.In(field.InList)),
		field.Text("place", func(a *Appointment) *string { return &a.Place }, field.Max(60), field.In(field.InList)),
		field.Ref("counsellor", []string{"counsellor"}, func(a *Appointment) *field.ID { return &a.Counsellor }, field.Required, field.In(field.InList|field.InFilter)),
		field.Ref("person", []string{"person"}, func(a *Appointment) *field.ID { return &a.Person }, field.In(field.InList|field.IsPrivate)),
		field.Text("called", func(a *Appointment) *string { return &a.Called }, field.Max(50), field.In(field.InList|field.InSearch|field.IsPrivate)),
		field.Ref("case", []string{"case"}, func(a *Appointment) *field.ID { return &a.Case }, field.In(field.InFilter)),
		field.Choice("topic", Matter, func(a *Appointment) *string { return &a.Topic }, field.In(field.IsPrivate)),
		field.Choice("state", AppointmentState, func(a *Appointment) *string { return &a.State }, field.Required, field.In(field.InList|field.InFilter)),
		field.Long("note", func(a *Appointment) *string { return &a.Note }, field.In(field.InSearch|field.IsPrivate)),
	},
}

// Type returns AppointmentType.
func (a *Appointment) Type() *field.Type { return AppointmentType }

// Check returns what has to be mended.
func (a *Appointment) Check() field.Problems {
	ps := append(AppointmentType.Check(a), clockOrder(a.From, a.To)...)
	if !a.Date.IsZero() && !a.Date.Exact() {
		ps = ps.Add("date", "problem.exactday")
	}
	return ps
}
