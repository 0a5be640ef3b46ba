package settings

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// colleague is an account of somebody else.
func colleague(role string, spaces ...field.Space) office.Person {
	p := office.Person{AccountInfo: store.AccountInfo{ID: field.ID{1}, Name: "示例工作人员", Role: role, Spaces: spaces, Made: 1}}
	for _, r := range centre.BuiltInRoles() {
		if r.Key == role {
			p.Job = r
		}
	}
	return p
}

// words are all texts of the panel on top, or of the window.
func words(h *kit.Host) string {
	var out []string
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *canvas.Text:
			out = append(out, o.Text)
		case *fyne.Container:
			for _, b := range o.Objects {
				walk(b)
			}
		case fyne.Widget:
			for _, b := range test.WidgetRenderer(o).Objects() {
				walk(b)
			}
		}
	}
	top := h.Window.Canvas().Overlays().Top()
	if top == nil {
		top = h.Window.Canvas().Content()
	}
	walk(top)
	return strings.Join(out, "")
}

// press presses keys where the keyboard is: names of keys, and tab.
func press(h *kit.Host, names ...fyne.KeyName) {
	for _, n := range names {
		switch c := h.Window.Canvas(); {
		case n == "tab":
			c.FocusNext()
		case c.Focused() == nil:
			h.Press(n, 0)
		default:
			c.Focused().TypedKey(&fyne.KeyEvent{Name: n})
		}
	}
}

func typeIn(h *kit.Host, text string) {
	for _, r := range text {
		h.Window.Canvas().Focused().TypedRune(r)
	}
}

// TestAnAccountIsMadeWithTheKeyboard: name, role and passphrase, and the passphrase has to be right twice.
func TestAnAccountIsMadeWithTheKeyboard(t *testing.T) {
	d := &desk{people: []office.Person{colleague(centre.RoleStaff, field.Open, field.Cases)}}
	s, h := show(t, d, Looks{}, "people")
	s.Screen().(*people).addPerson()
	typeIn(h, "示例志愿者")
	press(h, "Return", "tab")
	typeIn(h, "a good long sentence")
	press(h, "Return")
	typeIn(h, "a good long sentenCe")
	press(h, "Return")
	if len(d.done) > 0 {
		t.Fatalf("made with a mistyped passphrase: %v", d.done)
	}
	h.Window.Canvas().Focused().(*kit.Entry).SetText("a good long sentence")
	press(h, "Return")
	if !slices.Equal(d.done, []string{"add 示例志愿者 staff"}) {
		t.Errorf("did %v:\n%s", d.done, words(h))
	}
}

// TestWhatARoleTakesAwayIsSaidBefore: the spaces an account would lose stand in the panel before anything is done.
func TestWhatARoleTakesAwayIsSaidBefore(t *testing.T) {
	d := &desk{people: []office.Person{colleague(centre.RoleStaff, field.Open, field.Cases, field.Aid, "case-1")}}
	s, h := show(t, d, Looks{}, "people")
	s.Screen().(*people).changeRole(d.people[0])
	if strings.Contains(words(h), "将收回") {
		t.Error("her own role takes something away")
	}
	h.Window.Canvas().Focused().(*kit.Pick).OnPick(kit.Option{Value: centre.RoleOrganiser})
	lost := opens(h, []field.Space{field.Cases, field.Aid, "case-1"})
	if !strings.Contains(words(h), h.T("people.role.loses", lost)[:len("将收回：")+len(lost)]) || len(d.done) > 0 {
		t.Errorf("did %v and says %s", d.done, words(h))
	}
}

// TestOnlyWhoMayChangesAccounts: others see the list and no way to change it.
func TestOnlyWhoMayChangesAccounts(t *testing.T) {
	d := &desk{may: map[string]bool{}, people: []office.Person{colleague(centre.RoleStaff, field.Open)}}
	s, h := show(t, d, Looks{}, "people")
	for _, bad := range []string{"people.add", "people.rotate", "people.role.add"} {
		if strings.Contains(words(h), h.T(bad)) {
			t.Errorf("offers %s", bad)
		}
	}
	s.Screen().(*people).person(d.people[0])
	for _, bad := range []string{"people.close", "people.reset", "people.role.change", "people.rename"} {
		if strings.Contains(words(h), h.T(bad)) {
			t.Errorf("offers %s", bad)
		}
	}
}

// TestACloseIsRefusedWhileOnlySheOpensACase, and otherwise says what it does before it is done.
func TestACloseIsRefusedWhileOnlySheOpensACase(t *testing.T) {
	p := colleague(centre.RoleStaff, field.Open, field.Cases)
	d := &desk{people: []office.Person{p}}
	s, h := show(t, d, Looks{}, "people")
	screen := s.Screen().(*people)
	alone := p
	alone.Own = []field.Space{"case-1"}
	screen.closePerson(alone)
	if !strings.Contains(words(h), h.T("people.handover", 1)) {
		t.Errorf("says %s", words(h))
	}
	press(h, "Return")
	p.Open = 7
	screen.closePerson(p)
	if len(d.done) > 0 || !strings.Contains(words(h), h.T("people.close.open", 7)) {
		t.Fatalf("closed without a word: %v", d.done)
	}
	press(h, "Return")
	if !slices.Equal(d.done, []string{"close"}) {
		t.Errorf("did %v", d.done)
	}
}

// TestAResetSaysWhatSheCannotOpenAnyMore: restricted cases have to name her again.
func TestAResetSaysWhatSheCannotOpenAnyMore(t *testing.T) {
	d := &desk{people: []office.Person{colleague(centre.RoleStaff, field.Open, field.Cases)}}
	s, h := show(t, d, Looks{}, "people")
	s.Screen().(*people).reset(d.people[0])
	typeIn(h, "another long sentence")
	press(h, "Return")
	typeIn(h, "another long sentence")
	press(h, "Return")
	if d.fresh != "another long sentence" || !strings.Contains(words(h), h.T("people.reset.lost", d.people[0].Name, 1)) {
		t.Errorf("%v: %s", d.done, words(h))
	}
}
