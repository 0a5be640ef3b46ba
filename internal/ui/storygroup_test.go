package ui

import (
	"errors"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// TestAnAnonymousHarassmentCaseForTwo: logged without a name, kept to two people, checked by one and seen by the other. A third person
// of the centre learns that there is a case, where it stands and whom to ask; nothing else says a word of it.
func TestAnAnonymousHarassmentCaseForTwo(t *testing.T) {
	b := newBooth(t)
	b.found()
	dir := b.office().Dir
	pass, third := b.hires("示例副主任", centre.RoleInCharge), b.colleague()
	const facts, firm = "主管夜里发来的内容", "示例制衣厂"
	b.begins("0602", "")
	b.types(facts)
	b.keys("tab", "tab")
	b.types(firm)
	b.keys("Return", "F7")
	c := b.theCase()
	if c.Person != (field.ID{}) || b.name(c.Adverse) != firm {
		t.Fatalf("logged with the wrong people: %s", b.stage.words())
	}
	b.says(b.host.T("cases.anonymous"), facts)

	b.keys("ctrl+B")
	b.ticks("值班员", "示例副主任")
	b.keys("ctrl+S")
	b.says(b.host.T("restrict.badge"))
	b.keys("ctrl+Y")
	b.says(b.host.T("riskcheck.of", b.host.Shown().Code(centre.RiskKind, centre.RiskHarassment)))
	b.types("212222222") // he follows her
	b.keys("ctrl+S")
	b.reads(b.host.Shown().Code(centre.Risk, centre.RiskHigh))
	b.says("示例副主任") // who can see it
	b.saysNot(third)
	b.keys("shift+Y")
	state := func(b *booth) office.RiskState {
		s, err := b.desk.RiskState(c.ID)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	b.keys("Return", "Escape")
	if s := state(b); s.Waiting == nil || s.Waiting.Level != centre.RiskHigh || len(s.Seconds) != 1 {
		t.Fatalf("who found it has seen it herself: %+v", s)
	}

	n := b.entersAs(dir, "示例副主任", pass)
	if !n.reads(n.host.Shown().Code(centre.Matter, "0602")) {
		t.Errorf("nobody asks her:\n%s", n.stage.words())
	}
	n.keys("alt+2", "Return", "shift+Y")
	if !n.reads(n.host.T("riskcheck.see.what")) {
		t.Fatalf("nothing is to be seen:\n%s", n.stage.words())
	}
	n.keys("Return")
	if s := state(n); s.Waiting != nil || s.Checks[0].SeenBy != "示例副主任" {
		t.Errorf("it was not seen: %+v", s)
	}

	x := n.entersAs(dir, third, testPass+"2")
	if _, err := x.desk.Get(centre.CaseType, c.ID); !errors.Is(err, field.Locked) {
		t.Fatalf("a third person opens it: %v", err)
	}
	matter := x.host.Shown().Code(centre.Matter, "0602")
	silent := func(where string) {
		t.Helper()
		for _, secret := range []string{facts, matter, x.host.Shown().Code(centre.Matter, "06")} {
			if x.reads(secret) {
				t.Errorf("%s says %q:\n%s", where, secret, x.stage.words())
			}
		}
	}
	silent("the first screen")
	x.saysNot(c.Number)
	x.keys("alt+2")
	x.says(c.Number, x.host.T("restrict.badge"))
	silent("the list")
	x.keys("Return")
	x.says(x.host.T("restrict.locked"), c.Number)
	silent("the face")
	x.keys("Escape", "ctrl+2")
	silent("the desk")
	x.saysNot(c.Number)
	x.keys("ctrl+3")
	silent("the list of clocks")
	x.saysNot(c.Number)
	x.quiet(c, firm)
}

// quiet looks where an employer, a caller and twice the same thing are compared: nothing says that there is a case nobody may see.
func (b *booth) quiet(c *centre.Case, firm string) {
	b.Helper()
	hits, err := b.desk.Look([]string{"organisation"}, firm, 5)
	if err != nil || len(hits) != 1 {
		b.Fatalf("%d employers, %v", len(hits), err)
	}
	found, err := b.desk.office.Conflicts(b.Context(), hits[0].ID)
	if err != nil || len(found) != 0 {
		b.Errorf("the employer has %+v, %v", found, err)
	}
	b.openRecord([]string{"organisation"}, hits[0].ID)
	b.settle()
	b.says(firm)
	b.saysNot(b.host.T("same.conflict.case"))
	b.saysNot(c.Number)
	b.begins("0201", "示例乙")
	b.types("拖欠工资")
	b.keys("tab", "tab")
	b.types(firm)
	b.keys("Return")
	b.saysNot(c.Number)
	b.saysNot(b.host.T("same.conflict.case"))
	b.keys("F7")
	b.says("拖欠工资", firm)
	b.saysNot(b.host.T("casework.related", 90, 1, 1))
	b.saysNot(b.host.T("casework.related", 90, 0, 1))
}

// TestAGroupOfTwelve: twelve women, two who speak for them, money in two parts. It is one case, twelve contacts, and what came in is
// counted once.
func TestAGroupOfTwelve(t *testing.T) {
	b := newBooth(t)
	b.found()
	first, second := b.person("示例代表甲", "13800000001"), b.person("示例代表乙", "13800000002")
	dir := b.office().Dir
	pass := b.hires("示例副主任", centre.RoleInCharge)
	b.keys("ctrl+N")
	b.types(b.host.Shown().Code(centre.Channel, "visit"))
	b.keys("Return")
	b.types("0201")
	b.keys("Return")
	b.types("示例代表甲")
	b.keys("Return")
	b.types("十二人两个月没有发工资")
	b.keys("tab")
	b.types("受理")
	b.keys("Return", "F7")
	c := b.theCase()
	b.keys("F2")
	b.fills("heads", "12人", "reps", "示例代表甲", "reps", "示例代表乙", "group", "yes")
	b.keys("ctrl+S")
	c = b.stands(c.ID, "accepted")
	if c.Group != field.Yes || c.Heads.Value != 12 || len(c.Reps) != 2 || c.Reps[0] != first.ID || c.Reps[1] != second.ID {
		t.Fatalf("group %v, %d heads, %d speak for them\n%s", c.Group, c.Heads.Value, len(c.Reps), b.stage.words())
	}
	b.says(b.host.T("casework.group.reps", b.host.Shown().Field(centre.CaseType.Field("heads"), c), 2))
	service := b.host.Shown().Code(centre.Service, "mediate-before")
	b.steps("service", service, "what", "调解，先付一半", "money", "36000")
	b.steps("service", service, "what", "付清余款", "money", "36000")
	b.decides(centre.Proposed)
	b.fills("outcome", b.host.Shown().Code(centre.Outcome, "mediated"), "claimed", "72000", "awarded", "72000")
	b.keys("ctrl+S")
	if c = b.stands(c.ID, "closing"); c.Paid != 72000_00 {
		t.Errorf("the steps brought %d fen", c.Paid)
	}
	n := b.entersAs(dir, "示例副主任", pass)
	n.keys("alt+2", "Return")
	n.decides(centre.Approved)
	n.keys("Return")
	n.stands(c.ID, "closed")
	n.counted()
	n.keys("alt+6", "ctrl+2")
	for range 40 {
		if p, ok := n.focused().(*kit.Pick); ok && p.Value() == "events" {
			break
		}
		n.keys("tab")
	}
	n.types(n.host.T("stat.table.services"))
	n.keys("Return")
	n.says(n.host.T("figures.table"), "7.2")
}

// counted looks at the tables of the year: 件, 人次 and 人 apart, the money once.
func (b *booth) counted() {
	b.Helper()
	s, err := b.desk.Statistics(b.Context(), office.Reporting{Kind: office.StatisticsReport, Span: summary.SpanYear, From: b.host.Context().Today, Whole: true})
	if err != nil {
		b.Fatal(err)
	}
	for _, want := range []struct {
		table, row, measure string
		n                   int64
	}{
		{"reception", "visit", "cases", 1}, {"reception", "visit", "group", 1}, {"reception", "visit", "contacts", 12}, {"reception", summary.AllRows, "contacts", 12}, {"reception", summary.AllRows, "people", 12},
		{"matters", "02", "cases", 1},
		{"services", "mediate-before", "accepted", 1}, {"services", "mediate-before", "times", 2}, {"services", summary.AllRows, "accepted", 1},
		{"services", summary.AllRows, "closed", 1}, {"services", summary.AllRows, "succeeded", 1},
		{"services", "mediate-before", "recovered", 72000_00}, {"services", summary.AllRows, "recovered", 72000_00},
	} {
		if got := s.Table(want.table).Cell(summary.ThisPeriod, s.All(), want.row, want.measure).Count.Value; got != want.n {
			b.Errorf("%s, %s of %s: %d, want %d", want.table, want.measure, want.row, got, want.n)
		}
	}
}
