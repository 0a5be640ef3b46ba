package ui

import (
	"os"
	"path/filepath"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/ui/kit"
)

// TestNewFolderSaysWhatIsMissing: nothing is made before the form is right, and each line says its own.
func TestNewFolderSaysWhatIsMissing(t *testing.T) {
	b := newBooth(t)
	b.keys("Return", "ctrl+S")
	b.says(b.host.T("problem.required"), b.host.T("problem.passphrase", "10"))
	b.types("样例站")
	b.keys("tab", "tab")
	b.types("值班员")
	b.keys("Return")
	b.types(testPass)
	b.keys("Return")
	b.types(testPass + "!")
	b.keys("ctrl+S")
	b.says(b.host.T("start.again.differs"))
	if b.desk != nil {
		t.Error("a folder was made of a form that was not right")
	}
}

// TestAFullFolderIsNotTaken: a place with other files in it is refused at its own line.
func TestAFullFolderIsNotTaken(t *testing.T) {
	b := newBooth(t)
	place := filepath.Join(b.home, "半边天")
	if err := os.MkdirAll(place, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(place, "别的.txt"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	b.keys("Return")
	b.types("样例市女职工维权中心")
	b.keys("tab", "tab")
	b.types("值班员")
	b.keys("Return")
	b.types(testPass)
	b.keys("Return")
	b.types(testPass)
	b.keys("ctrl+S")
	b.says(b.host.T("code.exists"))
}

// TestTroubleAtTheDoorIsToldApart: a wrong passphrase, a folder in use and a damaged one have their own words.
func TestTroubleAtTheDoorIsToldApart(t *testing.T) {
	b := newBooth(t)
	b.found()
	dir := b.office().Dir
	second := restart(t, b.home)
	second.app.Preferences().SetString(prefFolder, dir)
	second.begin(false)
	second.types(testPass)
	second.keys("Return")
	second.says(b.host.T("code.inuse"))
	if err := b.Rescue(false); err != nil {
		t.Fatal(err)
	}
	second.types("not the passphrase")
	second.keys("Return")
	second.says(b.host.T("code.passphrase"), b.host.T("code.passphrase.hint"))
	second.types(testPass)
	second.keys("Return")
	if second.desk == nil {
		t.Fatalf("the right passphrase does not open it:\n%s", second.stage.words())
	}
	if err := second.Rescue(false); err != nil {
		t.Fatal(err)
	}
	spoil(t, filepath.Join(dir, folderFile))
	second.begin(false)
	second.types(testPass)
	second.keys("Return")
	second.says(b.host.T("code.damaged"))
}

// spoil overwrites most of a file with nonsense.
func spoil(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range data {
		data[i] ^= 0x5a
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// TestTheSampleOpensWithOneKey, is marked as such, and opens again the second time.
func TestTheSampleOpensWithOneKey(t *testing.T) {
	b := newBooth(t)
	b.keys("tab", "tab", "tab", "Return")
	b.says(b.host.T("start.sample.warn"))
	b.keys("Return")
	b.says(b.host.T("start.sample.note"))
	if rows, err := b.desk.Find(centre.CaseType, kit.Query{}); err != nil || rows.Len() == 0 {
		t.Errorf("the sample has no cases: %v", err)
	}
	b.keys("ctrl+G")
	b.says("Sample: enter no real data")
}

// TestLockForgetsTheFolderAndKeepsTheTyping: behind the lock no name can be read, and after it the half-typed case is there.
func TestLockForgetsTheFolderAndKeepsTheTyping(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.keys("alt+2", "ctrl+F")
	b.host.Press("N", kit.Ctrl|1) // shift
	b.says(b.host.T("kit.record.new", b.host.T("case")))
	for range 20 {
		if e, ok := b.focused().(*kit.Entry); ok && e.MultiLine {
			break
		}
		b.keys("tab")
	}
	b.types("拖欠工资三个月")
	b.keys("ctrl+L")
	b.says(b.host.T("start.locked", "值班员"))
	b.saysNot("拖欠工资三个月")
	if b.desk != nil {
		t.Error("the folder is open behind the lock")
	}
	b.types(testPass)
	b.keys("Return")
	b.says(b.host.T("kit.record.new", b.host.T("case")))
	if e := entryWith(b, "拖欠工资三个月"); e == nil {
		t.Errorf("the typing is gone:\n%s", b.stage.words())
	}
}

// entryWith walks the keyboard through the window to the entry that holds a text.
func entryWith(b *booth, text string) *kit.Entry {
	for range 80 {
		if e, ok := b.focused().(*kit.Entry); ok && e.Text == text {
			return e
		}
		b.keys("tab")
	}
	return nil
}

// TestClosingAsksAboutTyping: closing the window loses nothing without asking, and then closes the folder.
func TestClosingAsksAboutTyping(t *testing.T) {
	b := newBooth(t)
	b.found()
	dir := b.office().Dir
	b.keys("alt+7")
	b.host.Press("N", kit.Ctrl|1)
	b.types("没有保存的单位")
	b.leave()
	b.says(b.host.T("kit.leave.title"))
	b.keys("Escape")
	if b.desk == nil {
		t.Fatal("Escape closed the folder")
	}
	b.leave()
	b.window.Canvas().FocusPrevious()
	b.keys("Return")
	if b.desk != nil {
		t.Fatal("the folder is still open")
	}
	again := restart(t, b.home)
	again.app.Preferences().SetString(prefFolder, dir)
	again.begin(false)
	again.types(testPass)
	again.keys("Return")
	if again.desk == nil {
		t.Errorf("the folder was not closed:\n%s", again.stage.words())
	}
}

// TestAFolderThatIsNotThereIsSaid: -data with a place that holds no folder says so and offers the first start.
func TestAFolderThatIsNotThereIsSaid(t *testing.T) {
	b := newBooth(t)
	b.o.Folder = filepath.Join(b.home, "没有")
	b.begin(false)
	b.says(b.host.T("code.nofolder"))
	b.keys("Escape")
	b.says(b.host.T("start.new"))
}
