package kit

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/fake"
	"cn.halfsky/internal/field"
)

// carried is a place as it comes back after it lay somewhere else as plain data.
func carried(t *testing.T, place any) any {
	t.Helper()
	b := PackPlace(place)
	if b == nil {
		t.Fatalf("%T cannot be kept", place)
	}
	return UnpackPlace(b)
}

// TestTypingComesBackAsItWas: a date that was not typed to its end, a choice and a text come back after they lay elsewhere, and are
// saved as if nothing had happened.
func TestTypingComesBackAsItWas(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(event("义诊一"), event("讲座二"))
	s := eventsOn(b, shelf, nil)
	b.keys(fyne.KeyDown, fyne.KeyReturn, fyne.KeyF2)
	b.at(s.side.form, "place")
	b.typing("示例广场")
	b.at(s.side.form, "date")
	b.typing("3月")
	place := carried(t, s.Place())
	if !Holds(place) || Holds(carried(t, GroupPlace{Key: "event", Places: map[string]any{"event": RecordsPlace{Open: s.open}}})) {
		t.Error("it is not told apart whether a place holds typing")
	}
	b.host.Forget()
	s = eventsOn(b, shelf, place)
	f := s.side.form
	if f == nil || !f.Dirty() || f.FocusedKey() != "date" {
		t.Fatalf("typing or keyboard are lost: %v", texts(s.Content()))
	}
	if c := f.line(f.typ.Field("date")).control.(*dayControl); c.entry.Text != "3月" {
		t.Errorf("the half-typed day became %q", c.entry.Text)
	}
	b.typing("6日")
	b.ctrl("S")
	if e := shelf.records[1].(*centre.Event); e.Place != "示例广场" || e.Date != (field.Day{Year: 2026, Month: 3, Date: 6}) {
		t.Errorf("saved %q, %v", e.Place, e.Date)
	}
}

// TestEveryKindOfFieldIsCarried: whatever stands in a form comes back the same, for every record there is.
func TestEveryKindOfFieldIsCarried(t *testing.T) {
	b := newBench(t)
	shelf := newShelf()
	seen := map[field.Kind]bool{}
	for _, r := range fake.New(7, field.DayOf(noon)).Sample() {
		r = r.Type().Copy(r)
		r.Base().Rev = 0
		f := NewForm(b.host, r.Type().New(), FormSpec{Lookup: shelf})
		f.draft = r
		f.dirty = true
		place, ok := carried(t, RecordsPlace{Typing: ptr(f.unsaved())}).(RecordsPlace)
		if !ok {
			t.Fatalf("%s does not come back", r.Type().Table)
		}
		again := NewForm(b.host, r.Type().New(), FormSpec{Lookup: shelf, Resume: place.Typing})
		for i := range r.Type().Fields {
			s := &r.Type().Fields[i]
			seen[s.Kind] = seen[s.Kind] || !s.Empty(r)
			if !s.Equal(r, again.draft) {
				t.Errorf("%s.%s came back as another value", r.Type().Table, s.Key)
			}
		}
	}
	for _, k := range []field.Kind{field.TextKind, field.LongKind, field.ChoiceKind, field.ChoicesKind, field.DayKind, field.MomentKind,
		field.NumberKind, field.CountKind, field.YesNoKind, field.MoneyKind, field.RefKind} {
		if !seen[k] {
			t.Errorf("no field of kind %v was tried", k)
		}
	}
}

func ptr[T any](v T) *T { return &v }

// TestTypingOfAnOlderVersionClashes: what was typed while somebody else saved the record keeps the version it began with.
func TestTypingOfAnOlderVersionClashes(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(event("义诊一"))
	s := eventsOn(b, shelf, nil)
	b.keys(fyne.KeyReturn, fyne.KeyF2)
	b.at(s.side.form, "place")
	b.typing("示例广场")
	place := carried(t, s.Place())
	shelf.records[0].Base().Rev = 2
	s = eventsOn(b, shelf, place)
	if got := s.side.form.Draft().Base().Rev; got != 1 {
		t.Errorf("the form begins at version %d", got)
	}
}

// TestPanelsTellWhatWasTyped: a form that lies over the screen is told with Typings while it would lose something, and no longer.
func TestPanelsTellWhatWasTyped(t *testing.T) {
	b := newBench(t)
	shelf := newShelf(event("义诊一"))
	b.put(NewEntry(b.host))
	told := 0
	b.host.SetOnEdit(func() { told++ })
	b.host.FormPanel(shelf, shelf.records[0], FormSpec{}, nil)
	if n := len(b.host.Typings()); n != 0 {
		t.Errorf("%d forms hold typing before anything was typed", n)
	}
	b.typing("再")
	if all := b.host.Typings(); len(all) != 1 || len(all[0].Typed) != 1 || told == 0 {
		t.Errorf("told %d times: %+v", told, all)
	}
	b.ctrl("S")
	if n := len(b.host.Typings()); n != 0 {
		t.Errorf("%d forms hold typing after saving", n)
	}
}

// TestForgetLetsGo: nothing that lay over the screen, no key and nothing copied from here is left; what others copied is.
func TestForgetLetsGo(t *testing.T) {
	b := newBench(t)
	e := NewEntry(b.host)
	b.put(e)
	e.SetText("示例文字")
	b.host.Focus(e)
	e.TypedShortcut(&fyne.ShortcutSelectAll{})
	b.ctrl(fyne.KeyC)
	board := fyne.CurrentApp().Clipboard()
	if board.Content() != "示例文字" {
		t.Fatalf("copied %q", board.Content())
	}
	b.host.SetShellKeys([]Key{{Name: "K", Mod: Ctrl, Do: func() { t.Error("a key still works") }}})
	b.host.AskText("理由", "理由", "好", func(string) {})
	b.host.Toast("已保存", nil)
	b.host.Forget()
	b.host.Press("K", Ctrl)
	if board.Content() != "" || b.seen("理由") || b.seen("已保存") || b.host.Window.Canvas().Focused() != nil {
		t.Errorf("left: %q on the clipboard, %v", board.Content(), texts(b.host.Window.Content()))
	}
	b.host.Focus(e)
	b.ctrl(fyne.KeyC)
	board.SetContent("别处的文字")
	b.host.Forget()
	if board.Content() != "别处的文字" {
		t.Error("what another program put on the clipboard is gone")
	}
}

// TestIdle: keys and the pointer are signs of somebody, a clock set back is one too, and time asleep counts.
func TestIdle(t *testing.T) {
	b := newBench(t)
	clock := noon
	b.host.Now = func() time.Time { return clock }
	e := NewEntry(b.host)
	w := Watched(b.host, e).(*watched)
	b.put(w)
	for name, sign := range map[string]func(){
		"key in an entry": func() { e.KeyDown(&fyne.KeyEvent{Name: fyne.KeyA}) }, "character": func() { e.TypedRune('示') },
		"pointer": func() { w.MouseMoved(nil) }, "key on a button": func() { NewButton(b.host, "按", Ordinary, nil).KeyDown(nil) },
	} {
		b.host.Stir()
		clock = clock.Add(7 * time.Minute)
		if got := b.host.Idle(); got != 7*time.Minute {
			t.Errorf("idle for %v", got)
		}
		if sign(); b.host.Idle() != 0 {
			t.Errorf("%s is no sign", name)
		}
	}
	clock = clock.Add(-time.Hour)
	if b.host.Idle() != 0 {
		t.Error("a clock set back makes somebody idle")
	}
	if clock = clock.Add(time.Minute); b.host.Idle() != time.Minute {
		t.Error("after a clock was set back the time stands still")
	}
}

// TestTypingNamesNoLabels: what is kept are keys, which mean the same in both languages.
func TestTypingNamesNoLabels(t *testing.T) {
	b := newBench(t)
	f := NewForm(b.host, event("义诊一"), FormSpec{})
	for key := range f.unsaved().Values {
		if strings.ContainsFunc(key, func(r rune) bool { return r > 127 }) {
			t.Errorf("a field is named %q", key)
		}
	}
}

// TestWhatIsNoChoiceYetComesBack: characters typed to choose a word or a record stand in the open options again, of every kind of field
// that chooses; once they are given up nothing is unsaved.
func TestWhatIsNoChoiceYetComesBack(t *testing.T) {
	for _, key := range []string{"kind", "programme", "hosts"} {
		b := newBench(t)
		b.host.Later = func(_ time.Duration, f func()) { f() }
		shelf := newShelf(event("义诊一"), event("讲座二"))
		s := eventsOn(b, shelf, nil)
		b.keys(fyne.KeyDown, fyne.KeyReturn, fyne.KeyF2)
		b.at(s.side.form, key)
		b.typing("某某没有")
		place := carried(t, s.Place())
		if !Holds(place) {
			t.Errorf("%s: it is not told that something was typed", key)
		}
		b.host.Forget()
		s = eventsOn(b, shelf, place)
		f := s.side.form
		if f == nil || !f.Dirty() {
			t.Fatalf("%s: typing is lost: %v", key, texts(s.Content()))
		}
		if got := f.line(f.typ.Field(key)).half(); got != "某某没有" || b.host.Window.Canvas().Overlays().Top() == nil {
			t.Errorf("%s: %q stands in the options", key, got)
		}
		b.keys(fyne.KeyEscape)
		if f.Dirty() {
			t.Errorf("%s: given up, and still unsaved", key)
		}
	}
}

// TestTheKeyboardComesBackWhateverIsReadFirst: the record and the lines of the list are read side by side; the field she was in has the
// keyboard in either order.
func TestTheKeyboardComesBackWhateverIsReadFirst(t *testing.T) {
	for _, backwards := range []bool{false, true} {
		b := newBench(t)
		shelf := newShelf(event("义诊一"), event("讲座二"))
		s := eventsOn(b, shelf, nil)
		b.keys(fyne.KeyDown, fyne.KeyReturn, fyne.KeyF2)
		b.at(s.side.form, "place")
		b.typing("示例广场")
		place := carried(t, s.Place())
		b.host.Forget()
		var waits []func()
		b.host.Run = func(work func()) { waits = append(waits, work) }
		s = eventsOn(b, shelf, place)
		for len(waits) > 0 {
			all := waits
			waits = nil
			if backwards {
				slices.Reverse(all)
			}
			for _, work := range all {
				work()
			}
		}
		if f := s.side.form; f == nil || f.FocusedKey() != "place" {
			t.Errorf("the last read first: %v; the keyboard is elsewhere", backwards)
		}
	}
}
