package summary

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// id makes a record id that a test can recognise.
func id(n int) field.ID { return field.ID{15: byte(n), 14: byte(n >> 8)} }

// count reads a count as a person writes it into the event's field.
func count(t *testing.T, key, text string) field.Count {
	t.Helper()
	e := &centre.Event{}
	s := centre.EventType.Field(key)
	if p := s.Set(e, text, field.Context{}); p != nil {
		t.Fatalf("count %q: %s", text, p.Say)
	}
	return *s.Pointer(e).(*field.Count)
}

// held is one event of a small ledger: hosts by number, kind, theme, date, and counts as "key=text".
func held(t *testing.T, n int, hosts []int, kind, theme, date string, counts ...string) *centre.Event {
	t.Helper()
	e := &centre.Event{Kind: kind, Theme: theme, Name: fmt.Sprintf("活动%d", n), State: "held"}
	e.ID = id(n)
	for _, h := range hosts {
		e.Hosts = append(e.Hosts, id(1000+h))
	}
	var ok bool
	if e.Date, ok = field.ParseDay(date, 2008); !ok {
		t.Fatalf("day %q", date)
	}
	for _, c := range counts {
		key, text, _ := strings.Cut(c, "=")
		*centre.EventType.Field(key).Pointer(e).(*field.Count) = count(t, key, text)
	}
	return e
}

func name(of field.ID) string {
	if of[14] != 1000>>8 {
		return ""
	}
	return fmt.Sprintf("单位%d", int(of[14])<<8+int(of[15])-1000)
}

// march are the Women's Day figures of 2008: five hosts, one of them three bodies together.
func march(t *testing.T) []*centre.Event {
	return []*centre.Event{
		held(t, 1, []int{1}, "clinic", "", "2008年3月", "experts=多名"),
		held(t, 2, []int{1}, "advice", "", "2008年3月", "experts=6名"),
		held(t, 3, []int{1}, "exhibition", "", "2008年3月", "units=19家"),
		held(t, 4, []int{1}, "jobfair", "", "2008年3月", "units=49家", "posts=796个", "intents=347人"),
		held(t, 5, []int{2}, "commendation", "甲", "2008年3月", "awarded=一批"),
		held(t, 6, []int{2}, "inspection", "乙", "2008年3月"),
		held(t, 7, []int{3}, "publicity", "丙", "2008年3月"),
		held(t, 8, []int{3}, "screening", "丙", "2008年3月"),
		held(t, 9, []int{3}, "opening", "", "2008-3-6", "experts=6位"),
		held(t, 10, []int{4}, "contest", "", "2008.3"),
		held(t, 11, []int{5, 6, 7}, "sport", "丁", "2008/3/6 下午", "units=32家", "people=200多人", "awarded=18家"),
	}
}

func totalOf(t *testing.T, s ProgrammeSummary, role, unit string) Total {
	t.Helper()
	for _, x := range s.Totals {
		if x.Role == role && x.Sum.Count.Unit == unit {
			return x
		}
	}
	t.Fatalf("no total of %s in %q", role, unit)
	return Total{}
}

func TestEveryFigureKnowsItsRow(t *testing.T) {
	s := Programme(nil, march(t), name)
	want := map[string]int{"多名": 1, "6名": 2, "19家": 3, "49家": 4, "796个": 4, "347人": 4, "一批": 5, "6位": 9, "32家": 11, "200多人": 11, "18家": 11}
	for _, e := range s.Events() {
		for _, f := range e.Figures {
			n, ok := want[f.Count.String()]
			if !ok || !slices.Equal(f.Rows, []field.ID{id(n)}) {
				t.Errorf("%s %s from %v", f.Key, f.Count, f.Rows)
			}
			delete(want, f.Count.String())
		}
	}
	if len(want) > 0 {
		t.Errorf("no figure for %v", want)
	}
}

func TestGroupsOfSixStayApart(t *testing.T) {
	s := Programme(nil, march(t), name)
	for _, x := range s.Totals {
		if x.Sum.Count.Value == 12 {
			t.Errorf("a dozen out of %v", x.Rows)
		}
	}
	a, b := totalOf(t, s, "counsellors", "名"), totalOf(t, s, "appointed", "位")
	if a.Sum.Count.String() != "6名" || !slices.Equal(a.Rows, []field.ID{id(2)}) {
		t.Errorf("counsellors %v from %v", a.Sum.Count, a.Rows)
	}
	if b.Sum.Count.String() != "6位" || !slices.Equal(b.Rows, []field.ID{id(9)}) {
		t.Errorf("appointed %v from %v", b.Sum.Count, b.Rows)
	}
}

func TestUnitsOfDifferentRolesAreNotAdded(t *testing.T) {
	s := Programme(nil, march(t), name)
	for role, want := range map[string]string{"employers": "49家", "exhibitors": "19家", "units": "32家"} {
		if got := totalOf(t, s, role, "家").Sum.Count.String(); got != want {
			t.Errorf("%s: %s, want %s", role, got, want)
		}
	}
	if got := totalOf(t, s, "awarded", "家"); got.Sum.Count.String() != "18家" || len(got.Rows) != 1 {
		t.Errorf("placed: %v", got)
	}
	if got := totalOf(t, s, "commended", "批"); got.Sum.Count.String() != "一批" || got.Sum.Unknown != 1 || got.Sum.Parts != 0 {
		t.Errorf("commended: %+v", got)
	}
}

func TestNotCountedIsNeverNought(t *testing.T) {
	s := Programme(nil, march(t), name)
	people := totalOf(t, s, "people", "人")
	if people.Sum.Count.String() != "200多人" || people.Sum.Estimates != 1 || len(people.Rows) != 1 {
		t.Errorf("people: %+v", people)
	}
	if want := []field.ID{id(1), id(2), id(10)}; !slices.Equal(people.Without, want) {
		t.Errorf("not counted at %v, want %v", people.Without, want)
	}
	screened := totalOf(t, s, "screened", "")
	if screened.Sum.Count.HasValue || !screened.Sum.Count.IsZero() || len(screened.Rows) != 0 || len(screened.Without) != 1 {
		t.Errorf("screened: %+v", screened)
	}
	if e := s.Groups[1].Events[1]; !slices.Equal(e.NotCounted, []string{"inspected", "problems", "settled"}) {
		t.Errorf("inspection lacks %v", e.NotCounted)
	}
}

func TestHostsInOrderAndJointHostsTogether(t *testing.T) {
	events := march(t)
	events = append(events, held(t, 12, []int{7, 5, 6}, "meeting", "", "")) // the same three, named in another order
	s := Programme(nil, events, name)
	var got []string
	for _, g := range s.Groups {
		var names []string
		for _, h := range g.Hosts {
			names = append(names, h.Name)
		}
		got = append(got, fmt.Sprintf("%s:%d", strings.Join(names, "+"), len(g.Events)))
	}
	if want := "单位1:4 单位2:2 单位3:3 单位4:1 单位5+单位6+单位7:2"; strings.Join(got, " ") != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if h, joint := s.HostCount(); h != 7 || joint != 1 {
		t.Errorf("%d hosts, %d groups of them", h, joint)
	}
	if g := s.Groups[2]; g.Theme != "丙" || g.Themed != 2 {
		t.Errorf("theme %q of %d", g.Theme, g.Themed)
	}
	if g := s.Groups[1]; g.Theme != "" {
		t.Errorf("two themes made one: %q", g.Theme)
	}
}

func TestRatioNamesItsBase(t *testing.T) {
	s := Programme(nil, march(t), name)
	if len(s.Ratios) != 1 {
		t.Fatalf("%d ratios", len(s.Ratios))
	}
	r := s.Ratios[0]
	if r.Key != IntentsToPosts || r.Part.String() != "347人" || r.Base.String() != "796个" || !slices.Equal(r.Rows, []field.ID{id(4)}) || !r.Exact() {
		t.Errorf("%+v", r)
	}
	if v := r.JSON()["value"]; v != 0.4359 {
		t.Errorf("value %v", v)
	}
	more := append(march(t), held(t, 20, []int{1}, "jobfair", "", "", "posts=300余个"), held(t, 21, []int{1}, "jobfair", "", "", "posts=100个", "intents=近50人"))
	r = Programme(nil, more, name).Ratios[0]
	if r.Base.Value != 896 || r.Part.Value != 397 || len(r.Rows) != 2 || r.Exact() {
		t.Errorf("a fair without intents is in the base: %+v", r)
	}
	if got := Programme(nil, []*centre.Event{held(t, 1, nil, "jobfair", "", "", "posts=0个", "intents=0人")}, nil).Ratios; len(got) != 0 {
		t.Errorf("ratio to nothing: %v", got)
	}
}

func TestAddedUpPeopleAreAttendances(t *testing.T) {
	s := Programme(nil, []*centre.Event{
		held(t, 1, []int{1}, "lecture", "", "", "people=120人", "experts=2名"), held(t, 2, []int{1}, "lecture", "", "", "people=近百人", "experts=多名"),
		held(t, 3, []int{1}, "jobfair", "", "", "units=30家", "posts=100个"), held(t, 4, []int{1}, "jobfair", "", "", "units=20家", "posts=50个"),
	}, name)
	for _, c := range []struct{ role, unit, want string }{
		{"people", "人次", "近220人次"}, {"employers", "家次", "50家次"}, {"posts", "个", "150个"}, {"teachers", "人次", "2人次以上"},
	} {
		if got := totalOf(t, s, c.role, c.unit).Sum.Count.String(); got != c.want {
			t.Errorf("%s: %s, want %s", c.role, got, c.want)
		}
	}
	if x := totalOf(t, s, "teachers", "人次"); x.Sum.Unknown != 1 {
		t.Errorf("unknown: %+v", x.Sum)
	}
}

func TestPlannedAndCancelledAreNoFigures(t *testing.T) {
	a, b, c := held(t, 1, nil, "lecture", "", "", "people=10人"), held(t, 2, nil, "lecture", "", "", "people=20人"), held(t, 3, nil, "lecture", "", "", "people=40人")
	a.State, b.State = "cancelled", "planned"
	s := Programme(nil, []*centre.Event{a, b, c}, nil)
	if got := totalOf(t, s, "people", "人").Sum.Count.Value; got != 40 || len(s.Cancelled) != 1 || len(s.Upcoming) != 1 || len(s.Kinds[0].Rows) != 1 {
		t.Errorf("%d people, %d cancelled, %d to come", got, len(s.Cancelled), len(s.Upcoming))
	}
}

func TestPeriodOfAProgramme(t *testing.T) {
	day := func(text string) field.Day { d, _ := field.ParseDay(text, 0); return d }
	s := Programme(nil, march(t), nil)
	if s.From != day("2008-03") || s.To != day("2008-03") || s.Year != 2008 {
		t.Errorf("from %v to %v in %d", s.From, s.To, s.Year)
	}
	s = Programme(nil, []*centre.Event{held(t, 1, nil, "visit", "", "2008-2-29"), held(t, 2, nil, "visit", "", "2009-1-3上午")}, nil)
	if s.From != day("2008-2-29") || s.To != day("2009-1-3") || s.Year != 0 {
		t.Errorf("from %v to %v in %d", s.From, s.To, s.Year)
	}
	p := &centre.Programme{Name: "三八", Year: 2008, From: day("2008-3-1"), To: day("2008-3-31"), Planned: field.Exactly(34, "期"), People: count(t, "people", "1700多人次")}
	s = Programme(p, march(t), nil)
	if s.From != p.From || s.To != p.To || len(s.Planned) != 2 || s.Planned[1].Count.String() != "1700多人次" {
		t.Errorf("%v %v %v", s.From, s.To, s.Planned)
	}
}

func TestNothingIsASummaryToo(t *testing.T) {
	s := Programme(&centre.Programme{}, nil, nil)
	if len(s.Groups)+len(s.Totals)+len(s.Kinds)+len(s.Ratios)+len(s.Events()) != 0 || !s.From.IsZero() {
		t.Errorf("%+v", s)
	}
	if _, err := json.Marshal(s.JSON()); err != nil {
		t.Error(err)
	}
}

func TestJSONCarriesFiguresAndRows(t *testing.T) {
	text, err := json.Marshal(Programme(nil, march(t), name).JSON())
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Figures []struct {
			Key, Label string
			Count      struct {
				Value     *int64
				Qualifier string
				Unit      string
			}
			Rows []string
		}
		Totals []struct {
			Role       string
			Estimates  int
			Notcounted []string
		}
	}
	if err := json.Unmarshal(text, &got); err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, f := range got.Figures {
		if len(f.Rows) != 1 || f.Label == "" {
			t.Errorf("%+v", f)
		}
		if f.Count.Value != nil {
			seen[fmt.Sprint(*f.Count.Value, f.Count.Qualifier, f.Count.Unit)] = true
		}
	}
	for _, want := range []string{"49家", "796个", "347人", "19家", "32家", "200多人", "18家", "6名", "6位"} {
		n := strings.TrimRight(want, "家个人名位多")
		key := fmt.Sprint(n, strings.TrimLeft(want, "0123456789"))
		if !seen[key] {
			t.Errorf("no %s among %v", want, seen)
		}
	}
	again, _ := json.Marshal(Programme(nil, march(t), name).JSON())
	if string(again) != string(text) {
		t.Error("the same figures gave other bytes")
	}
}

func TestRolesNameRealCountsAndKinds(t *testing.T) {
	for key, kinds := range roleOf {
		if !slices.Contains(centre.CountFields, key) {
			t.Errorf("role of %s", key)
		}
		for kind := range kinds {
			if centre.EventKind.Term(kind) == nil {
				t.Errorf("no kind %s", kind)
			}
		}
	}
	for _, key := range centre.CountFields {
		if s := centre.EventType.Field(key); s == nil || s.Kind != field.CountKind {
			t.Errorf("%s is no count", key)
		}
	}
}
