package paper

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// monthBook is a rota with a duty on every weekday at each place, so many counsellors each.
func monthBook(t testing.TB, people int, places ...string) rota.Book {
	var b rota.Book
	var who []field.ID
	for i := range people {
		b.Counsellors = append(b.Counsellors, docRecord(t, &centre.Counsellor{}, 400+i, fmt.Sprintf("name=样例值班%d", i+1)))
		who = append(who, docID(400+i))
	}
	for i, place := range places {
		for day := range 7 {
			w := docRecord(t, &centre.Template{}, 500+10*i+day, fmt.Sprintf("weekday=%d", day+1), "from=09:00", "to=11:30", "place="+place)
			w.Counsellors = who
			b.Templates = append(b.Templates, w)
		}
	}
	return b
}

func monthDoc(year, month int, b rota.Book, whole bool, lang say.Lang) Document {
	return RotaMonthDoc(summary.Month(field.Day{Year: year, Month: month, Date: 15}, b, law.BuiltIn(), whole), docSetting(lang))
}

// TestAMonthIsOnOneSheet whatever its shape: 28 days in four weeks, months that begin on a Sunday and take six, 31 days; each day once.
func TestAMonthIsOnOneSheet(t *testing.T) {
	for _, m := range []struct{ year, month, days, weeks int }{
		{2021, 2, 28, 4}, {2026, 2, 28, 5}, {2026, 3, 31, 6}, {2026, 11, 30, 6}, {2024, 2, 29, 5}, {2026, 8, 31, 6}, {2026, 12, 31, 5},
	} {
		s := summary.Month(field.Day{Year: m.year, Month: m.month, Date: 15}, monthBook(t, 2, "样例站"), law.Calendar{}, false)
		if s.To.Date != m.days || len(s.Places) != 1 || len(s.Places[0].Weeks) != m.weeks || s.Places[0].Duties != m.days {
			t.Fatalf("%d-%d: to %s, %d places, %d duties", m.year, m.month, s.To, len(s.Places), s.Places[0].Duties)
		}
		for _, lang := range say.Langs() {
			p, _ := checked(t, RotaMonthDoc(s, docSetting(lang)).Doc)
			if n := strings.Count(squash(p.Plain()), "09:00–11:30"); len(p.Sheets) != 1 || n != m.days {
				t.Errorf("%d-%d: %d pages, %d duties of %d", m.year, m.month, len(p.Sheets), n, m.days)
			}
		}
	}
}

// TestEachPlaceHasItsSheet, and a month without any duty says so.
func TestEachPlaceHasItsSheet(t *testing.T) {
	p, _ := checked(t, monthDoc(2026, 3, monthBook(t, 1, "东站样例", "西站样例", "南站样例"), false, say.ZH).Doc)
	if len(p.Sheets) != 3 {
		t.Fatalf("%d pages for three places", len(p.Sheets))
	}
	for i, sheet := range p.Sheets {
		one := &Pages{Sheets: []Page{sheet}}
		text, named := squash(one.Plain()), 0
		for _, place := range []string{"东站", "西站", "南站"} {
			if strings.Contains(text, place) {
				named++
			}
		}
		if named != 1 || len(sheet.Marks) != 1 {
			t.Errorf("page %d names %d places, %d bookmarks:\n%s", i+1, named, len(sheet.Marks), text)
		}
	}
	if text := textOf(t, monthDoc(2026, 3, rota.Book{}, false, say.ZH)); !strings.Contains(text, "本月没有排班") || !strings.Contains(text, "2026年3月值班表") {
		t.Errorf("an empty month:\n%s", text)
	}
}

// TestDaysOfRestAreMarked by name and ground; of a year nobody published anything about it says so.
func TestDaysOfRestAreMarked(t *testing.T) {
	text := textOf(t, monthDoc(2026, 10, monthBook(t, 1, "样例站"), false, say.ZH))
	if !strings.Contains(text, "国庆节") || !strings.Contains(text, "班") || !strings.Contains(text, "休") || strings.Contains(text, "尚未公布") {
		t.Errorf("October 2026:\n%s", text)
	}
	if text := textOf(t, monthDoc(2093, 10, monthBook(t, 1, "样例站"), false, say.ZH)); !strings.Contains(text, "2093年的放假安排尚未公布") || strings.Contains(text, "国庆节") {
		t.Errorf("a year nobody knows:\n%s", text)
	}
	grey := 0
	for _, it := range mustLayout(t, monthDoc(2026, 3, monthBook(t, 1, "样例站"), false, say.ZH).Doc).Sheets[0].Items {
		if b, ok := it.(Box); ok && b.W < 50 {
			grey++
		}
	}
	if grey != 2*9 { // the Saturdays and Sundays of March 2026, their dates and their duties
		t.Errorf("%d pale boxes", grey)
	}
}

// TestFortyNamesFitADay: they are set smaller, and nobody is lost; where even that is not enough the sheet goes on.
func TestFortyNamesFitADay(t *testing.T) {
	for people, most := range map[int]int{40: 1, 400: 12} {
		b := monthBook(t, people, "样例站")
		b.Templates = b.Templates[:1]
		b.Templates[0].Starts, b.Templates[0].Ends = field.Day{Year: 2026, Month: 3, Date: 9}, field.Day{Year: 2026, Month: 3, Date: 9}
		d := monthDoc(2026, 3, b, false, say.ZH)
		p, _ := checked(t, d.Doc)
		wholly(t, d, p)
		if text := squash(p.Plain()); len(p.Sheets) > most || strings.Count(text, "样例值班") < people-len(p.Sheets) {
			t.Errorf("%d people: %d pages, %d of them", people, len(p.Sheets), strings.Count(text, "样例值班"))
		}
	}
}

// TestWhoIsNotPublicIsMaskedOnTheWall and named only on the sheet for the office.
func TestWhoIsNotPublicIsMaskedOnTheWall(t *testing.T) {
	b := monthBook(t, 2, "样例站")
	b.Counsellors[0].Name, b.Counsellors[0].Public = "欧阳样例", field.No
	public, inside := monthDoc(2026, 3, b, false, say.ZH), monthDoc(2026, 3, b, true, say.ZH)
	if text := textOf(t, public); strings.Contains(text, "欧阳样例") || !strings.Contains(text, "欧阳**") || !strings.Contains(text, "隐名") {
		t.Errorf("for the wall:\n%s", text)
	}
	if text := textOf(t, inside); !strings.Contains(text, "欧阳样例") || !strings.Contains(text, "内部使用") {
		t.Errorf("for the office:\n%s", text)
	}
	if !slices.Contains(public.Personal, "counsellor.name") {
		t.Errorf("personal %v", public.Personal)
	}
}

// TestAMonthCountsItsDuties and the working days nobody has.
func TestAMonthCountsItsDuties(t *testing.T) {
	b := monthBook(t, 1, "样例站")
	b.Templates = b.Templates[1:] // no Mondays
	b.Shifts = []*centre.Shift{docRecord(t, &centre.Shift{}, 600, "date=2026-03-03", "from=09:00", "to=11:30", "place=样例站", "state=served", "received=7人次")}
	s := summary.Month(field.Day{Year: 2026, Month: 3, Date: 1}, b, law.Calendar{}, false)
	p := s.Places[0]
	if p.Duties != 31-5 || len(p.Unmanned) != 5 || len(p.Shifts) != 1 || p.Received.Count.Value != 7 {
		t.Errorf("%d duties, unmanned %v, received %v", p.Duties, p.Unmanned, p.Received)
	}
	place := s.JSON()["places"].([]any)[0].(map[string]any)
	if place["duties"] != 26 || len(place["days"].([]any)) != 26 || len(place["unmanned"].([]any)) != 5 {
		t.Errorf("figures %v", place)
	}
}

// TestAWeekMarksItsDaysOfRest in the heads of the days, once it knows them.
func TestAWeekMarksItsDaysOfRest(t *testing.T) {
	s := summary.Week(field.Day{Year: 2026, Month: 10, Date: 5}, monthBook(t, 1, "样例站"))
	if text := textOf(t, RotaDoc(s, docSetting(say.ZH))); strings.Contains(text, "休") {
		t.Errorf("it marks what it does not know:\n%s", text)
	}
	s.Mark(law.BuiltIn())
	text := textOf(t, RotaDoc(s, docSetting(say.ZH)))
	if !strings.Contains(text, "10月5日休") || !strings.Contains(text, "10月10日班") {
		t.Errorf("the week of the National Day:\n%s", text)
	}
	if text := textOf(t, RotaDoc(s, docSetting(say.EN))); !strings.Contains(text, "rest") || !strings.Contains(text, "workday") {
		t.Errorf("in English:\n%s", text)
	}
}
