package summary

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// season are events of the first quarters of two years, small enough to count by hand.
func season(t *testing.T) StatRecords {
	n := 0
	event := func(kind, date, people string, hosts []int, with ...func(*centre.Event)) *centre.Event {
		n++
		e := &centre.Event{Kind: kind, Name: kind + date, State: "held", Date: day(t, date), People: count(t, "people", people)}
		e.ID = id(n)
		for _, h := range hosts {
			e.Hosts = append(e.Hosts, id(1000+h))
		}
		for _, f := range with {
			f(e)
		}
		return e
	}
	sessions := func(e *centre.Event) { e.Sessions = field.Exactly(3, "场") }
	of := func(e *centre.Event) { e.Programme = id(1009) }
	planned := func(e *centre.Event) { e.State = "planned" }
	r := StatRecords{Own: "示例中心", Hosts: name, Districts: map[field.ID]string{id(1001): "东区", id(1002): "东区", id(1003): "西区"}}
	r.Events = []*centre.Event{
		event("lecture", "2026-01-10", "30人", []int{1}, sessions, of),
		event("lecture", "2026-03-08", "200多人", []int{2, 3}, of),
		event("clinic", "2026-03-09", "", []int{4}),
		event("clinic", "2026-03-10", "多名", nil),
		event("clinic", "2025-03-11", "80人", []int{1}),
		event("clinic", "2026-03-12", "50人", []int{1}, planned),
		event("sport", "2026年", "50人", []int{1}),
	}
	twin := *r.Events[0]
	twin.ID = id(50)
	r.Events = append(r.Events, &twin)
	return r
}

func TestEventsAreGroupedByHand(t *testing.T) {
	for _, x := range []struct {
		by, row, of string
		w           When
		n           int64
		rows        int
	}{
		{ByKind, "lecture", "events", ThisPeriod, 2, 2},
		{ByKind, "lecture", "sessions", ThisPeriod, 4, 2},
		{ByKind, "lecture", "attendance", ThisPeriod, 230, 2},
		{ByKind, "clinic", "uncounted", ThisPeriod, 1, 1}, // several is no number, and yet somebody counted
		{ByKind, "clinic", "events", LastYear, 1, 1},
		{ByKind, AllRows, "events", ThisPeriod, 4, 4},
		{ByHost, id(1001).String(), "events", ThisPeriod, 1, 1},
		{ByHost, id(1003).String(), "attendance", ThisPeriod, 200, 1},
		{ByHost, NoGroup, "events", ThisPeriod, 1, 1},
		{ByHost, AllRows, "attendance", ThisPeriod, 230, 3}, // the one of two hosts once; several is a row without a number
		{ByDistrict, "东区", "events", ThisPeriod, 2, 2},
		{ByDistrict, "西区", "events", ThisPeriod, 1, 1},
		{ByDistrict, NoGroup, "events", ThisPeriod, 2, 2},
		{ByMonth, "2026-03", "events", ThisPeriod, 3, 3},
		{ByMonth, "2026-03", "events", LastYear, 1, 1}, // beside the month it is compared with
		{ByProgramme, id(1009).String(), "sessions", ThisPeriod, 4, 2},
		{ByProgramme, NoGroup, "events", ThisPeriod, 2, 2},
	} {
		s, err := EventsBy(season(t), quarter(t), x.by)
		if err != nil {
			t.Fatal(err)
		}
		c := s.Tables[0].Cell(x.w, s.All(), x.row, x.of)
		if c.Count.Value != x.n || len(s.Rows(c)) != x.rows {
			t.Errorf("%+v: %d from %d rows", x, c.Count.Value, len(s.Rows(c)))
		}
		if s.Undated != 1 || len(s.Twice) != 1 {
			t.Errorf("%s: %d undated, %d twice", x.by, s.Undated, len(s.Twice))
		}
	}
	s, _ := EventsBy(season(t), quarter(t), ByKind)
	if c := s.Tables[0].Cell(ThisPeriod, s.All(), "lecture", "attendance"); c.Count.Qualifier != "多" || c.Estimates != 1 {
		t.Errorf("the sum with an estimate is %+v", c)
	}
	if c := s.Tables[0].Cell(ThisPeriod, s.All(), "clinic", "attendance"); c.Count.HasValue || c.Unknown != 1 {
		t.Errorf("several people and nobody who counted are %+v", c)
	}
	if _, err := EventsBy(season(t), quarter(t), "weather"); err == nil {
		t.Error("grouped by the weather")
	}
}

// TestEveryGroupingHasTheSameSum: however the events are grouped, their sum is the same, and by kind it is that of the printed table.
func TestEveryGroupingHasTheSameSum(t *testing.T) {
	printed := statistics(t, season(t), quarter(t))
	for _, by := range Groupings {
		s, err := EventsBy(season(t), quarter(t), by)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range []string{"events", "sessions", "attendance", "units"} {
			for _, w := range []When{ThisPeriod, ThisYear, LastYear} {
				a, b := s.Tables[0].Cell(w, s.All(), AllRows, m), printed.Table("events").Cell(w, printed.All(), AllRows, m)
				if a.Count != b.Count {
					t.Errorf("%s, %s: %+v, printed %+v", by, m, a.Count, b.Count)
				}
			}
		}
	}
}
