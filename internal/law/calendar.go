package law

import (
	"maps"
	"slices"
	"time"

	"cn.halfsky/internal/field"
)

// DayType is the kind of a calendar day.
type DayType string

// The types of day.
const (
	Work      DayType = "work"      // a weekday, or a weekend day moved to be worked
	Rest      DayType = "rest"      // a weekend day, or a weekday moved to be off
	Statutory DayType = "statutory" // a holiday of the law itself
)

// Holiday is one day that is not what its weekday says, or that is a holiday of the law.
type Holiday struct {
	Type   DayType
	Name   string // a code of law.holiday.*, or words as they were imported
	Source string // the notice it was taken from
}

// Year is the published arrangement of one year.
type Year struct {
	Year int
	Days map[field.Day]Holiday
	few  bool // it does not say all holidays of the law; set by With
}

// Calendar tells working days from days of rest for the years it has data for; for others it says that it does not know.
// The zero Calendar knows no year. A Calendar never changes once made.
type Calendar struct {
	years map[int]Year
}

// With returns a calendar with these years added; a year that was there is replaced.
func (c Calendar) With(years ...Year) Calendar {
	m := maps.Clone(c.years)
	if m == nil {
		m = map[int]Year{}
	}
	for _, y := range years {
		said, least := y.Statutory()
		m[y.Year] = Year{Year: y.Year, Days: maps.Clone(y.Days), few: said < least}
	}
	return Calendar{m}
}

// Years returns the years there is data for, oldest first.
func (c Calendar) Years() []int { return slices.Sorted(maps.Keys(c.years)) }

// Holiday returns what was published about the day.
func (c Calendar) Holiday(d field.Day) (Holiday, bool) {
	h, ok := c.years[d.Year].Days[whole(d)]
	return h, ok
}

// Type returns what kind of day d is; known is false when there is no data for its year.
func (c Calendar) Type(d field.Day) (t DayType, known bool) {
	y, known := c.years[d.Year]
	if !known {
		return "", false
	}
	if h, ok := y.Days[whole(d)]; ok {
		return h.Type, true
	}
	if weekend(d) {
		return Rest, true
	}
	return Work, true
}

// NextWorking returns d, or the first working day after it. When a year without data comes up first, d itself is returned with
// that year: nothing is guessed, and the earlier day is the safe one.
func (c Calendar) NextWorking(d field.Day) (day field.Day, missing int) {
	for day = d; ; day = day.Add(1) {
		switch t, known := c.Type(day); {
		case !known:
			return d, day.Year
		case t == Work:
			return day, 0
		}
	}
}

func weekend(d field.Day) bool {
	w := d.Time().Weekday()
	return w == time.Saturday || w == time.Sunday
}

// whole is the day without its half.
func whole(d field.Day) field.Day {
	d.Half = field.WholeDay
	return d
}

// YearOf returns the arrangement of a year.
func (c Calendar) YearOf(year int) (Year, bool) {
	y, ok := c.years[year]
	return Year{Year: y.Year, Days: maps.Clone(y.Days)}, ok
}
