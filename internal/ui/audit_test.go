package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
)

// person saves a person.
func (b *booth) person(name, phone string) *centre.Person {
	b.Helper()
	p := b.desk.office.New(centre.PersonType).(*centre.Person)
	p.Name, p.Phone = name, phone
	if _, err := b.desk.office.Save(b.Context(), p); err != nil {
		b.Fatal(err)
	}
	return p
}

// TestAuditShowsChangesAndUndoesThem: the list names verb and record, Enter shows old and new values, a masked one only when asked
// and noted, and undoing goes by a plan.
func TestAuditShowsChangesAndUndoesThem(t *testing.T) {
	b := newBooth(t)
	b.found()
	p := b.person("示例甲", "13800000000")
	p.Note, p.Phone = "后来写的", "13900000000"
	if _, err := b.desk.office.Save(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	b.keys("alt+9")
	verb := office.VerbWords(b.host.Book, "change-person")
	b.says(verb, "示例甲", "值班员")
	b.keys("Return")
	b.says(b.host.T("audit.undo"), "后来写的", kit.MaskText)
	b.saysNot("13900000000")
	before := b.office().Seq
	b.focusButton("●")
	b.keys("Return")
	b.says("13800000000", "13900000000")
	if got := b.office().Seq; got != before+1 {
		t.Errorf("looking at a masked value left %d lines", got-before)
	}
	b.focusButton(b.host.T("audit.undo"))
	b.keys("Return")
	b.says(b.host.T("audit.undo.act"), "后来写的")
	b.saysNot("13900000000")
	b.keys("Return")
	r, err := b.desk.Get(centre.PersonType, p.ID)
	if err != nil || r.(*centre.Person).Note != "" || r.(*centre.Person).Phone != "13800000000" {
		t.Errorf("after undoing: %v", err)
	}
	b.says(office.VerbWords(b.host.Book, "undo"))
}

// focusButton gives the keyboard to the button whose words contain a text.
func (b *booth) focusButton(text string) {
	b.Helper()
	for range 40 {
		b.window.Canvas().FocusNext()
		if x, ok := b.focused().(*kit.Button); ok && strings.Contains(x.Text(), text) {
			return
		}
	}
	b.Fatalf("no button says %q:\n%s", text, b.stage.words())
}

// TestUndoNamesWhatStandsAgainstIt: a field that was changed again is named, and nothing is offered.
func TestUndoNamesWhatStandsAgainstIt(t *testing.T) {
	b := newBooth(t)
	b.found()
	p := b.person("示例甲", "")
	for _, note := range []string{"第一次", "第二次"} {
		p.Note = note
		if _, err := b.desk.office.Save(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	b.keys("alt+9", "Down", "ctrl+Z")
	b.says(b.host.T("audit.undo.clash"), "第二次")
	b.saysNot(b.host.T("audit.undo.what"))
}

// TestAuditIsNarrowed: by kind, and everything again.
func TestAuditIsNarrowed(t *testing.T) {
	b := newBooth(t)
	b.found()
	p := b.person("示例甲", "13800000000")
	if err := b.desk.office.Saw(t.Context(), p, "phone"); err != nil {
		t.Fatal(err)
	}
	b.keys("alt+9")
	made := office.VerbWords(b.host.Book, "make-person")
	b.says(made, b.host.T("audit.verb.see"))
	b.window.Canvas().Focus(nil)
	for range 20 {
		b.window.Canvas().FocusNext()
		if _, ok := b.focused().(*kit.Pick); ok {
			b.keys("tab")
			break
		}
	}
	b.types(b.host.T("audit.kind.view"))
	b.keys("Return")
	b.says(b.host.T("audit.verb.see"), b.host.T("audit.count.found", 1))
	b.saysNot(made)
}

// TestAuditIsTakenOutAndVerified: the file has what the list shows, the journal has that it was taken out, and the proof is told.
func TestAuditIsTakenOutAndVerified(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.person("示例甲", "")
	b.keys("alt+9", "ctrl+E")
	path := filepath.Join(b.home, "记录.csv")
	b.clears()
	b.types(path)
	b.keys("Return")
	out, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(out), "示例甲") {
		t.Fatalf("%v: %s", err, b.stage.words())
	}
	b.says(office.VerbWords(b.host.Book, "export-journal"))
	b.keys("ctrl+D")
	b.says(b.host.T("audit.check.title"))
	b.saysNot(b.host.T("audit.check.bad"))
}

// TestHistoryOffersUndo: each save of a record can be taken back from its history.
func TestHistoryOffersUndo(t *testing.T) {
	b := newBooth(t)
	b.found()
	p := b.person("示例甲", "")
	p.Note = "写错的"
	if _, err := b.desk.office.Save(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	b.keys("alt+7", "ctrl+2", "Return")
	b.host.Press("H", kit.Ctrl)
	b.settle()
	b.says("写错的", b.host.T("audit.undo.this"))
	b.focusButton(b.host.T("audit.undo.this"))
	b.keys("Return", "Return")
	r, err := b.desk.Get(centre.PersonType, p.ID)
	if err != nil || r.(*centre.Person).Note != "" {
		t.Errorf("not undone, %v:\n%s", err, b.stage.words())
	}
}

// TestAuditSpeaksBothLanguages: after the switch the list reads in the other language.
func TestAuditSpeaksBothLanguages(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.keys("alt+9")
	b.host.Press("G", kit.Ctrl)
	b.settle()
	if b.host.Book.Lang() != say.EN {
		t.Fatal("the language is the same")
	}
	b.says(b.host.T("audit.verb.found"), b.host.T("audit.col.about"))
	b.saysNot(say.For(say.ZH).T("audit.verb.found"))
}
