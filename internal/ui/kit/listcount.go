package kit

import (
	"cmp"
	"slices"
	"time"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/store"
)

// Bounds of the chart of a list.
const (
	chartMonths = 12 // this one and those before it
	chartBars   = 40 // more bars are no picture any more; what is left out is said
)

// charted is a list as figures: a bar for each value of a field, with the filter that shows what it counts.
type charted struct {
	plot    paper.Plot
	options []Option // of the filter, one for each label; Value "" where the list cannot be narrowed to it
}

// charter counts the records of a list by a field, or adds up an amount of them. It runs off the UI thread and opens none of them:
// a row of a list holds its columns.
type charter struct {
	host *Host
	typ  *field.Type
	by   *field.Spec
	of   *field.Spec // an amount; nil counts the records
	from Source      // a Tallier too
	q    Query
}

// sums says whether an amount is added up: a record that stands under several values would be in several sums.
func (g charter) sums() bool {
	return g.of != nil && g.by.Kind != field.ChoicesKind && g.by.Kind != field.RefsKind
}

func (g charter) gather() (charted, error) {
	h := g.host
	c := charted{plot: paper.Plot{Series: make([]paper.Series, 1), Unit: h.T("chart.unit")}}
	if g.sums() {
		c.plot.Unit = h.T("chart.unit.money")
	}
	if g.by.Kind == field.DayKind || g.by.Kind == field.MomentKind {
		return c, g.months(&c)
	}
	amounts, err := g.byValue()
	if err != nil {
		return charted{}, err
	}
	lines := g.lines(amounts)
	left := int64(0)
	for i, line := range lines {
		if i < chartBars {
			g.add(&c, line.option, line.n)
			continue
		}
		left += line.n
	}
	if left > 0 {
		c.plot.Note = h.T("chart.left", len(lines)-chartBars, g.text(left))
	}
	return c, nil
}

// byValue counts or adds up by the values of the field.
func (g charter) byValue() (map[string]int64, error) {
	out := map[string]int64{}
	if g.sums() {
		return out, g.each(func(r field.Record, fen int64) { out[g.by.Text(r)] += fen })
	}
	counts, err := g.from.(Tallier).Tally(g.typ, g.by.Key, g.q)
	for value, n := range counts {
		out[value] = int64(n)
	}
	return out, err
}

// each goes through the rows that have an amount.
func (g charter) each(do func(r field.Record, fen int64)) error {
	found, err := g.from.Find(g.typ, g.q)
	if err != nil {
		return err
	}
	for i := range found.Len() {
		r := found.At(i)
		if fen, ok := g.of.Pointer(r).(*field.Fen); ok && *fen != 0 {
			do(r, int64(*fen))
		}
	}
	return nil
}

// text words a number of records, or an amount.
func (g charter) text(n int64) string {
	if g.sums() {
		return g.host.Book.Money(n)
	}
	return g.host.Book.Number(n)
}

func (g charter) add(c *charted, o Option, n int64) {
	value := float64(n)
	if g.sums() {
		value /= 100
	}
	s := &c.plot.Series[0]
	c.options = append(c.options, o)
	c.plot.Labels = append(c.plot.Labels, o.Text)
	s.Values, s.Texts = append(s.Values, value), append(s.Texts, g.text(n))
}

// counted is one bar.
type counted struct {
	option Option
	n      int64
}

// lines are the bars, the longest first, what is not filled in last. A long vocabulary of two levels is drawn by its broader terms.
func (g charter) lines(amounts map[string]int64) []counted {
	if v := g.by.Vocab; v != nil && len(amounts) > chartBars/2 {
		broad := map[string]int64{}
		for code, n := range amounts {
			if t := v.Term(code); t != nil && t.Under != "" {
				code = t.Under
			}
			broad[code] += n
		}
		amounts = broad
	}
	var out []counted
	for value, n := range amounts {
		out = append(out, counted{Option{Value: value, Text: g.label(value)}, n})
	}
	slices.SortFunc(out, func(a, b counted) int {
		if (a.option.Value == "") != (b.option.Value == "") {
			return cmp.Compare(len(b.option.Value), len(a.option.Value))
		}
		return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.option.Text, b.option.Text), cmp.Compare(a.option.Value, b.option.Value))
	})
	return out
}

// label words a value.
func (g charter) label(value string) string {
	h := g.host
	switch {
	case value == "":
		return h.T("chart.blank")
	case g.by.Vocab != nil:
		return h.Shown().Code(g.by.Vocab, value)
	case g.by.Kind == field.YesNoKind:
		return h.T("yesno." + value)
	}
	var id field.ID
	if err := id.UnmarshalText([]byte(value)); err == nil && h.Name != nil {
		if name := h.Name(id); name != "" {
			return name
		}
	}
	return h.T("chart.unnamed")
}

// months counts or adds up the records of each of the last months.
func (g charter) months(c *charted) error {
	h := g.host
	c.plot.Kind = paper.BarsUp
	m := h.Context().Today
	m.Date, m.Half = 0, field.WholeDay
	var all []field.Day
	for range chartMonths {
		all = append(all, m)
		if m.Month--; m.Month == 0 {
			m.Year, m.Month = m.Year-1, 12
		}
	}
	slices.Reverse(all)
	sums := map[string]int64{}
	if g.sums() {
		if err := g.each(func(r field.Record, fen int64) { sums[g.monthOf(r)] += fen }); err != nil {
			return err
		}
	}
	for i, m := range all {
		n := sums[m.String()]
		if !g.sums() {
			q := g.q
			q.Where = append(slices.Clip(q.Where), store.Cond{Key: g.by.Key, Op: store.Between, Values: g.bounds(m)})
			count, err := g.from.(Tallier).Count(g.typ, q)
			if err != nil {
				return err
			}
			n = int64(count)
		}
		g.add(c, Option{Value: m.String(), Text: h.Shown().Day(m)}, n)
		if i > 0 && m.Month > 1 { // the year stands at its first month only
			c.plot.Labels[i] = h.Book.Day(0, m.Month, 0)
		}
	}
	return nil
}

// monthOf is the month a record lies in; a day that is only known by its year lies in none.
func (g charter) monthOf(r field.Record) string {
	var d field.Day
	switch v := g.by.Pointer(r).(type) {
	case *field.Day:
		d = *v
	case *field.Moment:
		if *v != 0 {
			d = field.DayOf(v.In(g.host.Now().Location()))
		}
	}
	d.Date, d.Half = 0, field.WholeDay
	return d.String()
}

// bounds are the first and the last value of a month, as the field has them.
func (g charter) bounds(m field.Day) []string {
	if g.by.Kind == field.DayKind {
		return []string{m.String(), m.String()}
	}
	zone := g.host.Now().Location()
	first := time.Date(m.Year, time.Month(m.Month), 1, 0, 0, 0, 0, zone)
	last := time.Date(m.Year, time.Month(m.Month+1), 1, 0, 0, 0, 0, zone).Add(-time.Millisecond)
	return []string{field.MomentOf(first).String(), field.MomentOf(last).String()}
}
