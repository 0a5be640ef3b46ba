package ui

import (
	"testing"

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
