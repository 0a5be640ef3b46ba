package summary

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// The declared number of honours stands beside what the lines come to; an honour that names its winner is one, and lines that tell
// neither number nor winner compare nothing.
func TestHonoursAreSetAgainstTheDeclaredNumber(t *testing.T) {
	e := held(t, 1, nil, "sport", "", "2008-3-6", "awarded=18家")
	award := func(n int, rank, number string, unit int) *centre.Award {
		a := &centre.Award{Event: e.ID, Name: "团体", Rank: rank}
		a.ID = id(n)
		if number != "" {
			a.Number = countAs(number)
		}
		if unit > 0 {
			a.Unit = id(1000 + unit)
		}
		return a
	}
	s := EventWith(e, Parts{Awards: []*centre.Award{award(2, "一等奖", "6个", 0), award(3, "二等奖", "11个", 0), award(4, "三等奖", "", 5)}}, name)
	if len(s.Compared) != 1 || !s.Compared[0].Agrees() || s.Compared[0].Lines.Count.String() != "18家" || len(s.Compared[0].Rows) != 3 {
		t.Errorf("%+v", s.Compared)
	}
	if r := s.Ranks(); len(r) != 3 || r[2].Number.Count.Value != 1 {
		t.Errorf("%+v", r)
	}
	e.Awarded = field.Exactly(20, "家")
	s = EventWith(e, Parts{Awards: []*centre.Award{award(2, "一等奖", "6个", 0)}}, name)
	if n, ok := s.Compared[0].Difference(); !ok || n != -14 {
		t.Errorf("differs by %d", n)
	}
	e.Awarded = count(t, "awarded", "一批")
	s = EventWith(e, Parts{Awards: []*centre.Award{award(2, "一等奖", "6个", 0)}}, name)
	if c := s.Compared[0]; c.Lines.Count.String() != "6个" || c.Agrees() || c.Differs() {
		t.Errorf("a number beside a batch: %+v", c)
	}
	if s = EventWith(e, Parts{Awards: []*centre.Award{award(2, "前六名", "", 0)}}, name); len(s.Compared) != 0 {
		t.Errorf("nothing known was compared: %+v", s.Compared)
	}
}
