package ui

import (
	"archive/zip"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// taps presses keys of the counter, which counts a key when it goes down.
func (b *booth) taps(names ...fyne.KeyName) {
	b.Helper()
	for _, name := range names {
		k, ok := b.focused().(desktop.Keyable)
		if !ok {
			b.Fatalf("the keyboard is with %T, not with the counter", b.focused())
		}
		k.KeyDown(&fyne.KeyEvent{Name: name})
		k.TypedKey(&fyne.KeyEvent{Name: name})
		b.settle()
	}
}

// killed is what somebody finds after the laptop died: the disk as it was at that moment, without anything having been closed, and the
// program started on it again. The one that died runs on in the test: what it goes on noting outside the folder, every few seconds,
// must not come between.
func (b *booth) killed() *booth {
	b.Helper()
	disk, anchor := filepath.Join(b.home, "after"), filepath.Join(b.home, "afteranchor")
	if err := errors.Join(os.CopyFS(disk, os.DirFS(b.office().Dir)), os.Mkdir(anchor, 0o700)); err != nil {
		b.Fatal(err)
	}
	notes, err := filepath.Glob(filepath.Join(b.home, "anchor", "*[0-9a-f]"))
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range notes {
		body, err := os.ReadFile(name)
		if err == nil {
			err = os.WriteFile(filepath.Join(anchor, filepath.Base(name)), body, 0o600)
		}
		if err != nil {
			b.Fatal(err)
		}
	}
	next := restartAt(b.TB, b.home, anchor)
	next.app.Preferences().SetString(prefFolder, disk)
	next.begin(false)
	next.types(testPass)
	next.keys("Return")
	if next.desk == nil {
		b.Fatalf("it does not open again:\n%s", next.stage.words())
	}
	return next
}

// planned makes an event of a kind in the board in view.
func (b *booth) planned(kind, name string) {
	b.Helper()
	b.keys("ctrl+T", "Return")
	b.types(kind)
	b.keys("Return", "tab")
	b.types(name)
	b.keys("ctrl+S")
}

// opensSeries opens the board of the series of 2008.
func (b *booth) opensSeries() {
	b.Helper()
	b.keys("alt+4")
	b.types("三八")
	b.keys("Return", "Return")
	b.says(b.host.T("board.by", b.host.T("board.by.host")), "796个")
}

// counts opens the counter of an event from the board and counts so many.
func (b *booth) counts(name string, n int) {
	b.Helper()
	b.goes(name)
	b.keys("Return", "ctrl+T")
	for range n {
		b.taps(fyne.KeySpace)
	}
}

// TestTheStoryOfEvents is a March from the ledger to the printed bulletin, with the keyboard alone: the ledger comes in, two events are
// counted live while the laptop dies, an issue is put together, proof-read, published and printed, and its figures are read back from
// the PDF.
func TestTheStoryOfEvents(t *testing.T) {
	b := newBooth(t)
	b.found()
	b.bringIn(ledger(t))
	b.keys("Return")
	b.says(b.host.T("transfer.result"))
	b.keys("Escape")
	b.opensSeries()
	b = b.countsTwoEvents()
	b.putsTogether()
	b.pastesAndMends()
	b.exportsEachFigureOnce()
	b.publishesAndPrints()
}

// countsTwoEvents counts two events live. In the middle of the first the laptop dies: not one of its people is lost.
func (b *booth) countsTwoEvents() *booth {
	b.Helper()
	b.planned("义诊", "样例广场义诊")
	b.counts("样例广场义诊", 14)
	b.taps(fyne.KeyMinus) // a slip, taken back
	b = b.killed()
	b.opensSeries()
	b.counts("样例广场义诊", 0)
	b.tells("13", b.host.T("shell.state.saved"))
	for range 10 {
		b.taps(fyne.KeySpace)
	}
	b.keys("ctrl+S")
	b.tells(b.host.T("counting.use.ask", 23))
	b.keys("Return", "Escape")
	b.planned("讲座", "样例普法讲座")
	b.counts("样例普法讲座", 17)
	b.keys("ctrl+S", "Return", "Escape")
	for name, people := range map[string]string{"样例广场义诊": "23人", "样例普法讲座": "17人"} {
		if c := b.cards()[name]; c.Badge != b.host.T("eventstate.held") || !strings.Contains(c.Text, people) {
			b.Fatalf("counted live: %+v", c)
		}
	}
	return b
}

// putsTogether begins an issue and makes five articles and four short items of what there is to tell. The job fair is told in both.
func (b *booth) putsTogether() {
	b.Helper()
	b.keys("alt+6", "ctrl+3", "shift+N")
	b.types("样例女职工简报")
	for range 2 { // its number in the year, the running one
		b.keys("tab")
		b.types("1")
	}
	b.keys("ctrl+S", "ctrl+D")
	for _, name := range []string{"女职工招聘会", "市级机关趣味体育比赛", "样例广场义诊", "样例普法讲座", "太仓市女职工维权指导中心揭牌"} {
		b.tellsOf(name, "Return")
	}
	for _, name := range []string{"女职工招聘会", "女职工风采板报联展", "广场义诊", "女职工维权中心现场服务"} {
		b.tellsOf(name, "ctrl+Return")
	}
	if n := b.count(centre.ArticleType); n != 9 {
		b.Fatalf("%d items:\n%s", n, b.stage.words())
	}
}

// pastesAndMends takes in a text from outside with three slips and puts each right with one key.
func (b *booth) pastesAndMends() {
	b.Helper()
	fyne.CurrentApp().Clipboard().SetContent("样例镇开展送法进企业活动\n3月10日,样例镇总工会总工会送法进企业，120名女职工职工参加。")
	b.keys("ctrl+V", "ctrl+S", "F6", "F6")
	b.tells(b.host.T("draft.mark.doubled"), "样例镇〔总工会", "〔,〕")
	for range 3 {
		b.keys("Home", "Return")
	}
	b.tells(b.host.T("newsroom.clean"))
	rows, err := kit.OpenAll[*centre.Article](b.desk, centre.ArticleType, kit.Query{Where: []store.Cond{store.Where("section", "news")}, Sort: "place", Desc: true})
	if err != nil || len(rows) != 6 || rows[0].Body != "3月10日，样例镇总工会送法进企业，120名女职工参加。" {
		b.Fatalf("mended: %v, %d articles", err, len(rows))
	}
}

// exportsEachFigureOnce: what an article and a short item both state stands once among the figures of the issue.
func (b *booth) exportsEachFigureOnce() {
	b.Helper()
	out := filepath.Join(b.home, "数字.xlsx")
	b.keys("ctrl+E")
	b.clears()
	b.types(out)
	b.keys("Return")
	sheets := unpacked(b.TB, out)
	for _, figure := range []string{"796个", "347人", "49家", "23人", "17人"} {
		if n := strings.Count(sheets, ">"+figure+"<"); n != 1 {
			b.Errorf("%s stands %d times among the figures", figure, n)
		}
	}
}

// unpacked is all text of the parts of a file of cells.
func unpacked(t testing.TB, path string) string {
	t.Helper()
	z, err := zip.OpenReader(path)
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var all strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if _, err = io.Copy(&all, r); err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

// publishesAndPrints freezes the issue, saves it, reads it back, and prints it again after one of its records says something else.
func (b *booth) publishesAndPrints() {
	b.Helper()
	b.keys("ctrl+S")
	b.tells(b.host.T("newsroom.ask"))
	b.keys("Return")
	b.tells(b.host.T("newsroom.published", 1))
	b.keys("Return") // to the print screen
	first := b.printed("简报.pdf")
	for _, want := range []string{
		"样例女职工简报", "【工作动态】", "【工作简讯】", "张家港市总工会举办女职工招聘会", "样例镇开展送法进企业活动", "796个", "347人", "49家", "200多人", "19家", "23人", "17人", "120名女职工参加",
	} {
		if !strings.Contains(first, want) {
			b.Errorf("the PDF does not say %s:\n%s", want, first)
		}
	}
	if strings.Contains(first, "总工会总工会") {
		b.Error("what was mended is in print")
	}
	b.amends("女职工招聘会", field.Exactly(351, "人"))
	b.keys("alt+6", "ctrl+3", "Home", "Return", "ctrl+P")
	if again := b.printed("再印.pdf"); again != first {
		b.Errorf("the edition prints differently:\n%s", again)
	}
	b.keys("alt+6", "ctrl+3", "Home", "Return", "ctrl+D", "F6")
	b.tells(b.host.T("newsroom.stale"), "351人")
}

// amends puts the intents of an event right.
func (b *booth) amends(name string, intents field.Count) {
	b.Helper()
	rows, err := kit.OpenAll[*centre.Event](b.desk, centre.EventType, kit.Query{Where: []store.Cond{store.Where("kind", "jobfair")}})
	if err != nil || len(rows) != 1 || rows[0].Name != name {
		b.Fatalf("%d fairs, %v", len(rows), err)
	}
	rows[0].Intents = intents
	if _, err := b.desk.office.Save(b.Context(), rows[0]); err != nil {
		b.Fatal(err)
	}
}

// printed saves what is on the print screen and reads the text of the PDF back, without line ends. Where nothing on this machine reads a
// PDF it is the text of its pages.
func (b *booth) printed(file string) string {
	b.Helper()
	out := filepath.Join(b.home, file)
	b.keys("ctrl+S")
	b.clears()
	b.types(out)
	b.keys("ctrl+S")
	if pdf, err := os.ReadFile(out); err != nil || !strings.HasPrefix(string(pdf), "%PDF") {
		b.Fatalf("no PDF was saved: %v\n%s", err, b.stage.words())
	}
	flat := strings.NewReplacer("\n", "", "\f", "", " ", "", "　", "")
	b.host.Press("C", kit.Ctrl|fyne.KeyModifierShift)
	b.settle()
	text := fyne.CurrentApp().Clipboard().Content()
	if tool, err := exec.LookPath("pdftotext"); err == nil {
		read, err := exec.CommandContext(b.Context(), tool, "-raw", out, "-").Output()
		if err != nil {
			b.Fatal(err)
		}
		text = string(read)
	}
	return flat.Replace(text)
}

// tellsOf makes an item of the candidate of that name.
func (b *booth) tellsOf(name, key string) {
	b.Helper()
	all, err := b.desk.Candidates(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	at := slices.IndexFunc(all, func(c office.Candidate) bool { return c.Name == name })
	if at < 0 {
		b.Fatalf("no candidate %s", name)
	}
	b.keys("Home")
	for range at {
		b.keys("Down")
	}
	b.keys(key)
}
