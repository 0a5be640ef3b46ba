package ui

import "testing"

// TestTheKeyboardStaysOnTheClock: after a clock was marked, Enter opens that clock as it stands now, not as it stood before.
func TestTheKeyboardStaysOnTheClock(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.begins("0507", "示例甲")
	b.types("怀孕后被调岗")
	b.keys("tab")
	b.types("受理")
	b.keys("Return", "ctrl+S")
	c := b.theCase()
	b.keys("alt+2", "Return")
	b.dates("award_received", "2026-11-16")
	b.dates("judgment_served", "2026-11-18")
	b.handles("APPEAL_JUDG", "ctrl+M")
	b.keys("Return")
	b.clocksAre(c.ID, "APPEAL_JUDG 2026-12-03 met 2026-11-23", "SUE 2026-12-01")
	b.keys("Return")
	b.says(b.host.T("law.rule.APPEAL_JUDG"), b.host.T("clocks.notmet"))
	b.keys("ctrl+M")
	b.clocksAre(c.ID, "APPEAL_JUDG 2026-12-03", "SUE 2026-12-01")
	b.keys("Return")
	b.says(b.host.T("law.rule.APPEAL_JUDG"), b.host.T("clocks.meet"))
}

// TestAnotherDayReplacesTheOneThatStayed: the day typed for one question stands in the next one too, and typing there replaces it.
func TestAnotherDayReplacesTheOneThatStayed(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.keys("alt+2", "ctrl+6", "Return")
	b.types("2026-1-10")
	b.says(b.host.T("law.question.leave"), "2026-1-10")
	b.keys("Escape", "Down", "Return")
	b.types("2026-3-2")
	b.keys("tab")
	b.types("11")
	b.says("2026-3-2", "2026年3月31日") // 30 days in Jiangsu for the third month
}
