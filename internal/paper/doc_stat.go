package paper

import (
	"strconv"

	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// StatisticsDoc is the book of statistics of a period: what the figures say, eight tables with their charts, how they were counted, and
// a part for every station. With small numbers withheld it is for everybody; without, it says that it is for inside.
func StatisticsDoc(s *summary.Statistics, in Setting) Document {
	c := statBook{composer: in.compose(in.Book.T("stat.title"), false), s: s}
	if !s.Masked {
		c.Subtitle(c.t("stat.internal"))
	}
	c.Subtitle(c.t("stat.subtitle", c.spanName(), c.t("stat.basis."+s.Basis)))
	c.cover()
	if c.many() { // a book: its first page has what everybody looks for, and the contents follow it
		c.Gap(0.5)
		c.keyFigures()
		c.NewPage()
	}
	c.findings()
	if untold(s.Table("reception"), s.Shown(), summary.AllRows) {
		c.head("stat.head.cases")
		c.Para(c.t("stat.nothing.cases"))
	} else {
		c.reception()
		c.matters()
		c.services()
	}
	c.eventTables()
	c.aidTables()
	c.wholeTable("counsellors", "stat.head.counsellors")
	c.wholeTable("network", "stat.head.network")
	c.wholeTable("inspections", "stat.head.inspections")
	c.method()
	c.changes()
	c.stations()
	if s.Masked {
		return c.public()
	}
	return c.document()
}

// statBook puts the words of the book together.
type statBook struct {
	*composer
	s     *summary.Statistics
	annex int // the number of the station that is being printed
}

// spanName words the period: 2026年第一季度, or from one day to the other.
func (c *statBook) spanName() string {
	from := c.s.Period.From
	switch c.s.Span {
	case summary.SpanMonth:
		return c.day(field.Day{Year: from.Year, Month: from.Month})
	case summary.SpanYear:
		return c.day(field.Day{Year: from.Year})
	case summary.SpanQuarter:
		return c.t("stat.quarter", strconv.Itoa(from.Year), c.t("stat.quarter."+strconv.Itoa(from.Month/3+1)))
	case summary.SpanHalf:
		return c.t("stat.half", strconv.Itoa(from.Year), c.t("stat.half."+strconv.Itoa(from.Month/6+1)))
	}
	return c.period(from, c.s.Period.To)
}

// many reports whether the book has a part for every station.
func (c *statBook) many() bool { return c.s.Only < 0 && len(c.s.Scopes) > 1 }

// scopeName is whose figures they are.
func (c *statBook) scopeName(scope int) string {
	switch {
	case scope == c.s.All():
		return c.t("stat.scope.all")
	case scope > 0:
		return c.s.Scopes[scope]
	case c.s.Own != "":
		return c.s.Own
	}
	return c.t("stat.scope.centre")
}

// cover is what stands on every such book: whose figures, of which time, counted how.
func (c *statBook) cover() {
	scope := c.scopeName(c.s.Shown())
	if c.many() {
		scope = c.t("stat.scope.many", scope, len(c.s.Scopes)-1)
	}
	small := c.t("stat.small.whole")
	if c.s.Masked {
		small = c.t("stat.small.masked", c.s.Least)
	}
	up, last := c.s.Period.UpTo(), c.s.Period.YearBefore()
	year, sent := c.period(up.From, up.To), ""
	if up == c.s.Period {
		year = ""
	}
	asOf := ""
	if !c.s.Today.IsZero() && !c.s.Period.To.Before(c.s.Today) {
		asOf = c.t("stat.sofar", c.day(c.s.Today))
	}
	if !c.s.Submitted.IsZero() {
		sent = c.t("stat.submitted", c.day(c.s.Submitted))
	}
	c.Gap(0.5)
	c.facts(
		Fact{c.t("stat.cover.scope"), scope},
		Fact{c.t("stat.cover.period"), c.period(c.s.Period.From, c.s.Period.To)},
		Fact{c.t("stat.cover.year"), year},
		Fact{c.t("stat.cover.last"), c.period(last.From, last.To)},
		Fact{c.t("stat.cover.small"), small},
		Fact{c.t("stat.cover.asof"), asOf},
		Fact{c.t("stat.cover.sent"), sent},
	)
	if !c.s.Masked {
		c.Note(c.t("stat.internal.note"))
	}
}

// findings are the sentences, and the sums beside those of the year and of the year before.
func (c *statBook) findings() {
	c.head("stat.head.findings")
	words := draft.Statistics(c.s, c.Book)
	if len(words) == 0 {
		c.Para(c.t("stat.find.none"))
	}
	for _, p := range words {
		c.Para(p.Text(c.Book))
	}
	if !c.many() {
		c.keyFigures()
	}
}

// keyFigures are the sums of all tables in one.
func (c *statBook) keyFigures() {
	t := Table{Caption: c.t("stat.caption.key"), Columns: c.timeColumns()}
	for _, x := range [][2]string{
		{"reception", "cases"}, {"reception", "contacts"}, {"services", "accepted"}, {"services", "closed"},
		{"services", "rate"}, {"services", "recovered"}, {"events", "sessions"}, {"events", "attendance"}, {"aid", "households"}, {"aid", "amount"},
		{"counsellors", "shifts"}, {"inspections", "units"},
	} {
		tb := c.s.Table(x[0])
		m := tb.Measures[tb.Column(x[1])]
		row := []string{c.measureIn(m, x[0])}
		for _, w := range c.times() {
			row = append(row, c.figure(tb, w, c.s.Shown(), summary.AllRows, m))
		}
		t.Rows = append(t.Rows, append(row, c.difference(tb, c.s.Shown(), summary.AllRows, m)))
	}
	c.noted(t, nil)
}

// timeColumns are an item, the times and the change.
func (c *statBook) timeColumns() []Column {
	out := []Column{{Title: c.t("doc.item"), Width: 0.4}}
	width := 0.6 / float64(len(c.times())+1)
	for _, w := range c.times() {
		out = append(out, Column{Title: c.t("stat.when." + w.Key()), Align: Right, Width: width})
	}
	return append(out, Column{Title: c.t("stat.change"), Align: Right, Width: width})
}

// measureIn names a measure with its unit where no table stands around it.
func (c *statBook) measureIn(m summary.Measure, table string) string {
	return draft.StatUnited(c.Book, "stat.measured", draft.StatMeasure(c.Book, c.s.Table(table), m), m)
}
