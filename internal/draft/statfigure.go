package draft

import (
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// StatAt is one place of the statistics: a figure of a table at a time, for a scope.
type StatAt struct {
	Table   *summary.StatTable
	When    summary.When
	Scope   int
	Row     string
	Measure summary.Measure
}

// StatFigure words one figure of the statistics: the number with what has to be said about it, — where it is withheld, and in words where
// nobody counted. The unit stands in the heading.
func StatFigure(b *say.Book, at StatAt) string {
	x := at.Table.Cell(at.When, at.Scope, at.Row, at.Measure.Key)
	if at.Measure.Rate != nil {
		part, base, ok := at.Table.Ratio(at.When, at.Scope, at.Row, at.Measure)
		switch {
		case x.Hidden:
			return b.T("stat.hidden")
		case !ok:
			return b.T("stat.nobase")
		}
		return b.Percent(part, base)
	}
	switch {
	case x.Hidden:
		return b.T("stat.hidden")
	case !x.Counted():
		return b.T("stat.notcounted")
	case !x.Count.HasValue:
		return b.T("stat.unknown")
	}
	return StatQualified(b, x.Count.Qualifier, StatValue(b, at.Measure, x.Count.Value))
}

// StatValue writes a number in the unit of its measure: money in 万元, in English in yuan; minutes as hours.
func StatValue(b *say.Book, m summary.Measure, n int64) string {
	switch {
	case n == 0:
		return "0"
	case m.Unit == summary.UnitFen && b.Lang() == say.EN:
		return b.Money(n)
	case m.Unit == summary.UnitFen:
		return WanFigure(field.Fen(n))
	case m.Unit == summary.UnitMinute:
		return Hours(n)
	}
	return b.Number(n)
}

// StatQualified puts the weak word of a count to a number.
func StatQualified(b *say.Book, qualifier, number string) string {
	key := AmountKey(qualifier)
	if key == "exact" {
		return number
	}
	return b.T("stat.qualified."+key, number)
}

// StatDifference is how much more or less there is in the period than a year before; a rate in points. Where either is withheld or
// unknown it says nothing. The time of at is not looked at.
func StatDifference(b *say.Book, at StatAt) string {
	t, m := at.Table, at.Measure
	now, last := t.Cell(summary.ThisPeriod, at.Scope, at.Row, m.Key), t.Cell(summary.LastYear, at.Scope, at.Row, m.Key)
	if now.Hidden || last.Hidden {
		return b.T("stat.hidden")
	}
	if m.Rate != nil {
		return statPoints(b, at)
	}
	if !now.Count.HasValue || !last.Count.HasValue {
		return b.T("stat.nobase")
	}
	n := now.Count.Value - last.Count.Value
	if m.Unit == summary.UnitFen && b.Lang() != say.EN { // of what is printed, so that the row adds up
		n = (summary.Wan(field.Fen(now.Count.Value)) - summary.Wan(field.Fen(last.Count.Value))) * 1_0000
	}
	return statSigned(b, n, func(n int64) string { return StatValue(b, m, n) })
}

// statPoints is the difference of two rates in points, to one decimal.
func statPoints(b *say.Book, at StatAt) string {
	part, base, ok := at.Table.Ratio(summary.ThisPeriod, at.Scope, at.Row, at.Measure)
	x, y, okLast := at.Table.Ratio(summary.LastYear, at.Scope, at.Row, at.Measure)
	if !ok || !okLast {
		return b.T("stat.nobase")
	}
	tenths := func(part, base int64) int64 { return (2000*part + base) / (2 * base) }
	return statSigned(b, tenths(part, base)-tenths(x, y), func(n int64) string {
		return strings.TrimSuffix(b.Percent(n, 1000), "%")
	})
}

func statSigned(b *say.Book, n int64, word func(int64) string) string {
	switch {
	case n > 0:
		return b.T("stat.plus", word(n))
	case n < 0:
		return b.T("stat.minus", word(-n))
	}
	return word(0)
}

// StatRow is the head of a row: the month, the name it was given, or the word for its code.
func StatRow(b *say.Book, t *summary.StatTable, row string) string {
	if day, ok := field.ParseDay(row, 0); ok && t.Key == "by"+summary.ByMonth {
		return b.Day(day.Year, day.Month, 0)
	}
	if name, named := t.Names[row]; named {
		return name
	}
	if row == summary.AllRows {
		return b.T("doc.sum")
	}
	if t.Vocab != nil && t.Vocab.Term(row) != nil {
		return b.T(t.Vocab.Name + "." + row)
	}
	return b.T("stat.row." + t.Key + "." + row)
}

// StatMeasure names a measure of a table, without its unit.
func StatMeasure(b *say.Book, t *summary.StatTable, m summary.Measure) string {
	if key := "stat.measure." + t.Key + "." + m.Key; b.Has(key) {
		return b.T(key)
	}
	return b.T("stat.measure." + m.Key)
}

// StatUnited names a measure with its unit, as key puts the two together. In English the name says what is counted, and money and hours
// are written out; a share has its sign with every figure.
func StatUnited(b *say.Book, key, name string, m summary.Measure) string {
	if b.Lang() == say.EN || m.Unit == summary.UnitShare {
		return name
	}
	return b.T(key, name, b.T("stat.unit."+m.UnitKey()))
}
