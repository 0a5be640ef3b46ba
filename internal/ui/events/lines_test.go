package events

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// hall is a desk of a job fair that takes every row whose places are a count.
type hall struct {
	Desk
	orgs map[string]field.ID
	fail error
	took int
}

func (d *hall) Find(*field.Type, kit.Query) (kit.Found, error) { return none{}, nil }

func (d *hall) SaveLines(t *field.Type, owner field.ID, lines []office.Line) ([]office.Lined, uint64, error) {
	if d.fail != nil {
		return nil, 0, d.fail
	}
	var out []office.Lined
	for _, l := range lines {
		d.took++
		r := &centre.JobLine{Event: owner}
		r.ID = l.ID
		if r.ID == (field.ID{}) {
			r.ID = uuid.New()
		}
		name := l.Cells["employer"]
		if d.orgs[name] == (field.ID{}) {
			d.orgs[name] = uuid.New()
		}
		r.Employer, r.Post = d.orgs[name], l.Cells["post"]
		if p := t.Field("wanted").Set(r, l.Cells["wanted"], field.Context{}); p != nil {
			out = append(out, office.Lined{Problems: field.Problems{*p}})
			continue
		}
		out = append(out, office.Lined{Record: r, Made: []string{name}})
	}
	return out, 1, nil
}

func openSheet(t *testing.T, d *hall) (*sheet, *kit.Host, *bool) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1366, 768))
	h := kit.NewHost(w, say.For(say.ZH), func() time.Time { return time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC) })
	h.Run = func(work func()) { work() }
	h.Later = func(time.Duration, func()) {}
	h.Name = func(id field.ID) string {
		for name, org := range d.orgs {
			if org == id {
				return name
			}
		}
		return ""
	}
	left := false
	e := &centre.Event{Name: "女职工招聘会", Kind: "jobfair", Posts: field.Exactly(50, "个")}
	e.ID = uuid.New()
	return (&area{host: h, desk: d}).typeLines(e, func() { left = true }), h, &left
}

func typeRow(h *kit.Host, cells ...string) {
	for i, text := range cells {
		e := h.Window.Canvas().Focused().(*kit.Entry)
		if i > 0 {
			e.TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
		}
		for _, r := range text {
			e.TypedRune(r)
		}
	}
	h.Window.Canvas().Focused().(*kit.Entry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func TestRowsAreSavedOneByOneAndSummed(t *testing.T) {
	d := &hall{orgs: map[string]field.ID{}}
	s, h, left := openSheet(t, d)
	typeRow(h, "样例甲厂", "普工", "20")
	typeRow(h, "样例乙厂", "焊工", "30")
	if d.took != 2 || !strings.Contains(s.totals.Text(), h.T("lines.same", h.T("summary.role.posts"), "50个")) {
		t.Errorf("%d rows saved; %s", d.took, s.totals.Text())
	}
	if got := s.cells.Rows()[0].Texts[2]; got != "20个" {
		t.Errorf("the saved cell reads %q", got)
	}
	s.leave()
	if !*left {
		t.Error("the table stays open with nothing to save")
	}
}

func TestABadRowIsNotLostByLeaving(t *testing.T) {
	d := &hall{orgs: map[string]field.ID{}}
	s, h, left := openSheet(t, d)
	typeRow(h, "样例甲厂", "普工", "x20y")
	s.leave()
	if *left {
		t.Fatal("a row that cannot be saved was dropped without a question")
	}
	h.Press(fyne.KeyEscape, 0) // goes back to mend it
	row := s.cells.Rows()[0]
	if row.Bad[2] == "" || row.Texts[2] != "x20y" {
		t.Errorf("the bad row: %+v", row)
	}
	h.Window.Canvas().Focused().(*kit.Entry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	if !strings.Contains(s.alarm.Text(), h.T("problem.count")) {
		t.Errorf("the row in hand says %q", s.alarm.Text())
	}
}

func TestRowsThatTheDiskRefusesStayTyped(t *testing.T) {
	d := &hall{orgs: map[string]field.ID{}, fail: field.NoSpace}
	s, h, _ := openSheet(t, d)
	typeRow(h, "样例甲厂", "普工", "20")
	if len(h.Window.Canvas().Overlays().List()) != 2 {
		t.Error("nobody was told")
	}
	h.Press(fyne.KeyEscape, 0)
	d.fail = nil
	typeRow(h, "样例乙厂", "焊工", "30")
	s.cells.Done()
	h.Window.Canvas().Focused().(*kit.Entry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	h.Window.Canvas().Focused().(*kit.Entry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyUp})
	h.Window.Canvas().Focused().(*kit.Entry).TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if d.took != 2 || len(s.saved) != 2 {
		t.Errorf("%d rows came through, %d saved", d.took, len(s.saved))
	}
}
