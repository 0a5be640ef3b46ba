package events

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// square is a desk with one event, whose disk can fail.
type square struct {
	Desk
	tallies []*centre.Tally
	others  int64 // counted by another laptop
	fail    error
	blind   error // what is counted cannot be read
	used    bool
}

func (s *square) Find(*field.Type, kit.Query) (kit.Found, error)  { return none{}, nil }
func (s *square) Get(*field.Type, field.ID) (field.Record, error) { return nil, field.NotFound }
func (s *square) UseCounting(field.ID) (uint64, error)            { s.used = true; return 1, nil }

func (s *square) Device() string { return "own" }

type none struct{}

func (none) Len() int            { return 0 }
func (none) ID(int) field.ID     { return field.ID{} }
func (none) At(int) field.Record { return nil }

func (s *square) Tallies(field.ID) ([]*centre.Tally, error) {
	if s.blind != nil {
		return nil, s.blind
	}
	all := s.tallies
	if s.others > 0 {
		all = append([]*centre.Tally{{Desk: "入口", Device: "other", Plus: s.others}}, all...)
	}
	return all, nil
}

// CountTaps keeps one tally for each desk and class, as the office does: all taps or none.
func (s *square) CountTaps(_ field.ID, taps []office.Tap) error {
	if s.fail != nil {
		return s.fail
	}
	var next []*centre.Tally
	for _, t := range s.tallies {
		kept := *t
		next = append(next, &kept)
	}
	for _, tap := range taps {
		i := slices.IndexFunc(next, func(t *centre.Tally) bool { return t.Desk == tap.Desk && t.Class == tap.Class })
		if i < 0 {
			next = append(next, &centre.Tally{Desk: tap.Desk, Class: tap.Class, Device: "own"})
			i = len(next) - 1
		}
		switch mine := next[i]; {
		case tap.By > 0:
			mine.Plus += tap.By
		case mine.Plus > mine.Minus:
			mine.Minus -= tap.By
		default:
			return field.Problems{{Say: "counting.nothing"}}
		}
	}
	s.tallies = next
	return nil
}

func openCounter(t *testing.T, s *square) (*counter, *kit.Host) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Look{}))
	w := test.NewTempWindow(t, nil)
	w.Resize(fyne.NewSize(1366, 768))
	now := time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)
	h := kit.NewHost(w, say.For(say.ZH), func() time.Time { return now })
	h.Run = func(work func()) { work() }
	h.Later = func(time.Duration, func()) {}
	a := &area{host: h, desk: s}
	e := &centre.Event{Name: "广场义诊", Kind: "clinic"}
	c := a.count(e, func() {})
	if c.panel == nil {
		t.Fatal("no counter was opened")
	}
	return c, h
}

func press(c *counter, keys ...fyne.KeyName) {
	for _, k := range keys {
		c.view.KeyDown(&fyne.KeyEvent{Name: k})
		c.view.TypedKey(&fyne.KeyEvent{Name: k})
	}
}

func TestKeysCountAndUndo(t *testing.T) {
	s := &square{}
	c, _ := openCounter(t, s)
	c.add(lane{desk: "西门"})
	press(c, fyne.KeySpace, fyne.KeyEqual, fyne.Key1, fyne.Key2, fyne.Key9, fyne.KeyMinus)
	got := c.view.Counts()
	if got.Total != 3 || got.Lanes[0].Total != 3 || got.Lanes[1].Total != 0 || got.At != 1 {
		t.Errorf("after six keys: %+v", got)
	}
	press(c, fyne.KeyBackspace, fyne.KeyBackspace) // the tap at the west gate is gone already; the second takes the entrance's last
	if got := c.view.Counts(); got.Total != 2 {
		t.Errorf("after two undos: %d", got.Total)
	}
	if s.tallies[0].Minus != 1 {
		t.Error("what was undone left no trace")
	}
}

func TestWhatTheDiskRefusesIsKeptAndTriedAgain(t *testing.T) {
	s := &square{fail: field.NoSpace}
	c, h := openCounter(t, s)
	press(c, fyne.KeySpace, fyne.KeySpace)
	got := c.view.Counts()
	if got.Total != 2 || !got.Late || len(c.wait) != 2 {
		t.Errorf("with a full disk: %+v, %d wait", got, len(c.wait))
	}
	c.leave()
	if c.panel == nil || len(h.Window.Canvas().Overlays().List()) != 2 {
		t.Error("taps were lost without a question")
	}
	h.Press(fyne.KeyEscape, 0) // the answer that changes nothing: try again
	s.fail = nil
	press(c, fyne.KeySpace)
	if got := c.view.Counts(); got.Total != 3 || got.Late || s.tallies[0].Plus != 3 {
		t.Errorf("with room again: %+v", got)
	}
	c.leave()
	if c.panel != nil {
		t.Error("the counter stays open")
	}
}

func TestAnotherLaptopsTapsAreShownAndNotTakenBack(t *testing.T) {
	s := &square{others: 5}
	c, _ := openCounter(t, s)
	press(c, fyne.KeySpace)
	if got := c.view.Counts(); got.Total != 6 {
		t.Errorf("both laptops counted %d", got.Total)
	}
	press(c, fyne.KeyMinus, fyne.KeyMinus)
	got := c.view.Counts()
	if got.Total != 5 || !got.Late || len(c.wait) != 0 {
		t.Errorf("taking back more than this laptop counted: %+v, %d wait", got, len(c.wait))
	}
	press(c, fyne.KeySpace)
	if got := c.view.Counts(); got.Total != 6 || got.Late {
		t.Errorf("counting on: %+v", got)
	}
}

// TestOneTapTooManyTakenBackLosesNoOther: of taps that wait together only the one that takes back too much is let go.
func TestOneTapTooManyTakenBackLosesNoOther(t *testing.T) {
	s := &square{others: 5, fail: field.NoSpace}
	c, _ := openCounter(t, s)
	press(c, fyne.KeySpace, fyne.KeySpace, fyne.KeyMinus, fyne.KeyMinus, fyne.KeyMinus) // two counted here, three taken back
	s.fail = nil
	press(c, fyne.KeySpace)
	if got := c.view.Counts(); got.Total != 6 || len(c.wait) != 0 || s.tallies[0].Plus != 3 || s.tallies[0].Minus != 2 {
		t.Errorf("counted %d, %d wait; this laptop's tally %+v", got.Total, len(c.wait), s.tallies[0])
	}
}

func TestTheFigureIsTakenOverAfterAQuestion(t *testing.T) {
	s := &square{}
	c, h := openCounter(t, s)
	c.use()
	if s.used {
		t.Error("nothing was counted and the figure was taken over")
	}
	press(c, fyne.KeySpace)
	c.use()
	if s.used {
		t.Error("the figure was taken over unasked")
	}
	focused, ok := h.Window.Canvas().Focused().(*kit.Button)
	if !ok {
		t.Fatal("the question has no button in hand")
	}
	focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if !s.used || c.panel != nil {
		t.Error("the figure was not taken over")
	}
}

func TestTapsThatAreSavedAreNotSavedAgain(t *testing.T) {
	s := &square{}
	c, _ := openCounter(t, s)
	s.blind = field.Damaged
	press(c, fyne.KeySpace, fyne.KeySpace)
	if got := c.view.Counts(); got.Total != 2 || got.Lanes[0].Total != 2 || len(c.wait) != 0 {
		t.Errorf("where nothing can be read: %+v, %d wait", got, len(c.wait))
	}
	s.blind = nil
	press(c, fyne.KeySpace)
	if got := c.view.Counts(); got.Total != 3 || s.tallies[0].Plus != 3 {
		t.Errorf("three taps are %d, saved %d", got.Total, s.tallies[0].Plus)
	}
}

// TestTheCounterSaysWhatComesFromWhichLaptop: once another one counted too.
func TestTheCounterSaysWhatComesFromWhichLaptop(t *testing.T) {
	s := &square{}
	c, _ := openCounter(t, s)
	press(c, fyne.KeySpace)
	if got := c.view.Counts().Parts; got != "" {
		t.Errorf("alone it says %q", got)
	}
	s.others = 40
	c.look()
	press(c, fyne.KeySpace)
	if got, want := c.view.Counts().Parts, "本机 2、另一台（OTHE）40"; got != want || c.view.Counts().Total != 42 {
		t.Errorf("it says %q, want %q", got, want)
	}
}
