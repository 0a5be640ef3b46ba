package paper

import (
	"cmp"
	"math"
	"slices"

	"cn.halfsky/internal/summary"
)

// mark is a figure as a chart takes it: NaN where it is withheld or unknown.
func mark(n int64, shown bool) float64 {
	if !shown {
		return math.NaN()
	}
	return float64(n)
}

// monthChart are the cases of each month of the year beside those of the year before.
func (c *statBook) monthChart() {
	if len(c.s.Months) < 2 {
		return
	}
	p := Plot{Caption: c.t("stat.chart.months"), Kind: Lines, Unit: c.t("stat.chart.cases"), Series: []Series{{Name: c.t("stat.chart.thisyear")}, {Name: c.t("stat.chart.lastyear")}}}
	hidden, shown, before := false, 0, false
	for _, m := range c.s.Months {
		p.Labels = append(p.Labels, c.t("stat.month."+c.Book.Number(int64(m.Month.Month))))
		p.Series[0].Values = append(p.Series[0].Values, mark(m.This, !m.HideThis))
		p.Series[1].Values = append(p.Series[1].Values, mark(m.Last, !m.HideLast))
		hidden = hidden || m.HideThis || m.HideLast
		if !m.HideThis {
			shown++
		}
		before = before || !m.HideLast
	}
	if shown < 2 {
		return // there is no line to be seen
	}
	if !before {
		p.Series = p.Series[:1] // a name without a mark asks where its line is; the note says that figures are withheld
	}
	p.Note = c.hiddenNote(hidden)
	c.Plot(p)
}

func (c *statBook) hiddenNote(hidden bool) string {
	if !hidden {
		return ""
	}
	return c.t("stat.note.hidden.chart", c.s.Least)
}

// topRow is a row that a chart can draw.
type topRow struct {
	name string
	row  string
	n    int64
}

// biggest are the rows with figures to draw, the greatest first.
func (c *statBook) biggest(t *summary.StatTable, measure string, most int) (out []topRow, hidden bool) {
	for _, row := range t.Rows {
		x := t.Cell(summary.ThisPeriod, c.s.Shown(), row, measure)
		n, ok := x.Known()
		hidden = hidden || x.Hidden && row != summary.AllRows
		if row != summary.AllRows && ok && n > 0 {
			out = append(out, topRow{c.rowName(t, row), row, n})
		}
	}
	slices.SortStableFunc(out, func(a, b topRow) int { return cmp.Compare(b.n, a.n) })
	return out[:min(most, len(out))], hidden
}

func (c *statBook) matterChart() {
	lines, hidden := c.biggest(c.s.Table("matters"), "cases", 15)
	if len(lines) < 2 {
		return
	}
	p := Plot{Caption: c.t("stat.chart.matters"), Kind: BarsAcross, Unit: c.t("stat.chart.cases"), Series: make([]Series, 1), Note: c.hiddenNote(hidden)}
	for _, l := range lines {
		p.Labels = append(p.Labels, l.name)
		p.Series[0].Values = append(p.Series[0].Values, float64(l.n))
	}
	c.Plot(p)
}

// serviceChart are the results of the commonest services: closed, ended, open on top of each other.
func (c *statBook) serviceChart() {
	t := c.s.Table("services")
	lines, hidden := c.biggest(t, "accepted", 6)
	if len(lines) < 2 {
		return
	}
	p := Plot{Caption: c.t("stat.chart.services"), Kind: Stacked, Unit: c.t("stat.chart.cases")}
	for _, key := range []string{"closed", "ended", "open"} {
		s := Series{Name: c.t("stat.measure." + key)}
		for _, l := range lines {
			x := t.Cell(summary.ThisPeriod, c.s.Shown(), l.row, key)
			n, ok := x.Known()
			hidden = hidden || x.Hidden
			s.Values = append(s.Values, mark(n, ok))
		}
		p.Series = append(p.Series, s)
	}
	for _, l := range lines {
		p.Labels = append(p.Labels, l.name)
	}
	p.Note = c.hiddenNote(hidden)
	c.Plot(p)
}

// eventChart are the events of each kind beside those of the year before.
func (c *statBook) eventChart() {
	t := c.s.Table("events")
	lines, _ := c.biggest(t, "events", 12)
	if len(lines) < 2 {
		return
	}
	p := Plot{Caption: c.t("stat.chart.events"), Kind: BarsUp, Unit: c.t("stat.chart.held"), Series: []Series{{Name: c.t("stat.when.period")}, {Name: c.t("stat.when.lastyear")}}}
	for _, l := range lines {
		last, ok := t.Cell(summary.LastYear, c.s.Shown(), l.row, "events").Known()
		p.Labels = append(p.Labels, l.name)
		p.Series[0].Values = append(p.Series[0].Values, float64(l.n))
		p.Series[1].Values = append(p.Series[1].Values, mark(last, ok))
	}
	c.Plot(p)
}
