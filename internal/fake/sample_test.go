package fake

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// inOrder checks that records can be saved, have ids of their own, and refer to what stands before them.
func inOrder(t *testing.T, before map[field.ID]string, rs []field.Record) {
	t.Helper()
	for _, r := range rs {
		typ := r.Type()
		if ps := r.Check(); ps != nil {
			t.Errorf("%s: %v", typ.Table, ps)
		}
		if id := r.Base().ID; before[id] != "" || id == (field.ID{}) {
			t.Errorf("%s: the id is used twice or missing", typ.Table)
		}
		for i := range typ.Fields {
			f := &typ.Fields[i]
			for _, id := range refs(f, r) {
				if table := before[id]; !slices.Contains(f.Tables, table) {
					t.Errorf("%s.%s refers to %q, not to one of %v that stands before it", typ.Table, f.Key, table, f.Tables)
				}
			}
		}
		before[r.Base().ID] = typ.Table
	}
}

func refs(f *field.Spec, r field.Record) []field.ID {
	switch p := f.Pointer(r).(type) {
	case *field.ID:
		if *p != (field.ID{}) {
			return []field.ID{*p}
		}
	case *[]field.ID:
		return *p
	}
	return nil
}

func TestSampleIsAFolderThatCanBeSaved(t *testing.T) {
	for _, day := range []field.Day{today, {Year: 2008, Month: 3, Date: 8}, {Year: 2028, Month: 2, Date: 29}, {Year: 2027, Month: 1, Date: 2}} {
		rs := New(20080306, day).Sample()
		inOrder(t, map[field.ID]string{}, rs)
		tables := map[string]int{}
		standAsTheirCourseSays(t, rs)
		for _, r := range rs {
			tables[r.Type().Table]++
			if w, ok := r.(interface{ Warn() field.Problems }); ok && len(w.Warn()) > 0 {
				t.Errorf("%s: %v", r.Type().Table, w.Warn())
			}
		}
		for _, typ := range centre.Types {
			if tables[typ.Table] == 0 {
				t.Errorf("the sample has no %s", typ.Table)
			}
		}
	}
}

// standAsTheirCourseSays: every case of the sample stands where its decisions and steps say, with an outcome that follows from them.
func standAsTheirCourseSays(t *testing.T, rs []field.Record) {
	t.Helper()
	acts, steps := map[field.ID][]*centre.Act{}, map[field.ID][]*centre.Step{}
	for _, r := range rs {
		switch r := r.(type) {
		case *centre.Act:
			acts[r.Case] = append(acts[r.Case], r)
		case *centre.Step:
			steps[r.Case] = append(steps[r.Case], r)
		}
	}
	for _, r := range rs {
		c, ok := r.(*centre.Case)
		if !ok {
			continue
		}
		if got := centre.StateOf(acts[c.ID], steps[c.ID]); got != c.State || c.Highest != centre.HighestService(steps[c.ID]) {
			t.Errorf("a case is %s with the highest service %q, its course says %s", c.State, c.Highest, got)
		}
		if c.Outcome != "" && c.Outcome != "withdrawn" && !slices.Contains(centre.Outcomes("", steps[c.ID]), c.Outcome) {
			t.Errorf("a case ended with %s, which does not follow from its steps", c.Outcome)
		}
		if c.Approved != "" && c.Approved == c.Proposed {
			t.Error("a case was approved by whoever proposed it")
		}
	}
}

// TestNoCaseOfTheSampleLacksARiskCheck: what a sample folder shows first is one check that waits for a second person, not a list of what
// nobody did. Every check says what its answers suggest, and every level is what its checks found.
func TestNoCaseOfTheSampleLacksARiskCheck(t *testing.T) {
	checks := map[field.ID][]*centre.RiskCheck{}
	rs := New(20080306, today).Sample()
	waiting, high := 0, 0
	for _, r := range rs {
		k, ok := r.(*centre.RiskCheck)
		if !ok {
			continue
		}
		checks[k.Case] = append(checks[k.Case], k)
		if k.Suggested != centre.Suggest(k.Kind, k.Yes, k.No).Level {
			t.Errorf("a check of %s says %s, which its answers do not suggest", k.Kind, k.Suggested)
		}
		if k.SeenBy == k.By {
			t.Errorf("a check of %s was seen by whoever made it", k.Kind)
		}
		if k.Waits() {
			waiting++
		}
	}
	for _, r := range rs {
		c, ok := r.(*centre.Case)
		if !ok || !c.Open() {
			continue
		}
		if kinds := centre.ChecksDue(c, checks[c.ID]); len(kinds) > 0 {
			t.Errorf("a case of matter %s lacks a check of %q", c.Matter, kinds)
		}
		if found := centre.CheckedRisk(checks[c.ID]); found != "" && found != c.Risk {
			t.Errorf("a case of matter %s is %s, its checks found %s", c.Matter, c.Risk, found)
		}
		if c.Risk == centre.RiskHigh {
			high++
		}
	}
	if waiting != 1 || high != 1 {
		t.Errorf("%d checks wait and %d open cases are at high risk, want one of each", waiting, high)
	}
}

func TestTheSameSeedMakesTheSameSample(t *testing.T) {
	text := func(rs []field.Record) (out string) {
		for _, r := range rs {
			out += fmt.Sprint(r.Base().ID)
			for i := range r.Type().Fields {
				out += "|" + r.Type().Fields[i].Text(r)
			}
		}
		return out
	}
	a, b, c := text(New(1, today).Sample()), text(New(1, today).Sample()), text(New(2, today).Sample())
	if a != b || a == c {
		t.Errorf("the same seed: equal %v; another seed: equal %v", a == b, a == c)
	}
}

func TestSampleHoldsTheFactsOfMarch2008(t *testing.T) {
	var events []*centre.Event
	six := map[string]int{}
	offers := map[int64]bool{}
	training := ""
	for _, r := range New(1, today).Sample() {
		switch r := r.(type) {
		case *centre.Event:
			if r.Date.Year == 2008 {
				events = append(events, r)
			}
		case *centre.Counsellor:
			six[r.Station]++
		case *centre.Indicator:
			offers[r.Value.Value] = true
		case *centre.Programme:
			training += r.Planned.String() + r.People.String()
		}
	}
	if len(events) != 16 {
		t.Fatalf("%d events, want 16", len(events))
	}
	fair, games := events[3], events[15]
	for got, want := range map[string]string{
		fair.Units.String(): "49家", fair.Posts.String(): "796个", fair.Intents.String(): "347人", games.Units.String(): "32家", games.People.String(): "200多人",
		games.Awarded.String(): "18家", games.Date.String(): "2008-03-06pm", events[2].Units.String(): "19家", events[0].Experts.String(): "多名", events[4].Awarded.String(): "一批",
		events[1].Experts.String(): "6名", events[12].Experts.String(): "6位",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	if len(games.Hosts) != 3 || six["张家港市女职工维权中心"] != 6 || six["太仓市女职工维权指导中心"] != 6 {
		t.Errorf("%d hosts; counsellors %v", len(games.Hosts), six)
	}
	if !offers[15319] || !offers[8579] || !offers[14093] || training != "34期1700多人次6场" {
		t.Errorf("offers %v, training %s", offers, training)
	}
}

func TestManyStreams(t *testing.T) {
	for _, n := range []int{0, 1, 700} {
		before, cases, numbers, largest := map[field.ID]string{}, 0, map[string]bool{}, 0
		err := New(3, today).Many(n, func(rs []field.Record) error {
			inOrder(t, before, rs)
			largest = max(largest, len(rs))
			for _, r := range rs {
				if c, ok := r.(*centre.Case); ok {
					cases++
					numbers[c.Number] = true
				}
			}
			return nil
		})
		if err != nil || cases != n || len(numbers) != n || largest > batch+8 {
			t.Errorf("of %d: %d cases, %d numbers, batches up to %d, %v", n, cases, len(numbers), largest, err)
		}
	}
	full := errors.New("full")
	calls := 0
	if err := New(3, today).Many(5000, func([]field.Record) error { calls++; return full }); !errors.Is(err, full) || calls != 1 {
		t.Errorf("after a failure: %v, %d calls", err, calls)
	}
}

func BenchmarkMany(b *testing.B) {
	m := New(1, today)
	b.ReportAllocs()
	if err := m.Many(b.N, func([]field.Record) error { return nil }); err != nil {
		b.Fatal(err)
	}
}

// TestOnlyTwoOfTheFairHaveOpenCases: a hint that stands at every exhibitor says nothing.
func TestOnlyTwoOfTheFairHaveOpenCases(t *testing.T) {
	sued, fair, names := map[field.ID]bool{}, map[field.ID]bool{}, map[string]bool{}
	var event field.ID
	records := New(1, today).Sample()
	for _, r := range records {
		switch x := r.(type) {
		case *centre.Event:
			if x.Name == "女职工专场招聘会（示例）" {
				event = x.ID
			}
		case *centre.Case:
			if x.Open() {
				sued[x.Adverse] = true
			}
		case *centre.Organisation:
			if names[x.Name] {
				t.Errorf("%s is there twice", x.Name)
			}
			names[x.Name] = true
		}
	}
	n := 0
	for _, r := range records {
		if l, ok := r.(*centre.JobLine); ok && l.Event == event && !fair[l.Employer] {
			if fair[l.Employer] = true; sued[l.Employer] {
				n++
			}
		}
	}
	if len(fair) != 6 || n != 2 {
		t.Errorf("%d of %d employers at the fair have open cases", n, len(fair))
	}
}

// TestFilesAreNumberedInTheirYear: a file's number has the year in which its household was made known, and belongs to it alone.
func TestFilesAreNumberedInTheirYear(t *testing.T) {
	for _, day := range []field.Day{today, {Year: 2027, Month: 1, Date: 2}} {
		numbers := map[string]bool{}
		for _, r := range New(20080306, day).Sample() {
			h, ok := r.(*centre.Hardship)
			if !ok {
				continue
			}
			if !strings.HasPrefix(h.Number, fmt.Sprintf("示K%d-", h.Publicised.Year)) || numbers[h.Number] {
				t.Errorf("a file of %d is number %s", h.Publicised.Year, h.Number)
			}
			numbers[h.Number] = true
		}
		if len(numbers) < 10 {
			t.Errorf("only %d files", len(numbers))
		}
	}
}
