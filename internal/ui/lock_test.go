package ui

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// halfTyped is what nobody may read while the screen is locked.
const halfTyped = "半句没有保存的话"

// unlocks types the passphrase.
func (b *booth) unlocks() {
	b.Helper()
	b.types(testPass)
	b.keys("Return")
	if b.desk == nil {
		b.Fatalf("it does not open:\n%s", b.stage.words())
	}
}

// typesPerson begins a person and types into her name and, without finishing it, her birthday.
func (b *booth) typesPerson() {
	b.Helper()
	b.keys("alt+7", "ctrl+2")
	b.host.Press("N", kit.Ctrl|fyne.KeyModifierShift)
	b.settle()
	b.types(halfTyped)
	b.keys("tab")
}

// inFolder looks for a text in every byte of every file below the person's home.
func (b *booth) inFolder(text string) {
	b.Helper()
	err := filepath.WalkDir(b.home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		if bytes.Contains(content, []byte(text)) {
			b.Errorf("%s can be read in %s", text, d.Name())
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

// TestLockSealsWhatWasTyped: after the lock what was typed is to be read nowhere, and after the passphrase it is back where it was,
// the keyboard too.
func TestLockSealsWhatWasTyped(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.typesPerson()
	b.keys("ctrl+L")
	b.says(b.host.T("start.locked", "值班员"))
	if b.desk != nil || b.shell != nil {
		t.Fatal("the folder is still open")
	}
	b.inFolder(halfTyped)
	b.saysNot(halfTyped)
	b.unlocks()
	b.says(b.host.T("lock.back"))
	if b.shell.At() != "registry" {
		t.Errorf("she is at %s", b.shell.At())
	}
	b.keys("ctrl+S")
	if n := b.persons(halfTyped); n != 1 {
		t.Errorf("%d persons are saved of what was typed:\n%s", n, b.stage.words())
	}
	b.keep()
	if text, err := b.desk.office.Draft(); text != nil || err != nil {
		t.Errorf("after saving the draft is still there: %v", err)
	}
}

// TestALockedOfficeTellsNothing: what the toolkit or a screen may still hold of the office for a while opens nothing and names nobody.
func TestALockedOfficeTellsNothing(t *testing.T) {
	b := newBooth(t)
	b.found()
	r := b.desk.office.New(centre.PersonType).(*centre.Person)
	r.Name = "示例甲"
	if _, err := b.desk.office.Save(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	d := b.desk
	rows, err := d.office.List(centre.PersonType, kit.Query{})
	if err != nil {
		t.Fatal(err)
	}
	b.keys("ctrl+L")
	if _, err := d.office.Get(centre.PersonType, r.ID); err == nil {
		t.Error("a record opens")
	}
	if name := d.office.Name(r.ID); name != "" {
		t.Error("a record has a name")
	}
	if p, ok := rows.At(0).(*centre.Person); ok && p.Name != "" {
		t.Error("a list shows a name")
	}
	if _, err := d.Find(centre.PersonType, kit.Query{}); !errors.Is(err, field.Cancelled) {
		t.Errorf("a list is read: %v", err)
	}
	if b.places() {
		t.Error("the window still has keys, forms or panels of the screens")
	}
}

// places says whether the window still leads anywhere but to the passphrase.
func (b *booth) places() bool {
	return b.shell != nil || len(b.host.Typings()) > 0 || len(b.window.Canvas().Overlays().List()) > 0 || b.host.Press("1", fyne.KeyModifierAlt)
}

// persons counts the saved persons of a name.
func (b *booth) persons(name string) int {
	b.Helper()
	rows, err := b.desk.Find(centre.PersonType, kit.Query{Find: name})
	if err != nil {
		b.Fatal(err)
	}
	return rows.Len()
}

// TestAPowerCutCostsLittle: what was typed and kept comes back after the program was killed, of panels and of the quick log too.
func TestAPowerCutCostsLittle(t *testing.T) {
	for name, c := range map[string]struct{ types, saves func(*booth) }{
		"form": {(*booth).typesPerson, func(b *booth) { b.keys("ctrl+S") }},
		"panel": {func(b *booth) {
			b.host.FormPanel(b.desk, b.desk.office.New(centre.PersonType), kit.FormSpec{}, nil)
			b.types(halfTyped)
			b.keys("tab")
		}, func(b *booth) { b.keys("ctrl+S") }},
		"quick log, a name that is no choice yet": {func(b *booth) {
			b.keys("ctrl+N", "tab", "tab")
			b.types(halfTyped)
		}, func(b *booth) {
			b.keys("Return")
			b.says(halfTyped)
			b.window.Canvas().FocusPrevious()
			b.window.Canvas().FocusPrevious()
			b.keys("Return", "Down", "Return", "ctrl+S")
		}},
		"quick log": {func(b *booth) {
			b.keys("ctrl+N", "tab", "tab")
			b.types(halfTyped)
			b.keys("Return")
		}, func(b *booth) {
			b.focusMatter()
			b.keys("ctrl+S")
		}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBooth(t)
			b.found()
			c.types(b)
			b.keep()
			d := b.desk
			b.desk, b.shell = nil, nil
			if err := d.office.Close(); err != nil { // what a kill leaves: nobody asked the screen
				t.Fatal(err)
			}
			b.inFolder(halfTyped)
			again := restart(t, b.home)
			again.app.Preferences().SetString(prefFolder, d.office.Folder().Dir)
			again.begin(false)
			again.unlocks()
			again.says(halfTyped)
			c.saves(again)
			if n := again.persons(halfTyped); n != 1 {
				t.Errorf("%d persons are saved of what was typed:\n%s", n, again.stage.words())
			}
		})
	}
}

func (b *booth) focusMatter() {
	b.keys("tab", "Return", "Down", "Return")
}

// TestAnotherPersonSeesNothingOfIt: who signs in at a locked screen finds nothing of what was typed, and leaves it for its owner.
func TestAnotherPersonSeesNothingOfIt(t *testing.T) {
	b := newBooth(t)
	b.found()
	other := b.colleague()
	b.typesPerson()
	b.keys("ctrl+L")
	b.keys("tab", "tab")
	b.keys("Return") // somebody else
	b.types(other)
	b.keys("Return")
	b.types(testPass + "2")
	b.keys("Return")
	if b.desk == nil {
		t.Fatalf("the colleague cannot sign in:\n%s", b.stage.words())
	}
	b.saysNot(halfTyped)
	b.saysNot(b.host.T("lock.back"))
	b.keep()
	b.keys("ctrl+L")
	b.keys("tab", "tab")
	b.keys("Return")
	b.types("值班员")
	b.keys("Return")
	b.unlocks()
	b.says(b.host.T("lock.back"))
}

// TestLockWhenNobodyIsThere: shortly before its time the screen says that it will lock, any sign of somebody stops that, and
// without one it locks; while work is under way it waits.
func TestLockWhenNobodyIsThere(t *testing.T) {
	b := newBooth(t)
	b.found()
	now := testNow
	b.host.Now = func() time.Time { return now }
	b.host.Stir()
	now = now.Add(4 * time.Minute)
	if next := b.glance(); next != lockLook {
		t.Errorf("after four minutes it looks again in %v", next)
	}
	now = now.Add(45 * time.Second)
	b.glance()
	b.says(b.host.T("lock.soon", 15))
	b.host.Stir()
	b.saysNot(b.host.T("lock.soon", 15))
	now = now.Add(6 * time.Minute)
	b.host.Run = func(work func()) { b.later = append(b.later, work) }
	kit.Go(b.host, func() (int, error) { return 0, nil }, func(int, error) {})
	if b.glance(); b.desk == nil {
		t.Fatal("it locked while work was under way")
	}
	b.host.Run = func(work func()) { work() }
	b.settle()
	if next := b.glance(); next != 0 || b.desk != nil {
		t.Fatal("it did not lock")
	}
	b.says(b.host.T("start.locked", "值班员"))
}

// TestLockIsSet: a shorter time takes effect at once.
func TestLockIsSet(t *testing.T) {
	b := newBooth(t)
	b.found()
	now := testNow
	b.host.Now = func() time.Time { return now }
	b.host.Stir()
	if err := b.desk.office.SetLockAfter(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if now = now.Add(time.Minute); b.glance() != 0 {
		t.Error("it did not lock after a minute")
	}
}

// TestClashAfterTheLock: where somebody saved the record in the meantime, what was typed stays in the form and saving says so.
func TestClashAfterTheLock(t *testing.T) {
	b := newBooth(t)
	b.found()
	r := b.desk.office.New(centre.PersonType).(*centre.Person)
	r.Name = "示例甲"
	if _, err := b.desk.office.Save(t.Context(), r); err != nil {
		t.Fatal(err)
	}
	b.keys("alt+7", "ctrl+2", "Return", "F2")
	b.types(halfTyped)
	b.keys("ctrl+L")
	b.unlocks()
	theirs, err := b.desk.office.Get(centre.PersonType, r.ID)
	if err != nil {
		t.Fatal(err)
	}
	theirs.(*centre.Person).Name = "示例乙"
	if _, err := b.desk.office.Save(t.Context(), theirs); err != nil {
		t.Fatal(err)
	}
	b.keys("ctrl+S")
	b.says(b.host.T("code." + string(field.Clash)))
	b.keys("Return")
	b.keys("ctrl+L")
	b.unlocks()
	b.keys("ctrl+S")
	b.says(b.host.T("code." + string(field.Clash)))
}

// colleague makes a second account and returns its name; its passphrase is the first one's with a 2 behind.
func (b *booth) colleague() string {
	b.Helper()
	const name = "示例同事"
	_, err := b.desk.office.AddPerson(b.Context(), office.NewPerson{Name: name, Role: centre.RoleStaff, Passphrase: testPass + "2"})
	if err != nil {
		b.Fatal(err)
	}
	return name
}

// TestWhatWasTypedToChooseOutlivesTheLock: characters typed to find a record stand in the open options again.
func TestWhatWasTypedToChooseOutlivesTheLock(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.begins("0201", "示例甲")
	b.types("三个月没有发工资")
	b.keys("ctrl+S")
	b.keys("alt+2")
	b.shell.Open("case", b.theCase().ID)
	b.settle()
	b.keys("F2")
	b.form().Focus("adverse")
	b.types(halfTyped)
	b.says(halfTyped)
	b.keys("ctrl+L")
	b.inFolder(halfTyped)
	b.unlocks()
	if !b.reads(halfTyped) {
		t.Errorf("it is not there again:\n%s", b.stage.words())
	}
}

// TestAFormOverACaseComesBackAsItsOwn: a key date and a decision that were being typed stand in their own forms again, under their titles,
// and are saved as if nothing had happened.
func TestAFormOverACaseComesBackAsItsOwn(t *testing.T) {
	b := newBooth(t)
	b.found()
	c := b.aCase()
	b.keys("alt+2", "Return")
	b.keys("ctrl+D")
	b.fills("what", b.host.T("law.trigger.award_received"), "day", "2026.11.20")
	b.keys("tab")
	title := b.host.T("clocks.milestone.title", c.Number)
	follows := law.Find("SUE").Name(b.host.Book)
	b.says(title, follows)
	b.keys("ctrl+L")
	b.unlocks()
	b.says(title, follows)
	b.keys("ctrl+S")
	dates, err := kit.OpenAll[*centre.Milestone](b.desk, centre.MilestoneType, kit.Query{})
	if err != nil || len(dates) != 1 || dates[0].Case != c.ID || dates[0].Day.String() != "2026-11-20" {
		t.Fatalf("saved %+v, %v", dates, err)
	}
	b.decides(centre.Accepted)
	b.notes("mediate-before", "主持调解", "60")
	b.keys("Escape")
	b.decides(centre.Proposed)
	b.keys("Return") // what is still open is known
	b.fills("outcome", b.host.Shown().Code(centre.Outcome, "mediated"), "lesson", halfTyped)
	b.keys("ctrl+L")
	b.unlocks()
	b.says(b.host.T("casework.do."+centre.Proposed), halfTyped)
	b.keys("ctrl+S")
	if now := b.stands(c.ID, "closing"); now.Lesson != halfTyped {
		t.Errorf("the lesson is %q", now.Lesson)
	}
	screen := b.shell.screen().(interface{ ResumeForm(kit.Typing) bool })
	for _, what := range []string{centre.Archived, centre.Approved, centre.Accepted} {
		if screen.ResumeForm(kit.Typing{Table: "act", Values: map[string]any{"case": c.ID.String(), "what": what}}) {
			t.Errorf("%s, which has no form, is gone on with", what)
		}
	}
	b.settle()
	b.stands(c.ID, "closing") // no decision is taken by coming back
}

// TestTodayIsNotOfYesterday: a screen that stays in view over midnight shows the new day, with the line in hand that was; nothing else
// moves, and nothing is read again and again.
func TestTodayIsNotOfYesterday(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.begins("0201", "示例甲")
	b.types("三个月没有发工资")
	b.keys("ctrl+S")
	words := b.host.Shown()
	day := b.host.Context().Today
	b.says(words.Day(day))
	at := b.focused()
	b.clock = b.clock.Add(24 * time.Hour)
	b.freshen()
	b.says(words.Day(day.Add(1)))
	b.saysNot(words.Day(day) + "　")
	if b.focused() != at {
		t.Error("the keyboard is elsewhere")
	}
	reads := 0
	run := b.host.Run
	b.host.Run = func(work func()) { reads++; run(work) }
	b.freshen()
	if b.clock = b.clock.Add(6 * time.Minute); reads != 0 {
		t.Errorf("read %d times in a moment", reads)
	}
	b.freshen()
	if reads != 1 {
		t.Errorf("read %d times in six minutes", reads)
	}
	b.keys("alt+2")
	reads = 0
	b.clock = b.clock.Add(24 * time.Hour)
	b.freshen()
	if reads != 0 {
		t.Error("a screen that is not in view is read")
	}
}
