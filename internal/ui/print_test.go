package ui

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/printer"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/reports"
)

// counter is a print shop's: what comes in, and what the journal had by then.
type counter struct {
	b     *booth
	all   []printer.Printer
	fail  error
	jobs  []printer.Job
	noted []string // the newest entry of the journal when a job came in
	last  reports.Last
	files bool // only files are printed
}

func (c *counter) Printers(context.Context) ([]printer.Printer, error) { return c.all, nil }
func (c *counter) NeedsFile() bool                                     { return c.files }
func (c *counter) Chooses() bool                                       { return !c.files }
func (c *counter) Last() reports.Last                                  { return c.last }
func (c *counter) Keep(l reports.Last)                                 { c.last = l }

func (c *counter) Print(_ context.Context, j printer.Job) error {
	if j.Path != "" {
		var err error
		if j.Data, err = os.ReadFile(j.Path); err != nil {
			return err
		}
	}
	c.jobs = append(c.jobs, j)
	c.noted = append(c.noted, c.b.newest())
	return c.fail
}

// newest is what the newest entry of the journal says.
func (b *booth) newest() string {
	b.Helper()
	e, err := b.desk.office.Entry(b.office().Seq)
	if err != nil {
		b.Fatal(err)
	}
	text := ""
	for _, op := range e.Ops {
		text += op.Text
	}
	return text
}

// printing is the sample with a rota on the screen and a counter.
func printing(t *testing.T) (*booth, *counter) {
	t.Helper()
	b := sampled(t)
	c := &counter{b: b, all: []printer.Printer{{Name: "Old", Stopped: true}, {Name: "Office", Default: true}}}
	b.o.Press = c
	b.keys("alt+1")
	b.print("rota", field.ID{}, b.host.Context().Today)
	return b, c
}

// TestPrintingIsNotedBefore the first byte goes to the printer, with the printer that the system has as its own; what was chosen is
// known the next time.
func TestPrintingIsNotedBefore(t *testing.T) {
	b, c := printing(t)
	b.keys("ctrl+P")
	b.tells(b.host.T("print.title", b.host.T("reports.kind.rota")), "Office", b.host.T("counsellor.name"))
	b.keys("Return")
	if len(c.jobs) != 1 || !strings.Contains(c.noted[0], "to-paper") {
		t.Fatalf("%d jobs, noted %q\n%s", len(c.jobs), c.noted, b.stage.words())
	}
	j := c.jobs[0]
	if j.Printer != "Office" || j.Sides != printer.OneSided || j.Copies != 1 || j.Pages != nil || j.Paper != printer.A4 || !strings.HasPrefix(string(j.Data), "%PDF") {
		t.Errorf("the job is for %s, %s, %d times, pages %v, %d bytes", j.Printer, j.Sides, j.Copies, j.Pages, len(j.Data))
	}
	b.tells(b.host.T("print.printed", 1, "Office"))
	if c.last != (reports.Last{Printer: "Office", Sides: printer.OneSided}) {
		t.Errorf("remembered %+v", c.last)
	}
	c.last = reports.Last{Printer: "Old", Sides: printer.LongEdge}
	b.keys("ctrl+P", "Return")
	if len(c.jobs) != 2 || c.jobs[1].Printer != "Old" || c.jobs[1].Sides != printer.LongEdge {
		t.Errorf("what was chosen last is forgotten: %d jobs", len(c.jobs))
	}
}

// TestAPrinterThatRefusesIsNamed: the document is still there, and so is the note that it was to be printed.
func TestAPrinterThatRefusesIsNamed(t *testing.T) {
	b, c := printing(t)
	c.fail = printer.NotTaking
	b.keys("ctrl+P", "Return")
	b.tells(b.host.T("code.printerclosed"), b.host.T("code.printerclosed.hint"), b.host.T("reports.kept"))
	b.keys("Escape")
	b.tells(b.host.T("print.fit.width"))
}

// TestWithoutPrintersThereAreOtherWays: it says what to do, and saving is one key away.
func TestWithoutPrintersThereAreOtherWays(t *testing.T) {
	b, c := printing(t)
	c.all = nil
	b.keys("ctrl+P")
	b.tells(b.host.T("print.none"), b.host.T("print.open"), b.host.T("print.look.again"))
	b.keys("ctrl+P") // nothing happens: there is no printer
	b.keys("Return")
	b.tells(b.host.T("reports.path"))
	if len(c.jobs) > 0 {
		t.Error("something was printed")
	}
}

// TestPagesAndCopiesAreRead: what is wrong is said in words, and nothing is printed before it is mended.
func TestPagesAndCopiesAreRead(t *testing.T) {
	b, c := printing(t)
	b.keys("ctrl+P")
	line := entriesOf(b)
	if len(line) < 2 {
		t.Fatalf("%d lines in the panel", len(line))
	}
	pages, copies := line[len(line)-2], line[len(line)-1]
	pages.SetText("1-9")
	b.keys("ctrl+P")
	b.tells(b.host.T("print.pages.beyond", "9", "1"))
	pages.SetText("１")
	copies.SetText("100")
	b.keys("ctrl+P")
	b.tells(b.host.T("print.copies.bad", printer.MostCopies))
	copies.SetText("３")
	b.keys("ctrl+P")
	if len(c.jobs) != 1 || c.jobs[0].Copies != 3 {
		t.Errorf("%d jobs", len(c.jobs))
	}
}

// tells wants texts on the screen, wherever their lines end.
func (b *booth) tells(want ...string) {
	b.Helper()
	for _, w := range want {
		if !b.reads(w) {
			b.Fatalf("the window does not say %q but\n%s", w, b.stage.words())
		}
	}
}

// reads says whether a text stands on the screen, wherever its lines end.
func (b *booth) reads(want string) bool {
	flat := strings.NewReplacer("\n", "", " ", "")
	return strings.Contains(flat.Replace(b.stage.words()), flat.Replace(want))
}

// childrenOf are what an object is made of.
func childrenOf(o fyne.CanvasObject) []fyne.CanvasObject {
	switch o := o.(type) {
	case *fyne.Container:
		return o.Objects
	case fyne.Widget:
		return test.WidgetRenderer(o).Objects()
	}
	return nil
}

// entriesOf are the entries of the panel on top.
func entriesOf(b *booth) (out []*kit.Entry) {
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if e, ok := o.(*kit.Entry); ok {
			out = append(out, e)
			return
		}
		for _, below := range childrenOf(o) {
			walk(below)
		}
	}
	walk(b.window.Canvas().Overlays().Top())
	return out
}

// TestAFileIsLentToWhatPrintsFilesOnly, and noted; it lies where only this person comes.
func TestAFileIsLentToWhatPrintsFilesOnly(t *testing.T) {
	b, c := printing(t)
	c.files = true
	b.keys("ctrl+P")
	b.tells(b.host.T("print.plain"))
	b.keys("Return")
	if len(c.jobs) != 1 || !strings.Contains(c.noted[0], "to-paper") || !strings.HasPrefix(string(c.jobs[0].Data), "%PDF") {
		t.Fatalf("%d jobs, noted %q", len(c.jobs), c.noted)
	}
	if info, err := os.Stat(c.jobs[0].Path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file: %v", err)
	}
	c.fail = printer.Opened
	b.keys("ctrl+P", "Return")
	b.tells(b.host.T("code.printopened"))
}

// TestAllTextIsCopied: of a document that holds nobody at once, of others after saying what they hold; each is noted.
func TestAllTextIsCopied(t *testing.T) {
	b, _ := printing(t)
	b.print("consent", field.ID{}, field.Day{})
	board := fyne.CurrentApp().Clipboard()
	b.host.Press("C", kit.Ctrl|fyne.KeyModifierShift)
	b.settle()
	if !strings.Contains(board.Content(), "\n") || !strings.Contains(b.newest(), "to-text") {
		t.Errorf("noted %q, copied %q", b.newest(), board.Content())
	}
	rows, err := b.desk.Find(centre.CaseType, kit.Query{Sort: "@made"})
	if err != nil {
		t.Fatal(err)
	}
	b.print("case", rows.ID(0), field.Day{})
	before := board.Content()
	b.host.Press("C", kit.Ctrl|fyne.KeyModifierShift)
	b.settle()
	b.tells(b.host.T("print.copy.what"))
	if board.Content() != before {
		t.Error("a case was copied without a word")
	}
	b.keys("Return")
	if board.Content() == before || !strings.Contains(b.newest(), "to-text") {
		t.Errorf("noted %q", b.newest())
	}
}

// TestAPDFIsSavedAndNoted: a place that cannot be written leaves nothing behind.
func TestAPDFIsSavedAndNoted(t *testing.T) {
	b, _ := printing(t)
	out := filepath.Join(b.home, "值班表.pdf")
	b.keys("ctrl+S")
	b.clears()
	b.types(out)
	b.keys("ctrl+S")
	file, err := os.ReadFile(out)
	if err != nil || !strings.HasPrefix(string(file), "%PDF") || !strings.Contains(b.newest(), "to-file") {
		t.Fatalf("%v, noted %q\n%s", err, b.newest(), b.stage.words())
	}
	b.keys("ctrl+S")
	b.clears()
	b.types(filepath.Join(out, "below a file.pdf"))
	b.keys("ctrl+S")
	b.tells(b.host.T("code.readonly"))
	left, err := os.ReadDir(b.home)
	if err != nil || slices.ContainsFunc(left, func(e os.DirEntry) bool { return strings.HasPrefix(e.Name(), ".halfsky") }) {
		t.Errorf("something was left: %v", err)
	}
}

// TestACaseInFullNeedsItsReason: it is asked for in the panel, and nothing leaves without.
func TestACaseInFullNeedsItsReason(t *testing.T) {
	b, c := printing(t)
	rows, err := b.desk.Find(centre.CaseType, kit.Query{Sort: "@made"})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows.Len() { // one without a consent that reaches that far
		b.print("case", rows.ID(i), field.Day{})
		b.whole()
		if b.reads(b.host.T("print.reason.needed")) {
			break
		}
	}
	b.keys("ctrl+P")
	b.tells(b.host.T("print.reason"))
	b.keys("ctrl+P")
	b.tells(b.host.T("problem.whole.reason"))
	if len(c.jobs) > 0 {
		t.Fatal("it was printed")
	}
	b.types("开庭要用")
	b.keys("ctrl+P")
	if len(c.jobs) != 1 || !strings.Contains(c.noted[0], "by-reason") {
		t.Errorf("%d jobs, noted %q: %v\n%s", len(c.jobs), c.noted, errors.Unwrap(c.fail), b.stage.words())
	}
}

// whole chooses personal data in full.
func (b *booth) whole() {
	b.Helper()
	for _, o := range chipsOf(b.window.Content()) {
		o.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
		o.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	}
	b.settle()
}

// chipsOf are the rows of chips on the screen.
func chipsOf(root fyne.CanvasObject) (out []*kit.Chips) {
	if c, ok := root.(*kit.Chips); ok {
		return []*kit.Chips{c}
	}
	for _, below := range childrenOf(root) {
		out = append(out, chipsOf(below)...)
	}
	return out
}

// TestAProtectedCopyNeedsItsPassword: empty and mistyped ones are refused, and what is written opens with the password only; it is noted.
func TestAProtectedCopyNeedsItsPassword(t *testing.T) {
	b, _ := printing(t)
	b.keys("ctrl+E")
	b.tells(b.host.T("print.protect.hint"))
	b.keys("ctrl+S")
	b.tells(b.host.T("print.protect.empty"))
	line := entriesOf(b)
	first, again, path := line[0], line[1], line[2]
	first.SetText("康乃馨1910三月")
	again.SetText("康乃馨1910")
	b.keys("ctrl+S")
	b.tells(b.host.T("start.again.differs"))
	out := filepath.Join(b.home, "加密.pdf")
	path.SetText(out)
	again.SetText("康乃馨1910三月")
	b.keys("ctrl+S")
	file, err := os.ReadFile(out)
	if err != nil || !strings.HasPrefix(string(file), "%PDF-2.0") || !strings.Contains(string(file), "/Encrypt") || !strings.Contains(b.newest(), "to-protected") {
		t.Fatalf("%v, %d bytes, noted %q\n%s", err, len(file), b.newest(), b.stage.words())
	}
}

// TestEveryRecordLeadsToItsPages: Ctrl+P on what is open shows the document of it, and a case offers all its sheets.
func TestEveryRecordLeadsToItsPages(t *testing.T) {
	b, _ := printing(t)
	for _, step := range []struct{ area, list, kind string }{
		{"2", "", "case"}, {"4", "1", "programme"}, {"4", "2", "event"}, {"5", "1", "hardship"}, {"5", "2", "pairing"}, {"5", "3", "receipt"}, {"6", "3", "bulletin"}, {"9", "", "audit"},
	} {
		b.keys("alt+" + step.area)
		if step.list != "" {
			b.host.Press(fyne.KeyName(step.list), kit.Ctrl)
		}
		b.settle()
		if step.kind == "audit" {
			b.keys("ctrl+P")
		} else {
			b.keys("Home", "Return", "ctrl+P")
		}
		b.tells(b.host.T("reports.kind." + step.kind))
		if b.shell.At() != "reports" {
			t.Errorf("%s: at %s", step.kind, b.shell.At())
		}
		for len(b.window.Canvas().Overlays().List()) > 0 {
			b.keys("Escape")
		}
	}
	b.keys("alt+2", "Home", "Return", "shift+P")
	b.tells(b.host.T("print.sheets.prompt"), b.host.T("reports.kind.consent"))
	b.keys("Down", "Return")
	b.tells(b.host.T("reports.kind.consent"))
	if b.shell.At() != "reports" {
		t.Errorf("at %s", b.shell.At())
	}
	b.keys("Escape")
	if b.shell.At() != "cases" {
		t.Errorf("Escape leads to %s, not back to the case", b.shell.At())
	}
	b.keys("alt+6", "Escape")
	if b.shell.At() != "reports" {
		t.Errorf("who came by the rail is led to %s", b.shell.At())
	}
}

// TestTheLastChoiceCounts: an answer to an earlier choice that comes late is dropped, and while the pages are being made nothing of the
// old ones can be sent away.
func TestTheLastChoiceCounts(t *testing.T) {
	b, c := printing(t)
	var work []func()
	b.host.Run = func(do func()) { work = append(work, do) }
	b.print("consent", field.ID{}, field.Day{})
	b.keys("ctrl+P")
	if len(b.window.Canvas().Overlays().List()) > 0 {
		t.Fatal("the rota can be printed while the form is being made")
	}
	b.print("period", field.ID{}, b.host.Context().Today)
	for i := len(work) - 1; i >= 0; i-- {
		work[i]()
	}
	b.host.Run = func(do func()) { do() }
	b.keys("ctrl+P", "Return")
	if len(c.jobs) != 1 || !strings.HasPrefix(c.noted[0], "programme ") {
		t.Errorf("printed %q\n%s", c.noted, b.stage.words())
	}
}
