package summary

import (
	"cmp"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/rota"
)

// RotaSummary is a week of duty as a grid: bands of hours across seven days from Monday on.
type RotaSummary struct {
	From, To field.Day // Monday and Sunday
	Days     [7]field.Day
	Kinds    [7]RotaDay // what kind of day each is; zero unless Mark was called
	Bands    []RotaBand
	Unmanned []field.Day    // Mondays to Fridays, holidays apart, without any duty
	Gaps     []rota.Trouble // duties, or parts of them, with nobody there
	Shifts   []field.ID     // what is written down; duties that only the template knows have no record
	Duties   int
	Received field.Sum // people received, over the shifts that noted it
}

// RotaBand is one span of hours.
type RotaBand struct {
	From, To string // 09:00, 11:30
	Cells    [7][]Duty
}

// Duty is one duty in a cell of the grid.
type Duty struct {
	ID       field.ID // the shift; zero when only the template says so
	Place    string
	People   []OnDuty
	State    string
	Received field.Count
}

// OnDuty is one person of a duty.
type OnDuty struct {
	Name    string // masked for one who does not want to be named in print; empty for one who is not on record
	Away    bool   // not there at all
	Partly  bool   // there for a part
	Stepped bool   // stepped in for somebody
}

// Rota is the week that holds day from the shifts written down alone.
func Rota(day field.Day, shifts []*centre.Shift, counsellors []*centre.Counsellor) RotaSummary {
	return Week(day, rota.Book{Shifts: shifts, Counsellors: counsellors})
}

// Week is the week that holds day, worked out from templates, shifts and absences.
func Week(day field.Day, book rota.Book) RotaSummary {
	monday := rota.Monday(day)
	s := RotaSummary{From: monday, To: monday.Add(6)}
	r := rota.New(book)
	shifts, named := byID(book.Shifts), byID(book.Counsellors)
	var received []field.Count
	for i := range s.Days {
		s.Days[i] = monday.Add(i)
		duties := r.On(s.Days[i])
		for _, d := range duties {
			duty := dutyOf(d, shifts[d.Shift], named)
			b := s.band(d.Span.Clocks())
			b.Cells[i] = append(b.Cells[i], duty)
			s.Duties++
			if d.Shift != (field.ID{}) {
				s.Shifts = append(s.Shifts, d.Shift)
				received = append(received, duty.Received)
			}
		}
		if i < 5 && len(duties) == 0 && (book.Closed == nil || !book.Closed(s.Days[i])) {
			s.Unmanned = append(s.Unmanned, s.Days[i])
		}
	}
	for _, t := range r.Troubles(s.From, s.To) {
		if t.Kind == rota.Gap {
			s.Gaps = append(s.Gaps, t)
		}
	}
	s.Received = field.Total(received...)
	slices.SortStableFunc(s.Bands, func(a, b RotaBand) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return s
}

// band returns the band of those hours, made when there is none.
func (s *RotaSummary) band(from, to string) *RotaBand {
	for i := range s.Bands {
		if s.Bands[i].From == from && s.Bands[i].To == to {
			return &s.Bands[i]
		}
	}
	s.Bands = append(s.Bands, RotaBand{From: from, To: to})
	return &s.Bands[len(s.Bands)-1]
}

func dutyOf(d rota.Duty, shift *centre.Shift, named map[field.ID]*centre.Counsellor) Duty {
	out := Duty{ID: d.Shift, Place: d.Place, State: d.State}
	if shift != nil {
		out.Received = shift.Received
	}
	here := d.Here()
	for _, p := range d.People {
		out.People = append(out.People, OnDuty{
			Name: printed(named[p.Who]), Away: len(p.There) == 0, Stepped: p.Steps,
			Partly: len(p.There) > 0 && !slices.Contains(here, p.Who),
		})
	}
	return out
}

// printed is a counsellor's name as it may stand on paper; empty for one who is not on record.
func printed(c *centre.Counsellor) string {
	switch {
	case c == nil:
		return ""
	case c.Public == field.No:
		return centre.MaskName(c.Name)
	}
	return c.Name
}

// JSON returns the week as plain data, without names.
func (s RotaSummary) JSON() map[string]any {
	return map[string]any{
		"report": "rota", "from": s.From.String(), "to": s.To.String(), "bands": each(s.Bands, RotaBand.json),
		"unmanned": each(s.Unmanned, func(d field.Day) map[string]any { return map[string]any{"date": d.String()} }),
		"gaps": each(s.Gaps, func(t rota.Trouble) map[string]any {
			return map[string]any{"date": t.Date.String(), "hours": t.Span.String(), "place": t.Place, "id": text(t.First)}
		}),
		"figures": []any{
			Figure{Key: "shifts", Role: "shifts", Count: field.Exactly(int64(s.Duties), "班"), Rows: s.Shifts}.JSON(),
			Figure{Key: "received", Role: "received", Count: s.Received.Count, Rows: s.Shifts}.JSON(),
		},
	}
}

func (b RotaBand) json() map[string]any {
	days := []any{}
	for _, cell := range b.Cells {
		days = append(days, each(cell, Duty.json))
	}
	return map[string]any{"from": b.From, "to": b.To, "days": days}
}

func (d Duty) json() map[string]any {
	here := 0
	for _, p := range d.People {
		if !p.Away {
			here++
		}
	}
	return map[string]any{"id": text(d.ID), "place": d.Place, "counsellors": len(d.People), "here": here, "state": d.State, "received": d.Received.Raw()}
}
