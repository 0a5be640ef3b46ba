package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

const testPass = "carnation 1910 march"

var testNow = time.Date(2026, 11, 23, 9, 30, 0, 0, time.FixedZone("CST", 8*3600))

// booth is the whole program in front of somebody who only has a keyboard.
type booth struct {
	testing.TB
	*Program
	home  string
	stage *stage // reads the window
	later []func()
	clock time.Time // the time the program sees
}

// newBooth starts the program on a machine nobody has used yet. Work runs in place, so what a key begins is over when it returns.
func newBooth(t testing.TB) *booth {
	t.Helper()
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	return restart(t, home)
}

// restart starts the program on the machine of an earlier booth.
func restart(t testing.TB, home string) *booth {
	return restartAt(t, home, filepath.Join(home, "anchor"))
}

// restartAt is restart where what the program remembers outside its folders lies in a place of its own.
func restartAt(t testing.TB, home, anchor string) *booth {
	t.Helper()
	o := office.Options{Zone: testNow.Location(), Anchor: anchor, Ballast: -1}
	cheap(&o)
	b := &booth{TB: t, home: home, clock: testNow}
	b.Program = NewProgram(test.NewTempApp(t), Options{Locale: "zh_CN.UTF-8", Office: o, Still: true, Now: func() time.Time { b.clock = b.clock.Add(time.Millisecond); return b.clock }})
	b.host.Run = func(work func()) { work() }
	b.host.Later = func(d time.Duration, f func()) {
		if d < time.Second {
			b.later = append(b.later, f)
		}
	}
	b.window.Resize(fyne.NewSize(1366, 768))
	b.stage = &stage{TB: t, host: b.host}
	t.Cleanup(func() {
		if err := b.Rescue(false); err != nil {
			t.Errorf("close folder: %v", err)
		}
	})
	return b
}

// cheap makes keys of a passphrase at next to no cost. The type of the cost belongs to a room that screens do not see.
func cheap(o *office.Options) {
	c := fresh(o.Cost)
	c.Time, c.Memory, c.Lanes = 1, 8, 1
	o.Cost = c
}

func fresh[T any](*T) *T { return new(T) }

// settle lets pauses of typing be over.
func (b *booth) settle() {
	for range 8 {
		all := b.later
		b.later = nil
		for _, f := range all {
			f()
		}
	}
}

func (b *booth) focused() fyne.Focusable { return b.window.Canvas().Focused() }

// keys presses keys one after another: names of keys, ctrl+S, alt+2, shift+P for both Ctrl and Shift, tab.
func (b *booth) keys(names ...string) {
	b.Helper()
	for _, name := range names {
		mod, key, held := strings.Cut(name, "+")
		switch {
		case name == "tab":
			b.window.Canvas().FocusNext()
		case held:
			m := map[string]fyne.KeyModifier{"ctrl": kit.Ctrl, "shift": kit.Ctrl | fyne.KeyModifierShift, "alt": fyne.KeyModifierAlt}[mod]
			if s, ok := b.focused().(fyne.Shortcutable); ok {
				s.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(key), Modifier: m})
			} else {
				b.host.Press(fyne.KeyName(key), m)
			}
		case b.focused() == nil:
			b.host.Press(fyne.KeyName(name), 0)
		default:
			b.focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyName(name)})
		}
		b.settle()
	}
}

// types types text where the keyboard is.
func (b *booth) types(text string) {
	b.Helper()
	for _, r := range text {
		f := b.focused()
		if f == nil {
			b.Fatalf("nothing has the keyboard for %q", text)
		}
		f.TypedRune(r)
	}
	b.settle()
}

// clears empties the entry that has the keyboard.
func (b *booth) clears() {
	if e, ok := b.focused().(*kit.Entry); ok {
		e.SetText("")
	}
}

func (b *booth) says(want ...string) {
	b.Helper()
	words := b.stage.words()
	for _, w := range want {
		if !strings.Contains(words, w) {
			b.Fatalf("the window does not say %q but\n%s", w, words)
		}
	}
}

func (b *booth) saysNot(bad string) {
	b.Helper()
	if words := b.stage.words(); strings.Contains(words, bad) {
		b.Fatalf("the window says %q:\n%s", bad, words)
	}
}

// found makes a data folder by typing.
func (b *booth) found() {
	b.Helper()
	b.keys("Return")
	b.says(b.host.T("start.centre"))
	b.types("样例市女职工维权中心")
	b.keys("tab", "tab")
	b.types("值班员")
	b.keys("Return")
	b.types(testPass)
	b.keys("Return")
	b.types(testPass)
	b.keys("ctrl+S")
	if b.desk == nil {
		b.Fatalf("no folder was made:\n%s", b.stage.words())
	}
	b.says(b.host.T("safety.sheet.first"))
	b.keys("Escape")
}

func ledger(t *testing.T) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for range 6 {
		if hits, err := filepath.Glob(filepath.Join(dir, "..", "shared", "input", "*.xlsx")); err == nil && len(hits) == 1 {
			return hits[0]
		}
		dir = filepath.Dir(dir)
	}
	t.Skip("there is no ledger beside the project")
	return ""
}

// bringIn imports a file by typing its path.
func (b *booth) bringIn(path string) {
	b.Helper()
	b.keys("alt+4", "ctrl+I")
	b.clears()
	b.types(path)
	b.keys("Return")
}

// TestFromFirstStartToTheSummary is what the program is for: on a fresh machine, with the keyboard alone, a ledger becomes the
// summary of Women's Day as a PDF.
func TestFromFirstStartToTheSummary(t *testing.T) {
	b := newBooth(t)
	b.says(b.host.T("start.welcome"), b.host.T("start.new"), b.host.T("start.open"), b.host.T("start.sample"))
	b.found()
	b.says(b.host.T("today.todo"), "2026年11月23日")
	b.bringIn(ledger(t))
	b.says(b.host.T("transfer.plan"), b.host.T("transfer.agree", 24))
	b.keys("Return")
	b.says(b.host.T("transfer.result"))
	b.keys("Return", "Down", "Return")
	b.says("796个", "49家", "347人", "200多人", "18家")
	b.keys("ctrl+P")
	b.tells(b.host.T("print.public"))
	b.keys("ctrl+S")
	before := b.office().Seq
	out := filepath.Join(b.home, "汇总.pdf")
	b.clears()
	b.types(out)
	b.keys("Return")
	pdf, err := os.ReadFile(out)
	if err != nil || !strings.HasPrefix(string(pdf), "%PDF") {
		t.Fatalf("no PDF was saved: %v\n%s", err, b.stage.words())
	}
	if after := b.office().Seq; after != before+1 {
		t.Errorf("the journal has %d entries for the print", after-before)
	}
}

// TestTheSameLedgerTwiceMakesNothingNew guards the promise of the preview: the second time there is nothing to agree to.
func TestTheSameLedgerTwiceMakesNothingNew(t *testing.T) {
	b := newBooth(t)
	b.found()
	path := ledger(t)
	b.bringIn(path)
	b.keys("Return", "Return")
	before := b.office().Seq
	b.bringIn(path)
	b.says(b.host.T("transfer.nothing"))
	b.keys("ctrl+S", "Escape")
	if after := b.office().Seq; after != before {
		t.Errorf("the second import wrote %d entries", after-before)
	}
}

// TestAnImportIsUndoneWhole: after undo nothing of it is in any list.
func TestAnImportIsUndoneWhole(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.bringIn(ledger(t))
	b.keys("Return")
	b.says(b.host.T("transfer.undo"))
	b.window.Canvas().FocusPrevious()
	b.keys("Return")
	for _, typ := range []*field.Type{centre.EventType, centre.ProgrammeType, centre.OrganisationType} {
		if rows, err := b.desk.Find(typ, kit.Query{}); err != nil || rows.Len() != 0 {
			t.Errorf("%s: %d are left, %v", typ.Table, rows.Len(), err)
		}
	}
}

// TestEscapeAfterAnImportKeepsIt: what changes nothing must not be what Escape does here.
func TestEscapeAfterAnImportKeepsIt(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.bringIn(ledger(t))
	b.keys("Return", "Escape")
	if rows, err := b.desk.Find(centre.EventType, kit.Query{}); err != nil || rows.Len() == 0 {
		t.Errorf("the events are gone: %v", err)
	}
}

func (b *booth) office() store.FolderInfo {
	f, _ := b.desk.About()
	return f
}
