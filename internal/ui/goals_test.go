package ui

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/ui/kit"
)

// seeks presses Ctrl+K, types, and takes what is in hand.
func (b *booth) seeks(typed string) {
	b.Helper()
	b.keys("ctrl+K")
	b.types(typed)
	b.keys("Return")
}

// TestSearchGoesToPagesAndWhatIsOnThem: by the keyboard alone, from any screen, also to areas nobody opened yet.
func TestSearchGoesToPagesAndWhatIsOnThem(t *testing.T) {
	b := newBooth(t)
	b.found()
	law := law.Find("ARB_LIM").Basis(b.host.Book)
	for typed, want := range map[string]string{
		b.host.T("clocks.calc"): b.host.T("clocks.reminder"), b.host.T("referral.list"): b.host.T("referral.list"),
		"仲裁时效": b.host.T("law.question.limit"), "产假": b.host.T("law.question.leave"), law: b.host.T("law.rule.ARB_LIM"),
		b.host.T("people.title"): b.host.T("people.add"), b.host.T("figures.title"): b.host.T("figures.title"),
	} {
		b.keys("alt+1")
		b.seeks(typed)
		b.says(want)
		if b.shell.At() == "today" {
			t.Errorf("%q leads nowhere", typed)
		}
		b.keys("Escape", "Escape")
	}
	b.keys("alt+1")
	b.seeks("仲裁时效")
	if b.types("2026-03-08"); !b.reads("2027") {
		t.Errorf("the first field has not the keyboard:\n%s", b.stage.words())
	}
}

// TestSearchDoesWhatAKeyDoes: what F1 lists can be found by its words, with the key beside it.
func TestSearchDoesWhatAKeyDoes(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.keys("ctrl+K")
	b.types("快速登记")
	b.says("Ctrl+N")
	b.keys("Return")
	b.says(b.host.T("today.quick.what"))
	b.keys("Escape")
	b.seeks(b.host.T("shell.area.rota"))
	if b.shell.At() != "rota" {
		t.Errorf("at %s", b.shell.At())
	}
}

// TestARecordStandsBeforeWhatIsMeantByInitials: initials are those of a person before those of a screen.
func TestARecordStandsBeforeWhatIsMeantByInitials(t *testing.T) {
	all := goals{{Option: kit.Option{Text: "期限计算"}}, {Option: kit.Option{Text: "劳动仲裁时效（一般）", Deep: true, Also: []string{"《劳动争议调解仲裁法》"}}}}
	for typed, want := range map[string][2]int{"期限": {1, 0}, "qx": {0, 1}, "仲裁": {1, 0}, "调解仲裁法": {1, 0}, "裁": {0, 0}, "ldzc": {0, 0}} {
		named, spelled := all.found(typed)
		if len(named) != want[0] || len(spelled) != want[1] {
			t.Errorf("%q finds %d before records and %d after, not %v", typed, len(named), len(spelled), want)
		}
	}
	if all.reach(kit.Option{Value: field.ID{1}.String()}) || all.reach(kit.Option{Value: "2"}) {
		t.Error("a record is taken for a screen")
	}
}

// TestSearchGoesToWhatIsSetAndDone: every setting and every work on the folder is found by the words that stand on it, and has the
// keyboard.
func TestSearchGoesToWhatIsSetAndDone(t *testing.T) {
	b := newBooth(t)
	b.found()
	screen := b.shell.o.Areas[7].Build(b.host, nil).(pager)
	sought := 0
	for _, o := range screen.Pages() {
		if !o.Deep {
			continue
		}
		sought++
		b.keys("alt+1")
		b.seeks(o.Text)
		if b.shell.At() != "settings" {
			t.Errorf("%q leads to %s", o.Text, b.shell.At())
			continue
		}
		b.says(o.Text)
		if under := b.under(o.Text); under < 0 || under > 240 {
			t.Errorf("%q: the keyboard is %v pt below it", o.Text, under)
		}
	}
	if sought < 20 {
		t.Errorf("only %d are found", sought)
	}
}

// under is how far below the words the keyboard is, pt; -1 where they or the keyboard are not in view.
func (b *booth) under(words string) float32 {
	b.Helper()
	at, ok := b.focused().(fyne.CanvasObject)
	if !ok {
		return -1
	}
	place := b.window.Canvas()
	spot := fyne.CurrentApp().Driver().AbsolutePositionForObject
	for _, o := range b.stage.seen() {
		x, ok := o.(*canvas.Text)
		if !ok || x.Text != words || spot(x).X < 150 {
			continue
		}
		if top, high := spot(at).Y, place.Size().Height; spot(x).Y > 0 && top < high {
			if by := top - spot(x).Y; by > -at.Size().Height {
				return max(by, 0)
			}
		}
	}
	return -1
}
