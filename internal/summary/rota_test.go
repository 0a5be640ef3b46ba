package summary

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

func duty(t *testing.T, n int, date, from, to, place string, who ...int) *centre.Shift {
	s := made(t, &centre.Shift{}, n, "date="+date, "from="+from, "to="+to, "place="+place)
	for _, w := range who {
		s.Counsellors = append(s.Counsellors, id(w))
	}
	return s
}

func TestWeekGrid(t *testing.T) {
	people := []*centre.Counsellor{made(t, &centre.Counsellor{}, 1, "name=甲样例", "public=yes"), made(t, &centre.Counsellor{}, 2, "name=乙样例", "public=no"), made(t, &centre.Counsellor{}, 3, "name=丙样例")}
	shifts := []*centre.Shift{
		duty(t, 14, "2026-03-08", "14:00", "17:00", "站", 1), // Sunday
		duty(t, 13, "2026-03-02", "14:00", "17:00", "站", 3),
		duty(t, 12, "2026-03-02", "09:00", "11:30", "站", 2, 9),
		duty(t, 11, "2026-03-02", "09:00", "11:30", "中心", 1),
		duty(t, 15, "2026-03-01", "09:00", "11:30", "中心", 1), // the Sunday before
		duty(t, 16, "2026-03-09", "09:00", "11:30", "中心", 1), // the Monday after
	}
	shifts[3].Received, shifts[2].Received = field.Exactly(7, "人次"), field.Exactly(5, "人次")
	shifts[1].Substitute = id(1)
	for _, day := range []int{2, 5, 8} {
		s := Rota(field.Day{Year: 2026, Month: 3, Date: day}, shifts, people)
		if s.From.String() != "2026-03-02" || s.To.String() != "2026-03-08" || s.Days[6] != s.To {
			t.Fatalf("%d March: week from %s to %s", day, s.From, s.To)
		}
		if len(s.Bands) != 2 || s.Bands[0].From != "09:00" || s.Bands[1].From != "14:00" {
			t.Fatalf("bands %+v", s.Bands)
		}
		monday := s.Bands[0].Cells[0]
		if len(monday) != 2 || monday[0].Place != "中心" || !slices.Equal(monday[1].Names, []string{"乙*例", ""}) {
			t.Errorf("monday %+v", monday)
		}
		if got := s.Bands[1].Cells[0][0]; got.Substitute != "甲样例" || got.Names[0] != "丙样例" {
			t.Errorf("afternoon %+v", got)
		}
		if len(s.Bands[1].Cells[6]) != 1 || len(s.Shifts) != 4 {
			t.Errorf("%d shifts, sunday %+v", len(s.Shifts), s.Bands[1].Cells[6])
		}
		if len(s.Unmanned) != 4 || s.Unmanned[0].Date != 3 {
			t.Errorf("unmanned %v", s.Unmanned)
		}
		if s.Received.Count.Value != 12 || s.Received.Parts != 2 {
			t.Errorf("received %+v", s.Received)
		}
	}
}

func TestWeekOverTheYearAndWithoutShifts(t *testing.T) {
	s := Rota(field.Day{Year: 2027, Month: 1, Date: 1}, []*centre.Shift{{Date: field.Day{Year: 2026, Month: 12}}}, nil)
	if s.From.String() != "2026-12-28" || s.To.String() != "2027-01-03" || len(s.Bands) != 0 || len(s.Unmanned) != 5 {
		t.Errorf("%s to %s: %+v", s.From, s.To, s.Bands)
	}
	text, err := json.Marshal(s.JSON())
	if err != nil || !strings.Contains(string(text), `"unmanned":["2026-12-28"`) {
		t.Errorf("%v %s", err, text)
	}
}

func TestRotaJSONHasNoNames(t *testing.T) {
	s := Rota(field.Day{Year: 2026, Month: 3, Date: 2}, []*centre.Shift{duty(t, 11, "2026-03-02", "09:00", "11:30", "中心", 1)}, []*centre.Counsellor{made(t, &centre.Counsellor{}, 1, "name=甲样例")})
	text, err := json.Marshal(s.JSON())
	if err != nil || strings.Contains(string(text), "样例") || !strings.Contains(string(text), id(11).String()) {
		t.Errorf("%v %s", err, text)
	}
}
