package law

import (
	"cmp"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// tells are the key dates that a step of a service may be: something was handed in.
var tells = map[string][]string{
	"arbitration": {arbFiled},
	"litigation":  {"suit_filed", "appeal_lodged"},
}

// Told returns the key date that a step of a case tells of and that is not on record: had it been noted, one of our own limits that
// still run would be met. It is the first such step since the limit runs, for what is handed in comes before what follows from it.
// Both are nil where no step does.
func Told(running []*Clock, steps []*centre.Step) (*centre.Milestone, *centre.Step) {
	steps = slices.DeleteFunc(slices.Clone(steps), func(s *centre.Step) bool { return s.Gone != 0 || tells[s.Service] == nil })
	slices.SortStableFunc(steps, func(a, b *centre.Step) int { return cmp.Compare(a.At, b.At) })
	for _, s := range steps {
		day := field.DayOf(s.At.In(China))
		for _, what := range tells[s.Service] {
			if slices.ContainsFunc(running, func(c *Clock) bool { return c.waitsFor(what, day) }) {
				return &centre.Milestone{Case: s.Case, What: what, Day: day}, s
			}
		}
	}
	return nil, nil
}

// waitsFor reports whether a clock of ours would be met by that key date.
func (c *Clock) waitsFor(what string, day field.Day) bool {
	if c.Rule == nil || c.Rule.Mode != Deadline || c.Met != nil || !slices.Contains(c.Rule.Met, what) {
		return false
	}
	from := c.Trigger
	if !c.Start.IsZero() {
		from = c.Start.Add(-1) // the day it began anew
	}
	return !day.Before(from)
}
