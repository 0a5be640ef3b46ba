package ui

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/ui/kit"
)

// TestARiskCheckOutlivesLockAndPowerCut: answers that were given and not saved come back over the case, sealed in between, and what is
// saved is all of them; given up, they do not come again.
func TestARiskCheckOutlivesLockAndPowerCut(t *testing.T) {
	b := newBooth(t)
	b.found()
	asked := func(b *booth) string {
		return b.host.T("riskcheck.of", b.host.Shown().Code(centre.RiskKind, centre.RiskHarassment))
	}
	b.begins("0602", "")
	b.types("夜里发来的内容")
	b.keys("F7", "ctrl+Y")
	b.says(asked(b))
	b.types("212")
	for range 9 {
		if _, ok := b.focused().(*kit.Entry); !ok {
			b.keys("tab")
		}
	}
	b.types(halfTyped)
	b.keys("ctrl+L")
	b.inFolder(halfTyped)
	b.saysNot(asked(b))
	b.unlocks()
	b.says(asked(b), halfTyped)
	b.types("22")
	b.keep()
	again := b.killed()
	again.says(asked(again))
	again.types("2222")
	again.keys("ctrl+S")
	s, err := again.desk.RiskState(again.theCase().ID)
	if err != nil || len(s.Checks) != 1 || len(s.Checks[0].Yes) != 1 || len(s.Checks[0].No) != 8 || s.Checks[0].Note != halfTyped {
		t.Fatalf("saved %+v: %v", s.Checks, err)
	}

	again.keys("ctrl+Y", "Return")
	again.types("1")
	again.keys("Escape")
	again.push(again.host.T("kit.leave.discard"))
	again.keys("ctrl+L")
	again.unlocks()
	again.saysNot(again.host.T("lock.back"))
	again.saysNot(asked(again))
}
