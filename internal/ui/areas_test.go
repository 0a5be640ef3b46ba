package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
)

// sampled is the program with the sample open.
func sampled(t *testing.T) *booth {
	t.Helper()
	b := newBooth(t)
	b.keys("tab", "tab", "tab", "Return", "Return")
	if b.desk == nil {
		t.Fatalf("the sample is not open:\n%s", b.stage.words())
	}
	return b
}

// TestEveryScreenSpeaksBothLanguages walks through every screen and the first record of every list, in both languages: a text that
// is missing shows as ⟦key⟧.
func TestEveryScreenSpeaksBothLanguages(t *testing.T) {
	b := sampled(t)
	for _, lang := range say.Langs() {
		b.shell.SetLang(lang)
		for i, a := range b.shell.o.Areas {
			b.shell.Go(i)
			g, _ := b.shell.screen().(interface {
				Go(int)
				Screen() kit.Screen
			})
			for k := range 6 {
				if g != nil {
					g.Go(k)
				}
				b.settle()
				if g == nil && k > 0 {
					break
				}
				b.keys("Down", "Return")
				b.settle()
				if words := b.stage.words(); strings.Contains(words, "⟦") {
					t.Errorf("%s, %s, screen %d: %s", lang, a.Key, k, words[strings.Index(words, "⟦"):])
				}
				for len(b.window.Canvas().Overlays().List()) > 0 {
					b.keys("Escape")
				}
				b.keys("Escape", "Escape")
			}
		}
	}
}

// TestQuickLogTakesFourFields: matter and words, by keyboard, become an enquiry that can be taken back.
func TestQuickLogTakesFourFields(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.keys("ctrl+N")
	b.says(b.host.T("today.quick.title"))
	b.keys("tab")
	b.types("拖欠")
	b.keys("Down", "Return")
	b.types("化名小禾")
	b.keys("Return")
	b.types("三个月没有发工资")
	b.keys("Return")
	rows, err := b.desk.Find(centre.CaseType, kit.Query{})
	if err != nil || rows.Len() != 1 {
		t.Fatalf("%d cases, %v\n%s", rows.Len(), err, b.stage.words())
	}
	r, err := b.desk.Get(centre.CaseType, rows.ID(0))
	if err != nil {
		t.Fatal(err)
	}
	c := r.(*centre.Case)
	if c.Channel != "visit" || c.Facts != "三个月没有发工资" || c.Enquiry != field.Yes || b.name(c.Person) != "化名小禾" {
		t.Errorf("what was logged is not what was typed: channel %s, matter %s, enquiry %s", c.Channel, c.Matter, c.Enquiry)
	}
	if c.Matter != "0201" {
		t.Errorf("matter %s", c.Matter)
	}
}

// TestQuickLogKeepsWhatWasTyped: closing the strip is no loss; without a matter nothing is saved and the strip says so.
func TestQuickLogKeepsWhatWasTyped(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.keys("ctrl+N", "tab", "tab", "tab")
	b.types("说到一半")
	b.keys("Return")
	b.says(b.host.T("problem.required"))
	b.keys("Escape", "alt+2", "ctrl+N")
	if e := entryWith(b, "说到一半"); e == nil {
		t.Error("the note is gone")
	}
	if rows, err := b.desk.Find(centre.CaseType, kit.Query{}); err != nil || rows.Len() != 0 {
		t.Errorf("something was saved: %v", err)
	}
}

// TestTodayLinesOpenTheirRecords: what is overdue stands first, and Enter goes there.
func TestTodayLinesOpenTheirRecords(t *testing.T) {
	b := sampled(t)
	b.keys("alt+1")
	b.keys("Home", "Return")
	if at := b.shell.At(); at == "today" {
		t.Errorf("still on today:\n%s", b.stage.words())
	}
}

// TestWeekIsDrivenByKeys: a free counsellor is put on duty in two keys.
func TestWeekIsDrivenByKeys(t *testing.T) {
	b := sampled(t)
	b.keys("alt+3")
	before := b.office().Seq
	b.keys("Home", "Return")
	b.says(b.host.T("rotaui.new"))
	b.types("排")
	b.keys("Down", "Down", "Return")
	if after := b.office().Seq; after != before+1 || len(b.window.Canvas().Overlays().List()) > 0 {
		t.Errorf("%d changes were saved:\n%s", after-before, b.stage.words())
	}
	b.says(b.host.T("kit.saved", b.host.T("shift")))
}

// TestDeadlineIsComputedFromItsRule: 98 days of leave from 10 January 2026 last until 17 April (the first day counts), and Jiangsu's 60 more
// until 18 June. Kept with the case it stands in the list of all clocks: not as overdue, for leave that is over was not missed.
func TestDeadlineIsComputedFromItsRule(t *testing.T) {
	b := sampled(t)
	b.keys("alt+2", "Home", "Return", "shift+D")
	b.says(b.host.T("clocks.more")) // what its key dates start besides
	b.types(b.host.T("clocks.any"))
	b.keys("Return")
	b.says(b.host.T("cases.clock.title"))
	b.keys("Return")
	b.types("国家产假")
	b.keys("Return")
	b.types("2026-01-10")
	b.says("2026年4月17日")
	b.keys("ctrl+S")
	b.says(b.host.T("deadline.list"), "2026年4月17日")
	b.keys("ctrl+3", "ctrl+F")
	b.types(b.host.T("clocks.group.ended"))
	b.keys("Return")
	b.says(b.host.T("law.rule.ML_EXT_JS"), "2026年6月18日", b.host.T("cases.clock.ended", 158))
}

// TestClocksFollowAKeyDate: with the keyboard alone, the day an award came is noted and the limit to sue is on the page: 2 November and 15
// days is Tuesday 17 November. It stands in the list of all clocks, and Enter there opens the case.
func TestClocksFollowAKeyDate(t *testing.T) {
	b := sampled(t)
	b.keys("alt+2", "Home", "Return", "ctrl+D", "Return")
	b.types("收到裁决书")
	b.keys("Return", "tab")
	b.types("2026.11.2")
	b.keys("ctrl+S")
	b.says(b.host.T("law.rule.SUE"), "2026年11月17日")
	b.keys("ctrl+3")
	b.says("2026年11月17日", b.host.T("law.rule.SUE"))
	b.keys("Home", "Return")
	b.says(b.host.T("law.rule.SUE"))
}

// TestTheCalculatorSavesItsPage: with the keyboard alone, a leave is counted without a case and its page saved; the list of clocks
// is written as a calendar.
func TestTheCalculatorSavesItsPage(t *testing.T) {
	b := sampled(t)
	dir := t.TempDir()
	b.keys("alt+2", "ctrl+6", "Return")
	b.types("2026-01-10")
	b.says("2026年6月18日")
	b.keys("ctrl+P")
	b.clears()
	b.types(filepath.Join(dir, "a.pdf"))
	b.keys("Return")
	b.says(b.host.T("clocks.print.done"))
	b.keys("Escape", "ctrl+3", "ctrl+E")
	b.clears()
	b.types(filepath.Join(dir, "a.ics"))
	b.keys("Return")
	for _, name := range []string{"a.pdf", "a.ics"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.Size() == 0 {
			t.Errorf("%s was not written: %v", name, err)
		}
	}
}

// TestReportsMaskUnlessAsked: a case sheet is masked by default, and says which personal fields it holds before it is saved.
func TestReportsMaskUnlessAsked(t *testing.T) {
	b := sampled(t)
	b.keys("alt+2", "Home", "Return", "ctrl+P")
	words := b.stage.words()
	masked, whole, _ := strings.Cut(b.host.T("reports.personal.masked", "|"), "|")
	if !strings.Contains(words, masked) {
		t.Errorf("does not say that it is masked (%s…%s):\n%s", masked, whole, words)
	}
}

// TestACalculationIsFoundByTyping: words and Enter lead to the day that is asked for; where nothing is found the keyboard stays.
func TestACalculationIsFoundByTyping(t *testing.T) {
	b := sampled(t)
	b.keys("alt+2", "ctrl+6", "ctrl+F")
	b.types("没有这样的规定")
	b.keys("Return")
	b.types("！")
	b.says("没有这样的规定！")
	b.clears()
	b.types("不服裁决")
	b.keys("Return")
	b.types("2026-11-20")
	b.says("2026年12月7日") // fifteen days end on Saturday the 5th
}

// TestEveryDocumentHasPages: each kind of document that is offered can be laid out from the sample.
func TestEveryDocumentHasPages(t *testing.T) {
	b := sampled(t)
	today := b.host.Context().Today
	first := func(typ *field.Type) field.ID {
		rows, err := b.desk.Find(typ, kit.Query{Sort: "@made"})
		if err != nil || rows.Len() == 0 {
			t.Fatalf("no %s: %v", typ.Table, err)
		}
		return rows.ID(0)
	}
	for kind, id := range map[string]field.ID{
		"programme": first(centre.ProgrammeType), "event": first(centre.EventType), "case": first(centre.CaseType), "subject": first(centre.PersonType), "period": {}, "rota": {}, "aid": {},
		"referral": first(centre.ReferralType), "consent": {}, "signin": first(centre.EventType), "hardship": first(centre.HardshipType),
		"pairing": first(centre.PairingType), "pairings": {}, "audit": {}, "clocks": {}, "statistics": {}, "rotamonth": {}, "bulletin": first(centre.IssueType),
	} {
		b.keys("alt+1")
		b.print(kind, id, today)
		if words := b.stage.words(); !strings.Contains(words, b.host.T("print.fit.width")) || !strings.Contains(words, b.host.T("reports.kind."+kind)) {
			t.Errorf("%s has no pages:\n%s", kind, words)
		}
	}
}

// TestAPersonIsToldWhatIsHeldAboutHer: from her record to the sheet that is handed to her, with what to read first.
func TestAPersonIsToldWhatIsHeldAboutHer(t *testing.T) {
	b := sampled(t)
	b.keys("alt+7")
	b.host.Press("2", kit.Ctrl)
	b.keys("Home", "Return", "ctrl+P")
	b.says(b.host.T("reports.kind.subject"))
	if words := strings.ReplaceAll(b.stage.words(), "\n", ""); !strings.Contains(words, b.host.T("subject.screen.whole")) {
		t.Errorf("does not say what to read first:\n%s", words)
	}
}

// TestExportHoldsNobodyUnlessAsked: the file of a table of persons has no name of a field that is private.
func TestExportHoldsNobodyUnlessAsked(t *testing.T) {
	b := sampled(t)
	b.keys("alt+7")
	b.host.Press("2", kit.Ctrl)
	b.keys("ctrl+E")
	b.says(b.host.T("transfer.private"))
	out := filepath.Join(b.home, "人员.csv")
	b.clears()
	b.types(out)
	b.keys("Return")
	text, err := os.ReadFile(out)
	if err != nil {
		t.Fatalf("%v\n%s", err, b.stage.words())
	}
	words := b.host.Shown()
	for _, s := range centre.PersonType.With(field.IsPrivate) {
		if strings.Contains(string(text), words.Label(centre.PersonType, s)) {
			t.Errorf("the file has the column %s", words.Label(centre.PersonType, s))
		}
	}
}
