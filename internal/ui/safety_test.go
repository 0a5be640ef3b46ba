package ui

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/ui/kit"
)

// hires gives somebody an account and returns her passphrase.
func (b *booth) hires(name, role string) string {
	b.Helper()
	pass := "snow on 12 plum trees"
	if err := b.desk.AddPerson(b.Context(), office.NewPerson{Name: name, Role: role, Passphrase: pass}); err != nil {
		b.Fatal(err)
	}
	return pass
}

// again starts the program anew on the folder, which is closed first.
func (b *booth) again(dir string) *booth {
	b.Helper()
	if err := b.Rescue(false); err != nil {
		b.Fatal(err)
	}
	next := restart(b.TB, b.home)
	next.clock = b.clock
	next.app.Preferences().SetString(prefFolder, dir)
	next.begin(false)
	return next
}

// begin is the beginning of a sentence that takes more than a line.
func begin(text string) string { return string([]rune(text)[:9]) }

// push presses the button of that word, found by walking with Tab.
func (b *booth) push(word string) {
	b.Helper()
	for range 60 {
		if k, ok := b.focused().(*kit.Button); ok && k.Text() == word {
			b.keys("Return")
			return
		}
		b.keys("tab")
	}
	b.Fatalf("no button %q can be reached in\n%s", word, b.stage.words())
}

// TestSeveralPeopleSignInByName: the name is asked for where there are several, comes first, and what a role does not allow is not
// offered.
func TestSeveralPeopleSignInByName(t *testing.T) {
	b := newBooth(t)
	b.found()
	dir := b.office().Dir
	pass := b.hires("示例组织员", centre.RoleOrganiser)
	n := b.again(dir)
	n.says(n.host.T("start.account"))
	n.types("示例组织员")
	n.keys("Return")
	n.types(pass)
	n.keys("Return")
	if n.desk == nil || n.desk.office.Me().Name != "示例组织员" {
		t.Fatalf("not signed in:\n%s", n.stage.words())
	}
	n.keys("alt+8", "ctrl+2")
	n.says(n.host.T("people.denied"), "示例组织员", n.host.T("role.word.organiser"))
	n.saysNot(n.host.T("people.add"))
	n.keys("ctrl+3")
	n.saysNot(n.host.T("safety.sheet.make.act"))
}

// TestWrongPassphrasesCostTime: after a few the screen counts the seconds and takes no other until they are over.
func TestWrongPassphrasesCostTime(t *testing.T) {
	b := newBooth(t)
	b.found()
	n := b.again(b.office().Dir)
	n.door.options.Wait = func(time.Duration) {}
	for range 6 {
		n.types("not the passphrase")
		n.keys("Return")
	}
	left := n.door.Look(n.last()).Wait
	if left <= 0 {
		t.Fatal("six wrong passphrases cost nothing")
	}
	n.says(begin(n.host.T("start.wait", 0)))
	n.clears()
	n.types(testPass)
	n.keys("Return")
	if n.desk != nil {
		t.Error("the right passphrase opened it before the time was over")
	}
}

// TestAForgottenPassphraseIsNotTheEnd: the sheet is made from the settings, typed on the start screen with a slip that is named, and
// gives a new passphrase; the old one is void.
func TestAForgottenPassphraseIsNotTheEnd(t *testing.T) {
	b := newBooth(t)
	b.found()
	dir, code := b.office().Dir, ""
	made, err := b.desk.MakeRecovery(t.Context(), office.RecoveryMaking{Book: b.host.Book, Print: func(doc paper.Document) error {
		code = codeOn(t, doc)
		return nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	n := b.again(dir)
	n.push(n.host.T("start.forgot"))
	n.says(n.host.T("start.forgot.sheet"))
	n.types(strings.Replace(code, code[:1], other(code[:1]), 1))
	n.keys("ctrl+S")
	n.says(n.host.T("recovery.code.line", 1))
	n.clears()
	n.types(code)
	n.keys("ctrl+S")
	n.says(n.host.T("start.renew.what"))
	n.types("fog over 12 plum trees")
	n.keys("Return")
	n.types("fog over 12 plum trees")
	n.keys("Return")
	if n.desk == nil {
		t.Fatalf("not opened:\n%s", n.stage.words())
	}
	n.says(begin(n.host.T("start.renewed", made.Number)))
	n = n.again(dir)
	n.types(testPass)
	n.keys("Return")
	n.says(n.host.T("code.passphrase"))
	n.types("fog over 12 plum trees")
	n.keys("Return")
	if n.desk == nil {
		t.Errorf("the new passphrase does not open it:\n%s", n.stage.words())
	}
}

var codeLine = regexp.MustCompile(`(?m)^[0-9A-HJKMNP-TV-Z]{12}$`)

// codeOn reads the code from the pages of a sheet, as who types it does.
func codeOn(t *testing.T, doc paper.Document) string {
	t.Helper()
	pages, err := doc.Layout()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(codeLine.FindAllString(pages.Plain(), -1), "")
}

// other is a character of the code that is not c.
func other(c string) string {
	if c == "A" {
		return "B"
	}
	return "A"
}

// TestADamagedFolderOffersItsBackup, with its age, and a rescue; the backup comes back in place of the folder, which is kept.
func TestADamagedFolderOffersItsBackup(t *testing.T) {
	b := newBooth(t)
	b.found()
	dir := b.office().Dir
	if _, err := b.desk.Backup(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if err := b.Rescue(false); err != nil {
		t.Fatal(err)
	}
	spoil(t, filepath.Join(dir, folderFile))
	n := b.again(dir)
	n.types(testPass)
	n.keys("Return")
	n.says(n.host.T("code.damaged"))
	n.push(n.host.T("start.damaged.look"))
	n.says(n.host.T("start.damaged"), n.host.T("safety.age.now"), n.host.T("start.rescue"))
	n.keys("Return")
	n.types(testPass)
	n.keys("tab", "tab", "Right", "Space", "ctrl+S")
	if n.desk == nil || n.office().Dir != dir {
		t.Fatalf("not brought back:\n%s", n.stage.words())
	}
	kept, err := filepath.Glob(dir + ".before-*")
	if err != nil || len(kept) != 1 {
		t.Errorf("the damaged folder is not beside it: %v", kept)
	}
}

// TestABackupComesToAnotherComputer: on a first start, from the folder of backups that was carried there.
func TestABackupComesToAnotherComputer(t *testing.T) {
	b := newBooth(t)
	b.found()
	if _, err := b.desk.Backup(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	backups := office.BackupFolder(b.office().Dir)
	if err := b.Rescue(false); err != nil {
		t.Fatal(err)
	}
	n := newBooth(t)
	stick := filepath.Join(n.home, "stick")
	if err := os.CopyFS(stick, os.DirFS(backups)); err != nil {
		t.Fatal(err)
	}
	n.push(n.host.T("start.restore"))
	n.says(n.host.T("start.backup.none"))
	n.push(n.host.T("start.backup.browse"))
	n.clears()
	n.types(stick)
	n.push(n.host.T("start.backup.browse.act"))
	n.says(n.host.T("start.backup.proved"))
	n.keys("Return")
	n.types(testPass)
	n.keys("ctrl+S")
	if n.desk == nil {
		t.Fatalf("not opened:\n%s", n.stage.words())
	}
	if own, err := n.desk.Centre(); err != nil || own.Name != "样例市女职工维权中心" {
		t.Errorf("the centre: %v, %v", own, err)
	}
}

// TestSettingsLeadToABackup: restoring closes the folder and lists what there is; Back opens it again.
func TestSettingsLeadToABackup(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.keys("alt+8", "ctrl+3", "ctrl+B")
	b.says(b.host.T("safety.age.now"))
	b.push(b.host.T("safety.restore"))
	b.keys("Return")
	if b.desk != nil {
		t.Fatal("the folder is open")
	}
	b.says(begin(b.host.T("start.restore.how")), b.host.T("start.backup.proved"))
	b.keys("Escape")
	b.types(testPass)
	b.keys("Return")
	if b.desk == nil {
		t.Errorf("not opened again:\n%s", b.stage.words())
	}
}
