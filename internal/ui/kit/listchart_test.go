package kit

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// counting is a shelf that counts what is asked of it.
type counting struct {
	*shelf
	asked []Query
	give  map[string]int
}

func (c *counting) Tally(_ *field.Type, _ string, q Query) (map[string]int, error) {
	c.asked = append(c.asked, q)
	return c.give, nil
}

func (c *counting) Count(_ *field.Type, q Query) (int, error) {
	c.asked = append(c.asked, q)
	return len(c.asked), nil
}

func TestListIsDrawnAndABarNarrowsIt(t *testing.T) {
	b := newBench(t)
	src := &counting{shelf: newShelf(), give: map[string]int{"0501": 2, "0602": 7, "": 3}}
	l := NewList(b.host, ListSpec{Type: centre.CaseType, Source: src, Lookup: src.shelf, Where: []store.Cond{store.Where("state", "open")}})
	b.put(l)
	l.Reload()
	l.ShowChart()
	b.want(b.host.T("chart.title", b.host.T("case.list")), b.host.T("chart.by"))
	chart, ok := b.host.Window.Canvas().Focused().(*Chart)
	if !ok {
		t.Fatal("the keyboard is not in the chart")
	}
	if got := strings.Join(chart.plot.Labels, " "); got != b.host.Shown().Code(centre.Matter, "0602")+" "+b.host.Shown().Code(centre.Matter, "0501")+" "+b.host.T("chart.blank") {
		t.Errorf("bars: %s", got)
	}
	if len(src.asked) != 1 || len(src.asked[0].Where) != 1 {
		t.Errorf("asked for %+v, not for what the list shows", src.asked)
	}
	b.keys(fyne.KeyEnd, fyne.KeyReturn)
	if len(l.filters.chosen) != 0 || b.host.Window.Canvas().Overlays().Top() == nil {
		t.Error("what is not filled in cannot be filtered by")
	}
	b.keys(fyne.KeyHome, fyne.KeyReturn)
	if l.filters.chosen["matter"].Value != "0602" || b.host.Window.Canvas().Overlays().Top() != nil {
		t.Errorf("the list is not narrowed: %v", l.filters.chosen)
	}
}

func TestListByMonths(t *testing.T) {
	b := newBench(t)
	src := &counting{shelf: newShelf()}
	g := charter{host: b.host, typ: centre.EventType, by: centre.EventType.Field("date"), from: src, q: Query{Find: "样例"}}
	c, err := g.gather()
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"2025年12月", "2026年1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月"}
	if !slices.Equal(c.plot.Labels, want) || c.options[11].Value != "2026-11" || len(c.plot.Series[0].Values) != chartMonths {
		t.Errorf("months %v", c.plot.Labels)
	}
	for i, q := range src.asked {
		if q.Find != "样例" || len(q.Where) != 1 || q.Where[0].Values[0] != c.options[i].Value {
			t.Fatalf("month %d asked for %+v", i, q)
		}
	}
}

// A moment counts in the month of the place where people read it, from its first to its last thousandth of a second.
func TestMonthsOfMoments(t *testing.T) {
	b := newBench(t)
	g := charter{host: b.host, typ: centre.CaseType, by: centre.CaseType.Field("received")}
	if got := g.bounds(field.Day{Year: 2026, Month: 12}); !slices.Equal(got, []string{"2026-11-30T16:00:00Z", "2026-12-31T15:59:59.999Z"}) {
		t.Errorf("December is %v", got)
	}
}

// A list has no chart of what is private, and none at all where nothing counts.
func TestChartsOfListsTellNothingPrivate(t *testing.T) {
	b := newBench(t)
	for _, typ := range centre.Types {
		l := NewList(b.host, ListSpec{Type: typ, Source: &counting{shelf: newShelf()}})
		for _, s := range l.charts() {
			if s.Has(field.IsPrivate) || s.Has(field.IsMasked) {
				t.Errorf("%s is drawn by %s", typ.Table, s.Key)
			}
		}
	}
	if _, ok := NewList(b.host, ListSpec{Type: centre.CaseType, Source: newShelf()}).chartAction(); ok {
		t.Error("a list whose source cannot count offers a chart")
	}
}

// More values than a picture can hold are folded or said.
func TestManyBars(t *testing.T) {
	b := newBench(t)
	give := map[string]int{}
	for _, code := range centre.Matter.Codes {
		if code.Under != "" {
			give[code.Code] = 1
		}
	}
	g := charter{host: b.host, typ: centre.CaseType, by: centre.CaseType.Field("matter"), from: &counting{shelf: newShelf(), give: give}}
	c, err := g.gather()
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for i, o := range c.options {
		sum += c.plot.Series[0].Values[i]
		if term := centre.Matter.Term(o.Value); term == nil || term.Under != "" {
			t.Errorf("%s is no broader term", o.Value)
		}
	}
	if int(sum) != len(give) {
		t.Errorf("%g of %d cases are drawn", sum, len(give))
	}
	give = map[string]int{}
	for i := range 60 {
		give[field.ID{byte(i)}.String()] = i + 1
	}
	g = charter{host: b.host, typ: centre.EventType, by: centre.EventType.Field("hosts"), from: &counting{shelf: newShelf(), give: give}}
	if c, err = g.gather(); err != nil || len(c.options) != chartBars || c.plot.Note != b.host.T("chart.left", 20, "210") {
		t.Errorf("%d bars, note %q, %v", len(c.options), c.plot.Note, err)
	}
}

// Amounts are added up from the rows the list has, by kind and by month, and never twice.
func TestListOfAmounts(t *testing.T) {
	b := newBench(t)
	aid := func(kind, day string, fen field.Fen) field.Record {
		a := &centre.Aid{Kind: kind, Cash: fen, State: "given"}
		a.Date, _ = field.ParseDay(day, 2026)
		return a
	}
	src := &counting{shelf: newShelf(aid("living", "2026-11-03", 50000), aid("medical", "2026-10-03", 120000), aid("living", "2026-11-20", 25050), aid("school", "2026-11-21", 0))}
	l := NewList(b.host, ListSpec{Type: centre.AidType, Source: src})
	if got := l.amounts(); len(got) != 2 || got[0].Key != "cash" {
		t.Fatalf("amounts %v", got)
	}
	g := charter{host: b.host, typ: centre.AidType, by: centre.AidType.Field("kind"), of: centre.AidType.Field("cash"), from: src}
	c, err := g.gather()
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(c.plot.Series[0].Texts, " "); got != "1,200元 750.50元" || c.options[1].Value != "living" || c.plot.Series[0].Values[1] != 750.5 {
		t.Errorf("by kind %s", got)
	}
	g.by = centre.AidType.Field("date")
	if c, err = g.gather(); err != nil || c.plot.Series[0].Texts[11] != "750.50元" || c.plot.Series[0].Texts[10] != "1,200元" || c.plot.Series[0].Values[9] != 0 {
		t.Errorf("by month %v, %v", c.plot.Series[0].Texts, err)
	}
}
