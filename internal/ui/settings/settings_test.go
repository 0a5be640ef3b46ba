package settings

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// desk keeps what it is asked for; the records are another test's. What it does not have, no test here asks for.
type desk struct {
	rest
	lockTimes
	riskHours
	calendar
	old, fresh string
	may        map[string]bool
	people     []office.Person
	done       []string
	fonts      []office.OwnFont
}

// rest is what no test here asks for.
type rest struct{ Desk }

func (d *desk) May(right string) bool           { return d.may == nil || d.may[right] }
func (d *desk) Centre() (*centre.Centre, error) { return nil, field.NotFound }
func (d *desk) Check(context.Context, kit.Tick) (store.Report, error) {
	return store.Report{Records: 7}, nil
}
func (d *desk) About() (store.FolderInfo, store.AccountInfo) {
	return store.FolderInfo{Dir: "x", Proof: "abc"}, store.AccountInfo{Name: "样本"}
}
func (d *desk) AttachedSize() (int, int64, error) { return 3, 5 << 20, nil }
func (d *desk) People() ([]office.Person, error)  { return d.people, nil }
func (d *desk) Roles() ([]*centre.Role, error)    { return centre.BuiltInRoles(), nil }
func (d *desk) Unsealed() int                     { return 0 }

func (d *desk) OwnFonts() []office.OwnFont { return d.fonts }

func (d *desk) SetOwnFont(_ context.Context, kind office.FontKind, path string) error {
	if path != "" {
		return office.FontGone
	}
	d.done = append(d.done, "built-in "+string(kind))
	d.fonts = nil
	return nil
}

func (d *desk) AddPerson(_ context.Context, n office.NewPerson) error {
	d.done = append(d.done, "add "+n.Name+" "+n.Role)
	return nil
}

func (d *desk) SetRole(_ context.Context, _ field.ID, role string, _ kit.Tick) error {
	d.done = append(d.done, "role "+role)
	return nil
}

func (d *desk) ClosePerson(context.Context, field.ID, kit.Tick) error {
	d.done = append(d.done, "close")
	return nil
}

func (d *desk) ResetPerson(_ context.Context, _ field.ID, pass string) ([]field.Space, error) {
	d.done = append(d.done, "reset")
	d.fresh = pass
	return []field.Space{"case-1"}, nil
}

func (d *desk) ChangePassphrase(_ context.Context, old, fresh string) error {
	if old != d.old {
		return field.Passphrase
	}
	d.fresh = fresh
	return nil
}

func (d *desk) CheckPassphrase(pass string) error {
	if len(pass) < 10 {
		return field.Problems{{Field: "passphrase", Say: "problem.passphrase", Args: []string{"10"}}}
	}
	return nil
}

// show opens the area at one of its screens.
func show(t *testing.T, d *desk, looks Looks, screen string) (*kit.Group, *kit.Host) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	w := test.NewTempWindow(t, nil)
	h := kit.NewHost(w, say.For(say.ZH), time.Now)
	h.Run = func(work func()) { work() }
	h.Later = func(time.Duration, func()) {}
	s := New(h, Spec{Desk: d, Looks: looks, Place: kit.GroupPlace{Key: screen}})
	w.SetContent(s.Content())
	w.Resize(fyne.NewSize(900, 420))
	h.SetScreenKeys(s.Keys)
	s.Shown()
	return s, h
}

// TestLookTakesEffectAtOnce: the choice of large type is told with the rest of the look as it stood.
func TestLookTakesEffectAtOnce(t *testing.T) {
	var got theme.Look
	_, h := show(t, &desk{}, Looks{Lang: say.ZH, Look: theme.Look{Contrast: true}, SetLook: func(l theme.Look) { got = l }}, "own")
	c := h.Window.Canvas()
	c.FocusNext()
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	c.Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if got != (theme.Look{Contrast: true, Large: true}) {
		t.Errorf("told %+v", got)
	}
}

// TestTheKeyboardIsNeverOutOfView: Tab brings what it reaches into a window that is too small for the page.
func TestTheKeyboardIsNeverOutOfView(t *testing.T) {
	s, h := show(t, &desk{}, Looks{Lang: say.ZH}, "own")
	scroll := s.Screen().Content().(*container.Scroll)
	driver := fyne.CurrentApp().Driver()
	for range 5 {
		h.Window.Canvas().FocusNext()
		o := h.Window.Canvas().Focused().(fyne.CanvasObject)
		y := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(scroll).Y
		if y < 0 || y+o.Size().Height > scroll.Size().Height {
			t.Errorf("%T is at %v of %v", o, y, scroll.Size().Height)
		}
	}
}

// TestPassphraseIsChangedOnlyWhenAllIsRight: a weak new one, one that was mistyped, and a wrong old one are told apart.
func TestPassphraseIsChangedOnlyWhenAllIsRight(t *testing.T) {
	d := &desk{old: "the old passphrase"}
	s, h := show(t, d, Looks{Lang: say.ZH}, "own")
	try := func(old, fresh, again string) {
		s.Screen().(*own).askPassphrase()
		for _, text := range []string{old, fresh, again} {
			for _, r := range text {
				h.Window.Canvas().Focused().TypedRune(r)
			}
			h.Window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		}
	}
	closePanel := func() { h.Press(fyne.KeyEscape, 0) }
	for name, c := range map[string][3]string{
		"weak": {d.old, "short", "short"}, "mistyped": {d.old, "a new passphrase", "a new passphrasE"}, "wrong": {"not the old one", "a new passphrase", "a new passphrase"},
	} {
		if try(c[0], c[1], c[2]); d.fresh != "" || len(h.Window.Canvas().Overlays().List()) == 0 {
			t.Errorf("%s: changed to %q", name, d.fresh)
		}
		closePanel()
	}
	if try(d.old, "a new passphrase", "a new passphrase"); d.fresh != "a new passphrase" || len(h.Window.Canvas().Overlays().List()) != 0 {
		t.Errorf("not changed: %q", d.fresh)
	}
}
