package summary

import (
	"cmp"
	"math"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Counting is what was counted live at an event: the sum of the tallies of all laptops that took part.
type Counting struct {
	Total    int64
	Back     int64        // taps taken back, already left out of Total
	Devices  int          // laptops that counted
	First    field.Moment // when the first tally was begun
	Desks    []CountedLine
	Classes  []CountedLine
	Laptops  []CountedLine    // by the name of the device, in the order they began
	Quarters []CountedQuarter // without gaps from the first to the last
	Rows     []field.ID
}

// CountedLine is what was counted at one desk, or of one class. The name is empty where nobody gave one.
type CountedLine struct {
	Name  string
	Total int64
}

// CountedQuarter is what was counted in one quarter of an hour.
type CountedQuarter struct {
	At    field.Moment // its begin
	Total int64
}

// quarterMS is a quarter of an hour; mostQuarters bounds the chart of an event to two days, whatever clocks said.
const (
	quarterMS    = 15 * 60 * 1000
	mostQuarters = 2 * 24 * 4
)

// CountingOf sums the tallies of an event. Deleted ones do not count. Desks and classes stand in the order they were first seen.
func CountingOf(tallies []*centre.Tally) Counting {
	live := slices.DeleteFunc(slices.Clone(tallies), func(t *centre.Tally) bool { return t.Gone != 0 })
	slices.SortStableFunc(live, func(a, b *centre.Tally) int { return cmp.Compare(a.At, b.At) })
	var c Counting
	for _, t := range live {
		n := t.Plus - t.Minus
		c.Total = plus(c.Total, n)
		c.Back = plus(c.Back, t.Minus)
		c.Desks = line(c.Desks, t.Desk, n)
		if t.Class != "" {
			c.Classes = line(c.Classes, t.Class, n)
		}
		c.Laptops = line(c.Laptops, t.Device, n)
		c.Rows = append(c.Rows, t.ID)
	}
	c.Devices = len(c.Laptops)
	if len(live) > 0 {
		c.First = max(live[0].At, live[0].Made)
		c.Quarters = quartersOf(live)
	}
	return c
}

func line(lines []CountedLine, name string, n int64) []CountedLine {
	for i := range lines {
		if lines[i].Name == name {
			lines[i].Total = plus(lines[i].Total, n)
			return lines
		}
	}
	return append(lines, CountedLine{name, n})
}

// quartersOf are the quarters from the first tally to the last; where clocks were days apart only those with a tally.
func quartersOf(live []*centre.Tally) []CountedQuarter {
	var out []CountedQuarter
	first, last := live[0].At, live[len(live)-1].At
	gaps := (int64(last)-int64(first))/quarterMS < mostQuarters
	for _, t := range live {
		for gaps && len(out) > 0 && int64(t.At)-int64(out[len(out)-1].At) >= 2*quarterMS {
			out = append(out, CountedQuarter{At: out[len(out)-1].At + quarterMS})
		}
		if n := len(out); n == 0 || t.At-out[n-1].At >= quarterMS {
			out = append(out, CountedQuarter{At: t.At})
		}
		q := &out[len(out)-1]
		q.Total = plus(q.Total, t.Plus-t.Minus)
	}
	return out
}

// plus adds and stops at the largest number there is.
func plus(a, b int64) int64 {
	switch {
	case b > 0 && a > math.MaxInt64-b:
		return math.MaxInt64
	case b < 0 && a < math.MinInt64-b:
		return math.MinInt64
	}
	return a + b
}
