package rota

import (
	"slices"

	"cn.halfsky/internal/field"
)

// Free returns who has nothing at all in the span: appointed then, with the expertise (empty asks for none), not away, not on
// duty and without an appointment for any part of it. In the order of the book.
func (r *Rota) Free(day field.Day, s Span, expertise string) []field.ID {
	day = whole(day)
	duties := r.On(day)
	var out []field.ID
	for _, c := range r.book.Counsellors {
		if c.Gone != 0 || !r.knows(c.ID, expertise) || !coversAll(r.there(c.ID, day, s), s) || r.busy(c.ID, day, s) {
			continue
		}
		onDuty := slices.ContainsFunc(duties, func(d Duty) bool {
			return slices.ContainsFunc(d.People, func(p Presence) bool {
				return p.Who == c.ID && slices.ContainsFunc(p.There, s.Overlaps)
			})
		})
		if !onDuty {
			out = append(out, c.ID)
		}
	}
	return out
}

// knows reports whether she has the expertise.
func (r *Rota) knows(who field.ID, expertise string) bool {
	c := r.people[who]
	return expertise == "" || c != nil && slices.Contains(c.Expertise, expertise)
}

// busy reports whether she has an appointment in any part of the span.
func (r *Rota) busy(who field.ID, day field.Day, s Span) bool {
	return slices.ContainsFunc(r.booked[day], func(b booking) bool { return b.who == who && b.span.Overlaps(s) })
}

// Bookable returns who of the duty can take an appointment in the span: there for all of it, with the expertise, not booked. It
// is empty when no more appointments fit into the duty.
func (r *Rota) Bookable(d Duty, s Span, expertise string) []field.ID {
	if left, limited := r.Left(d); limited && left <= 0 || !d.Span.Covers(s) {
		return nil
	}
	var out []field.ID
	for _, p := range d.People {
		if coversAll(p.There, s) && r.knows(p.Who, expertise) && !r.busy(p.Who, d.Date, s) {
			out = append(out, p.Who)
		}
	}
	return out
}

// Left returns how many more appointments fit into the duty; limited is false when it has no limit. It is below 0 when there
// are too many already.
func (r *Rota) Left(d Duty) (left int, limited bool) {
	return int(d.Capacity) - r.bookedIn(d), d.Capacity > 0
}

// Slot is a time in a duty that can still be given away.
type Slot struct {
	Span Span
	Who  []field.ID
}

// Slots returns the slots of that many minutes, counted from the beginning of the duty, in which somebody can be booked; a rest
// shorter than a slot is not offered. When only few appointments fit into the duty, each slot alone may still be given away.
func (r *Rota) Slots(d Duty, minutes int, expertise string) []Slot {
	var out []Slot
	for from := d.Span.From; minutes > 0 && from+minutes <= d.Span.To; from += minutes {
		s := Span{from, from + minutes}
		if who := r.Bookable(d, s, expertise); len(who) > 0 {
			out = append(out, Slot{s, who})
		}
	}
	return out
}
