// Package fake makes believable records for tests, the sample and screenshots.
//
// Everything follows from a seed and a day: the same two make the same records, ids included. All people, employers and cases are
// invented; their names say so to whoever reads them twice (例, 样, 试, 示例). The organisations and figures of March 2008 are
// public facts.
package fake

import (
	"math/rand/v2"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Zone is the zone of the clock on the wall in all records made here: Beijing time.
var Zone = time.FixedZone("CST", 8*3600)

// Maker makes records. It is not for use by several goroutines.
type Maker struct {
	random *rand.Rand
	today  field.Day
	cases  map[int]uint64  // case numbers given, by year
	files  map[int]int     // hardship files numbered, by year
	people int             // people named
	units  map[string]bool // employers named
}

// New returns a maker whose records follow from the seed and lie around the day.
func New(seed uint64, today field.Day) *Maker {
	return &Maker{random: rand.New(rand.NewPCG(seed, 20080308)), today: today, cases: map[int]uint64{}, files: map[int]int{}, units: map[string]bool{}}
}

// Today returns the day the records lie around.
func (m *Maker) Today() field.Day { return m.today }

// ID returns a new id.
func (m *Maker) ID() field.ID {
	var id field.ID
	for i := 0; i < len(id); i += 8 {
		n := m.random.Uint64()
		for k := range 8 {
			id[i+k] = byte(n >> (8 * k))
		}
	}
	id[6], id[8] = id[6]&0x0f|0x40, id[8]&0x3f|0x80 // RFC 9562, version 4
	return id
}

// made gives a record its id and lets the callers change it.
func made[R field.Record](m *Maker, r R, with []func(R)) R {
	r.Base().ID = m.ID()
	for _, f := range with {
		f(r)
	}
	return r
}

// pick returns one of the choices.
func pick[T any](m *Maker, from []T) T { return from[m.random.IntN(len(from))] }

// between returns a number from low to high.
func (m *Maker) between(low, high int) int { return low + m.random.IntN(high-low+1) }

// chance is true so many times in a hundred.
func (m *Maker) chance(percent int) bool { return m.random.IntN(100) < percent }

// ago returns the day n days before today.
func (m *Maker) ago(n int) field.Day { return m.today.Add(-n) }

// at returns a moment of the day.
func at(d field.Day, hour, minute int) field.Moment {
	return field.MomentOf(time.Date(d.Year, time.Month(d.Month), d.Date, hour, minute, 0, 0, Zone))
}

// officeHour returns a moment of the day at which the desk is open.
func (m *Maker) officeHour(d field.Day) field.Moment {
	return at(d, pick(m, []int{9, 10, 11, 14, 15, 16}), 5*m.between(0, 11))
}

// workday returns the day itself, or the Monday after it when it lies on a weekend.
func workday(d field.Day) field.Day {
	switch d.Time().Weekday() {
	case time.Saturday:
		return d.Add(2)
	case time.Sunday:
		return d.Add(1)
	}
	return d
}

// monday returns the Monday of the day's week.
func monday(d field.Day) field.Day { return d.Add(-((int(d.Time().Weekday()) + 6) % 7)) }

// exactly returns a count known by how it was counted.
func exactly(n int64, unit string, known field.Known) field.Count {
	c := field.Exactly(n, unit)
	c.Known = known
	return c
}

// declared reads a count as a ledger has it: declared by those who were there.
func declared(text string) field.Count {
	c, ok := field.ParseCount(text, "")
	if !ok {
		panic("fake: " + text + " is no count")
	}
	if c.Known = field.ByDeclare; c.IsZero() {
		c.Known = ""
	}
	return c
}

// station is the code in the sample's case numbers: 示, for 示例.
const station = "示"

// caseNumber returns the next case number of a year.
func (m *Maker) caseNumber(year int) string {
	m.cases[year]++
	return centre.CaseNumber(station, year, 0, m.cases[year])
}
