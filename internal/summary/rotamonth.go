package summary

import (
	"cmp"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/rota"
)

// RotaMonth is a month of duty, a sheet for each place.
type RotaMonth struct {
	From, To field.Day // the first and the last day
	Whole    bool      // counsellors who do not want to be named in print are named: for the wall of the office, not for the public
	Known    bool      // the holidays of the year are published
	Places   []RotaPlace
}

// RotaPlace is the month of one place.
type RotaPlace struct {
	Place    string
	Weeks    [][7]RotaDay // from Monday on
	Duties   int
	Shifts   []field.ID  // what is written down; duties that only the template knows have no record
	Unmanned []field.Day // working days without any duty here
	Received field.Sum   // people received, over the shifts that noted it
	Masked   bool        // somebody's name is
}

// RotaDay is one day of the month; the days before the first and after the last are Out.
type RotaDay struct {
	Day     field.Day
	Out     bool
	Type    law.DayType // empty where nothing is published of the year: then a weekend rests
	Holiday string      // code of law.holiday.* or words; empty for none
	Moved   bool        // a weekend day to be worked
	Duties  []DayDuty
}

// Rests reports whether nobody works on that day.
func (d RotaDay) Rests() bool {
	if d.Type == "" {
		return weekend(d.Day)
	}
	return d.Type != law.Work
}

// DayDuty is one duty of a day, by its hours.
type DayDuty struct {
	From, To string // 09:00, 11:30
	Duty
}

// Month is the month that holds day, worked out from templates, shifts, absences and holidays. A place that has no duty in it has no
// sheet.
func Month(day field.Day, book rota.Book, holidays law.Calendar, whole bool) RotaMonth {
	from := field.Day{Year: day.Year, Month: day.Month, Date: 1}
	s := RotaMonth{From: from, To: from.Add(31 - from.Add(31).Date), Whole: whole}
	_, s.Known = holidays.Type(from)
	r, shifts, named := rota.New(book), byID(book.Shifts), byID(book.Counsellors)
	for _, d := range r.Duties(s.From, s.To) {
		p := s.place(d.Place, holidays)
		duty := dutyOf(d, shifts[d.Shift], named)
		for i, who := range d.People {
			if c := named[who.Who]; c != nil && whole {
				duty.People[i].Name = c.Name
			}
			p.Masked = p.Masked || named[who.Who] != nil && duty.People[i].Name != named[who.Who].Name
		}
		at := p.at(d.Date)
		opens, closes := d.Span.Clocks()
		at.Duties = append(at.Duties, DayDuty{From: opens, To: closes, Duty: duty})
		p.Duties++
		if d.Shift != (field.ID{}) {
			p.Shifts = append(p.Shifts, d.Shift)
		}
	}
	for i := range s.Places {
		s.Places[i].finish(shifts)
	}
	slices.SortStableFunc(s.Places, func(a, b RotaPlace) int { return cmp.Compare(a.Place, b.Place) })
	return s
}

// place returns the sheet of a place, made when there is none.
func (s *RotaMonth) place(name string, holidays law.Calendar) *RotaPlace {
	for i := range s.Places {
		if s.Places[i].Place == name {
			return &s.Places[i]
		}
	}
	s.Places = append(s.Places, RotaPlace{Place: name, Weeks: s.weeks(holidays)})
	return &s.Places[len(s.Places)-1]
}

// weeks are the weeks of the month without any duty.
func (s *RotaMonth) weeks(holidays law.Calendar) (out [][7]RotaDay) {
	for monday := rota.Monday(s.From); !s.To.Before(monday); monday = monday.Add(7) {
		var week [7]RotaDay
		for i := range week {
			d := dayOf(monday.Add(i), holidays)
			d.Out = !d.Day.Within(s.From, s.To)
			week[i] = d
		}
		out = append(out, week)
	}
	return out
}

// dayOf is a day without duties.
func dayOf(day field.Day, holidays law.Calendar) RotaDay {
	d := RotaDay{Day: day}
	d.Type, _ = holidays.Type(day)
	if h, ok := holidays.Holiday(day); ok && d.Type != law.Work {
		d.Holiday = h.Name
	}
	d.Moved = d.Type == law.Work && weekend(day)
	return d
}

// Mark tells the days of rest and the holidays of the week.
func (s *RotaSummary) Mark(holidays law.Calendar) {
	for i, day := range s.Days {
		s.Kinds[i] = dayOf(day, holidays)
	}
}

func weekend(d field.Day) bool {
	w := d.Time().Weekday()
	return w == 0 || w == 6
}

// at is the day of the sheet.
func (p *RotaPlace) at(day field.Day) *RotaDay {
	for w := range p.Weeks {
		for i := range p.Weeks[w] {
			if p.Weeks[w][i].Day == day {
				return &p.Weeks[w][i]
			}
		}
	}
	return nil // cannot be: duties are asked for from the first day to the last
}

// finish adds up what the shifts noted and finds the working days with nobody.
func (p *RotaPlace) finish(shifts map[field.ID]*centre.Shift) {
	var received []field.Count
	for _, id := range p.Shifts {
		received = append(received, shifts[id].Received)
	}
	p.Received = field.Total(received...)
	for _, week := range p.Weeks {
		for _, d := range week {
			if !d.Out && !d.Rests() && len(d.Duties) == 0 {
				p.Unmanned = append(p.Unmanned, d.Day)
			}
		}
	}
}

// JSON returns the month as plain data, without names.
func (s RotaMonth) JSON() map[string]any {
	var duties int
	var shifts []field.ID
	for _, p := range s.Places {
		duties, shifts = duties+p.Duties, append(shifts, p.Shifts...)
	}
	return map[string]any{
		"report": "rotamonth", "from": s.From.String(), "to": s.To.String(), "places": each(s.Places, RotaPlace.json),
		"figures": []any{Figure{Key: "shifts", Role: "shifts", Count: field.Exactly(int64(duties), "班"), Rows: shifts}.JSON()},
	}
}

func (p RotaPlace) json() map[string]any {
	var days []any
	for _, week := range p.Weeks {
		for _, d := range week {
			if !d.Out && len(d.Duties) > 0 {
				days = append(days, map[string]any{"date": d.Day.String(), "duties": each(d.Duties, DayDuty.json)})
			}
		}
	}
	return map[string]any{
		"place": p.Place, "days": days, "duties": p.Duties, "received": p.Received.Count.Raw(),
		"unmanned": each(p.Unmanned, func(d field.Day) map[string]any { return map[string]any{"date": d.String()} }),
	}
}

func (d DayDuty) json() map[string]any {
	m := d.Duty.json()
	m["from"], m["to"] = d.From, d.To
	return m
}
