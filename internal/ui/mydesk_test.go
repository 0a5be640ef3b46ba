package ui

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// TestOpenCasesAreHandedOverByKeyboard: one case goes with a note of its own, the other stays; the handover is taken back with one key.
func TestOpenCasesAreHandedOverByKeyboard(t *testing.T) {
	b := newBooth(t)
	b.found()
	other := b.colleague()
	first, second := b.aCase(), b.aCase()
	b.keys("alt+2", "ctrl+2")
	b.says(b.host.T("mydesk.title"), first.Number, second.Number)
	b.keys("ctrl+M")
	b.says(b.host.T("mydesk.handover.to"), other)
	b.keys("Return")
	b.says(b.host.T("mydesk.handover.title", "值班员", other))
	b.types("档案在二号柜")
	b.keys("tab", "tab", "Down", "ctrl+T")
	b.types("只说给这一件")
	b.keys("Return", "Return")
	b.says(b.host.T("mydesk.goes.no"), "只说给这一件")
	b.keys("ctrl+S")
	b.says(b.host.T("mydesk.handed", 1, other, 0))
	b.keys("Escape")
	whose := func(id *centre.Case) string {
		c, err := store.As[*centre.Case](b.desk.Get(centre.CaseType, id.ID))
		if err != nil {
			t.Fatal(err)
		}
		return c.Handler
	}
	if whose(first) == whose(second) {
		t.Errorf("both cases are with %s", whose(first))
	}
	b.keys("ctrl+D")
	b.says(b.host.T("mydesk.loads"), other)
	b.keys("Escape")
	gone := first
	if whose(second) == other {
		gone = second
	}
	b.shell.Open("case", gone.ID)
	b.settle()
	b.says("档案在二号柜", other)
}

// TestAHandoverOutlivesTheLock: what was begun and not made comes back with its notes and with what was left out; Escape asks before it
// is gone, and given up it does not come again.
func TestAHandoverOutlivesTheLock(t *testing.T) {
	b := newBooth(t)
	b.found()
	other := b.colleague()
	b.aCase()
	b.aCase()
	b.keys("alt+2", "ctrl+2", "ctrl+M", "Return")
	title := b.host.T("mydesk.handover.title", "值班员", other)
	b.types(halfTyped)
	b.keys("tab", "tab", "Down", "ctrl+T")
	b.types("只说给这一件")
	b.keys("Return", "Return")
	back := func() {
		t.Helper()
		b.says(title, halfTyped, "只说给这一件", b.host.T("mydesk.goes.yes"), b.host.T("mydesk.goes.no"))
	}
	back()
	b.keys("ctrl+L")
	b.inFolder(halfTyped)
	b.saysNot(halfTyped)
	b.unlocks()
	back()
	b.keys("Escape")
	b.says(b.host.T("kit.leave.title"))
	b.keys("Return") // she stays
	back()
	b.keys("Escape")
	b.push(b.host.T("kit.leave.discard"))
	b.saysNot(title)
	b.saysNot(halfTyped)
	if kit.Holds(b.shell.screen().Place()) {
		t.Error("what was given up is still kept")
	}
}

// TestAFlagIsRaisedAndAnsweredByKeyboard: it stands on the page of the case and on the desk until somebody answers.
func TestAFlagIsRaisedAndAnsweredByKeyboard(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.aCase()
	b.keys("alt+2", "Return", "shift+J")
	b.says(b.host.T("supervise.who"), b.host.T("supervise.incharge"))
	b.keys("Return")
	b.types("证据够不够")
	b.keys("Return")
	b.says("证据够不够")
	b.keys("ctrl+2", "tab", "tab", "ctrl+J")
	b.says(b.host.T("supervise.answer"))
	b.types("够了，可以申请仲裁")
	b.keys("Return")
	b.says(b.host.T("supervise.answered"))
	b.saysNot("证据够不够")
}
