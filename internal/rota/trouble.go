package rota

import (
	"cmp"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Kind is a sort of trouble in a rota; rota.trouble.<kind> says it.
type Kind string

// The kinds of trouble.
const (
	Overlap Kind = "overlap" // one person in two places
	Away    Kind = "away"    // on the list, but away for all or part of it
	Gap     Kind = "gap"     // a place with nobody
	Twice   Kind = "twice"   // one counsellor, two appointments at once
	Unkept  Kind = "unkept"  // an appointment with a counsellor who is away
	Outside Kind = "outside" // an appointment outside of duty
	Over    Kind = "over"    // more appointments than fit
)

// Trouble is one thing that does not fit together.
type Trouble struct {
	Kind  Kind
	Date  field.Day
	Span  Span // when it does not fit
	Who   field.ID
	Place string
	Other string   // the other place of an overlap
	First field.ID // the shift or appointment concerned; zero for a duty that only the template knows
	Next  field.ID // the other one
	Count int      // appointments of a duty that has too many
	Limit int64    // and how many fit
}

// Troubles returns everything that does not fit between two days, both included, by day and hour.
func (r *Rota) Troubles(from, to field.Day) []Trouble {
	var out []Trouble
	for d := whole(from); !whole(to).Before(d); d = d.Add(1) {
		duties := r.On(d)
		out = append(out, overlaps(duties)...)
		out = append(out, absences(duties)...)
		out = append(out, r.gaps(d, duties)...)
		out = append(out, r.bookings(d, duties)...)
	}
	slices.SortStableFunc(out, compareTroubles)
	return out
}

func compareTroubles(a, b Trouble) int {
	return cmp.Or(compareDays(a.Date, b.Date), compareSpans(a.Span, b.Span), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Place, b.Place),
		cmp.Compare(a.Other, b.Other), compareIDs(a.Who, b.Who), compareIDs(a.First, b.First), compareIDs(a.Next, b.Next))
}

// overlaps finds people who would have to be in two duties of one day at once.
func overlaps(duties []Duty) (out []Trouble) {
	for i, a := range duties {
		for _, b := range duties[i+1:] {
			for _, p := range a.People {
				for _, q := range b.People {
					if p.Who == q.Who {
						out = append(out, meet(a, b, p, q)...)
					}
				}
			}
		}
	}
	return out
}

func meet(a, b Duty, p, q Presence) (out []Trouble) {
	for _, s := range p.There {
		for _, t := range q.There {
			if s.Overlaps(t) {
				out = append(out, Trouble{Kind: Overlap, Date: a.Date, Span: s.common(t), Who: p.Who, Place: a.Place, Other: b.Place, First: a.Shift, Next: b.Shift})
			}
		}
	}
	return out
}

// absences finds people on a list who are away. A shift noted as absent, or for which somebody stepped in, is settled.
func absences(duties []Duty) (out []Trouble) {
	for _, d := range duties {
		if d.State == "absent" || d.State == "substituted" || slices.ContainsFunc(d.People, func(p Presence) bool { return p.Steps && len(p.There) > 0 }) {
			continue
		}
		for _, p := range d.People {
			for _, s := range without([]Span{d.Span}, p.There) {
				out = append(out, Trouble{Kind: Away, Date: d.Date, Span: s, Who: p.Who, Place: d.Place, First: d.Shift})
			}
		}
	}
	return out
}

// gaps finds times at which a place should have somebody, by its template or a shift, and has nobody.
func (r *Rota) gaps(day field.Day, duties []Duty) (out []Trouble) {
	due, there := map[string][]Span{}, map[string][]Span{}
	for _, d := range duties {
		due[d.Place] = append(due[d.Place], d.Span)
		for _, p := range d.People {
			there[d.Place] = append(there[d.Place], p.There...)
		}
	}
	for _, t := range r.templatesOn(day) {
		s, _ := ParseSpan(t.From, t.To, 0)
		due[t.Place] = append(due[t.Place], s)
	}
	for place, spans := range due {
		for _, s := range without(spans, there[place]) {
			out = append(out, Trouble{Kind: Gap, Date: day, Span: s, Place: place})
		}
	}
	return out
}

// bookings finds appointments that cannot be kept.
func (r *Rota) bookings(day field.Day, duties []Duty) (out []Trouble) {
	booked := r.booked[day]
	for i, a := range booked {
		if !slices.ContainsFunc(duties, func(d Duty) bool { return d.holds(a) }) {
			t := Trouble{Kind: Outside, Date: day, Span: a.span, Who: a.who, Place: a.place, First: a.id}
			if slices.ContainsFunc(r.away(a.who, day), a.span.Overlaps) {
				t.Kind = Unkept
			}
			out = append(out, t)
		}
		for _, b := range booked[i+1:] {
			if a.who == b.who && a.span.Overlaps(b.span) {
				out = append(out, twice(a, b))
			}
		}
	}
	for _, d := range duties {
		if n := r.bookedIn(d); d.Capacity > 0 && int64(n) > d.Capacity {
			out = append(out, Trouble{Kind: Over, Date: day, Span: d.Span, Place: d.Place, First: d.Shift, Count: n, Limit: d.Capacity})
		}
	}
	return out
}

func twice(a, b booking) Trouble {
	if compareIDs(b.id, a.id) < 0 {
		a, b = b, a
	}
	return Trouble{Kind: Twice, Date: a.date, Span: a.span.common(b.span), Who: a.who, Place: a.place, Other: b.place, First: a.id, Next: b.id}
}

// holds reports whether the appointment lies within the duty, with somebody who is there for all of it.
func (d Duty) holds(a booking) bool {
	return d.takes(a) && slices.ContainsFunc(d.People, func(p Presence) bool { return p.Who == a.who && coversAll(p.There, a.span) })
}

// takes reports whether the appointment takes a place of the duty: it is with one of its people, at its place, in its hours.
func (d Duty) takes(a booking) bool {
	return a.date == d.Date && (a.place == "" || a.place == d.Place) && d.Span.Overlaps(a.span) &&
		slices.ContainsFunc(d.People, func(p Presence) bool { return p.Who == a.who })
}

func (r *Rota) bookedIn(d Duty) (n int) {
	for _, a := range r.booked[d.Date] {
		if d.takes(a) {
			n++
		}
	}
	return n
}

// IfShift returns the trouble there would be on its day with this shift saved, as far as it was not there before.
func (r *Rota) IfShift(s *centre.Shift) []Trouble {
	b := r.book
	b.Shifts = append(slices.DeleteFunc(slices.Clone(b.Shifts), func(x *centre.Shift) bool { return x.ID == s.ID }), s)
	return r.added(New(b), s.Date)
}

// IfBooked returns the trouble there would be on its day with this appointment saved, as far as it was not there before.
func (r *Rota) IfBooked(a *centre.Appointment) []Trouble {
	b := r.book
	b.Appointments = append(slices.DeleteFunc(slices.Clone(b.Appointments), func(x *centre.Appointment) bool { return x.ID == a.ID }), a)
	return r.added(New(b), a.Date)
}

// IfAbsent returns the trouble there would be in its days with this absence saved, as far as it was not there before. Both ends
// must be known.
func (r *Rota) IfAbsent(a *centre.Absence) []Trouble {
	b := r.book
	b.Absences = append(slices.DeleteFunc(slices.Clone(b.Absences), func(x *centre.Absence) bool { return x.ID == a.ID }), a)
	from, to, ok := bounds(a.From, a.To)
	if !ok {
		return nil
	}
	after := New(b)
	var out []Trouble
	for d := from; !to.Before(d); d = d.Add(1) {
		out = append(out, r.added(after, d)...)
	}
	return out
}

// maxDays keeps a slip of the pen in a year from being looked at day by day for centuries.
const maxDays = 1100

// bounds are the first and the last day of a time whose ends may be months or years.
func bounds(from, to field.Day) (first, last field.Day, ok bool) {
	if from.IsZero() || to.IsZero() || !from.Valid() || !to.Valid() {
		return first, last, false
	}
	first = field.DayOf(from.Time())
	switch last = field.DayOf(to.Time()); {
	case to.Month == 0:
		last = field.Day{Year: to.Year, Month: 12, Date: 31}
	case to.Date == 0:
		last = field.DayOf(to.Time().AddDate(0, 1, -1))
	}
	if far := first.Add(maxDays); far.Before(last) {
		last = far
	}
	return first, last, !last.Before(first)
}

func (r *Rota) added(after *Rota, day field.Day) []Trouble {
	if !day.Exact() {
		return nil
	}
	old := r.Troubles(day, day)
	return slices.DeleteFunc(after.Troubles(day, day), func(t Trouble) bool { return slices.Contains(old, t) })
}
