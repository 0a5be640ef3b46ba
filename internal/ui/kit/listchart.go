package kit

import (
	"cmp"
	"slices"
	"time"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/store"
)

// Tallier counts records without opening any. A source that is one has its lists drawn as charts. It is called off the UI thread.
type Tallier interface {
	Tally(t *field.Type, key string, q Query) (map[string]int, error) // by the values of a field; "" where it is empty
	Count(t *field.Type, q Query) (int, error)
}

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

// charts are the fields a list can be drawn by: those that narrow it by a word of a vocabulary, a yes or no, or a record, and dates,
// by month.
func (l *List) charts() (out []*field.Spec) {
	for i := range l.o.Type.Fields {
		s := &l.o.Type.Fields[i]
		switch {
		case s.Has(field.IsMasked) || s.Has(field.IsPrivate):
		case s.Kind == field.DayKind || s.Kind == field.MomentKind:
			if s.Has(field.InFilter) || s.Has(field.InList) {
				out = append(out, s)
			}
		case s.Has(field.InFilter) && (s.Vocab != nil || s.Kind == field.YesNoKind || s.Kind == field.RefKind || s.Kind == field.RefsKind):
			out = append(out, s)
		}
	}
	return out
}

// telling is the field whose chart says most: the one with the longest vocabulary.
func telling(specs []*field.Spec) *field.Spec {
	words := func(s *field.Spec) int {
		if s.Vocab == nil {
			return 0
		}
		return len(s.Vocab.Codes)
	}
	return slices.MaxFunc(specs, func(a, b *field.Spec) int { return cmp.Compare(words(a), words(b)) })
}

// ShowChart draws what the list shows now, by a field that the person chooses; a bar narrows the list to what it counts.
func (l *List) ShowChart() {
	h := l.host
	specs := l.charts()
	from, ok := l.o.Source.(Tallier)
	if !ok || len(specs) == 0 {
		return
	}
	if l.chartBy == nil {
		l.chartBy = telling(specs)
	}
	var panel *Panel
	chart := NewChart(h, paper.Plot{})
	var now charted
	asked := 0
	q := l.Query()
	draw := func() {
		asked++
		mine, by := asked, l.chartBy
		g := charter{host: h, typ: l.o.Type, by: by, from: from, q: q}
		Go(h, g.gather, func(c charted, err error) {
			if err != nil || mine != asked {
				if err != nil {
					h.Trouble(h.T("kit.list.loading"), err, "")
				}
				return
			}
			now = c
			chart.Set(c.plot)
		})
	}
	chart.OnOpen = func(label, _ int) {
		if label < len(now.options) && l.canNarrow(l.chartBy, now.options[label]) {
			panel.Close()
			l.narrow(l.chartBy, now.options[label])
		}
	}
	pick := NewPick(h, "", optionsFor(h, l.o.Type, specs))
	pick.must = true
	pick.SetValue(l.chartBy.Key)
	pick.OnPick = func(o Option) {
		pick.Set(o)
		l.chartBy = l.o.Type.Field(o.Value)
		draw()
	}
	head := container.NewBorder(nil, nil, container.NewCenter(Word(h.T("chart.by"))), nil, Wide(220, pick))
	closer := NewButton(h, h.T("chart.close"), Ordinary, func() { panel.Close() })
	view := container.NewVScroll(container.NewVBox(chart))
	chart.reveal = func(from, to float32) {
		view.Offset.Y = min(from, max(view.Offset.Y, to-view.Size().Height))
		view.Refresh()
	}
	body := container.NewBorder(container.NewVBox(container.NewHBox(head), gap(6)), nil, nil, nil, view)
	panel = h.Open(PanelSpec{Title: h.T("chart.title", h.T(l.o.Type.Table+".list")), Body: body, Buttons: []*Button{closer}, Focus: chart, Width: 900, Height: 620})
	draw()
}

// optionsFor are fields to choose among.
func optionsFor(h *Host, t *field.Type, specs []*field.Spec) (out []Option) {
	for _, s := range specs {
		out = append(out, Option{Value: s.Key, Text: h.Shown().Label(t, s)})
	}
	return out
}

// canNarrow says whether there is a filter that shows what a bar counts.
func (l *List) canNarrow(by *field.Spec, o Option) bool {
	return o.Value != "" && l.filters.picks[by.Key] != nil && by.Kind != field.MomentKind
}

// narrow adds a filter to those there are.
func (l *List) narrow(by *field.Spec, o Option) {
	chosen := map[string]Option{by.Key: o}
	for key, other := range l.filters.chosen {
		if key != by.Key {
			chosen[key] = other
		}
	}
	l.filters.set(chosen)
	l.filters.tell()
	l.Focus()
}

// charter counts the records of a list by a field. It runs off the UI thread.
type charter struct {
	host *Host
	typ  *field.Type
	by   *field.Spec
	from Tallier
	q    Query
}

func (g charter) gather() (charted, error) {
	if g.by.Kind == field.DayKind || g.by.Kind == field.MomentKind {
		return g.months()
	}
	counts, err := g.from.Tally(g.typ, g.by.Key, g.q)
	if err != nil {
		return charted{}, err
	}
	lines := g.lines(counts)
	h := g.host
	c := charted{plot: paper.Plot{Series: make([]paper.Series, 1), Unit: h.T("chart.unit")}}
	left := 0
	for i, line := range lines {
		if i >= chartBars {
			left += line.n
			continue
		}
		c.add(line.option, line.n)
	}
	if left > 0 {
		c.plot.Note = h.T("chart.left", len(lines)-chartBars, left)
	}
	return c, nil
}

func (c *charted) add(o Option, n int) {
	c.options = append(c.options, o)
	c.plot.Labels = append(c.plot.Labels, o.Text)
	c.plot.Series[0].Values = append(c.plot.Series[0].Values, float64(n))
}

// counted is one bar.
type counted struct {
	option Option
	n      int
}

// lines are the bars, the longest first, what is not filled in last. A long vocabulary of two levels is drawn by its broader terms.
func (g charter) lines(counts map[string]int) []counted {
	if v := g.by.Vocab; v != nil && len(counts) > chartBars/2 {
		broad := map[string]int{}
		for code, n := range counts {
			if t := v.Term(code); t != nil && t.Under != "" {
				code = t.Under
			}
			broad[code] += n
		}
		counts = broad
	}
	var out []counted
	for value, n := range counts {
		out = append(out, counted{Option{Value: value, Text: g.label(value)}, n})
	}
	slices.SortFunc(out, func(a, b counted) int {
		if blank := cmp.Compare(len(b.option.Value), 0) - cmp.Compare(len(a.option.Value), 0); blank != 0 {
			return blank
		}
		return cmp.Or(b.n-a.n, cmp.Compare(a.option.Text, b.option.Text), cmp.Compare(a.option.Value, b.option.Value))
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

// months counts the records of each of the last months.
func (g charter) months() (charted, error) {
	h := g.host
	c := charted{plot: paper.Plot{Kind: paper.BarsUp, Series: make([]paper.Series, 1), Unit: h.T("chart.unit")}}
	m := h.Context().Today
	m.Date, m.Half = 0, 0
	var all []field.Day
	for range chartMonths {
		all = append(all, m)
		if m.Month--; m.Month == 0 {
			m.Year, m.Month = m.Year-1, 12
		}
	}
	slices.Reverse(all)
	for i, m := range all {
		q := g.q
		q.Where = append(slices.Clip(q.Where), store.Cond{Key: g.by.Key, Op: store.Between, Values: g.bounds(m)})
		n, err := g.from.Count(g.typ, q)
		if err != nil {
			return charted{}, err
		}
		c.add(Option{Value: m.String(), Text: h.Shown().Day(m)}, n)
		if i > 0 && m.Month > 1 { // the year stands at its first month only
			c.plot.Labels[i] = h.Book.Day(0, m.Month, 0)
		}
	}
	return c, nil
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

// chartAction is the button of a list that draws it; false where its source cannot count.
func (l *List) chartAction() (Action, bool) {
	_, ok := l.o.Source.(Tallier)
	if !ok || len(l.charts()) == 0 {
		return Action{}, false
	}
	return Action{Icon: "chart", Kind: Flat, Do: l.ShowChart, Key: Key{Name: "R", Mod: Ctrl, Say: "chart.keys.list"}}, true
}
