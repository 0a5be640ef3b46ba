package ui

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
)

// decides presses Ctrl+J and chooses a decision by typing part of its words.
func (b *booth) decides(what string) {
	b.Helper()
	b.keys("ctrl+J")
	b.types(b.host.T("casework.do." + what))
	b.keys("Return")
}

// notes notes a step in the line at the foot: the service by its words, what, minutes.
func (b *booth) notes(service, what, minutes string) {
	b.Helper()
	b.keys("ctrl+T")
	b.types(b.host.Shown().Code(centre.Service, service))
	b.keys("Tab")
	b.types(what)
	b.keys("tab")
	b.types(minutes)
	b.keys("Return")
}

func (b *booth) stands(id field.ID, want string) *centre.Case {
	b.Helper()
	c, err := store.As[*centre.Case](b.desk.Get(centre.CaseType, id))
	if err != nil {
		b.Fatal(err)
	}
	if c.State != want {
		b.Fatalf("the case is %s, want %s:\n%s", c.State, want, b.stage.words())
	}
	return c
}

// entersAs starts the program anew and signs in as the person of that name.
func (b *booth) entersAs(dir, name, pass string) *booth {
	b.Helper()
	n := b.again(dir)
	n.clears()
	n.types(name)
	n.keys("tab")
	n.types(pass)
	n.keys("Return")
	if n.desk == nil {
		b.Fatalf("it does not open:\n%s", n.stage.words())
	}
	return n
}

// TestACaseFromItsFirstStepToTheArchive: with the keyboard alone, two people on one computer.
func TestACaseFromItsFirstStepToTheArchive(t *testing.T) {
	b := newBooth(t)
	b.found()
	dir := b.office().Dir
	pass := b.hires("示例副主任", centre.RoleInCharge)
	c := b.aCase()
	b.keys("alt+2", "Return")
	b.decides(centre.Accepted)
	b.stands(c.ID, "accepted")
	b.notes("advice", "当面说明可以主张的权利", "20")
	b.stands(c.ID, "underway")
	b.says("当面说明可以主张的权利", b.host.T("casework.minutes", 20))
	b.notes("mediate-before", "主持调解", "60")
	b.stands(c.ID, "mediating")
	b.keys("Escape")
	b.decides(centre.Proposed)
	b.types(b.host.Shown().Code(centre.Outcome, "mediated"))
	b.keys("Return", "ctrl+S")
	if got := b.stands(c.ID, "closing"); got.Outcome != "mediated" || got.Highest != "mediate-before" {
		t.Errorf("proposed %+v", got)
	}
	b.keys("ctrl+J")
	b.says(b.host.T("casework.do.approvedhere"))
	b.saysNot(b.host.T("casework.do." + centre.Approved)) // her own proposal
	b.keys("Escape")

	n := b.entersAs(dir, "示例副主任", pass)
	n.says(n.host.T("today.closing"))
	n.keys("alt+2", "Return")
	n.decides(centre.Rejected)
	n.types("到账没有核实")
	n.keys("ctrl+S")
	n.stands(c.ID, "mediating")

	b = n.entersAs(dir, "值班员", testPass)
	b.says(b.host.T("casework.today.back"), "到账没有核实")
	b.keys("alt+2", "Return")
	b.says(b.host.T("casework.back", "示例副主任", b.host.Shown().Day(b.host.Context().Today), "到账没有核实"))
	b.decides(centre.Proposed)
	b.keys("ctrl+S") // as it was proposed before
	b.stands(c.ID, "closing")

	n = b.entersAs(dir, "示例副主任", pass)
	n.keys("alt+2", "Return")
	n.decides(centre.Approved)
	n.says("值班员")
	n.keys("Return")
	if got := n.stands(c.ID, "closed"); got.Approved != "示例副主任" || got.Proposed != "值班员" {
		t.Errorf("closed %+v", got)
	}
	n.decides(centre.Archived)
	n.says(n.host.T("casework.archive.title"))
	n.keys("Escape")
	n.stands(c.ID, "closed")
	n.decides(centre.CalledBack)
	n.keys("tab")
	n.types("她说已经补发")
	n.keys("ctrl+S")
	n.stands(c.ID, "callback")
	n.decides(centre.Archived)
	n.stands(c.ID, "archived")
	n.decides(centre.Reopened)
	n.types("单位又停发")
	n.keys("ctrl+S")
	n.stands(c.ID, "reopened")
	n.says("她说已经补发", n.host.Shown().Code(centre.Decision, centre.Archived))
}

// TestNobodyElseCanApprove: the page of a case whose end was proposed where there is one account alone says what to do, and does not
// have her wait for somebody who does not exist.
func TestNobodyElseCanApprove(t *testing.T) {
	b := newBooth(t)
	b.found()
	c := b.aCase()
	b.keys("alt+2", "Return")
	b.notes("advice", "当面说明可以主张的权利", "20")
	b.keys("Escape")
	b.decides(centre.Proposed)
	b.types(b.host.Shown().Code(centre.Outcome, "advised"))
	b.keys("Return", "ctrl+S")
	b.stands(c.ID, "closing")
	b.says(begin(b.host.T("problem.closing.alone")))
	b.saysNot(begin(b.host.T("casework.waits")))
}

// TestASecondPersonApprovesAtTheSameScreen: she stands beside the proposer, reads, types her passphrase, and the first one is still
// signed in with her screen as it was.
func TestASecondPersonApprovesAtTheSameScreen(t *testing.T) {
	b := newBooth(t)
	b.found()
	pass := b.hires("示例副主任", centre.RoleInCharge)
	c := b.aCase()
	b.keys("alt+2", "Return")
	b.notes("advice", "当面说明可以主张的权利", "20")
	b.keys("Escape")
	propose := func() {
		b.decides(centre.Proposed)
		b.types(b.host.Shown().Code(centre.Outcome, "advised"))
		b.keys("Return", "ctrl+S")
		b.stands(c.ID, "closing")
	}
	propose()
	b.says(b.host.T("casework.waits"))
	b.decides("approvedhere")
	b.says("示例副主任", b.host.Shown().Code(centre.Outcome, "advised"), b.host.T("guest.how"))
	b.types("不是她的口令")
	b.keys("Return")
	b.says(b.host.T("guest.wrong"))
	b.stands(c.ID, "closing")
	b.types(pass)
	b.keys("tab", "Return") // to the reason: none yet
	b.says(b.host.T("guest.reason.empty"))
	b.types("到账没有核实")
	b.keys("Return")
	b.stands(c.ID, "underway")
	propose()
	b.decides("approvedhere")
	b.types(pass)
	b.keys("Return")
	if got := b.stands(c.ID, "closed"); got.Approved != "示例副主任" || got.Proposed != "值班员" {
		t.Errorf("closed %+v", got)
	}
	b.says("示例副主任", "当面说明可以主张的权利")
	b.saysNot(b.host.T("guest.how"))
	if me := b.desk.office.Me().Name; me != "值班员" {
		t.Errorf("signed in is %q", me)
	}
	b.keys("ctrl+Z") // what the other decided is not hers to take back
	b.stands(c.ID, "closed")
	b.decides(centre.CalledBack) // her screen goes on
	b.keys("tab")
	b.types("她说已经补发")
	b.keys("ctrl+S")
	b.stands(c.ID, "callback")
}

// TestASecondPersonSeesARiskCheckAtTheSameScreen: under her own account.
func TestASecondPersonSeesARiskCheckAtTheSameScreen(t *testing.T) {
	b := newBooth(t)
	b.found()
	pass := b.hires("示例同事", centre.RoleStaff)
	c := b.aCase()
	if _, err := b.desk.CheckRisk(office.Checking{Case: c.ID, Kind: centre.RiskSelfHarm, Yes: []string{"s-thoughts"}, Level: centre.RiskHigh}); err != nil {
		t.Fatal(err)
	}
	b.keys("alt+2", "Return", "shift+Y")
	b.says(b.host.T("guest.saw.title"), "示例同事")
	b.types(pass)
	b.keys("Return")
	b.says(b.host.T("riskcheck.see.done"))
	if s, err := b.desk.RiskState(c.ID); err != nil || s.Waiting != nil || s.Checks[0].SeenBy != "示例同事" {
		t.Errorf("it was not seen: %+v, %v", s, err)
	}
}

// TestAHalfTypedStepOutlivesTheLock: what was begun in the line at the foot of a case is there again, and nowhere to be read meanwhile.
func TestAHalfTypedStepOutlivesTheLock(t *testing.T) {
	b := newBooth(t)
	b.found()
	c := b.aCase()
	b.keys("alt+2", "Return", "ctrl+T")
	b.types(b.host.Shown().Code(centre.Service, "advice"))
	b.keys("Tab")
	b.types(halfTyped)
	b.keys("ctrl+L")
	b.inFolder(halfTyped)
	b.saysNot(halfTyped)
	b.unlocks()
	b.says(b.host.T("lock.back"))
	b.keys("ctrl+T", "ctrl+S")
	steps, err := b.desk.office.Parts(centre.StepType, c.ID)
	if err != nil || len(steps) != 1 || steps[0].(*centre.Step).What != halfTyped || steps[0].(*centre.Step).Service != "advice" {
		t.Errorf("%d steps are saved, %v:\n%s", len(steps), err, b.stage.words())
	}
}
