// Package rota works out who is on duty: the weekly template, the shifts written down, absences, appointments. It is pure.
//
// Three rules hold everywhere. A shift that is written down beats the weekly template at its place. An absence beats both,
// unless the shift was noted as served. A person is free, or can be booked, only for a whole slot, never for a part of it.
package rota

import (
	"slices"
	"strconv"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Book is the records a rota is worked out from. Deleted records are passed over; the order of the lists changes nothing
// but the order of equal things.
type Book struct {
	Templates    []*centre.Template
	Shifts       []*centre.Shift
	Absences     []*centre.Absence
	Counsellors  []*centre.Counsellor
	Appointments []*centre.Appointment
	Closed       func(field.Day) bool // days without the weekly template, such as holidays; may be nil
	Minutes      int                  // length of an appointment without an end; 0 takes half an hour
}

// Duty is one duty at a place, from a shift that is written down or from the weekly template.
type Duty struct {
	Place    string
	Date     field.Day
	Span     Span
	Shift    field.ID // zero: only the template says so
	Template field.ID // zero: only the shift says so
	Event    field.ID
	State    string
	Capacity int64 // appointments that fit; 0 sets no limit
	People   []Presence

	written bool // a shift says so, perhaps one that is not saved yet
}

// Presence is one person of a duty and when she is there.
type Presence struct {
	Who   field.ID
	There []Span // within the duty; empty when she is away all the time
	Steps bool   // she stepped in for somebody
}

// Rota is a Book made ready to be asked.
type Rota struct {
	book     Book
	absences map[field.ID][]*centre.Absence
	people   map[field.ID]*centre.Counsellor
	shifts   map[field.Day][]*centre.Shift
	booked   map[field.Day][]booking
}

// booking is an appointment that holds its time.
type booking struct {
	id    field.ID
	who   field.ID
	place string
	date  field.Day
	span  Span
}

// New makes a book ready.
func New(b Book) *Rota {
	if b.Minutes <= 0 {
		b.Minutes = 30
	}
	r := &Rota{
		book: b, absences: map[field.ID][]*centre.Absence{}, people: map[field.ID]*centre.Counsellor{},
		shifts: map[field.Day][]*centre.Shift{}, booked: map[field.Day][]booking{},
	}
	for _, a := range b.Absences {
		if a.Gone == 0 {
			r.absences[a.Counsellor] = append(r.absences[a.Counsellor], a)
		}
	}
	for _, c := range b.Counsellors {
		if c.Gone == 0 {
			r.people[c.ID] = c
		}
	}
	for _, s := range b.Shifts {
		if _, ok := ParseSpan(s.From, s.To, 0); ok && s.Gone == 0 && s.Date.Exact() {
			d := whole(s.Date)
			r.shifts[d] = append(r.shifts[d], s)
		}
	}
	for _, a := range b.Appointments {
		if k, ok := r.booking(a); ok {
			r.booked[k.date] = append(r.booked[k.date], k)
		}
	}
	return r
}

// booking reads an appointment; one that was cancelled or moved holds no time.
func (r *Rota) booking(a *centre.Appointment) (booking, bool) {
	s, ok := ParseSpan(a.From, a.To, r.book.Minutes)
	live := a.Gone == 0 && a.State != "cancelled" && a.State != "moved" && a.Date.Exact()
	return booking{a.ID, a.Counsellor, a.Place, whole(a.Date), s}, ok && live
}

func whole(d field.Day) field.Day {
	d.Half = field.WholeDay
	return d
}

// Duties returns the duties from one day to another, both included, by day, hour and place.
func (r *Rota) Duties(from, to field.Day) []Duty {
	var out []Duty
	for d := whole(from); !whole(to).Before(d); d = d.Add(1) {
		out = append(out, r.On(d)...)
	}
	return out
}

// On returns the duties of a day, by hour and place.
func (r *Rota) On(day field.Day) []Duty {
	day = whole(day)
	var out []Duty
	for _, s := range r.shifts[day] {
		out = append(out, r.written(s))
	}
	slices.SortStableFunc(out, compareDuties)
	for _, t := range r.templatesOn(day) {
		d := r.expected(t, day)
		if i := slices.IndexFunc(out, func(w Duty) bool { return d.beaten(w) }); i >= 0 {
			if out[i].Template == (field.ID{}) {
				out[i].Template = d.Template
			}
			continue
		}
		out = append(out, d)
	}
	slices.SortStableFunc(out, compareDuties)
	return out
}

// beaten reports whether the written duty w stands in for the duty d of the template: same place, at a time both have.
func (d Duty) beaten(w Duty) bool {
	return w.written && w.Place == d.Place && w.Span.Overlaps(d.Span)
}

// templatesOn returns the templates that hold on the day, in an order that does not depend on the book's.
func (r *Rota) templatesOn(day field.Day) []*centre.Template {
	if r.book.Closed != nil && r.book.Closed(day) {
		return nil
	}
	weekday := strconv.Itoa((int(day.Time().Weekday())+6)%7 + 1)
	var out []*centre.Template
	for _, t := range r.book.Templates {
		_, ok := ParseSpan(t.From, t.To, 0)
		if ok && t.Gone == 0 && t.Weekday == weekday && day.Within(t.Starts, t.Ends) {
			out = append(out, t)
		}
	}
	slices.SortStableFunc(out, func(a, b *centre.Template) int { return compareIDs(a.ID, b.ID) })
	return out
}

func (r *Rota) expected(t *centre.Template, day field.Day) Duty {
	s, _ := ParseSpan(t.From, t.To, 0)
	d := Duty{Place: t.Place, Date: day, Span: s, Template: t.ID, Capacity: t.Capacity, State: "planned"}
	for _, who := range t.Counsellors {
		d.People = append(d.People, Presence{Who: who, There: r.there(who, day, s)})
	}
	return d
}

// written makes a duty of a shift. A shift that was served was served, whatever an absence says; of one noted as absent nobody
// came but who stepped in. Somebody who stepped in stands in for a lone counsellor, and beside several.
func (r *Rota) written(s *centre.Shift) Duty {
	span, _ := ParseSpan(s.From, s.To, 0)
	d := Duty{Place: s.Place, Date: whole(s.Date), Span: span, Shift: s.ID, Event: s.Event, Capacity: s.Capacity, State: s.State, written: true}
	stepped := s.Substitute != (field.ID{})
	add := func(who field.ID, away, steps bool) {
		p := Presence{Who: who, Steps: steps}
		switch {
		case away:
		case s.State == "served":
			p.There = []Span{span}
		default:
			p.There = r.there(who, d.Date, span)
		}
		d.People = append(d.People, p)
	}
	for _, who := range s.Counsellors {
		if who != s.Substitute {
			add(who, s.State == "absent" || stepped && len(s.Counsellors) == 1, false)
		}
	}
	if stepped {
		add(s.Substitute, false, true)
	}
	return d
}

// there is what is left of the span on that day when absences and the time of her appointment are looked at.
func (r *Rota) there(who field.ID, day field.Day, s Span) []Span {
	return without([]Span{s}, r.away(who, day))
}

// away is when she cannot be there on that day. Somebody who is not on record is away all day; a book without counsellors
// knows nobody and says nothing about it.
func (r *Rota) away(who field.ID, day field.Day) []Span {
	if c := r.people[who]; c == nil && len(r.book.Counsellors) > 0 || c != nil && !day.Within(c.From, c.To) {
		return []Span{wholeDay}
	}
	var out []Span
	for _, a := range r.absences[who] {
		if s, ok := onDay(a.From, a.To, day); ok {
			out = append(out, s)
		}
	}
	return union(out)
}

// onDay is the part of the day that lies between two days, both included; a morning ends and an afternoon begins at noon. An
// empty bound is open.
func onDay(from, to, day field.Day) (Span, bool) {
	if !day.Within(whole(from), whole(to)) {
		return Span{}, false
	}
	s := wholeDay
	if from.Half == field.Afternoon && whole(from) == day {
		s.From = noon
	}
	if to.Half == field.Morning && whole(to) == day {
		s.To = noon
	}
	return s, s.From < s.To
}

// Monday returns the first day of the week that holds day.
func Monday(day field.Day) field.Day {
	return whole(day).Add(-((int(day.Time().Weekday()) + 6) % 7))
}

// Here returns who is there for the whole duty.
func (d Duty) Here() []field.ID {
	var out []field.ID
	for _, p := range d.People {
		if coversAll(p.There, d.Span) {
			out = append(out, p.Who)
		}
	}
	return out
}

// Empty returns the parts of the duty with nobody there.
func (d Duty) Empty() []Span {
	var there []Span
	for _, p := range d.People {
		there = append(there, p.There...)
	}
	return without([]Span{d.Span}, there)
}

// Record returns a shift that can be saved for a duty that only the template knew.
func (d Duty) Record() *centre.Shift {
	s := &centre.Shift{Place: d.Place, Event: d.Event, Date: d.Date, Capacity: d.Capacity, State: "planned"}
	s.From, s.To = d.Span.Clocks()
	for _, p := range d.People {
		s.Counsellors = append(s.Counsellors, p.Who)
	}
	return s
}
