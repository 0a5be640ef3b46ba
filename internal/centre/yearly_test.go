package centre

import (
	"testing"
	"time"

	"cn.halfsky/internal/field"
)

func TestADayMovesToAnotherYear(t *testing.T) {
	for _, c := range []struct {
		day     string
		year    int
		weekday bool
		want    string
	}{
		{"2008-03-06pm", 2009, false, "2009-03-06pm"}, {"2008-03-06pm", 2009, true, "2009-03-05pm"}, // a Thursday both times
		{"2008-03", 2009, true, "2009-03"}, {"2008", 2009, true, "2009"}, {"2008-02-29", 2009, false, "2009-02-28"},
		{"2008-02-29", 2012, true, "2012-03-02"}, {"2010-12-31", 2011, true, "2011-12-30"}, {"2010-01-01", 2011, true, "2010-12-31"},
	} {
		d, _ := field.ParseDay(c.day, 0)
		if got := MoveYear(d, c.year, c.weekday); got.String() != c.want {
			t.Errorf("%s in %d: %s, want %s", c.day, c.year, got, c.want)
		}
	}
	if !MoveYear(field.Day{}, 2009, true).IsZero() {
		t.Error("no day became one")
	}
}

// FuzzMoveYear: the weekday holds, and the move is never further than half a week.
func FuzzMoveYear(f *testing.F) {
	f.Add(39512, 2009)
	f.Add(39506, 2013)
	f.Fuzz(func(t *testing.T, n, year int) {
		if n < 0 || n > 300_000 || year < 1901 || year > 2998 {
			return
		}
		d := field.DayOf(time.Date(1900, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, n))
		got, plain := MoveYear(d, year, true), MoveYear(d, year, false)
		if off := got.Time().Sub(plain.Time()).Hours() / 24; !got.Valid() || off < -3 || off > 3 || got.Time().Weekday() != d.Time().Weekday() {
			t.Errorf("%s in %d: %s, the same date %s", d, year, got, plain)
		}
	})
}

func TestTheYearInANameIsMended(t *testing.T) {
	for name, want := range map[string]string{
		"2008年“三八”国际妇女节活动": "2009年“三八”国际妇女节活动", "二〇〇八年三八系列": "二〇〇九年三八系列", "二○○八年": "二○○九年", "二零零八年": "二零零九年",
		"2007—2008年度": "2007—2009年度", "热线12008号": "热线12008号", "三八系列": "三八系列", "": "",
	} {
		if got := MendYear(name, 2008, 2009); got != want {
			t.Errorf("%s: %s", name, got)
		}
	}
}
