package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// casesOn shows a screen of cases with a line in which the next step is begun.
func casesOn(b *bench, shelf *shelf, place any) *Records {
	s := NewRecords(b.host, RecordsSpec{Type: centre.CaseType, Keeper: shelf, Page: func(_ field.Record, o *PageSpec) {
		o.Parts = []*field.Type{}
		o.Foot = &FootSpec{Part: centre.StepType, Line: []string{"service", "what", "minutes"}, Title: "记一步", Keeper: timed{shelf}}
	}}, place)
	b.put(s.Content())
	b.host.SetScreenKeys(s.Keys)
	s.Shown()
	return s
}

// timed fills in when a step was, as the office does.
type timed struct{ *shelf }

func (k timed) New(t *field.Type, owner field.ID) (field.Record, error) {
	r, err := k.shelf.New(t, owner)
	if s, ok := r.(*centre.Step); ok {
		s.At = field.MomentOf(noon)
	}
	return r, err
}

func twoCases() *shelf {
	return newShelf(&centre.Case{Number: "样2026-0001", State: "registered", Channel: "visit", Matter: "0201"}, &centre.Case{Number: "样2026-0002", State: "registered", Channel: "call", Matter: "0105"})
}

func (s *shelf) steps() (out []*centre.Step) {
	for _, r := range s.records {
		if st, ok := r.(*centre.Step); ok {
			out = append(out, st)
		}
	}
	return out
}

// TestAStepIsNotedInOneLine: service by initials, what, minutes, Enter; then the next one.
func TestAStepIsNotedInOneLine(t *testing.T) {
	b := newBench(t)
	shelf := twoCases()
	s := casesOn(b, shelf, nil)
	b.keys(fyne.KeyReturn)
	for i, minutes := range []string{"20", "15"} {
		if s.Foot(); s.side.foot.form.FocusedKey() != "service" {
			t.Fatalf("step %d: the keyboard is in %q", i, s.side.foot.form.FocusedKey())
		}
		b.typing("zx")
		b.keys(fyne.KeyTab)
		b.typing("电话说明时效")
		b.keys(fyne.KeyTab)
		b.typing(minutes)
		b.keys(fyne.KeyReturn)
		if got := shelf.steps(); len(got) != i+1 || got[i].Service != "advice" || got[i].What != "电话说明时效" || got[i].Case != s.open {
			t.Fatalf("saved %+v", got)
		}
		if !s.side.foot.has() {
			t.Error("after saving the keyboard is not in the line")
		}
	}
}

// TestTheKeyboardStaysInTheLine: also where something else than its own step shows the record anew.
func TestTheKeyboardStaysInTheLine(t *testing.T) {
	b := newBench(t)
	s := casesOn(b, twoCases(), nil)
	b.keys(fyne.KeyReturn)
	s.Foot()
	before := s.side.foot
	if s.Again(); s.side.foot == before || !s.side.foot.has() {
		t.Error("the keyboard is not in the line")
	}
	b.host.Focus(s.side.page)
	if s.Again(); s.side.foot.has() || b.host.Window.Canvas().Focused() != fyne.Focusable(s.side.page) {
		t.Error("the keyboard is not at the page")
	}
}

// TestTheLineOpensIntoTheWholeForm: nothing typed is lost on the way there and back.
func TestTheLineOpensIntoTheWholeForm(t *testing.T) {
	b := newBench(t)
	shelf := twoCases()
	s := casesOn(b, shelf, nil)
	b.keys(fyne.KeyReturn)
	s.Foot()
	b.typing("zx")
	b.keys(fyne.KeyTab)
	b.typing("说明时效")
	b.ctrl(fyne.KeyReturn)
	f := s.side.foot
	if !f.open || f.form.FocusedKey() != "what" {
		t.Fatalf("open %v, the keyboard is in %q", f.open, f.form.FocusedKey())
	}
	b.at(f.form, "result")
	b.typing("她记下了")
	b.ctrl(fyne.KeyReturn)
	b.ctrl("S")
	if got := shelf.steps(); len(got) != 1 || got[0].What != "说明时效" || got[0].Result != "她记下了" {
		t.Errorf("saved %+v", got)
	}
}

// TestWhatWasBegunInTheLineComesBack: over a lock, after editing the record, and not at another record.
func TestWhatWasBegunInTheLineComesBack(t *testing.T) {
	b := newBench(t)
	shelf := twoCases()
	s := casesOn(b, shelf, nil)
	b.keys(fyne.KeyReturn)
	s.Foot()
	if Holds(carried(t, s.Place())) {
		t.Error("a place where nothing was typed holds something after it was kept")
	}
	b.keys(fyne.KeyTab)
	b.typing("说到一半")
	if !Holds(s.Place()) {
		t.Fatal("the place does not hold what was typed")
	}
	place := carried(t, s.Place())
	b.host.Forget()
	s = casesOn(b, shelf, place)
	if f := s.side.foot; f == nil || !f.dirty() || !strings.Contains(strings.Join(texts(s.Content()), " "), "说到一半") {
		t.Fatalf("it is lost: %v", texts(s.Content()))
	}
	b.host.Focus(s.side.page)
	b.keys(fyne.KeyF2)
	b.keys(fyne.KeyEscape)
	if f := s.side.foot; f == nil || !f.dirty() {
		t.Fatal("it is lost by editing the record")
	}
	s.Open(shelf.records[1].Base().ID)
	b.want(b.host.T("kit.leave.title"))
	b.keys(fyne.KeyEscape)
	if s.open != shelf.records[0].Base().ID {
		t.Error("another record was opened without asking")
	}
	if len(shelf.steps()) != 0 {
		t.Error("a step was saved that nobody saved")
	}
}

// TestTheTimelineByKeyboard: the arrows go through it, Enter opens, the space bar ticks, a long text unfolds.
func TestTheTimelineByKeyboard(t *testing.T) {
	b := newBench(t)
	long := strings.Repeat("事", 5000)
	var did []string
	note := func(what string) func() { return func() { did = append(did, what) } }
	line := NewTimeline(b.host, []Moment{
		{When: "3月6日", Head: "咨询", Text: []string{"第一步"}, Open: note("open1"), Tick: note("tick1"), Next: "回电"},
		{When: "3月7日", Head: "受理", Minor: true},
		{When: "3月8日", Head: "协商", Text: []string{long}, Open: note("open3")},
	})
	b.put(line)
	b.host.Focus(line)
	b.keys(fyne.KeyReturn, fyne.KeySpace, fyne.KeyDown, fyne.KeyReturn, fyne.KeySpace, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn, fyne.KeyHome, fyne.KeyReturn, fyne.KeyEnd)
	if got := strings.Join(did, " "); got != "open1 tick1 open3 open1" {
		t.Errorf("did %s", got)
	}
	said := func() int { return strings.Count(strings.Join(texts(line), ""), "事") }
	if n := said(); n >= 5000 || n == 0 {
		t.Errorf("%d characters are shown folded", n)
	}
	b.keys(fyne.KeyRight)
	if n := said(); n != 5000 {
		t.Errorf("%d characters are shown unfolded", n)
	}
	b.keys(fyne.KeyLeft)
	if n := said(); n >= 5000 {
		t.Errorf("%d characters are shown folded again", n)
	}
}
