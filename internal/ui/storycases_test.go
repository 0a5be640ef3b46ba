package ui

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
)

// TestACallInOneLine: telephone, matter, who and what; Enter, and it is in the register.
func TestACallInOneLine(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.keys("ctrl+N")
	b.types(b.host.Shown().Code(centre.Channel, "call"))
	b.keys("Return")
	b.types("tqkk")
	b.keys("Return")
	b.types("示例甲")
	b.keys("Return")
	b.types("三个月没有发工资")
	b.keys("Return")
	c := b.theCase()
	if c.Channel != "call" || c.Matter != "0201" || b.name(c.Person) != "示例甲" || c.Facts != "三个月没有发工资" {
		t.Errorf("logged %s %s", c.Channel, c.Matter)
	}
	b.keys("alt+2")
	b.says(c.Number, b.host.Shown().Code(centre.Matter, "0201"), "示例甲", b.host.T("kit.count", 1))
}

// TestADismissalDuringPregnancy goes from her visit to the archive. Every day is counted by hand from assets/rules; 2026 has its
// holidays there, 2027 has none yet.
func TestADismissalDuringPregnancy(t *testing.T) {
	b := newBooth(t)
	b.moves("2026-03-02")
	b.found()
	dir := b.office().Dir
	pass := b.hires("示例副主任", centre.RoleInCharge)

	words := b.host.Shown()

	// Monday 2 March 2026: she comes in, is accepted.
	b.keys("ctrl+N")
	b.types(words.Code(centre.Channel, "visit"))
	b.keys("Return")
	b.types("0507")
	b.keys("Return")
	b.types("示例甲")
	b.keys("Return")
	b.types("怀孕四个月，公司发了解除通知")
	b.keys("tab")
	b.types("受理")
	b.keys("Return", "ctrl+S")
	c := b.theCase()
	if c.Channel != "visit" || c.State != "accepted" {
		t.Fatalf("logged %s %s", c.Channel, c.State)
	}
	b.says(b.host.T("clocks.unset.state")) // Today: nobody noted yet when her year began
	b.keys("alt+2", "Return")
	b.says(c.Number, b.host.T("clocks.unset.begun", law.Find("ARB_LIM").Name(b.host.Book), b.host.T("law.trigger.knew")))

	// She was told on 27 February; the year ends on 27 February 2027. That is a Saturday, but of 2027 nobody knows yet which days are
	// worked: the day stays where it is, which is the safe side, and the page says so.
	limit := "ARB_LIM 2027-02-27"
	b.dates("knew", "2026-02-27")
	b.clocksAre(c.ID, limit)
	if !b.reads(b.host.T("law.note.nodata", 2027)) {
		t.Errorf("the page does not say why it was not moved:\n%s", b.stage.words())
	}
	// The birth is expected on 15 July 2026. The leave may begin 15 days earlier, and that time ends on the day before the birth; the
	// rules of the last three months of pregnancy end with it; she may not be dismissed until the child is one.
	mother := []string{"ML_PRE 2026-07-14", "PREG_7M 2026-07-15", "DISMISS_BAR 2027-07-15"}
	b.dates("expected", "2026-07-15")
	b.clocksAre(c.ID, append(mother, limit)...)

	// Monday 9 March: she demands to be taken back, at a mediation. The year starts anew and ends on Tuesday 9 March 2027.
	b.moves("2026-03-09")
	b.steps("service", words.Code(centre.Service, "mediate-before"), "what", "与公司调解，她要求恢复劳动关系，公司不同意", "minutes", "90",
		"effect", words.Code(centre.Effect, "interrupts"))
	b.stands(c.ID, "mediating")
	b.clocksAre(c.ID, append(mother, "ARB_LIM 2027-03-09")...)

	// Monday 30 March: the claim is filed, which starts the year anew: Tuesday 30 March 2027. The commission decides within five
	// working days: 31 March, 1, 2 and 3 April, and after Qingming, 4 to 6 April, the 7th. She has applied: the limitation is met by it.
	b.moves("2026-03-30")
	// The step asks whether it was handed in that day: one key notes the key date, and nothing is typed twice.
	b.step("service", words.Code(centre.Service, "arbitration"), "what", "代写申请书，陪同递交", "minutes", "120", "effect", words.Code(centre.Effect, "interrupts"))
	b.stands(c.ID, "arbitrating")
	b.says(b.host.T("clocks.told.title", words.Code(centre.Service, "arbitration")), b.host.T("law.trigger.arb_filed"))
	b.keys("ctrl+S")
	limit = "ARB_LIM 2027-03-30 met 2026-03-30"
	b.clocksAre(c.ID, append(mother, limit, "ARB_ACCEPT 2026-04-07")...)

	// Tuesday 7 April: accepted. 45 days: 23 to the end of April, 22 more to Friday 22 May.
	b.moves("2026-04-07")
	b.dates("arb_accepted", "2026-04-07")
	filed := "ARB_ACCEPT 2026-04-07 met 2026-04-07"
	b.clocksAre(c.ID, append(mother, limit, filed, "ARB_AWARD 2026-05-22")...)

	// Thursday 4 June: she receives the award. The 15th day is Friday 19 June, the Dragon Boat Festival, which lasts to the 21st: she may
	// sue until Monday 22 June. The award was to be there by 22 May: it came 13 days late, and the list says so.
	b.moves("2026-06-04")
	b.dates("award_received", "2026-06-04")
	award := "ARB_AWARD 2026-05-22 met 2026-06-04"
	b.clocksAre(c.ID, append(mother, limit, filed, award, "SUE 2026-06-22")...)
	b.says(b.host.T("cases.clock.late", 13))
	b.says("2026年6月22日", b.host.T("cases.clock.left", 18))

	// Monday 22 June is the last day, also after a holiday; nobody sues, and the company has paid.
	b.moves("2026-06-22")
	b.keys("Escape", "alt+1")
	b.says(c.Number)
	b.keys("alt+2", "Return")
	b.says(b.host.T("cases.clock.today"))
	b.handles("SUE", "ctrl+J")
	b.types("裁决支持她，公司已经履行，双方都不起诉")
	b.keys("Return")
	sue := "SUE 2026-06-22 unneeded"
	b.clocksAre(c.ID, append(mother, limit, filed, award, sue)...)
	b.steps("service", words.Code(centre.Service, "arbitration"), "what", "公司补发工资，她回去上班", "minutes", "20", "money", "42000")

	b = closes(b, c.ID, dir, pass)
	b.clocksAre(c.ID, append(mother, limit, filed, award, sue)...)
}

// closes proposes the end as the one who handles the case; somebody else agrees, calls the person after 60 days and files the case.
func closes(b *booth, id field.ID, dir, pass string) *booth {
	b.Helper()
	b.decides(centre.Proposed)
	b.says(b.host.T("casework.open.clocks", 3), law.Find("ML_PRE").Name(b.host.Book), "2026年7月14日") // what protects her still runs
	b.push(b.host.T("casework.open.go"))
	b.fills("outcome", b.host.Shown().Code(centre.Outcome, "award-won"), "claimed", "48000", "awarded", "42000")
	b.keys("ctrl+S")
	c := b.stands(id, "closing")
	if c.Outcome != "award-won" || c.Highest != "arbitration" || c.Claimed != 48000_00 || c.Awarded != 42000_00 || c.Paid != 42000_00 {
		b.Errorf("proposed %s %s, %d %d %d", c.Outcome, c.Highest, c.Claimed, c.Awarded, c.Paid)
	}
	b.says(b.host.T("casework.waits"))

	n := b.entersAs(dir, "示例副主任", pass)
	n.says(n.host.T("today.closing"))
	n.keys("alt+2", "Return")
	n.decides(centre.Approved)
	n.says("值班员")
	n.keys("Return")
	// Sixty days after 22 June: 8 to the end of June, 31 in July, 21 in August.
	if c := n.stands(id, "closed"); c.Approved != "示例副主任" || c.Closed.String() != "2026-06-22" || c.CallBack.String() != "2026-08-21" {
		n.Errorf("approved by %s on %s, to be called on %s", c.Approved, c.Closed, c.CallBack)
	}
	n.moves("2026-08-21")
	n.decides(centre.CalledBack)
	n.keys("tab")
	n.types("她已经回去上班，工资按月发")
	n.keys("ctrl+S")
	n.stands(id, "callback")
	n.decides(centre.Archived)
	n.stands(id, "archived")
	n.says("她已经回去上班，工资按月发", n.host.Shown().Code(centre.Decision, centre.Archived))
	return n
}
