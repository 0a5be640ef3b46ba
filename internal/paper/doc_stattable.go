package paper

import (
	"slices"

	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/summary"
)

// times are the times of a table's columns: the year so far only where it is more than the period.
func (c *statBook) times() []summary.When {
	if c.s.Period.UpTo() == c.s.Period {
		return []summary.When{summary.ThisPeriod, summary.LastYear}
	}
	return []summary.When{summary.ThisPeriod, summary.ThisYear, summary.LastYear}
}

// statTable is one printed table of a table of the statistics.
type statTable struct {
	t       *summary.StatTable
	scope   int
	caption string
	full    bool // every row, also those with nothing to tell
	only    []string
	notes   []string
}

// rows are the codes of the rows to print, without the sum.
func (x statTable) rows() []string {
	var out []string
	for _, row := range x.t.Rows {
		if row == summary.AllRows || !x.full && untold(x.t, x.scope, row) {
			continue
		}
		out = append(out, row)
	}
	return out
}

// sums reports whether the table ends with a row of sums.
func (x statTable) sums() bool { return !x.t.Alone }

// period is the table of the period: a row for each code, a column for each measure.
func (c *statBook) periodTable(x statTable) {
	ms := shownMeasures(x.t, x.only...)
	t := Table{Caption: x.caption, Columns: c.columns(x.t, ms), Empty: c.t("stat.nothing")}
	line := func(row string) []string {
		out := []string{c.rowName(x.t, row)}
		for _, m := range ms {
			out = append(out, c.figure(x.t, summary.ThisPeriod, x.scope, row, m))
		}
		return out
	}
	for _, row := range x.rows() {
		t.Rows = append(t.Rows, line(row))
	}
	if len(t.Rows) > 0 && x.sums() {
		t.Sum = line(summary.AllRows)
	}
	c.noted(t, x.notes)
}

// columns are the heads of measures behind that of the rows.
func (c *statBook) columns(t *summary.StatTable, ms []summary.Measure) []Column {
	first, other := 0.0, 0.0 // as wide as their words
	if len(ms) > 7 {
		first = 0.19 // a long word takes two lines rather than the room of the figures
		other = (1 - first) / float64(len(ms))
	}
	out := []Column{{Title: c.t("stat.rows." + t.Key), Width: first}}
	for _, m := range ms {
		out = append(out, Column{Title: c.heading(t, m), Align: Right, Width: other})
	}
	return out
}

// heading is a measure over its unit.
func (c *statBook) heading(t *summary.StatTable, m summary.Measure) string {
	return draft.StatUnited(c.Book, "stat.heading", draft.StatMeasure(c.Book, t, m), m)
}

// compareTable sets measures of the period beside the year so far and the year before.
func (c *statBook) compareTable(x statTable) {
	ms := shownMeasures(x.t, x.only...)
	t := Table{Caption: x.caption, Columns: []Column{{Title: c.t("stat.rows." + x.t.Key)}}, Empty: c.t("stat.nothing")}
	for _, m := range ms {
		group := c.measureIn(m, x.t.Key)
		for _, w := range c.times() {
			t.Columns = append(t.Columns, Column{Title: c.t("stat.when." + w.Key()), Align: Right, Group: group})
		}
		t.Columns = append(t.Columns, Column{Title: c.t("stat.change"), Align: Right, Group: group})
	}
	line := func(row string) []string {
		out := []string{c.rowName(x.t, row)}
		for _, m := range ms {
			for _, w := range c.times() {
				out = append(out, c.figure(x.t, w, x.scope, row, m))
			}
			out = append(out, c.difference(x.t, x.scope, row, m))
		}
		return out
	}
	for _, row := range x.rows() {
		t.Rows = append(t.Rows, line(row))
	}
	if len(t.Rows) > 0 && x.sums() {
		t.Sum = line(summary.AllRows)
	}
	c.noted(t, x.notes)
}

// timesTable has a row for each time: of tables that have no rows of their own.
func (c *statBook) timesTable(x statTable) {
	ms := shownMeasures(x.t, x.only...)
	t := Table{Caption: x.caption, Columns: c.columns(x.t, ms)}
	t.Columns[0].Title = c.t("stat.rows.times")
	for _, w := range c.times() {
		row := []string{c.t("stat.when." + w.Key())}
		for _, m := range ms {
			row = append(row, c.figure(x.t, w, x.scope, summary.AllRows, m))
		}
		t.Rows = append(t.Rows, row)
	}
	row := []string{c.t("stat.change")}
	for _, m := range ms {
		row = append(row, c.difference(x.t, x.scope, summary.AllRows, m))
	}
	t.Rows = append(t.Rows, row)
	c.noted(t, x.notes)
}

// stationTable has a row for the centre and each station, in the period.
func (c *statBook) stationTable(x statTable) {
	if !c.many() {
		return
	}
	ms := shownMeasures(x.t, x.only...)
	t := Table{Caption: x.caption, Columns: c.columns(x.t, ms)}
	t.Columns[0].Title = c.t("stat.rows.scope")
	line := func(scope int) []string {
		out := []string{c.scopeName(scope)}
		for _, m := range ms {
			out = append(out, c.figure(x.t, summary.ThisPeriod, scope, summary.AllRows, m))
		}
		return out
	}
	for scope := range c.s.Scopes {
		t.Rows = append(t.Rows, line(scope))
	}
	t.Sum = line(c.s.All())
	c.noted(t, x.notes)
}

// noted ends a table: the lines under it say what else is to be said, and why figures are withheld where some are.
func (c *statBook) noted(t Table, more []string) {
	hidden := slices.Contains(t.Sum, c.t("stat.hidden"))
	for _, row := range t.Rows {
		hidden = hidden || slices.Contains(row, c.t("stat.hidden"))
	}
	t.Notes, t.Dense = slices.Clone(more), true
	if hidden {
		t.Notes = append(t.Notes, c.t("stat.note.hidden", c.s.Least))
	}
	c.Table(t)
}
