package kit

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/theme"
)

// TestAskPathIsWalkedByKeys: into a folder, to a file that fits, and Enter takes it; files of other kinds are not shown.
func TestAskPathIsWalkedByKeys(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1200, 700))
	h := NewHost(w, say.For(say.ZH), time.Now)
	h.Run = func(work func()) { work() }
	h.Later = func(_ time.Duration, f func()) { f() }
	root := t.TempDir()
	want := filepath.Join(root, "台账", "三八.xlsx")
	for _, name := range []string{want, filepath.Join(root, "台账", "别的.txt"), filepath.Join(root, ".藏", "a.xlsx")} {
		if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := ""
	h.AskPath(PathSpec{Title: "x", Start: root, Ends: []string{".xlsx"}, Act: "x", Done: func(path string) { got = path }})
	key := func(name fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name}) }
	key(fyne.KeyDown)   // to the lines, with the folder in hand
	key(fyne.KeyReturn) // into it
	key(fyne.KeyReturn) // takes the only file that fits
	if got != want {
		t.Errorf("took %q, want %q", got, want)
	}
	if len(w.Canvas().Overlays().List()) != 0 {
		t.Error("the panel is still there")
	}
}

// TestAskPathSaysWhatIsWrong: a path that names nothing keeps the panel open.
func TestAskPathSaysWhatIsWrong(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	w := test.NewTempWindow(t, nil)
	h := NewHost(w, say.For(say.ZH), time.Now)
	h.Run = func(work func()) { work() }
	p := &pathPanel{host: h, spec: PathSpec{Ends: []string{".xlsx"}}, line: NewEntry(h), note: Hint("")}
	p.line.SetText(filepath.Join(t.TempDir(), "没有.xlsx"))
	p.agree()
	if p.note.Text() != h.T("kit.path.nofile") {
		t.Errorf("says %q", p.note.Text())
	}
}
