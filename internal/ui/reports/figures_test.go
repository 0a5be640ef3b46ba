package reports

import (
	"context"
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// figureDesk counts two events, and writes down what it is asked for.
type figureDesk struct {
	Desk
	asked []string
	out   office.FigureExport
}

func (d *figureDesk) EventFigures(_ context.Context, r office.Reporting, by string) (*summary.Statistics, error) {
	d.asked = append(d.asked, fmt.Sprintf("%s %s", by, r.From))
	a := &centre.Event{Kind: "lecture", State: "held", Date: field.Day{Year: 2026, Month: 3, Date: 8}, People: field.Count{Value: 30, HasValue: true, Unit: "人", Known: field.ByEstimate}}
	b := &centre.Event{Kind: "clinic", State: "held", Date: field.Day{Year: 2026, Month: 3, Date: 9}}
	a.ID, b.ID = field.ID{1}, field.ID{2}
	return summary.EventsBy(summary.StatRecords{Events: []*centre.Event{a, b}}, summary.StatAsk{Period: summary.PeriodOf(r.Span, r.From)}, by)
}

func (d *figureDesk) Statistics(_ context.Context, r office.Reporting) (*summary.Statistics, error) {
	d.asked = append(d.asked, fmt.Sprintf("cases whole %v", r.Whole))
	ask := summary.StatAsk{Period: summary.PeriodOf(r.Span, r.From), Basis: r.Basis}
	if !r.Whole {
		ask.Least = 3
	}
	day := field.Day{Year: 2026, Month: 3, Date: 8}
	return summary.StatisticsOf(summary.StatRecords{Cases: []summary.StatCase{{ID: field.ID{5}, Received: day, Channel: "visit", Matter: "0201", State: "closed", Outcome: "settled"}}}, ask)
}

func (d *figureDesk) Scopes() []string { return []string{office.ScopeCentre} }
func (d *figureDesk) May(string) bool  { return true }

func (d *figureDesk) FigureRows(_ context.Context, ids []field.ID) ([]*office.Behind, int, error) {
	d.asked = append(d.asked, fmt.Sprintf("%d rows", len(ids)))
	return nil, 1, nil
}

func (d *figureDesk) ExportFigures(_ context.Context, _ io.Writer, f office.FigureExport) (int, error) {
	d.out = f
	return len(f.Rows), nil
}

func enterFigures(t *testing.T, d *figureDesk, lang say.Lang) (*figures, *kit.Host) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1366, 768))
	h := kit.NewHost(w, say.For(lang), func() time.Time { return time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC) })
	h.Run = func(work func()) { work() }
	h.Later = func(time.Duration, func()) {}
	s := newFigures(h, Spec{Desk: d, Ways: kit.Ways{}}, figureChoice{})
	w.SetContent(s.Content())
	h.SetScreenKeys(s.Keys)
	s.Shown()
	return s, h
}

func TestFiguresAreReadAndOpenedByKeyboard(t *testing.T) {
	d := &figureDesk{}
	s, h := enterFigures(t, d, say.ZH)
	key := func(names ...fyne.KeyName) {
		for _, name := range names {
			h.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
		}
	}
	if x, row, ok := s.hand(); !ok || row != "clinic" || x.key != "events" {
		t.Fatalf("the figure %s of %s is in hand", x.key, row)
	}
	key(fyne.KeyRight, fyne.KeyRight)
	x, row, _ := s.hand()
	if got := s.text(x, row); got != "未统计" {
		t.Errorf("people nobody counted read %q", got)
	}
	key(fyne.KeyDown)
	if x, row, _ = s.hand(); s.text(x, row) != "30（估）" {
		t.Errorf("an estimate reads %q", s.text(x, row))
	}
	key(fyne.KeyReturn)
	h.Press(fyne.KeyEscape, 0)
	h.Press(fyne.KeyLeft, kit.Ctrl)
	if got := strings.Join(d.asked, ", "); got != "kind 2026-01-01, 1 rows, kind 2025-01-01" {
		t.Errorf("asked for %s", got)
	}
	if x, row, ok := s.hand(); !ok || x.key != "attendance" || row == "" {
		t.Errorf("another period lost the place: %s of %s", x.key, row)
	}
}

func TestPublishedFiguresOpenNoCases(t *testing.T) {
	d := &figureDesk{}
	s, _ := enterFigures(t, d, say.EN)
	c := s.c
	c.table, c.masked = "reception", true
	s.set(c, true)
	s.open()
	if got := d.asked[len(d.asked)-1]; got != "cases whole false" {
		t.Errorf("asked for %s", got)
	}
	x, row, _ := s.hand()
	if got := s.text(x, row); got != "—" {
		t.Errorf("a case alone reads %q", got)
	}
	c.masked = false
	s.set(c, true)
	s.open()
	if got := d.asked[len(d.asked)-1]; got != "1 rows" {
		t.Errorf("the case behind the figure: %s", got)
	}
}

func TestEveryTableIsLaidOutAndExported(t *testing.T) {
	for _, lang := range say.Langs() {
		d := &figureDesk{}
		s, _ := enterFigures(t, d, lang)
		for _, table := range figureTables {
			for _, columns := range []string{columnsPeriod, columnsYear, columnsCompare} {
				c := s.c
				c.table, c.columns = table, columns
				s.set(c, true)
				if len(s.heads) == 0 || s.table.Len() == 0 {
					t.Errorf("%s %s: no figures", table, columns)
				}
				f := s.sheet()
				for _, row := range append(f.Rows, f.Headings, []string{s.heading(), s.noted(), s.detail.Text()}) {
					if text := strings.Join(row, "\t"); strings.Contains(text, "⟦") {
						t.Errorf("%s %s %s: %s", lang, table, columns, text)
					}
				}
				if len(f.Rows[0]) != len(f.Headings) || len(f.Widths) != len(f.Headings) {
					t.Errorf("%s %s: %d cells below %d headings", table, columns, len(f.Rows[0]), len(f.Headings))
				}
			}
		}
	}
}

func TestColumnsOfWhatIsBehindAreAtHand(t *testing.T) {
	for table, keys := range behindColumns {
		typ := centre.TypeOf(table)
		for _, key := range append(behindMore(figureHead{measure: summary.Measure{Key: "people"}}, typ), keys...) {
			f := typ.Field(key)
			if f == nil || f.Has(field.IsPrivate) || !f.Owner && !f.Has(field.InList|field.InFilter|field.IsName|field.InStatistics) {
				t.Errorf("%s.%s is no column that may be listed", table, key)
			}
		}
	}
}

// TestADayCanBeReadAgain: leaving the field of the day as it is changes nothing and complains of nothing, in both languages.
func TestADayCanBeReadAgain(t *testing.T) {
	for _, lang := range say.Langs() {
		d := &figureDesk{}
		s, _ := enterFigures(t, d, lang)
		n := len(d.asked)
		s.day.OnBlur()
		if len(d.asked) != n || s.alarm.Text() != "" {
			t.Errorf("%s: %q, asked for %v", lang, s.alarm.Text(), d.asked)
		}
		s.day.SetText("2025-3-8")
		if s.day.OnEnter(); s.c.from != (field.Day{Year: 2025, Month: 1, Date: 1}) {
			t.Errorf("%s: begins %s", lang, s.c.from)
		}
	}
}
