package ui

import (
	"errors"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// aCase saves a case.
func (b *booth) aCase() *centre.Case {
	b.Helper()
	c := b.desk.office.New(centre.CaseType).(*centre.Case)
	c.Matter, c.Channel, c.Facts = "0105", "call", "只有指定的人能看的内容"
	if _, err := b.desk.office.Save(b.Context(), c); err != nil {
		b.Fatal(err)
	}
	return c
}

// TestACaseIsRestrictedOnScreen: named people open it and see that it is restricted; a colleague sees in the list that there is one,
// where it stands and whom to ask, and nothing of it.
func TestACaseIsRestrictedOnScreen(t *testing.T) {
	b := newBooth(t)
	b.found()
	other := b.colleague()
	c := b.aCase()
	b.keys("alt+2", "Return", "ctrl+B")
	b.says(b.host.T("restrict.title"), other, "值班员")
	b.keys("Home")
	for range 2 { // to the one who asks, whichever comes first: she is chosen already
		if b.keys("Space"); !b.chosen("值班员") {
			break
		}
		b.keys("Space", "Right")
	}
	b.keys("ctrl+S")
	b.says(b.host.T("restrict.need.names"))
	b.keys("Space", "ctrl+S")
	b.says(b.host.T("restrict.done"), b.host.T("restrict.badge"), c.Facts)
	r, err := b.desk.Get(centre.CaseType, c.ID)
	if err != nil || r.Base().Space == "" {
		t.Fatalf("it is not restricted: %v", err)
	}
	b.keys("ctrl+L", "tab", "tab", "Return")
	b.types(other)
	b.keys("Return")
	b.types(testPass + "2")
	b.keys("Return")
	if b.desk == nil {
		t.Fatalf("the colleague cannot sign in:\n%s", b.stage.words())
	}
	if _, err := b.desk.Get(centre.CaseType, c.ID); !errors.Is(err, field.Locked) {
		t.Fatalf("she opens it: %v", err)
	}
	b.keys("alt+2")
	b.says(b.host.T("restrict.badge"), "维2026", b.host.T("kit.count", 1))
	b.keys("Return")
	b.says(b.host.T("restrict.locked"), b.host.T("restrict.ask", "值班员"))
	b.saysNot(c.Facts)
}

// chosen says whether the chips in hand have that word chosen.
func (b *booth) chosen(word string) bool {
	c, ok := b.focused().(*kit.Chips)
	if !ok || len(c.Values()) != 1 {
		return false
	}
	for _, p := range b.desk.Nameable() {
		if p.ID.String() == c.Values()[0] {
			return p.Name == word
		}
	}
	return false
}
