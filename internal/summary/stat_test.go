package summary

import (
	"encoding/json"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

func day(t testing.TB, text string) field.Day {
	t.Helper()
	d, ok := field.ParseDay(text, 0)
	if !ok {
		t.Fatalf("%s is no day", text)
	}
	return d
}

// world is a centre with two stations in the first quarter of 2026, small enough to count by hand.
func world(t testing.TB) StatRecords {
	d := func(text string) field.Day { return day(t, text) }
	var n = 100
	file := func(received, closed, station, channel, matter, state, outcome string, person int, with ...func(*StatCase)) StatCase {
		n++
		c := StatCase{ID: id(n), Received: d(received), Closed: d(closed), Station: station, Channel: channel, Matter: matter, State: state, Outcome: outcome}
		if person > 0 {
			c.Person = id(person)
		}
		for _, f := range with {
			f(&c)
		}
		return c
	}
	group := func(heads string) func(*StatCase) {
		return func(c *StatCase) {
			c.Group = true
			c.Heads, _ = field.ParseCount(heads, "人")
		}
	}
	r := StatRecords{Own: "示例中心", Stations: []string{"梅林站", "桂花站"}, Hosts: name, Transfers: map[field.ID]bool{id(103): true}}
	r.Cases = []StatCase{
		file("2026-01-01", "2026-01-05", "示例中心", "visit", "0201", "closed", "settled", 1, func(c *StatCase) { c.Happy = "satisfied" }),               // 101: first day
		file("2026-03-31", "", "", "visit", "0202", "underway", "", 1),                                                                               // 102: last day, the same person
		file("2026-02-10", "2026-02-20", "梅林站", "call", "0502", "archived", "unmediated", 2, func(c *StatCase) { c.Happy = "dissatisfied" }),         // 103: transferred
		file("2026-02-11", "", "梅林站", "call", "0502", "registered", "", 0),                                                                           // 104: nameless, not accepted
		file("2026-03-01", "", "桂花站", "visit", "0104", "withdrawn", "withdrawn", 3, group("12人")),                                                    // 105
		file("2026-03-02", "", "桂花站", "visit", "0104", "duplicate", "", 3),                                                                           // 106
		file("2025-12-31", "2026-01-02", "示例中心", "letter", "1501", "closed", "advised", 4, func(c *StatCase) { c.Paid, c.Happy = 125_50, "fairly" }), // 107: the day before
		file("2026-04-01", "", "示例中心", "visit", "0201", "accepted", "", 5),                                                                           // 108: the day after
		file("2025-03-31", "2025-04-02", "梅林站", "visit", "0601", "closed", "mediated", 6),                                                            // 109: last year
	}
	step := func(of int, at, service string, money field.Fen) {
		n++
		r.Steps = append(r.Steps, StatStep{ID: id(n + 200), Case: id(of), At: d(at), Service: service, Money: money})
	}
	step(101, "2026-01-02", "advice", 0)
	step(101, "2026-01-04", "negotiate", 1200_05)
	step(101, "2026-01-05", "negotiate", 300_00)
	step(103, "2026-02-12", "mediate-before", 0)
	step(102, "2026-03-31", "notice", 0)
	r.Steps[4].Station = "示例中心"
	return r
}

func statistics(t testing.TB, r StatRecords, ask StatAsk) *Statistics {
	t.Helper()
	s, err := StatisticsOf(r, ask)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func quarter(t testing.TB) StatAsk {
	return StatAsk{Period: PeriodOf(SpanQuarter, day(t, "2026-02-14")), Basis: BasisRegistered}
}

// want is one figure: table, time, scope, row, measure, value.
type want struct {
	table   string
	w       When
	scope   int
	row, of string
	n       int64
}

func check(t *testing.T, s *Statistics, wants []want) {
	t.Helper()
	for _, x := range wants {
		c := s.Table(x.table).Cell(x.w, x.scope, x.row, x.of)
		if c.Count.Value != x.n || !c.Counted() {
			t.Errorf("%+v: counted %+v", x, c.Count)
		}
		if x.w != Before && x.n > 0 && len(s.Rows(c)) == 0 {
			t.Errorf("%+v knows no row", x)
		}
	}
}

func TestStatisticsOfCasesByHand(t *testing.T) {
	s := statistics(t, world(t), quarter(t))
	all, centre, mei, gui := s.All(), 0, 1, 2
	check(t, s, []want{
		{"reception", ThisPeriod, all, AllRows, "cases", 5},
		{"reception", ThisPeriod, all, "visit", "cases", 3},
		{"reception", ThisPeriod, centre, "visit", "cases", 2},
		{"reception", ThisPeriod, centre, "visit", "people", 1}, // she came twice
		{"reception", ThisPeriod, all, AllRows, "people", 14},   // 1, 2 and 3 with the eleven of her group
		{"reception", ThisPeriod, all, AllRows, "contacts", 16}, // 2 + 2 + a group of 12
		{"reception", ThisPeriod, gui, "visit", "group", 1},
		{"reception", ThisPeriod, mei, "call", "transferred", 1},
		{"reception", ThisPeriod, all, "letter", "cases", 0},
		{"reception", LastYear, mei, AllRows, "cases", 1},
		{"reception", ThisYear, all, AllRows, "cases", 5},
		{"matters", ThisPeriod, all, "02", "cases", 2},
		{"matters", ThisPeriod, all, "05", "cases", 2},
		{"matters", LastYear, all, "06", "cases", 1},
		{"services", ThisPeriod, all, AllRows, "accepted", 4}, // all but the one that was only registered
		{"services", ThisPeriod, all, AllRows, "closed", 2},
		{"services", ThisPeriod, all, AllRows, "ended", 1},
		{"services", ThisPeriod, all, AllRows, "open", 1},
		{"services", ThisPeriod, all, AllRows, "succeeded", 1},
		{"services", ThisPeriod, all, AllRows, "failed", 1},
		{"services", ThisPeriod, centre, "negotiate", "times", 2},
		{"services", ThisPeriod, centre, "negotiate", "accepted", 1},
		{"services", ThisPeriod, all, AllRows, "recovered", 1500_05},
		{"services", ThisPeriod, gui, noService, "ended", 1},
		{"counsellors", ThisPeriod, all, AllRows, "rated", 2},
		{"counsellors", ThisPeriod, all, AllRows, "pleased", 1},
		{"inspections", ThisPeriod, all, AllRows, "letters", 1},
	})
	if s.Duplicates != 1 || s.Anonymous != 1 || s.Span != SpanQuarter {
		t.Errorf("%d duplicates, %d nameless, span %q", s.Duplicates, s.Anonymous, s.Span)
	}
	m := serviceMeasures[s.Table("services").Column("rate")]
	if part, base, ok := s.Table("services").Ratio(ThisPeriod, all, AllRows, m); part != 1 || base != 2 || !ok {
		t.Errorf("rate %d of %d", part, base)
	}
	share := matterMeasures[1]
	if part, base, _ := s.Table("matters").Ratio(ThisPeriod, all, "02", share); part != 2 || base != 5 {
		t.Errorf("share %d of %d", part, base)
	}
	if len(s.Months) != 3 || s.Months[1].This != 2 || s.Months[2].Last != 1 {
		t.Errorf("months %+v", s.Months)
	}
}

// TestWhoSpeaksForAGroupIsOnePerson: she counts once, however often she comes for herself besides; and a group whose speakers are known
// is not nameless.
func TestWhoSpeaksForAGroupIsOnePerson(t *testing.T) {
	r := world(t)
	she, other := field.ID{15: 200}, field.ID{15: 201}
	twelve := StatCase{ID: field.ID{15: 210}, Received: day(t, "2026-01-05"), Channel: "visit", Matter: "0201", State: "underway", Person: she, Group: true,
		Heads: field.Exactly(12, "人"), Reps: []field.ID{she, other}}
	alone := StatCase{ID: field.ID{15: 211}, Received: day(t, "2026-01-06"), Channel: "visit", Matter: "0105", State: "underway", Person: other}
	spoken := StatCase{ID: field.ID{15: 212}, Received: day(t, "2026-01-07"), Channel: "letter", Matter: "0201", State: "underway", Group: true,
		Heads: field.Exactly(5, "人"), Reps: []field.ID{other}}
	r.Cases = []StatCase{twelve, alone, spoken}
	s := statistics(t, r, quarter(t))
	check(t, s, []want{
		{"reception", ThisPeriod, s.All(), "visit", "contacts", 13},
		{"reception", ThisPeriod, s.All(), "visit", "people", 12},
		{"reception", ThisPeriod, s.All(), "letter", "people", 5},
		{"reception", ThisPeriod, s.All(), AllRows, "contacts", 18},
		{"reception", ThisPeriod, s.All(), AllRows, "people", 16}, // twelve, and the four others of the letter
	})
	if s.Anonymous != 0 {
		t.Errorf("%d nameless", s.Anonymous)
	}
}

// TestACaseCountsOnceUnderItsHighestService: advice, mediation and a lawsuit are one case, under the lawsuit; every time counts.
func TestACaseCountsOnceUnderItsHighestService(t *testing.T) {
	d := func(text string) field.Day { return day(t, text) }
	r := StatRecords{Own: "样例中心", Cases: []StatCase{{ID: id(1), Received: d("2026-01-05"), Channel: "visit", Matter: "0105", State: "closed", Closed: d("2026-03-01"), Outcome: "judgment-won"}}}
	for i, service := range []string{"advice", "litigation", "mediate-before", "advice"} {
		r.Steps = append(r.Steps, StatStep{ID: id(10 + i), Case: id(1), At: d("2026-02-01"), Service: service})
	}
	s := statistics(t, r, quarter(t))
	check(t, s, []want{
		{"services", ThisPeriod, s.All(), "litigation", "accepted", 1},
		{"services", ThisPeriod, s.All(), "litigation", "succeeded", 1},
		{"services", ThisPeriod, s.All(), "advice", "accepted", 0},
		{"services", ThisPeriod, s.All(), "advice", "times", 2},
		{"services", ThisPeriod, s.All(), "mediate-before", "times", 1},
		{"services", ThisPeriod, s.All(), AllRows, "accepted", 1},
	})
}

func TestStatisticsByTheDayOfClosing(t *testing.T) {
	ask := quarter(t)
	ask.Basis = BasisClosed
	s := statistics(t, world(t), ask)
	check(t, s, []want{
		{"reception", ThisPeriod, s.All(), AllRows, "cases", 3}, // 101, 103 and 107, which came in the year before
		{"reception", ThisPeriod, s.All(), "letter", "cases", 1},
		{"services", ThisPeriod, s.All(), AllRows, "closed", 3},
		{"services", ThisPeriod, s.All(), AllRows, "open", 0},
		{"services", ThisPeriod, s.All(), noService, "recovered", 125_50},
		{"services", ThisPeriod, s.All(), AllRows, "recovered", 1625_55},
		{"reception", LastYear, s.All(), AllRows, "cases", 0}, // closed on 2 April
	})
}

func TestStatisticsOfOneScope(t *testing.T) {
	ask := quarter(t)
	ask.Scope = "梅林站"
	s := statistics(t, world(t), ask)
	if s.Shown() != 1 || s.Months[1].This != 2 || s.Months[2].This != 0 {
		t.Errorf("scope %d, months %+v", s.Shown(), s.Months)
	}
	ask.Scope = "没有这个站"
	if _, err := StatisticsOf(world(t), ask); err == nil {
		t.Error("a scope that is nobody's name was counted")
	}
}

func TestStatisticsOfEventsByHand(t *testing.T) {
	r := StatRecords{Hosts: name, Stations: []string{"昆山市总工会"}}
	event := func(n int, fields ...string) {
		e := made(t, &centre.Event{State: "held"}, n, append([]string{"date=2026-02-01"}, fields...)...)
		r.Events = append(r.Events, e)
	}
	event(201, "kind=jobfair", "name=甲", "units=49家", "posts=796个", "intents=347人")
	event(202, "kind=jobfair", "name=乙", "units=10家", "posts=4个") // no intents told: in no rate
	event(203, "kind=lecture", "name=丙", "people=200多人", "sessions=3场")
	event(204, "kind=lecture", "name=丙", "people=200多人", "sessions=3场") // told twice
	event(205, "kind=lecture", "name=丁", "people=多名")
	event(206, "kind=sport", "name=戊")
	event(207, "kind=inspection", "name=己", "units=12家", "covered=2350人", "problems=9个", "settled=7个")
	event(210, "kind=visit", "name=壬", "people=26户")
	event(211, "kind=visit", "name=癸", "people=8人")
	event(208, "kind=lecture", "name=庚", "people=9人", "state=planned")
	event(209, "kind=lecture", "name=辛", "date=2026", "people=5人")
	s := statistics(t, r, quarter(t))
	all := s.All()
	check(t, s, []want{
		{"events", ThisPeriod, all, "lecture", "events", 2},
		{"events", ThisPeriod, all, "lecture", "sessions", 4},
		{"events", ThisPeriod, all, "lecture", "attendance", 200},
		{"events", ThisPeriod, all, "visit", "attendance", 8}, // households are no people
		{"events", ThisPeriod, all, AllRows, "attendance", 208},
		{"events", ThisPeriod, all, AllRows, "events", 8},
		{"events", ThisPeriod, all, "training", "attendance", 0},
		{"fairs", ThisPeriod, all, AllRows, "fairs", 2},
		{"fairs", ThisPeriod, all, AllRows, "units", 59},
		{"fairs", ThisPeriod, all, AllRows, "posts", 800},
		{"inspections", ThisPeriod, all, AllRows, "settled", 7},
		{"inspections", ThisPeriod, all, AllRows, "covered", 2350},
	})
	if c := s.Table("events").Cell(ThisPeriod, all, "lecture", "attendance"); c.Count.Qualifier != "以上" || c.Unknown != 1 || c.Estimates != 1 {
		t.Errorf("attendance %+v", c)
	}
	if c := s.Table("events").Cell(ThisPeriod, all, "sport", "attendance"); c.Counted() {
		t.Errorf("nobody counted the sport, and it says %+v", c.Count)
	}
	if part, base, ok := s.Table("fairs").Ratio(ThisPeriod, all, AllRows, fairMeasures[6]); part != 347 || base != 796 || !ok {
		t.Errorf("intents %d of %d posts", part, base)
	}
	if len(s.Twice) != 1 || s.Twice[0] != id(204) || s.Undated != 1 {
		t.Errorf("twice %v, undated %d", s.Twice, s.Undated)
	}
}

func TestStatisticsOfAidAndDutyByHand(t *testing.T) {
	d := func(text string) field.Day { return day(t, text) }
	r := StatRecords{Stations: []string{"梅林站"}}
	r.Files = []StatFile{
		{ID: id(1), Approved: d("2026-01-01"), State: "approved", Members: 3, Station: "梅林站"},
		{ID: id(2), Approved: d("2025-02-01"), State: "left", Left: d("2026-03-31"), Members: 2},
		{ID: id(3), Approved: d("2025-05-01"), State: "approved"},
		{ID: id(4), State: "applied", Members: 9},
	}
	r.Aid = []StatAid{
		{id(11), id(1), d("2026-01-10"), "living", 500_00}, {id(12), id(1), d("2026-02-10"), "living", 500_00},
		{id(13), id(1), d("2026-03-10"), "school", 4_999_50}, {id(14), id(2), d("2025-03-31"), "living", 1_00},
	}
	r.Counsellors = []StatCounsellor{{ID: id(21), Station: "梅林站"}, {ID: id(22), From: d("2026-04-01")}, {ID: id(23), To: d("2025-12-31")}}
	r.Shifts = []StatShift{
		{ID: id(31), Date: d("2026-03-31"), Counsellors: []field.ID{id(21)}, State: "served", Minutes: 150, Received: field.Exactly(4, "人次")},
		{ID: id(32), Date: d("2026-03-30"), Place: "梅林站", State: "absent", Minutes: 150},
		{ID: id(33), Date: d("2026-01-01"), State: "substituted", Minutes: 60},
	}
	r.Network = []StatStation{{ID: id(41)}, {ID: id(42), Name: "梅林站", From: d("2025-03-31"), Opened: d("2026-02-01")}}
	s := statistics(t, r, quarter(t))
	all := s.All()
	check(t, s, []want{
		{"aid", ThisPeriod, all, AllRows, "households", 1},
		{"aid", ThisPeriod, all, AllRows, "people", 3},
		{"aid", ThisPeriod, all, AllRows, "times", 3},
		{"aid", ThisPeriod, 1, "living", "times", 2},
		{"aid", ThisPeriod, all, AllRows, "amount", 5_999_50},
		{"aid", LastYear, 0, "living", "amount", 1_00},
		{"files", ThisPeriod, all, "new", "households", 1},
		{"files", ThisPeriod, all, "left", "people", 2},
		{"files", ThisPeriod, all, "current", "households", 2},
		{"files", LastYear, all, "current", "households", 1},
		{"counsellors", ThisPeriod, all, AllRows, "counsellors", 1},
		{"counsellors", LastYear, all, AllRows, "counsellors", 2},
		{"counsellors", ThisPeriod, 1, AllRows, "shifts", 2},
		{"counsellors", ThisPeriod, all, AllRows, "attended", 2},
		{"counsellors", ThisPeriod, all, AllRows, "minutes", 210},
		{"counsellors", ThisPeriod, 1, AllRows, "received", 4},
		{"network", ThisPeriod, all, AllRows, "due", 2},
		{"network", ThisPeriod, 1, AllRows, "opened", 1},
		{"network", LastYear, 1, AllRows, "setup", 1},
		{"network", LastYear, all, AllRows, "opened", 0},
	})
}

func TestSpansAndYears(t *testing.T) {
	for _, c := range []struct{ span, day, want, before string }{
		{SpanMonth, "2024-02-10", "2024-02-01 2024-02-29", "2023-02-01 2023-02-28"},
		{SpanMonth, "2025-02-10", "2025-02-01 2025-02-28", "2024-02-01 2024-02-29"},
		{SpanQuarter, "2026-05-31", "2026-04-01 2026-06-30", "2025-04-01 2025-06-30"},
		{SpanHalf, "2026-07-01", "2026-07-01 2026-12-31", "2025-07-01 2025-12-31"},
		{SpanYear, "2026", "2026-01-01 2026-12-31", "2025-01-01 2025-12-31"},
		{"", "2024-02-29", "2024-02-29 2024-02-29", "2023-02-28 2023-02-28"},
	} {
		p := PeriodOf(c.span, day(t, c.day))
		b := p.YearBefore()
		if got := p.From.String() + " " + p.To.String(); got != c.want {
			t.Errorf("%s of %s: %s", c.span, c.day, got)
		}
		if got := b.From.String() + " " + b.To.String(); got != c.before {
			t.Errorf("the year before %s: %s", c.day, got)
		}
		if p.SpanOf() != c.span {
			t.Errorf("%s: span %q", c.day, p.SpanOf())
		}
	}
}

func TestWanRoundsHalfUp(t *testing.T) {
	for fen, want := range map[field.Fen]int64{0: 0, 4999: 0, 5000: 1, 1_000_000: 100, 1_234_999: 123, 1_235_000: 124, -5000: -1} {
		if got := Wan(fen); got != want {
			t.Errorf("%d fen: %d, want %d", fen, got, want)
		}
	}
}

func TestStatisticsJSONHoldsBackWithTheTable(t *testing.T) {
	ask := quarter(t)
	ask.Least = 3
	text, err := json.Marshal(statistics(t, world(t), ask).JSON())
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(text), id(103).String()) || !strings.Contains(string(text), `"hidden":true`) {
		t.Error("the figures give away what the table withholds")
	}
	ask.Least = 0
	if text, err = json.Marshal(statistics(t, world(t), ask).JSON()); err != nil || !strings.Contains(string(text), id(103).String()) {
		t.Errorf("the internal figures know no rows: %v", err)
	}
}

func TestFreezingKeepsNoSmallNumberOfLockedCases(t *testing.T) {
	kept := func(n int) [2]int {
		raw, err := (&Statistics{Period: quarter(t).Period, Least: 4, Masked: true, Locked: n, Dateless: n}).Freeze()
		var f frozen
		if err == nil {
			err = json.Unmarshal(raw, &f)
		}
		if err != nil {
			t.Fatal(err)
		}
		return [2]int{f.Apart[0], f.Dateless}
	}
	if few, many := kept(3), kept(7); few != [2]int{1, 1} || many != [2]int{7, 7} {
		t.Errorf("3 are kept as %v, 7 as %v", few, many)
	}
}
