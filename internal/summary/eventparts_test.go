package summary

import (
	"fmt"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

func countAs(text string) field.Count {
	c, ok := field.ParseCount(text, "人")
	if !ok {
		panic(text)
	}
	return c
}

// fairLines are "employer wanted intents hired30 hired90", a dash for what nobody noted.
func fairLines(rows ...string) []JobLine {
	var out []JobLine
	for i, row := range rows {
		var who int
		var x [4]string
		if _, err := fmt.Sscan(row, &who, &x[0], &x[1], &x[2], &x[3]); err != nil {
			panic(err)
		}
		var c [4]field.Count
		for k, text := range x {
			if text != "-" {
				c[k] = countAs(text)
			}
		}
		out = append(out, JobLine{ID: field.ID{15: byte(i + 1)}, Employer: Host{ID: field.ID{0: byte(who)}}, Wanted: c[0], Intents: c[1], Hired30: c[2], Hired90: c[3]})
	}
	return out
}

func TestEmployersAreGatheredFromTheirLines(t *testing.T) {
	e := EventSummary{Lines: fairLines("1 30 16 12 9", "2 20 10 9 -", "1 10 5 - -", "0 3 - - -", "0 多名 2 - -")}
	all := e.Employers()
	got := ""
	for _, x := range all {
		got += fmt.Sprintf("%d:%s/%s/%s ", len(x.Rows), x.Wanted, x.Intents, x.Hired30)
	}
	if got != "2:40人/21人/12人 1:20人/10人/9人 1:3人// 1:多人/2人/ " && got != "2:40人/21人/12人 1:20人/10人/9人 1:3人// 1:多名/2人/ " {
		t.Errorf("employers %s", got)
	}
	if r, ok := Reached(e.Lines); !ok || r.Part.Value != 31 || r.Base.Value != 60 || len(r.Rows) != 3 {
		t.Errorf("reached %+v, %v", r, ok)
	}
	later := e.FollowUp()
	if len(later) != 2 || later[0].Part.Value != 21 || later[0].Base.Value != 26 || later[1].Part.Value != 9 || later[1].Base.Value != 16 {
		t.Errorf("follow-up %+v", later)
	}
	if top := Largest(all, 2); len(top) != 2 || top[0].Wanted.Value != 40 || top[1].Wanted.Value != 20 {
		t.Errorf("largest %+v", top)
	}
	if n := len(EventSummary{Lines: fairLines("1 0 0 - -")}.FollowUp()); n != 0 {
		t.Error("a follow-up without anybody asked")
	}
	if _, ok := Reached(fairLines("1 0 0 - -")); ok {
		t.Error("a ratio to nothing")
	}
}

func TestHonoursAreAddedByNameAndRank(t *testing.T) {
	unit := Host{ID: field.ID{1}}
	e := EventSummary{Awards: []AwardLine{
		{Name: "团体", Rank: "一等奖", Unit: unit}, {Name: "团体", Rank: "二等奖", Number: countAs("2个")}, {Name: "团体", Rank: "二等奖", Unit: unit, Number: countAs("1个")},
		{Name: "个人", Rank: "一等奖", Number: countAs("一批")}, {Name: "个人"},
	}}
	got := ""
	for _, r := range e.Ranks() {
		got += fmt.Sprintf("%s%s%s ", r.Name, r.Rank, r.Number.Count)
	}
	if got != "团体一等奖1个 团体二等奖3个 个人一等奖一批 " {
		t.Error(got)
	}
}

func TestAttendanceIsNeverAddedUp(t *testing.T) {
	c := &centre.Event{Kind: "clinic", People: countAs("200多人")}
	c.ID = field.ID{9}
	p := Parts{
		Tallies: []*centre.Tally{{Event: c.ID, Plus: 120, Minus: 3}, {Event: field.ID{8}, Plus: 500}},
		Taking:  []*centre.Participation{{Event: c.ID, People: countAs("30人")}, {Event: c.ID, People: countAs("12人")}, {Event: c.ID}},
		Desks:   []*centre.Desk{{Event: c.ID, Seen: countAs("71人次")}},
	}
	got := ""
	for _, a := range EventWith(c, p, nil).Attendance() {
		got += fmt.Sprintf("%s %s %d; ", a.Way, a.Count, a.Parts)
	}
	if got != "event 200多人 1; tally 117人 1; taking 42人 2; desks 71人次 1; " {
		t.Error(got)
	}
}

// TestSmallNumbersAtDesksCannotBeWorkedOut withholds numbers of people below three, and with each so many others that the sums do not
// give it away: every withheld number can be another one with all that is printed as it is.
func TestSmallNumbersAtDesksCannotBeWorkedOut(t *testing.T) {
	for _, c := range []struct {
		seen []int64
		want string // hidden desks, then the sum
	}{
		{[]int64{71, 57, 15}, "... ."}, {[]int64{71, 1, 2}, ".xx ."}, {[]int64{0, 1}, ".x x"}, {[]int64{1, 0, 0, 40}, "x..x ."}, {[]int64{2, 2, 50}, "xx. ."}, {nil, " ."}, {[]int64{1}, "x x"},
	} {
		var desks []DeskLine
		for _, n := range c.seen {
			desks = append(desks, DeskLine{Seen: field.Exactly(n, "人次")})
		}
		sum := withheld(desks, 3)
		got := ""
		for _, d := range desks {
			got += map[bool]string{true: "x", false: "."}[d.SeenHidden]
		}
		got += " " + map[bool]string{true: "x", false: "."}[sum.SeenHidden]
		if got != c.want {
			t.Errorf("%v: %s, want %s", c.seen, got, c.want)
		}
		for _, d := range desks {
			if d.ReferredHidden || d.SeenHidden && d.json()["seen"] != nil {
				t.Errorf("%v: a number nobody noted is hidden, or a hidden one is in the data", c.seen)
			}
		}
	}
	all := []DeskLine{{Seen: field.Exactly(1, "人次")}}
	if withheld(all, 0); all[0].SeenHidden {
		t.Error("withheld although nothing is small")
	}
}

// TestASmallSumOfDesksStandsNowhere: neither beside what was declared, nor among the ways people were counted, nor in a ratio over some
// of the desks.
func TestASmallSumOfDesksStandsNowhere(t *testing.T) {
	e := &centre.Event{Kind: "clinic", People: countAs("200多人")}
	e.ID = field.ID{9}
	few := EventWith(e, Parts{Least: 3, Desks: []*centre.Desk{{Event: e.ID, Seen: countAs("2人次"), Experts: countAs("3名")}}}, nil)
	for _, c := range few.Compared {
		if c.Key == "people" {
			t.Error("a withheld sum stands beside what was declared")
		}
	}
	if all := few.Attendance(); len(all) != 1 || all[0].Way != "event" {
		t.Errorf("a withheld sum is a way of counting: %+v", all)
	}
	some := []*centre.Desk{
		{Event: e.ID, Seen: countAs("20人次"), Referred: countAs("5人次")}, {Event: e.ID, Seen: countAs("30人次"), Referred: countAs("7人次")}, {Event: e.ID, Referred: countAs("2人次")},
	}
	if r, ok := EventWith(e, Parts{Least: 3, Desks: some}, nil).ReferredOn(); ok {
		t.Errorf("a ratio of %d gives away what is missing from the sum", r.Part.Value)
	}
	if _, ok := EventWith(e, Parts{Least: 3, Desks: some[:2]}, nil).ReferredOn(); !ok {
		t.Error("no ratio where nothing is withheld")
	}
}

func TestCourseOfAProgramme(t *testing.T) {
	p := &centre.Programme{Name: "示例", Planned: countAs("6场"), People: countAs("1700多人次")}
	p.ID = field.ID{7}
	held := func(state string) *centre.Event {
		return &centre.Event{Kind: "training", Programme: p.ID, State: state, People: countAs("40人"), Sessions: countAs("2期")}
	}
	e := held("held")
	e.ID = field.ID{1}
	s := EventWith(e, Parts{Programme: p, Series: []*centre.Event{e, held("held"), held("planned"), held("cancelled")}}, nil)
	c := s.Course
	if c == nil || len(c.Planned) != 2 || c.Held != 2 || c.Upcoming != 1 || c.Cancelled != 1 || c.Attended[0].Sum.Count.Value != 80 || c.Sessions[0].Sum.Count.Value != 4 ||
		c.Done.Part.String() != "4场" || c.Done.Base.String() != "6场" || c.Without != 0 {
		t.Errorf("%+v", c)
	}
}
