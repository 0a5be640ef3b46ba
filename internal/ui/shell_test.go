package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// page is a screen that keeps what is typed into it.
type page struct {
	name  string
	entry *kit.Entry
	stay  bool // refuses to be left
	shown int
	open  field.ID
}

func (p *page) Content() fyne.CanvasObject { return p.entry }
func (p *page) Shown()                     { p.shown++ }
func (p *page) Place() any                 { return p.entry.Text }
func (p *page) Open(id field.ID)           { p.open = id }

func (p *page) Leave(then func()) {
	if !p.stay {
		then()
	}
}

func (p *page) Keys() []kit.Key {
	return []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: func() {}}}
}

type stage struct {
	testing.TB
	host  *kit.Host
	shell *Shell
	pages map[string]*page
	later []func()
}

func newStage(t *testing.T, spec Spec) *stage {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	s := &stage{TB: t, host: kit.NewHost(w, say.For(say.ZH), time.Now), pages: map[string]*page{}}
	s.host.Run = func(work func()) { work() }
	s.host.Later = func(_ time.Duration, f func()) { s.later = append(s.later, f) }
	for _, key := range []string{"today", "cases", "rota", "events", "aid", "reports", "registry", "settings"} {
		spec.Areas = append(spec.Areas, Area{Key: key, Tables: []string{key + "-record"}, Build: func(h *kit.Host, place any) kit.Screen {
			p := &page{name: key, entry: kit.NewEntry(h)}
			if text, ok := place.(string); ok {
				p.entry.SetText(text)
			}
			s.pages[key] = p
			return p
		}})
	}
	s.shell = New(s.host, spec)
	w.SetContent(s.shell.Content())
	w.Resize(fyne.NewSize(1366, 768))
	s.shell.Shown()
	return s
}

// words are all texts in the window, or in what lies over it.
func (s *stage) words() string {
	var out []string
	for _, o := range s.seen() {
		if x, ok := o.(*canvas.Text); ok {
			out = append(out, x.Text)
		}
	}
	return strings.Join(out, "\n")
}

// seen is all that can be seen in the window, or in what lies over it.
func (s *stage) seen() (out []fyne.CanvasObject) {
	var walk func(fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		out = append(out, o)
		switch o := o.(type) {
		case *fyne.Container:
			for _, c := range o.Objects {
				walk(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(o).Objects() {
				walk(c)
			}
		}
	}
	if top := s.host.Window.Canvas().Overlays().Top(); top != nil {
		walk(top)
	} else {
		walk(s.host.Window.Content())
	}
	return out
}

func TestEveryAreaHasAKeyAndAWord(t *testing.T) {
	s := newStage(t, Spec{})
	for i, a := range s.shell.o.Areas {
		if !s.host.Press(fyne.KeyName(rune('1'+i)), fyne.KeyModifierAlt) || s.shell.At() != a.Key || s.pages[a.Key].shown == 0 {
			t.Errorf("Alt+%d does not show %s", i+1, a.Key)
		}
		if word := s.host.T("shell.area." + a.Key); !strings.Contains(s.words(), word) {
			t.Errorf("%s does not stand in the rail", word)
		}
	}
}

func TestLanguageSwitchKeepsEverything(t *testing.T) {
	spoken := say.Lang("")
	s := newStage(t, Spec{Begin: "events", Spoken: func(l say.Lang) { spoken = l }, User: "样本甲"})
	s.pages["events"].entry.SetText("没有保存")
	s.shell.GoTo("aid")
	s.pages["aid"].entry.SetText("也没有")
	s.host.Press("G", kit.Ctrl)
	if s.host.Book.Lang() != say.EN || spoken != say.EN || s.shell.At() != "aid" {
		t.Fatalf("language %s, told %s, at %s", s.host.Book.Lang(), spoken, s.shell.At())
	}
	if words := s.words(); !strings.Contains(words, "Registry") || strings.Contains(words, "帮扶") {
		t.Errorf("after the switch the window says %s", words)
	}
	s.shell.GoTo("events")
	if s.pages["aid"].entry.Text != "也没有" || s.pages["events"].entry.Text != "没有保存" {
		t.Error("typing was lost with the switch")
	}
}

func TestLockWorksOverAPanel(t *testing.T) {
	locked := false
	s := newStage(t, Spec{Lock: func() { locked = true }})
	s.host.Open(kit.PanelSpec{Title: "panel", Escape: func() { t.Error("the panel was asked whether it may be closed") }})
	if !s.host.Press("L", kit.Ctrl) || !locked {
		t.Error("Ctrl+L over a panel does not lock")
	}
}

func TestPlacesComeBackAfterUnlocking(t *testing.T) {
	locked := false
	s := newStage(t, Spec{Lock: func() { locked = true }})
	s.pages["today"].entry.SetText("没有保存")
	s.host.Press("L", kit.Ctrl)
	if !locked {
		t.Fatal("Ctrl+L does not lock")
	}
	again := newStage(t, Spec{Places: s.shell.Places()})
	if again.pages["today"].entry.Text != "没有保存" {
		t.Error("typing was lost with the lock")
	}
}

func TestAScreenMayHoldThePerson(t *testing.T) {
	s := newStage(t, Spec{})
	s.pages["today"].stay = true
	s.shell.GoTo("cases")
	if s.shell.At() != "today" {
		t.Error("left a screen that did not let go")
	}
	s.shell.Open("cases-record", uuid.New())
	if s.shell.At() != "today" {
		t.Error("a link left a screen that did not let go")
	}
}

func TestHelpListsTheKeysOfTheScreen(t *testing.T) {
	s := newStage(t, Spec{Quick: func(*kit.Host) {}})
	s.host.Press(fyne.KeyF1, 0)
	words := s.words()
	for _, want := range []string{"Ctrl+S", s.host.T("kit.keys.save"), "Ctrl+N", s.host.T("shell.keys.quick"), "F1", "Alt+8"} {
		if !strings.Contains(words, want) {
			t.Errorf("F1 does not name %s", want)
		}
	}
}

func TestSearchGoesToTheRecord(t *testing.T) {
	id := uuid.New()
	s := newStage(t, Spec{Search: func(text string, most int) ([]kit.Hit, error) {
		return []kit.Hit{{Table: "event", ID: uuid.New(), Name: "其他"}, {Table: "aid-record", ID: id, Name: text + "的记录"}}, nil
	}})
	s.host.Press("K", kit.Ctrl)
	entry := s.host.Window.Canvas().Focused()
	entry.TypedRune('样')
	for len(s.later) > 0 {
		f := s.later[0]
		s.later = s.later[1:]
		f()
	}
	if !strings.Contains(s.words(), "样的记录") {
		t.Fatalf("found nothing: %s", s.words())
	}
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s.shell.At() != "aid" || s.pages["aid"].open != id {
		t.Errorf("the search went to %s", s.shell.At())
	}
}

func TestStatusLine(t *testing.T) {
	s := newStage(t, Spec{})
	s.shell.SetNote("上次备份：今天")
	if words := s.words(); !strings.Contains(words, "上次备份：今天") || !strings.Contains(words, s.host.T("shell.state.saved")) {
		t.Errorf("the status line says %s", words)
	}
	var during string
	kit.Go(s.host, func() (int, error) {
		during = s.words()
		return 0, nil
	}, func(int, error) {})
	if !strings.Contains(during, s.host.T("shell.state.busy")) || strings.Contains(s.words(), s.host.T("shell.state.busy")) {
		t.Error("the status line does not follow the work")
	}
	s.shell.Rebuild()
	if !strings.Contains(s.words(), "上次备份：今天") {
		t.Error("the note was lost")
	}
}

// TestTabReachesRailAndTop: everything can be reached without a mouse.
func TestTabReachesRailAndTop(t *testing.T) {
	s := newStage(t, Spec{User: "样本甲", Lock: func() {}, Quick: func(*kit.Host) {}, Search: func(string, int) ([]kit.Hit, error) { return nil, nil }})
	c := s.host.Window.Canvas()
	var stops []string
	for range 12 {
		c.FocusNext()
		switch f := c.Focused().(type) {
		case *kit.Rail:
			stops = append(stops, "rail")
		case *kit.Button:
			stops = append(stops, f.Text())
		case *kit.Entry:
			stops = append(stops, "screen")
		}
	}
	for _, want := range []string{"rail", "screen", s.host.T("shell.search"), s.host.T("shell.quick"), s.host.T("shell.lock"), "English"} {
		if !slices.Contains(stops, want) {
			t.Errorf("Tab does not reach %s; it reaches %v", want, stops)
		}
	}
	s.host.Press(fyne.KeyF6, 0)
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if s.shell.At() != "cases" {
		t.Errorf("the rail went to %s", s.shell.At())
	}
}
