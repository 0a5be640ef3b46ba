package summary

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

func TestDeclaredAgainstLines(t *testing.T) {
	e := held(t, 4, []int{1}, "jobfair", "", "", "units=3家", "posts=40余个", "intents=9人")
	line := func(n, event, employer int, wanted, intents string) *centre.JobLine {
		return made(t, &centre.JobLine{}, n, "event="+id(event).String(), "employer="+id(1000+employer).String(), "post=工", "wanted="+wanted, "intents="+intents)
	}
	s := EventWith(e, Parts{Lines: []*centre.JobLine{
		line(10, 4, 1, "20个", "5人"), line(11, 4, 1, "10个", "2人"), line(12, 4, 2, "多个", "3人"), line(13, 5, 3, "99个", "99人"),
	}}, name)
	if len(s.Lines) != 3 || s.Lines[2].Employer.Name != "单位2" {
		t.Fatalf("%+v", s.Lines)
	}
	want := map[string]struct {
		lines           string
		differs, agrees bool
	}{"units": {"2家", true, false}, "posts": {"30个以上", false, false}, "intents": {"10人", true, false}}
	for _, c := range s.Compared {
		w := want[c.Key]
		if c.Lines.Count.String() != w.lines || c.Differs() != w.differs || c.Agrees() != w.agrees || len(c.Rows) != 3 {
			t.Errorf("%s: %+v", c.Key, c)
		}
	}
	if len(s.Compared) != 3 {
		t.Errorf("%d comparisons", len(s.Compared))
	}
	if f, _ := s.Figure("intents"); f.Count.Value != 9 {
		t.Error("the lines changed what was declared")
	}
}

func TestDesksAddUp(t *testing.T) {
	e := held(t, 1, nil, "clinic", "", "", "people=30人次")
	desk := func(n int, seen string) *centre.Desk {
		return made(t, &centre.Desk{}, n, "event="+id(1).String(), "department=妇科", "seen="+seen, "experts=2名")
	}
	s := EventWith(e, Parts{Desks: []*centre.Desk{desk(10, "18人次"), desk(11, "12人次")}}, name)
	if len(s.Desks) != 2 || len(s.Compared) != 2 || !s.Compared[0].Agrees() || s.Compared[0].Role != "people" {
		t.Errorf("%+v", s.Compared)
	}
	if c := s.Compared[1]; !c.Declared.IsZero() || c.Lines.Count.Value != 4 || c.Differs() || c.Agrees() {
		t.Errorf("nothing was declared: %+v", c)
	}
	if s := EventWith(e, Parts{}, name); len(s.Compared) != 0 || s.Lines != nil {
		t.Errorf("%+v", s)
	}
	if s.Compared[0].JSON()["declared"].(map[string]any)["value"] != field.Exactly(30, "").Value {
		t.Error(s.Compared[0].JSON())
	}
}
