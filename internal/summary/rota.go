package summary

import (
	"cmp"
	"slices"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// RotaSummary is a week of duty as a grid: bands of hours across seven days from Monday on.
type RotaSummary struct {
	From, To field.Day // Monday and Sunday
	Days     [7]field.Day
	Bands    []RotaBand
	Unmanned []field.Day // working days of the week, Monday to Friday, without any duty
	Shifts   []field.ID
	Received field.Sum // people received, over the shifts that noted it
}

// RotaBand is one span of hours.
type RotaBand struct {
	From, To string // 09:00, 11:30
	Cells    [7][]Duty
}

// Duty is one shift in a cell of the grid.
type Duty struct {
	ID         field.ID
	Place      string
	Names      []string // of the counsellors; one who does not want to be named in print is masked
	Substitute string   // who stepped in
	State      string
	Received   field.Count
}

// Rota lays the shifts of the week that holds day into a grid. Shifts of other weeks are left out.
func Rota(day field.Day, shifts []*centre.Shift, counsellors []*centre.Counsellor) RotaSummary {
	monday := day.Add(-((int(day.Time().Weekday()) + 6) % 7))
	s := RotaSummary{From: monday, To: monday.Add(6)}
	for i := range s.Days {
		s.Days[i] = monday.Add(i)
	}
	named := map[field.ID]*centre.Counsellor{}
	for _, c := range counsellors {
		named[c.ID] = c
	}
	var manned [7]bool
	var received []field.Count
	for _, x := range inWeek(shifts, monday) {
		i := weekdayOf(x.Date, monday)
		manned[i] = true
		b := s.band(x.From, x.To)
		b.Cells[i] = append(b.Cells[i], dutyOf(x, named))
		s.Shifts = append(s.Shifts, x.ID)
		received = append(received, x.Received)
	}
	s.Received = field.Total(received...)
	slices.SortStableFunc(s.Bands, func(a, b RotaBand) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	for i := range 5 {
		if !manned[i] {
			s.Unmanned = append(s.Unmanned, s.Days[i])
		}
	}
	return s
}

// inWeek returns the shifts of the week, by day, hour and place.
func inWeek(shifts []*centre.Shift, monday field.Day) []*centre.Shift {
	var out []*centre.Shift
	for _, x := range shifts {
		if i := weekdayOf(x.Date, monday); x.Date.Exact() && i >= 0 && i < 7 {
			out = append(out, x)
		}
	}
	slices.SortStableFunc(out, func(a, b *centre.Shift) int {
		return cmp.Or(cmp.Compare(a.Date.String(), b.Date.String()), cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(a.Place, b.Place))
	})
	return out
}

// weekdayOf is how many days d lies after the Monday; below 0 or above 6 it is in another week.
func weekdayOf(d, monday field.Day) int {
	return int(d.Time().Sub(monday.Time()) / (24 * time.Hour))
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

func dutyOf(x *centre.Shift, named map[field.ID]*centre.Counsellor) Duty {
	d := Duty{ID: x.ID, Place: x.Place, State: x.State, Received: x.Received}
	for _, id := range x.Counsellors {
		d.Names = append(d.Names, printed(named[id]))
	}
	if x.Substitute != (field.ID{}) {
		d.Substitute = printed(named[x.Substitute])
	}
	return d
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
	bands := each(s.Bands, func(b RotaBand) map[string]any {
		var days []any
		for _, cell := range b.Cells {
			days = append(days, each(cell, func(d Duty) map[string]any {
				return map[string]any{"id": d.ID.String(), "place": d.Place, "counsellors": len(d.Names), "state": d.State, "received": d.Received.Raw()}
			}))
		}
		return map[string]any{"from": b.From, "to": b.To, "days": days}
	})
	unmanned := []string{}
	for _, d := range s.Unmanned {
		unmanned = append(unmanned, d.String())
	}
	return map[string]any{
		"report": "rota", "from": s.From.String(), "to": s.To.String(), "bands": bands, "unmanned": texts(unmanned),
		"figures": []any{
			Figure{Key: "shifts", Role: "shifts", Count: field.Exactly(int64(len(s.Shifts)), "班"), Rows: s.Shifts}.JSON(),
			Figure{Key: "received", Role: "received", Count: s.Received.Count, Rows: s.Shifts}.JSON(),
		},
	}
}
