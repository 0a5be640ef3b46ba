package paper

import (
	"slices"
	"strings"

	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// figure words one figure of a table: the number with what has to be said about it, — where it is withheld, and in words where nobody
// counted.
func (c *statBook) figure(t *summary.StatTable, w summary.When, scope int, row string, m summary.Measure) string {
	x := t.Cell(w, scope, row, m.Key)
	if m.Rate != nil {
		part, base, ok := t.Ratio(w, scope, row, m)
		switch {
		case x.Hidden:
			return c.t("stat.hidden")
		case !ok:
			return c.t("stat.nobase")
		}
		return c.Book.Percent(part, base)
	}
	switch {
	case x.Hidden:
		return c.t("stat.hidden")
	case !x.Counted():
		return c.t("stat.notcounted")
	case !x.Count.HasValue:
		return c.t("stat.unknown")
	}
	return c.qualified(x.Count.Qualifier, c.value(m, x.Count.Value))
}

// value writes a number in the unit of its measure.
func (c *statBook) value(m summary.Measure, n int64) string {
	switch {
	case n == 0:
		return "0"
	case m.Unit == summary.UnitFen && c.Book.Lang() == say.EN:
		return c.Book.Money(n)
	case m.Unit == summary.UnitFen:
		return draft.WanFigure(field.Fen(n))
	case m.Unit == summary.UnitMinute:
		return draft.Hours(n)
	}
	return c.Book.Number(n)
}

// qualified puts the weak word to a number.
func (c *statBook) qualified(qualifier, number string) string {
	key := draft.AmountKey(qualifier)
	if key == "exact" {
		return number
	}
	return c.t("stat.qualified."+key, number)
}

// difference is how much more or less there is than a year before; a rate in points. Where either is withheld or unknown it says
// nothing.
func (c *statBook) difference(t *summary.StatTable, scope int, row string, m summary.Measure) string {
	now, last := t.Cell(summary.ThisPeriod, scope, row, m.Key), t.Cell(summary.LastYear, scope, row, m.Key)
	if now.Hidden || last.Hidden {
		return c.t("stat.hidden")
	}
	if m.Rate != nil {
		return c.points(t, scope, row, m)
	}
	if !now.Count.HasValue || !last.Count.HasValue {
		return c.t("stat.nobase")
	}
	n := now.Count.Value - last.Count.Value
	if m.Unit == summary.UnitFen && c.Book.Lang() != say.EN { // of what is printed, so that the row adds up
		n = (summary.Wan(field.Fen(now.Count.Value)) - summary.Wan(field.Fen(last.Count.Value))) * 1_0000
	}
	return c.signed(n, func(n int64) string { return c.value(m, n) })
}

// points is the difference of two rates in points, to one decimal.
func (c *statBook) points(t *summary.StatTable, scope int, row string, m summary.Measure) string {
	a, b, ok := t.Ratio(summary.ThisPeriod, scope, row, m)
	x, y, okLast := t.Ratio(summary.LastYear, scope, row, m)
	if !ok || !okLast {
		return c.t("stat.nobase")
	}
	tenths := func(part, base int64) int64 { return (2000*part + base) / (2 * base) }
	return c.signed(tenths(a, b)-tenths(x, y), func(n int64) string {
		return strings.TrimSuffix(c.Book.Percent(n, 1000), "%")
	})
}

func (c *statBook) signed(n int64, word func(int64) string) string {
	switch {
	case n > 0:
		return c.t("stat.plus", word(n))
	case n < 0:
		return c.t("stat.minus", word(-n))
	}
	return word(0)
}

// rowName is the head of a row.
func (c *statBook) rowName(t *summary.StatTable, row string) string {
	if row == summary.AllRows {
		return c.t("doc.sum")
	}
	if t.Vocab != nil && t.Vocab.Term(row) != nil {
		return c.t(t.Vocab.Name + "." + row)
	}
	return c.t("stat.row." + t.Key + "." + row)
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
