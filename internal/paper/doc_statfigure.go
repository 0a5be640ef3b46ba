package paper

import (
	"slices"

	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/summary"
)

// figure words one figure of a table.
func (c *statBook) figure(t *summary.StatTable, w summary.When, scope int, row string, m summary.Measure) string {
	return draft.StatFigure(c.Book, draft.StatAt{Table: t, When: w, Scope: scope, Row: row, Measure: m})
}

// value writes a number in the unit of its measure.
func (c *statBook) value(m summary.Measure, n int64) string { return draft.StatValue(c.Book, m, n) }

// difference is how much more or less there is than a year before.
func (c *statBook) difference(t *summary.StatTable, scope int, row string, m summary.Measure) string {
	return draft.StatDifference(c.Book, draft.StatAt{Table: t, Scope: scope, Row: row, Measure: m})
}

// rowName is the head of a row.
func (c *statBook) rowName(t *summary.StatTable, row string) string {
	return draft.StatRow(c.Book, t, row)
}

// shown are the measures that are columns.
func shownMeasures(t *summary.StatTable, only ...string) []summary.Measure {
	var out []summary.Measure
	for _, m := range t.Measures {
		if !m.Quiet && (len(only) == 0 || slices.Contains(only, m.Key)) {
			out = append(out, m)
		}
	}
	return out
}

// untold reports whether a row has nothing to tell at any time.
func untold(t *summary.StatTable, scope int, row string) bool {
	for _, m := range t.Measures {
		for _, w := range []summary.When{summary.ThisPeriod, summary.ThisYear, summary.LastYear} {
			if x := t.Cell(w, scope, row, m.Key); x.Hidden || x.Count.Value != 0 || x.Unknown > 0 {
				return false
			}
		}
	}
	return true
}
