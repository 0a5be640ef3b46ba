package kit

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
)

// Tallier counts records without opening any. A source that is one has its lists drawn as charts. It is called off the UI thread.
type Tallier interface {
	Tally(t *field.Type, key string, q Query) (map[string]int, error) // by the values of a field; "" where it is empty
	Count(t *field.Type, q Query) (int, error)
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

// amounts are the fields that can be added up instead of counting records.
func (l *List) amounts() (out []*field.Spec) {
	for i := range l.o.Type.Fields {
		s := &l.o.Type.Fields[i]
		if s.Kind == field.MoneyKind && s.Has(field.InList) && !s.Has(field.IsMasked) && !s.Has(field.IsPrivate) {
			out = append(out, s)
		}
	}
	return out
}

// ShowChart draws what the list shows now, by a field that the person chooses; a bar narrows the list to what it counts.
func (l *List) ShowChart() {
	if _, ok := l.chartAction(); !ok {
		return
	}
	if l.chartBy == nil {
		l.chartBy = telling(l.charts())
	}
	h := l.host
	v := &listChart{list: l, chart: NewChart(h, paper.Plot{}), q: l.Query()}
	v.chart.OnOpen = func(label, _ int) { v.open(label) }
	view := container.NewVScroll(container.NewVBox(v.chart))
	v.chart.reveal = func(from, to float32) {
		view.Offset.Y = min(from, max(view.Offset.Y, to-view.Size().Height))
		view.Refresh()
	}
	body := container.NewBorder(container.NewVBox(v.head(), gap(6)), nil, nil, nil, view)
	closer := NewButton(h, h.T("chart.close"), Ordinary, func() { v.panel.Close() })
	title := h.T("chart.title", h.T(l.o.Type.Table+".list"))
	v.panel = h.Open(PanelSpec{Title: title, Body: body, Buttons: []*Button{closer}, Focus: v.chart, Width: 900, Height: 620})
	v.draw()
}

// listChart is the panel with the chart of a list.
type listChart struct {
	list  *List
	q     Query // what the list showed when it was opened
	chart *Chart
	panel *Panel
	now   charted
	asked int
}

// head is where the person chooses by what the list is drawn, and of what.
func (v *listChart) head() fyne.CanvasObject {
	l, h := v.list, v.list.host
	by := NewPick(h, "", optionsFor(h, l.o.Type, l.charts()))
	by.must = true
	by.SetValue(l.chartBy.Key)
	by.OnPick = func(o Option) {
		by.Set(o)
		l.chartBy = l.o.Type.Field(o.Value)
		v.draw()
	}
	row := container.NewHBox(container.NewCenter(Word(h.T("chart.by"))), Wide(220, by))
	if amounts := l.amounts(); len(amounts) > 0 {
		number := Option{Value: "", Text: h.T("chart.number")}
		of := NewPick(h, "", append([]Option{number}, optionsFor(h, l.o.Type, amounts)...))
		of.must = true
		of.Set(number)
		if l.chartOf != nil {
			of.SetValue(l.chartOf.Key)
		}
		of.OnPick = func(o Option) {
			of.Set(o)
			l.chartOf = l.o.Type.Field(o.Value)
			v.draw()
		}
		row.Add(container.NewCenter(Word(h.T("chart.of"))))
		row.Add(Wide(160, of))
	}
	return row
}

func (v *listChart) draw() {
	v.asked++
	mine, l := v.asked, v.list
	g := charter{host: l.host, typ: l.o.Type, by: l.chartBy, of: l.chartOf, from: l.o.Source, q: v.q}
	Go(l.host, g.gather, func(c charted, err error) {
		if err != nil {
			l.host.Trouble(l.host.T("kit.list.loading"), err, "")
			return
		}
		if mine == v.asked {
			v.now = c
			v.chart.Set(c.plot)
		}
	})
}

// open narrows the list to what a bar counts.
func (v *listChart) open(label int) {
	l := v.list
	if label < len(v.now.options) && l.canNarrow(l.chartBy, v.now.options[label]) {
		v.panel.Close()
		l.narrow(l.chartBy, v.now.options[label])
	}
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

// chartAction is the button of a list that draws it; false where its source cannot count.
func (l *List) chartAction() (Action, bool) {
	_, ok := l.o.Source.(Tallier)
	if !ok || len(l.charts()) == 0 {
		return Action{}, false
	}
	return Action{Icon: "chart", Kind: Flat, Do: l.ShowChart, Key: Key{Name: "R", Mod: Ctrl, Say: "chart.keys.list"}}, true
}
