package kit

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/theme"
)

// noon is the clock of all tests: a Sunday.
var noon = time.Date(2026, 11, 22, 12, 0, 0, 0, time.FixedZone("", 8*3600))

// bench is a window to try widgets in: work runs in place, and time passes when the test says so.
type bench struct {
	*testing.T
	host  *Host
	now   time.Duration
	timer []timer
}

type timer struct {
	at time.Duration
	do func()
}

func newBench(t *testing.T) *bench {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	w := test.NewTempWindow(t, nil)
	w.SetPadded(false)
	b := &bench{T: t, host: NewHost(w, say.For(say.ZH), func() time.Time { return noon })}
	b.host.Run = func(work func()) { work() }
	b.host.Later = func(d time.Duration, f func()) { b.timer = append(b.timer, timer{b.now + d, f}) }
	return b
}

// put shows something in a window of the smallest supported size, with room for messages.
func (b *bench) put(o fyne.CanvasObject) {
	b.host.Window.SetContent(newStack(o, b.host.Toasts()))
	b.host.Window.Resize(fyne.NewSize(1366, 768))
}

// pass lets time go by.
func (b *bench) pass(d time.Duration) {
	end := b.now + d
	for {
		i := slices.IndexFunc(b.timer, func(t timer) bool { return t.at <= end })
		if i < 0 {
			break
		}
		due := b.timer[i]
		b.timer = slices.Delete(b.timer, i, i+1)
		b.now = due.at
		due.do()
	}
	b.now = end
}

// keys presses keys one after the other, as the window would hand them on.
func (b *bench) keys(names ...fyne.KeyName) {
	b.Helper()
	c := b.host.Window.Canvas()
	for _, name := range names {
		focused := c.Focused()
		if tabs, ok := focused.(fyne.Tabbable); name == fyne.KeyTab && (!ok || !tabs.AcceptsTab()) {
			c.FocusNext()
			continue
		}
		if focused != nil {
			focused.TypedKey(&fyne.KeyEvent{Name: name})
		} else {
			b.host.typedKey(&fyne.KeyEvent{Name: name})
		}
	}
}

// ctrl presses a key with Control held.
func (b *bench) ctrl(name fyne.KeyName) {
	b.Helper()
	var s fyne.Shortcut = &desktop.CustomShortcut{KeyName: name, Modifier: Ctrl}
	switch name {
	case fyne.KeyZ:
		s = &fyne.ShortcutUndo{}
	case fyne.KeyC:
		s = &fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()}
	case fyne.KeyV:
		s = &fyne.ShortcutPaste{Clipboard: fyne.CurrentApp().Clipboard()}
	}
	if f, ok := b.host.Window.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(s)
		return
	}
	b.host.typedShortcut(s)
}

// typing types characters into what has the keyboard.
func (b *bench) typing(text string) {
	b.Helper()
	for _, r := range text {
		f := b.host.Window.Canvas().Focused()
		if f == nil {
			b.Fatalf("typing %q: nothing has the keyboard", text)
		}
		f.TypedRune(r)
	}
}

// seen says whether a text stands on the screen, above everything else that is open.
func (b *bench) seen(text string) bool {
	root := b.host.Window.Canvas().Overlays().Top()
	if root == nil {
		root = b.host.Window.Content()
	}
	return strings.Contains(strings.Join(texts(root), "\n"), text)
}

func (b *bench) want(shown ...string) {
	b.Helper()
	for _, text := range shown {
		if !b.seen(text) {
			b.Errorf("%q is not on the screen:\n%s", text, strings.Join(texts(b.host.Window.Content()), " | "))
		}
	}
}

func (b *bench) wantNot(hidden ...string) {
	b.Helper()
	for _, text := range hidden {
		if b.seen(text) {
			b.Errorf("%q is on the screen", text)
		}
	}
}

// press presses the button with that text.
func (b *bench) press(text string) {
	b.Helper()
	root := b.host.Window.Canvas().Overlays().Top()
	if root == nil {
		root = b.host.Window.Content()
	}
	var found *Button
	walk(root, func(o fyne.CanvasObject) {
		if button, ok := o.(*Button); ok && button.Text() == text {
			found = button
		}
	})
	if found == nil {
		b.Fatalf("there is no button %q", text)
	}
	test.Tap(found)
}

// shelf is a keeper that holds records in memory.
type shelf struct {
	records []field.Record
	undo    map[uint64]func()
	seq     uint64
	saw     []string
	fail    error  // what the next save says
	during  func() // happens while a save is on its way
	asked   []Query
}

func newShelf(records ...field.Record) *shelf {
	s := &shelf{undo: map[uint64]func(){}}
	for _, r := range records {
		r.Base().ID, r.Base().Rev = uuid.New(), 1
		s.records = append(s.records, r)
	}
	return s
}

type found []field.Record

func (f found) Len() int              { return len(f) }
func (f found) ID(i int) field.ID     { return f[i].Base().ID }
func (f found) At(i int) field.Record { return f[i] }

func (s *shelf) Find(t *field.Type, q Query) (Found, error) {
	s.asked = append(s.asked, q)
	var out found
	for _, r := range s.records {
		if r.Type() == t && r.Base().Gone == 0 && holds(t, r, q) {
			out = append(out, r)
		}
	}
	if f := t.Field(q.Sort); f != nil {
		slices.SortStableFunc(out, func(a, b field.Record) int {
			if q.Desc {
				a, b = b, a
			}
			return strings.Compare(f.Text(a), f.Text(b))
		})
	}
	return out, nil
}

func holds(t *field.Type, r field.Record, q Query) bool {
	for _, c := range q.Where {
		if !slices.Contains(c.Values, t.Field(c.Key).Text(r)) {
			return false
		}
	}
	return q.Find == "" || strings.Contains(t.TitleOf(r), q.Find)
}

func (s *shelf) place(id field.ID) int {
	return slices.IndexFunc(s.records, func(r field.Record) bool { return r.Base().ID == id })
}

func (s *shelf) Get(t *field.Type, id field.ID) (field.Record, error) {
	i := s.place(id)
	if i < 0 {
		return nil, fmt.Errorf("get record: %w", field.NotFound)
	}
	return t.Copy(s.records[i]), nil
}

func (s *shelf) New(t *field.Type, owner field.ID) (field.Record, error) {
	r := t.New()
	if o := t.Owner(); o != nil {
		*o.Pointer(r).(*field.ID) = owner
	}
	return r, nil
}

func (s *shelf) Save(r field.Record) (uint64, error) {
	if s.during != nil {
		s.during()
	}
	if err := s.fail; err != nil {
		s.fail = nil
		return 0, err
	}
	s.seq++
	if i := s.place(r.Base().ID); i >= 0 {
		old := s.records[i]
		r.Base().Rev++
		s.records[i] = r.Type().Copy(r)
		s.undo[s.seq] = func() { s.records[i] = old }
		return s.seq, nil
	}
	r.Base().ID, r.Base().Rev = uuid.New(), 1
	kept := r.Type().Copy(r)
	s.records = append(s.records, kept)
	s.undo[s.seq] = func() { kept.Base().Gone = 1 }
	return s.seq, nil
}

func (s *shelf) Delete(r field.Record) (uint64, error) {
	s.seq++
	kept := s.records[s.place(r.Base().ID)]
	kept.Base().Gone = 1
	s.undo[s.seq] = func() { kept.Base().Gone = 0 }
	return s.seq, nil
}

func (s *shelf) Undo(seq uint64) error {
	s.undo[seq]()
	return nil
}

func (s *shelf) Look(tables []string, text string, most int) ([]Hit, error) {
	var out []Hit
	for _, r := range s.records {
		if t := r.Type(); slices.Contains(tables, t.Table) && fits(t.TitleOf(r), text) && len(out) < most {
			out = append(out, Hit{Table: t.Table, ID: r.Base().ID, Name: t.TitleOf(r)})
		}
	}
	return out, nil
}

func (s *shelf) History(t *field.Type, id field.ID) ([]store.Entry, error) { return nil, nil }

func (s *shelf) Saw(r field.Record, key string) error {
	s.saw = append(s.saw, key)
	return nil
}

// name is what Host.Name asks.
func (s *shelf) name(id field.ID) string {
	if i := s.place(id); i >= 0 {
		return s.records[i].Type().TitleOf(s.records[i])
	}
	return ""
}

func event(name string) *centre.Event {
	return &centre.Event{Name: name, Kind: "clinic", State: "planned"}
}

func organisation(name string) *centre.Organisation {
	return &centre.Organisation{Name: name, Kind: "union"}
}

var _ Keeper = (*shelf)(nil)
