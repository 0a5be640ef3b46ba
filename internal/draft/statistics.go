package draft

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// Statistics words the figures of a period: one passage for each table that has something to tell. What is withheld is in no sentence,
// and neither is what nobody counted.
func Statistics(s *summary.Statistics, b *say.Book) []Passage {
	w := statWriter{writer: newWriter(b, s.Period.To.Year), s: s}
	var out []Passage
	for _, part := range [][]Sentence{
		{w.clauses("reception", "cases", "contacts", "people"), w.change("reception", "cases"), w.most("reception", centre.Channel, 3)},
		{w.most("matters", centre.Matter, 3)},
		{w.clauses("services", "accepted", "closed", "open"), w.rate("services", "succeeded"), w.clauses("services", "recovered")},
		{w.clauses("events", "events", "sessions", "attendance"), w.most("events", centre.EventKind, 3)},
		{w.clauses("fairs", "fairs", "units", "posts", "intents"), w.rate("fairs", "bothintents")},
		{w.clauses("aid", "households", "times", "amount")},
		{w.clauses("counsellors", "shifts", "attended", "received", "minutes"), w.rate("counsellors", "pleased")},
		{w.clauses("network", "due", "setup", "opened")},
		{w.clauses("inspections", "inspections", "units", "covered", "problems", "settled", "letters")},
	} {
		part = slices.DeleteFunc(part, func(x Sentence) bool { return x.Text == "" })
		if len(part) > 0 {
			out = append(out, Passage{Sentences: part})
		}
	}
	return out
}

// statWriter words the figures of the scope that was asked for.
type statWriter struct {
	*writer
	s *summary.Statistics
}

func (w statWriter) cell(table string, when summary.When, row, measure string) summary.Cell {
	return w.s.Table(table).Cell(when, w.s.Shown(), row, measure)
}

// clauses is one sentence of the sums of several measures: those that are known, shown and not 0. It says nothing where the first is not.
func (w statWriter) clauses(table string, measures ...string) Sentence {
	var out Sentence
	var parts []string
	for i, m := range measures {
		c := w.cell(table, summary.ThisPeriod, summary.AllRows, m)
		if n, ok := c.Known(); !ok || n == 0 {
			if i == 0 {
				return Sentence{}
			}
			continue
		}
		parts = append(parts, w.book.T("stat.find."+table+"."+m, w.amount(c.Count)))
		out.Rows = append(out.Rows, w.s.Rows(c)...)
		out.Figures = append(out.Figures, summary.Figure{Key: m, Role: m, Count: c.Count, Rows: w.s.Rows(c)})
	}
	out.Text = w.end(w.join(parts))
	return out
}

func (w statWriter) join(parts []string) string {
	if w.zh() {
		return strings.Join(parts, "，")
	}
	return strings.Join(parts, ", ")
}

// amount words a figure; a whole number stays one, so that its noun can be singular.
func (w statWriter) amount(c field.Count) any {
	switch {
	case c.Unit == summary.UnitFen:
		return Wan(w.book, field.Fen(c.Value))
	case c.Unit == summary.UnitMinute:
		return Hours(c.Value)
	case w.zh():
		return c.Plain()
	case c.Exact():
		return c.Value
	}
	return Amount(w.book, c)
}

// Wan words money as reports do: in 万元 to two decimals, halves rounded up; in English in yuan, to the fen.
func Wan(b *say.Book, f field.Fen) string {
	if b.Lang() == say.EN {
		return b.Money(int64(f))
	}
	return b.T("say.money.wan", WanFigure(f))
}

// WanFigure is an amount in 万元 to two decimals, without the word.
func WanFigure(f field.Fen) string {
	n, sign := summary.Wan(f), ""
	if n < 0 {
		n, sign = -n, "-"
	}
	hundredths := strconv.FormatInt(n%100, 10)
	return sign + strconv.FormatInt(n/100, 10) + "." + strings.Repeat("0", 2-len(hundredths)) + hundredths
}

// Hours words minutes as hours to one decimal, halves rounded up: 12.5, 3.
func Hours(minutes int64) string {
	tenths := (minutes*10 + 30) / 60
	out := strconv.FormatInt(tenths/10, 10)
	if tenths%10 != 0 {
		out += "." + strconv.FormatInt(tenths%10, 10)
	}
	return out
}

// change says how a sum stands to that of the year before.
func (w statWriter) change(table, measure string) Sentence {
	now, last := w.cell(table, summary.ThisPeriod, summary.AllRows, measure), w.cell(table, summary.LastYear, summary.AllRows, measure)
	a, ok1 := now.Known()
	b, ok2 := last.Known()
	if !ok1 || !ok2 || a == 0 || b == 0 {
		return Sentence{}
	}
	rows := append(w.s.Rows(now), w.s.Rows(last)...)
	if a == b {
		return Sentence{Text: w.end(w.book.T("stat.find.same", b)), Rows: rows}
	}
	key, by := "stat.find.more", a-b
	if by < 0 {
		key, by = "stat.find.less", -by
	}
	return Sentence{Text: w.end(w.book.T(key, by, w.book.Percent(by, b), b)), Rows: rows}
}

// most names the rows of a table with the greatest figures that are shown. It says that they are often met, not that none is met more
// often: a figure that is withheld beside a small one can be any.
func (w statWriter) most(table string, v *field.Vocab, n int) Sentence {
	t := w.s.Table(table)
	measure := t.Measures[0].Key
	all, ok := w.cell(table, summary.ThisPeriod, summary.AllRows, measure).Known()
	if !ok || all == 0 {
		return Sentence{}
	}
	type line struct {
		code string
		cell summary.Cell
	}
	var lines []line
	for _, row := range t.Rows {
		c := w.cell(table, summary.ThisPeriod, row, measure)
		if n, ok := c.Known(); row == summary.AllRows || !ok || n == 0 {
			continue
		}
		lines = append(lines, line{row, c})
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(b.cell.Count.Value, a.cell.Count.Value) })
	if len(lines) < 2 {
		return Sentence{}
	}
	var parts []string
	var rows []field.ID
	for _, l := range lines[:min(n, len(lines))] {
		label := w.book.T(v.Name + "." + l.code)
		parts = append(parts, w.book.T("stat.find.part", label, w.amount(l.cell.Count), w.book.Percent(l.cell.Count.Value, all)))
		rows = append(rows, w.s.Rows(l.cell)...)
	}
	return Sentence{Text: w.end(w.book.T("stat.find."+table+".most", w.book.List(parts...))), Rows: rows}
}

// rate says a rate with what it is a rate of.
func (w statWriter) rate(table, part string) Sentence {
	t := w.s.Table(table)
	for _, m := range t.Measures {
		if m.Rate == nil || m.Rate[0] != part {
			continue
		}
		of, base, ok := t.Ratio(summary.ThisPeriod, w.s.Shown(), summary.AllRows, m)
		if !ok {
			return Sentence{}
		}
		rows := w.s.Rows(w.cell(table, summary.ThisPeriod, summary.AllRows, part))
		return Sentence{Text: w.end(w.book.T("stat.find."+table+".rate", base, of, w.book.Percent(of, base))), Rows: rows}
	}
	return Sentence{}
}
