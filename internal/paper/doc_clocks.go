package paper

import (
	"strconv"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
)

// CalculationDoc is a time limit or a leave that was counted without a case: what was asked, each step of the count, the day, the basis,
// and what has to be known of it.
func CalculationDoc(a law.Answer, in Setting) Document {
	c := in.compose(in.Book.T("clocks.doc.title"), false)
	c.Subtitle(QuestionName(c.Setting, a.What))
	rows := c.asked(a)
	for _, text := range c.results(a) {
		rows = append(rows, Fact{c.t("clocks.doc.result"), text})
	}
	c.facts(rows...)
	c.Gap(0.3)
	t := Table{Columns: []Column{{Title: c.t("clocks.doc.basis"), Width: 0.32}, {Title: c.t("clocks.doc.count.of"), Width: 0.68}}}
	for _, d := range a.Parts {
		t.Rows = append(t.Rows, []string{c.t("clocks.doc.cites", d.Rule.Name(c.Book), d.Rule.Basis(c.Book)), c.counted(d)})
	}
	c.Table(t)
	if !a.Sure() {
		c.Note(c.t("clocks.doc.unsure"))
	}
	c.Note(c.t("clocks.reminder"))
	c.Gap(0.5)
	c.add(blanks{c.t("clocks.doc.by"), c.t("forms.day")})
	return c.document()
}

// counted says how a day was counted and what is to be known of it, on one page with the others: as running text.
func (c *composer) counted(d law.Due) string {
	said := d.Steps(c.Book)
	for _, n := range d.Remarks() {
		said = append(said, n.Text(c.Book))
	}
	if more := d.Rule.More(c.Book); more != "" {
		said = append(said, more)
	}
	return strings.Join(said, "\n")
}

// QuestionName is what a question is called: by its own words, or by its rule.
func QuestionName(in Setting, what string) string {
	if r := law.Find(what); r != nil {
		return r.Name(in.Book)
	}
	return in.Book.T("law.question." + what)
}

// asked are the rows of what was typed.
func (c *composer) asked(a law.Answer) []Fact {
	_, _, trigger, _ := law.AskedBy(a.What)
	rows := []Fact{{c.t("law.trigger." + trigger), c.day(a.Trigger)}}
	add := func(n law.Need, value string) { rows = append(rows, Fact{c.t("law.need." + string(n)), value}) }
	if a.At != 0 {
		add(law.NeedAt, c.shown().Moment(a.At))
	}
	add(law.NeedBirth, c.day(a.Birth))
	add(law.NeedExpected, c.day(a.Expected))
	add(law.NeedLeaveEnd, c.day(a.LeaveEnd))
	add(law.NeedWeeks, c.numbered(a.Weeks))
	add(law.NeedChildren, c.numbered(a.Children))
	add(law.NeedAmount, c.numbered(a.Amount))
	var facts []string
	for _, f := range a.Facts {
		facts = append(facts, c.t("law.fact."+string(f)))
	}
	add(law.NeedFacts, c.Book.List(facts...))
	for _, e := range a.Events {
		rows = append(rows, Fact{c.code(centre.Effect, string(e.Effect)), c.day(e.Day)})
	}
	return append(rows, Fact{c.t("centre.region"), c.t("law.region." + a.Region)})
}

// numbered writes a number that was given; nothing for none.
func (c *composer) numbered(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// results says what came out, a sentence for each part.
func (c *composer) results(a law.Answer) (out []string) {
	for i, d := range a.Parts {
		switch {
		case !a.Since.IsZero():
			out = append(out, c.t("clocks.doc.still", c.day(a.Since), a.Left))
		case d.Day.IsZero():
			out = append(out, c.t("clocks.doc.none"))
		case a.Total > 0 && i == len(a.Parts)-1:
			out = append(out, c.t("clocks.doc.leave", a.Total, c.day(a.Parts[0].Start), c.weekday(d.Day)))
		case a.Total > 0:
		default:
			out = append(out, c.t("clocks.doc.day", d.Rule.Name(c.Book), c.t("law.sense."+string(d.Rule.Sense), c.weekday(d.Day))))
		}
	}
	return out
}

func (c *composer) weekday(d field.Day) string {
	return c.t("clocks.weekday", c.day(d), c.Book.Weekday(d.Time().Weekday()))
}

// ClockSheet are the clocks of open cases as a list on paper. It names cases by their numbers, and of persons only those who handle them.
type ClockSheet struct {
	Of    string // whose cases; empty: everybody's
	Lines []ClockRow
}

// ClockRow is one clock.
type ClockRow struct {
	Group, Due, State, Rule, Number, Handler string
}

// ClocksDoc is the list of all clocks, landscape, with a column to tick.
func ClocksDoc(s ClockSheet, in Setting) Document {
	c := in.compose(in.Book.T("clocks.doc.list"), true)
	if s.Of != "" {
		c.Subtitle(c.t("doc.brackets", c.t("clocks.doc.of", s.Of)))
	}
	c.Note(c.t("clocks.doc.count", len(s.Lines)))
	t := Table{Empty: c.t("doc.empty")}
	for _, col := range []struct {
		key   string
		width float64
	}{{"clocks.group", 0.1}, {"cases.clock.due", 0.17}, {"cases.clock.state", 0.13}, {"cases.clock.what", 0.27}, {"case.number", 0.17}, {"case.handler", 0.1}, {"clocks.doc.tick", 0.06}} {
		t.Columns = append(t.Columns, Column{Title: c.t(col.key), Width: col.width})
	}
	for _, l := range s.Lines {
		t.Rows = append(t.Rows, []string{l.Group, l.Due, l.State, l.Rule, l.Number, l.Handler, ""})
	}
	c.Table(t)
	c.Note(c.t("clocks.reminder"))
	return c.document()
}
