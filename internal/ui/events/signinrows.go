package events

import (
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// signRows shows the lines of a list.
type signRows struct {
	host  *kit.Host
	found kit.Found
}

// Len is called by the table.
func (r *signRows) Len() int { return r.found.Len() }

// ID is called by the table.
func (r *signRows) ID(i int) field.ID { return r.found.ID(i) }

func (r *signRows) at(i int) *centre.Attendee { return r.found.At(i).(*centre.Attendee) }

// first is the first line of somebody who has not come yet.
func (r *signRows) first() int {
	for i := range r.Len() {
		if r.at(i).Present == 0 {
			return i
		}
	}
	return 0
}

func (r *signRows) tone(i int) kit.Tone {
	if r.at(i).Present != 0 {
		return kit.Good
	}
	return kit.Plain
}

// Text is called by the table.
func (r *signRows) Text(i int, key string) string {
	a, h := r.at(i), r.host
	switch key {
	case "name":
		return a.Name
	case "unit":
		if a.Unit != (field.ID{}) && h.Name != nil {
			return h.Name(a.Unit)
		}
		return a.UnitText
	}
	if a.Present == 0 {
		return h.T("attend.notyet")
	}
	at := a.Present.In(h.Now().Location())
	say := "attend.came"
	if a.WalkIn == field.Yes {
		say = "attend.walked"
	}
	clock := h.Book.Clock(at.Hour(), at.Minute())
	if day := field.DayOf(at); day != field.DayOf(h.Now().Truncate(time.Second)) {
		clock = h.Book.Day(0, day.Month, day.Date)
	}
	return h.T(say, clock)
}
