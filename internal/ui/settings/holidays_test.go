package settings

import (
	"context"
	"errors"
	"strings"
	"testing"

	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/kit"
)

// calendar stands for the years that are kept.
type calendar struct {
	kept  []office.HolidayYear
	file  law.Year
	moves office.Moves
	err   error
}

func (c *calendar) HolidayYears() []office.HolidayYear { return c.kept }

func (c *calendar) ReadHolidays(context.Context, string) (law.Year, error) { return c.file, c.err }

func (c *calendar) Foresee(context.Context, law.Year, kit.Tick) (office.Moves, error) {
	return c.moves, c.err
}

func (c *calendar) SetHolidays(_ context.Context, y law.Year, _ kit.Tick) (office.Moves, error) {
	if c.err == nil {
		c.kept = append(c.without(y.Year), office.HolidayYear{Year: y, Own: true})
	}
	return c.moves, c.err
}

func (c *calendar) DropHolidays(_ context.Context, year int, _ kit.Tick) (office.Moves, error) {
	if c.err == nil {
		c.kept = c.without(year)
	}
	return c.moves, c.err
}

func (c *calendar) without(year int) (out []office.HolidayYear) {
	for _, y := range c.kept {
		if y.Year.Year != year {
			out = append(out, y)
		}
	}
	return out
}

// stagedYears shows the part of holidays.
func stagedYears(t *testing.T, c calendar) (*years, *kit.Host, *calendar) {
	t.Helper()
	d := &desk{calendar: c}
	_, h := show(t, d, Looks{Lang: say.ZH}, "own")
	s := &years{host: h, desk: d}
	h.Window.SetContent(s.part())
	return s, h, &d.calendar
}

func year2027(t *testing.T, lines ...law.NoticeLine) law.Year {
	t.Helper()
	y, bad := law.YearOfNotice(2027, "", append(lines, law.NoticeLine{Days: "1-1 ~ 1-3", Kind: "放假", Name: "元旦"}))
	if len(bad) > 0 {
		t.Fatal(bad)
	}
	return y
}

var errBroken = errors.New("broken")

// TestDoubtsAboutAYearAreSaid before it counts: what is missing, what it replaces, and what moves.
func TestDoubtsAboutAYearAreSaid(t *testing.T) {
	s, h, c := stagedYears(t, calendar{})
	keys := func(y law.Year) string { return strings.Join(s.doubts(y), "\n") }
	none, bad := law.YearOfNotice(2027, "", []law.NoticeLine{{Days: "1-2", Kind: "上班"}})
	if len(bad) > 0 || !strings.Contains(keys(none), h.T("clocks.year.none")) {
		t.Errorf("a year without a day off is not asked about: %s", keys(none))
	}
	if got := keys(year2027(t)); !strings.Contains(got, h.T("clocks.year.few", 1, 12)) || !strings.Contains(got, h.T("clocks.year.half")) {
		t.Errorf("a year with one holiday of the law is not asked about: %s", got)
	}
	whole := year2027(t, law.NoticeLine{Days: "1-4, 2-5 ~ 2-9", Kind: "法定"}, law.NoticeLine{Days: "4-5 ~ 4-10", Kind: "法定"}, law.NoticeLine{Days: "2-20", Kind: "上班"})
	if got := keys(whole); strings.Contains(got, "\n") {
		t.Errorf("a whole year is doubted: %s", got)
	}
	c.kept = []office.HolidayYear{{Year: whole, Own: true}}
	s.show()
	if got := keys(whole); !strings.Contains(got, h.T("clocks.year.replaces", 2027)) {
		t.Errorf("that it replaces another is not said: %s", got)
	}
	if got := keys(law.Year{Year: 2027}); got != h.T("clocks.year.drop.none", 2027) {
		t.Errorf("what dropping it leaves is not said: %s", got)
	}
	if got := strings.Join(s.tell(office.Moves{Clocks: 12, Earlier: 3, New: 1}), "\n"); got != h.T("clocks.moves", 12, 3)+"\n"+h.T("clocks.moves.new", 1) {
		t.Errorf("what moves: %s", got)
	}
	if got := strings.Join(s.tell(office.Moves{Stopped: 2}), "\n"); got != h.T("clocks.moves.none")+"\n"+h.T("clocks.moves.stopped", 2) {
		t.Errorf("nothing moves: %s", got)
	}
}

// TestAYearIsTakenAndTakenBack: a new year goes again, one that replaced another gives place to it; what fails changes nothing.
func TestAYearIsTakenAndTakenBack(t *testing.T) {
	first := year2027(t)
	s, _, c := stagedYears(t, calendar{moves: office.Moves{Clocks: 12}})
	kept := 0
	s.keep(first, func() { kept++ })
	if len(c.kept) != 1 || kept != 1 {
		t.Fatal("the year is not kept", c.kept)
	}
	s.takeBack()
	if len(c.kept) != 0 {
		t.Error("the year is still there")
	}
	s.takeBack() // there is nothing more to take back
	s.keep(first, func() {})
	s.keep(year2027(t, law.NoticeLine{Days: "2-5", Kind: "法定"}), func() {})
	s.takeBack()
	if len(c.kept) != 1 || len(c.kept[0].Days) != len(first.Days) {
		t.Error("the year before is not back", c.kept)
	}
	s.keep(law.Year{Year: 2027}, func() {})
	if len(c.kept) != 0 {
		t.Error("the year was not dropped")
	}
	s.takeBack()
	if len(c.kept) != 1 {
		t.Error("the dropped year is not back")
	}
	c.err = errBroken
	s.keep(first, func() { t.Error("what failed is kept") })
}
