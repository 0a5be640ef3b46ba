package summary

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/rota"
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
		if want := []OnDuty{{Name: "乙*例"}, {Away: true}}; len(monday) != 2 || monday[0].Place != "中心" || !slices.Equal(monday[1].People, want) {
			t.Errorf("monday %+v", monday)
		}
		if got := s.Bands[1].Cells[0][0]; !slices.Equal(got.People, []OnDuty{{Name: "丙样例", Away: true}, {Name: "甲样例", Stepped: true}}) {
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
	if err != nil || !strings.Contains(string(text), `"unmanned":[{"date":"2026-12-28"}`) {
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

func TestWeekKnowsTemplatesAndAbsences(t *testing.T) {
	book := rota.Book{
		Counsellors: []*centre.Counsellor{made(t, &centre.Counsellor{}, 1, "name=甲样例"), made(t, &centre.Counsellor{}, 2, "name=乙样例")},
		Templates:   []*centre.Template{made(t, &centre.Template{}, 5, "weekday=3", "from=09:00", "to=11:30", "place=中心"), made(t, &centre.Template{}, 6, "weekday=5", "from=09:00", "to=11:30", "place=中心")},
		Absences:    []*centre.Absence{made(t, &centre.Absence{}, 7, "counsellor="+id(1).String(), "kind=leave", "from=2026-03-04", "to=2026-03-04")},
		Closed:      func(d field.Day) bool { return d.Date == 6 },
	}
	for _, x := range book.Templates {
		x.Counsellors = []field.ID{id(1)}
	}
	s := Week(field.Day{Year: 2026, Month: 3, Date: 6}, book)
	wednesday := s.Bands[0].Cells[2]
	if len(s.Bands) != 1 || len(wednesday) != 1 || wednesday[0].ID != (field.ID{}) || !slices.Equal(wednesday[0].People, []OnDuty{{Name: "甲样例", Away: true}}) {
		t.Errorf("%+v", s.Bands)
	}
	if len(s.Gaps) != 1 || s.Gaps[0].Date.Date != 4 || s.Duties != 1 || len(s.Shifts) != 0 {
		t.Errorf("gaps %+v of %d duties", s.Gaps, s.Duties)
	}
	if len(s.Unmanned) != 3 { // Monday, Tuesday and Thursday; Friday is a holiday
		t.Errorf("unmanned %v", s.Unmanned)
	}
}
