package rota

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

func day(t testing.TB, text string) field.Day {
	t.Helper()
	d, ok := field.ParseDay(text, 0)
	if !ok {
		t.Fatalf("bad day %q in the test", text)
	}
	return d
}

// id makes a name for a record: the same letters are the same record.
func id(name string) field.ID { return uuid.NewSHA1(uuid.NameSpaceOID, []byte(name)) }

func idList(names string) (out []field.ID) {
	for _, n := range strings.Fields(names) {
		out = append(out, id(n))
	}
	return out
}

// letters gives the records of these tests their names back.
func letters(who field.ID) string {
	for _, n := range []string{"a", "b", "c", "x"} {
		if id(n) == who {
			return n
		}
	}
	return "?"
}

func shift(t *testing.T, name, date, from, to, place, people string) *centre.Shift {
	s := &centre.Shift{Date: day(t, date), From: from, To: to, Place: place, Counsellors: idList(people), State: "planned"}
	s.ID = id(name)
	return s
}

func away(t *testing.T, who, from, to string) *centre.Absence {
	return &centre.Absence{Counsellor: id(who), From: day(t, from), To: day(t, to)}
}

func appointment(t *testing.T, name, date, from, to, who string) *centre.Appointment {
	a := &centre.Appointment{Date: day(t, date), From: from, To: to, Counsellor: id(who), State: "booked"}
	a.ID = id(name)
	return a
}

// book has two counsellors and one who left, a template for Monday mornings with a, and one for Monday afternoons with b.
func book(t *testing.T) Book {
	var b Book
	for _, n := range []string{"a", "b", "c"} {
		c := &centre.Counsellor{Expertise: []string{"legal"}}
		if n == "b" {
			c.Expertise = []string{"psychology", "health"}
		}
		if n == "c" {
			c.To = day(t, "2025-12")
		}
		c.ID = id(n)
		b.Counsellors = append(b.Counsellors, c)
	}
	for _, x := range []struct{ name, from, to, people string }{{"morning", "09:00", "11:30", "a"}, {"afternoon", "13:30", "17:00", "b"}} {
		m := &centre.Template{Place: "中心", Weekday: "1", From: x.from, To: x.to, Counsellors: idList(x.people), Capacity: 4, Starts: day(t, "2026-01-05"), Ends: day(t, "2026-12")}
		m.ID = id(x.name)
		b.Templates = append(b.Templates, m)
	}
	return b
}

// show writes duties as "09:00-11:30 中心 a", with what is left of a person's time and * for who stepped in.
func show(ds []Duty) string {
	var out []string
	for _, d := range ds {
		line := d.Span.String() + " " + d.Place
		for _, p := range d.People {
			line += " " + letters(p.Who)
			if p.Steps {
				line += "*"
			}
			if !slices.Equal(p.There, []Span{d.Span}) {
				line += fmt.Sprint(p.There)
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

func list(ts []Trouble) string {
	var out []string
	for _, x := range ts {
		who := ""
		if x.Who != (field.ID{}) {
			who = letters(x.Who) + " "
		}
		out = append(out, string(x.Kind)+" "+who+x.Span.String())
	}
	return strings.Join(out, "; ")
}

func TestTemplateAndItsExceptions(t *testing.T) {
	const monday = "2026-03-02"
	for _, c := range []struct {
		name string
		with func(*Book)
		on   string
		want string
		bad  string
	}{
		{"plain week", func(*Book) {}, monday, "09:00-11:30 中心 a; 13:30-17:00 中心 b", ""},
		{"other weekday", func(*Book) {}, "2026-03-03", "", ""},
		{"first day", func(*Book) {}, "2026-01-05", "09:00-11:30 中心 a; 13:30-17:00 中心 b", ""},
		{"before the first day", func(*Book) {}, "2025-12-29", "", ""},
		{"last month", func(*Book) {}, "2026-12-28", "09:00-11:30 中心 a; 13:30-17:00 中心 b", ""},
		{"after the last month", func(*Book) {}, "2027-01-04", "", ""},
		{"closed", func(b *Book) { b.Closed = func(field.Day) bool { return true } }, monday, "", ""},
		{"closed, but a shift is written down", func(b *Book) {
			b.Closed = func(field.Day) bool { return true }
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "09:00", "11:30", "中心", "b"))
		}, monday, "09:00-11:30 中心 b", ""},
		{"deleted template", func(b *Book) { b.Templates[0].Gone = 1 }, monday, "13:30-17:00 中心 b", ""},
		{"a shift beats the template", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "09:00", "11:30", "中心", "b"))
		}, monday, "09:00-11:30 中心 b; 13:30-17:00 中心 b", ""},
		{"a shorter one leaves a gap", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "09:30", "11:00", "中心", "a"))
		}, monday, "09:30-11:00 中心 a; 13:30-17:00 中心 b", "gap 09:00-09:30; gap 11:00-11:30"},
		{"a shift elsewhere does not", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "09:00", "11:30", "一站", "b"))
		}, monday, "09:00-11:30 一站 b; 09:00-11:30 中心 a; 13:30-17:00 中心 b", ""},
		{"a shift that touches does not", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "11:30", "13:30", "中心", "a"))
		}, monday, "09:00-11:30 中心 a; 11:30-13:30 中心 a; 13:30-17:00 中心 b", ""},
		{"a deleted shift", func(b *Book) {
			s := shift(t, "s", monday, "09:00", "11:30", "中心", "b")
			s.Gone = 1
			b.Shifts = append(b.Shifts, s)
		}, monday, "09:00-11:30 中心 a; 13:30-17:00 中心 b", ""},
		{"absence beats the template", func(b *Book) { b.Absences = append(b.Absences, away(t, "a", monday, monday)) },
			monday, "09:00-11:30 中心 a[]; 13:30-17:00 中心 b", "away a 09:00-11:30; gap 09:00-11:30"},
		{"absence of that morning only", func(b *Book) { b.Absences = append(b.Absences, away(t, "b", "2026-03-01", monday+"上午")) },
			monday, "09:00-11:30 中心 a; 13:30-17:00 中心 b", ""},
		{"absence from the afternoon on", func(b *Book) { b.Absences = append(b.Absences, away(t, "b", monday+"下午", "2026-04")) },
			monday, "09:00-11:30 中心 a; 13:30-17:00 中心 b[]", "away b 13:30-17:00; gap 13:30-17:00"},
		{"absence of a month", func(b *Book) { b.Absences = append(b.Absences, away(t, "a", "2026-03", "2026-03")) },
			monday, "09:00-11:30 中心 a[]; 13:30-17:00 中心 b", "away a 09:00-11:30; gap 09:00-11:30"},
		{"absence that is over", func(b *Book) { b.Absences = append(b.Absences, away(t, "a", "2026-02-20", "2026-03-01")) },
			monday, "09:00-11:30 中心 a; 13:30-17:00 中心 b", ""},
		{"deleted absence", func(b *Book) {
			b.Absences = append(b.Absences, away(t, "a", monday, monday))
			b.Absences[0].Gone = 1
		}, monday, "09:00-11:30 中心 a; 13:30-17:00 中心 b", ""},
		{"half of a long duty", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "09:00", "17:00", "中心", "a"))
			b.Absences = append(b.Absences, away(t, "a", monday+"下午", monday))
		}, monday, "09:00-17:00 中心 a[09:00-12:00]", "away a 12:00-17:00; gap 12:00-17:00"},
		{"two share the day", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "09:00", "17:00", "中心", "a b"))
			b.Absences = append(b.Absences, away(t, "a", monday+"下午", monday), away(t, "b", monday, monday+"上午"))
		}, monday, "09:00-17:00 中心 a[09:00-12:00] b[12:00-17:00]", "away b 09:00-12:00; away a 12:00-17:00"},
		{"her appointment ended", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "09:00", "11:30", "中心", "c"))
		}, monday, "09:00-11:30 中心 c[]; 13:30-17:00 中心 b", "away c 09:00-11:30; gap 09:00-11:30"},
		{"nobody knows her", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "09:00", "11:30", "中心", "x"))
		}, monday, "09:00-11:30 中心 x[]; 13:30-17:00 中心 b", "away x 09:00-11:30; gap 09:00-11:30"},
		{"nobody is on the list", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "09:00", "11:30", "中心", ""))
		}, monday, "09:00-11:30 中心; 13:30-17:00 中心 b", "gap 09:00-11:30"},
		{"served although away", func(b *Book) {
			s := shift(t, "s", monday, "09:00", "11:30", "中心", "a")
			s.State = "served"
			b.Shifts, b.Absences = append(b.Shifts, s), append(b.Absences, away(t, "a", monday, monday))
		}, monday, "09:00-11:30 中心 a; 13:30-17:00 中心 b", ""},
		{"did not come", func(b *Book) {
			s := shift(t, "s", monday, "09:00", "11:30", "中心", "a")
			s.State = "absent"
			b.Shifts = append(b.Shifts, s)
		}, monday, "09:00-11:30 中心 a[]; 13:30-17:00 中心 b", "gap 09:00-11:30"},
		{"somebody stepped in", func(b *Book) {
			s := shift(t, "s", monday, "09:00", "11:30", "中心", "a")
			s.State, s.Substitute = "substituted", id("b")
			b.Shifts = append(b.Shifts, s)
		}, monday, "09:00-11:30 中心 a[] b*; 13:30-17:00 中心 b", ""},
		{"somebody stepped in for one of two", func(b *Book) {
			s := shift(t, "s", monday, "09:00", "11:30", "中心", "a c")
			s.State, s.Substitute = "substituted", id("b")
			b.Shifts = append(b.Shifts, s)
		}, monday, "09:00-11:30 中心 a c[] b*; 13:30-17:00 中心 b", ""},
		{"who stepped in is away too", func(b *Book) {
			s := shift(t, "s", monday, "09:00", "11:30", "中心", "a")
			s.Substitute = id("b")
			b.Shifts, b.Absences = append(b.Shifts, s), append(b.Absences, away(t, "b", monday, monday+"上午"))
		}, monday, "09:00-11:30 中心 a[] b*[]; 13:30-17:00 中心 b", "away b 09:00-11:30; away a 09:00-11:30; gap 09:00-11:30"},
		{"two places at once", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "11:00", "14:00", "一站", "a b"))
		}, monday, "09:00-11:30 中心 a; 11:00-14:00 一站 a b; 13:30-17:00 中心 b", "overlap a 11:00-11:30; overlap b 13:30-14:00"},
		{"two places one after the other", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "11:30", "13:30", "一站", "a b"))
		}, monday, "09:00-11:30 中心 a; 11:30-13:30 一站 a b; 13:30-17:00 中心 b", ""},
		{"two places, away from one", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "11:00", "14:00", "一站", "b"))
			b.Absences = append(b.Absences, away(t, "b", monday+"下午", monday))
		}, monday, "09:00-11:30 中心 a; 11:00-14:00 一站 b[11:00-12:00]; 13:30-17:00 中心 b[]",
			"away b 12:00-14:00; gap 12:00-14:00; away b 13:30-17:00; gap 13:30-17:00"},
		{"times that cannot be read", func(b *Book) {
			b.Shifts = append(b.Shifts, shift(t, "s", monday, "11:00", "9:00", "一站", "b"), shift(t, "u", monday, "12:00", "11:00", "一站", "b"), shift(t, "v", "2026-03", "09:00", "10:00", "一站", "b"))
			b.Templates[1].To = ""
		}, monday, "09:00-11:30 中心 a", ""},
	} {
		b := book(t)
		c.with(&b)
		r := New(b)
		if got := show(r.On(day(t, c.on))); got != c.want {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
		if got := list(r.Troubles(day(t, c.on), day(t, c.on))); got != c.bad {
			t.Errorf("%s: trouble %s\nwant %s", c.name, got, c.bad)
		}
	}
}

func TestAppointments(t *testing.T) {
	const monday = "2026-03-02"
	at := func(name, from, to, who string) *centre.Appointment {
		return appointment(t, name, monday, from, to, who)
	}
	for _, c := range []struct {
		name string
		with func(*Book)
		want string
	}{
		{"inside", func(b *Book) { b.Appointments = append(b.Appointments, at("1", "09:00", "09:30", "a")) }, ""},
		{"to the last minute", func(b *Book) { b.Appointments = append(b.Appointments, at("1", "11:00", "11:30", "a")) }, ""},
		{"without an end", func(b *Book) { b.Appointments = append(b.Appointments, at("1", "11:00", "", "a")) }, ""},
		{"without an end, too late", func(b *Book) { b.Appointments = append(b.Appointments, at("1", "11:01", "", "a")) }, "outside a 11:01-11:31"},
		{"part of it outside", func(b *Book) { b.Appointments = append(b.Appointments, at("1", "11:00", "11:45", "a")) }, "outside a 11:00-11:45"},
		{"with somebody else's duty", func(b *Book) { b.Appointments = append(b.Appointments, at("1", "09:00", "09:30", "b")) }, "outside b 09:00-09:30"},
		{"elsewhere", func(b *Book) {
			b.Appointments = append(b.Appointments, at("1", "09:00", "09:30", "a"))
			b.Appointments[0].Place = "一站"
		}, "outside a 09:00-09:30"},
		{"one after the other", func(b *Book) {
			b.Appointments = append(b.Appointments, at("1", "09:00", "09:30", "a"), at("2", "09:30", "10:00", "a"))
		}, ""},
		{"at once", func(b *Book) {
			b.Appointments = append(b.Appointments, at("1", "09:00", "09:30", "a"), at("2", "09:29", "10:00", "a"))
		}, "twice a 09:29-09:30"},
		{"at once, but one was cancelled, one moved, one deleted", func(b *Book) {
			b.Appointments = append(b.Appointments, at("1", "09:00", "09:30", "a"), at("2", "09:00", "09:30", "a"), at("3", "09:00", "09:30", "a"), at("4", "09:00", "09:30", "a"))
			b.Appointments[0].State, b.Appointments[1].State, b.Appointments[2].Gone = "cancelled", "moved", 1
		}, ""},
		{"she is away", func(b *Book) {
			b.Appointments = append(b.Appointments, at("1", "09:00", "09:30", "a"))
			b.Absences = append(b.Absences, away(t, "a", monday, monday+"上午"))
		}, "unkept a 09:00-09:30; away a 09:00-11:30; gap 09:00-11:30"},
		{"as many as fit", func(b *Book) {
			b.Templates[0].Capacity = 2
			b.Appointments = append(b.Appointments, at("1", "09:00", "09:30", "a"), at("2", "09:30", "10:00", "a"))
		}, ""},
		{"one too many", func(b *Book) {
			b.Templates[0].Capacity = 1
			b.Appointments = append(b.Appointments, at("1", "09:00", "09:30", "a"), at("2", "09:30", "10:00", "a"))
		}, "over 09:00-11:30"},
		{"no limit", func(b *Book) {
			b.Templates[0].Capacity = 0
			b.Appointments = append(b.Appointments, at("1", "09:00", "09:30", "a"), at("2", "09:30", "10:00", "a"))
		}, ""},
	} {
		b := book(t)
		c.with(&b)
		if got := list(New(b).Troubles(day(t, monday), day(t, monday))); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestFreeAndBookable(t *testing.T) {
	monday := day(t, "2026-03-02")
	b := book(t)
	b.Appointments = append(b.Appointments, appointment(t, "1", "2026-03-02", "09:30", "10:00", "a"), appointment(t, "2", "2026-03-02", "12:00", "12:30", "b"))
	r := New(b)
	span := func(from, to string) Span { s, _ := ParseSpan(from, to, 0); return s }
	names := func(ids []field.ID) (out string) {
		for _, i := range ids {
			out += letters(i)
		}
		return out
	}
	for _, c := range []struct{ from, to, expertise, want string }{
		{"09:00", "09:30", "", "b"}, {"11:30", "12:00", "", "ab"}, {"11:00", "12:00", "", "b"}, {"11:30", "12:01", "", "a"},
		{"12:30", "13:30", "", "ab"}, {"12:30", "13:31", "", "a"}, {"12:30", "13:00", "health", "b"}, {"12:30", "13:00", "legal", "a"}, {"12:30", "13:00", "medicine", ""},
	} {
		if got := names(r.Free(monday, span(c.from, c.to), c.expertise)); got != c.want {
			t.Errorf("free %s-%s %s: %s, want %s", c.from, c.to, c.expertise, got, c.want)
		}
	}
	morning := r.On(monday)[0]
	for _, c := range []struct{ from, to, expertise, want string }{
		{"09:00", "09:30", "", "a"}, {"09:00", "09:31", "", ""}, {"11:00", "11:30", "legal", "a"}, {"11:00", "11:30", "health", ""}, {"11:00", "11:31", "", ""},
	} {
		if got := names(r.Bookable(morning, span(c.from, c.to), c.expertise)); got != c.want {
			t.Errorf("bookable %s-%s: %s, want %s", c.from, c.to, got, c.want)
		}
	}
	var slots []string
	for _, s := range r.Slots(morning, 40, "") {
		slots = append(slots, s.Span.String()+names(s.Who))
	}
	if got := strings.Join(slots, " "); got != "10:20-11:00a" { // 9:00 and 9:40 meet the appointment, 11:00 is too short
		t.Error(got)
	}
	if left, limited := r.Left(morning); left != 3 || !limited {
		t.Error(left, limited)
	}
	b.Templates[0].Capacity = 1
	if r := New(b); r.Bookable(r.On(monday)[0], span("11:00", "11:30"), "") != nil {
		t.Error("a full duty takes one more")
	}
	if len(r.Slots(morning, 0, "")) != 0 {
		t.Error("slots of no length")
	}
}

func TestWhatASaveWouldBreak(t *testing.T) {
	const monday = "2026-03-02"
	b := book(t)
	b.Shifts = append(b.Shifts, shift(t, "s", monday, "11:00", "12:00", "一站", "b"))
	b.Appointments = append(b.Appointments, appointment(t, "1", monday, "09:00", "09:30", "a"))
	r := New(b)
	fresh := shift(t, "", monday, "09:00", "11:30", "二站", "a")
	fresh.ID = field.ID{}
	if got := list(r.IfShift(fresh)); got != "overlap a 09:00-11:30" {
		t.Error("a new shift:", got)
	}
	fresh.Place = "中心"
	if got := list(r.IfShift(fresh)); got != "" {
		t.Error("a new shift in place of the template's:", got)
	}
	if got := list(r.IfShift(shift(t, "s", monday, "11:00", "12:00", "一站", "a"))); got != "overlap a 11:00-11:30" {
		t.Error("a shift that changes:", got)
	}
	if got := list(r.IfShift(shift(t, "z", "2026-03", "11:00", "12:00", "一站", "a"))); got != "" {
		t.Error("a shift without its day:", got)
	}
	if got := list(r.IfBooked(appointment(t, "2", monday, "09:15", "09:45", "a"))); got != "twice a 09:15-09:30" {
		t.Error("an appointment:", got)
	}
	if got := list(r.IfBooked(appointment(t, "1", monday, "10:00", "10:30", "a"))); got != "" {
		t.Error("an appointment that moves:", got)
	}
	if got := list(r.IfAbsent(away(t, "a", "2026-02-28", "2026-03-15"))); got != "unkept a 09:00-09:30; away a 09:00-11:30; gap 09:00-11:30; away a 09:00-11:30; gap 09:00-11:30" {
		t.Error("an absence:", got)
	}
	if got := r.IfAbsent(away(t, "b", "2026-03", "2026-03")); len(got) != 12 { // five Mondays twice, and the shift
		t.Error("an absence of a month:", list(got))
	}
	if got := r.IfAbsent(&centre.Absence{Counsellor: id("a"), From: day(t, monday)}); got != nil {
		t.Error("an absence without an end:", list(got))
	}
	if got := r.IfAbsent(away(t, "a", "2026-03-02", "2999-01-01")); len(got) != 2*44+1 { // to the end of the template's year
		t.Error("an absence of centuries:", len(got))
	}
}

func TestWeek(t *testing.T) {
	b := book(t)
	b.Shifts = append(b.Shifts, shift(t, "s", "2026-03-04", "09:00", "11:30", "中心", "a"), shift(t, "u", "2026-03-05", "09:00", "11:30", "一站", ""), shift(t, "v", "2026-03-09", "09:00", "11:30", "一站", ""))
	b.Absences = append(b.Absences, away(t, "b", "2026-03-02", "2026-03-02"))
	b.Closed = func(d field.Day) bool { return d.Date >= 7 }
	r := New(b)
	for _, in := range []string{"2026-03-02", "2026-03-05", "2026-03-08上午"} {
		w := r.Week(day(t, in))
		var got []string
		for _, row := range w.Rows {
			line := row.Place + " " + row.Span.String()
			for _, c := range row.Cells {
				line += fmt.Sprintf(" %d%v", len(c.Duties), c.Gaps)
			}
			got = append(got, line)
		}
		want := []string{
			"一站 09:00-11:30 0[] 0[] 0[] 1[09:00-11:30] 0[] 0[] 0[]",
			"中心 09:00-11:30 1[] 0[] 1[] 0[] 0[] 0[] 0[]",
			"中心 13:30-17:00 1[13:30-17:00] 0[] 0[] 0[] 0[] 0[] 0[]",
		}
		if !slices.Equal(got, want) || w.Days[0] != day(t, "2026-03-02") || w.Closed != [7]bool{5: true, 6: true} {
			t.Errorf("%s: %s\n%v %v", in, strings.Join(got, "\n"), w.Days, w.Closed)
		}
	}
	p := r.WeekByPerson(day(t, "2026-03-02"))
	if len(p.Rows) != 1 || p.Rows[0].Who != id("a") || len(p.Rows[0].Cells[0].Duties) != 1 || len(p.Rows[0].Cells[2].Duties) != 1 {
		t.Error(p.Rows)
	}
	p = r.WeekByPerson(day(t, "2026-04-07"))
	if len(p.Rows) != 2 || p.Rows[1].Who != id("b") {
		t.Error(p.Rows)
	}
}

func TestDutyBecomesAShift(t *testing.T) {
	d := New(book(t)).On(day(t, "2026-03-02"))[0]
	s := d.Record()
	if ps := s.Check(); len(ps) > 0 || s.From != "09:00" || s.To != "11:30" || s.Capacity != 4 || !slices.Equal(s.Counsellors, idList("a")) || s.State != "planned" {
		t.Error(s, s.Check())
	}
	s.ID = id("saved")
	b := book(t)
	b.Shifts = append(b.Shifts, s)
	again := New(b).On(day(t, "2026-03-02"))
	if len(again) != 2 || again[0].Shift != s.ID || again[0].Template != id("morning") {
		t.Error(show(again))
	}
	if !slices.Equal(d.Here(), idList("a")) {
		t.Error(d.Here())
	}
}

func TestTroubleInWords(t *testing.T) {
	name := func(field.ID) string { return "甲" }
	for kind, want := range map[Kind]string{
		Overlap: "2026年3月2日 09:00至11:30，甲同时排在中心和未填地点。",
		Away:    "2026年3月2日 09:00至11:30，甲不在，却排在中心。",
		Gap:     "2026年3月2日 09:00至11:30，中心无人值班。",
		Twice:   "2026年3月2日 09:00至11:30，甲同时有两个预约。",
		Unkept:  "2026年3月2日 09:00至11:30的预约：甲不在。",
		Outside: "2026年3月2日 09:00至11:30的预约：甲此时不值班。",
		Over:    "2026年3月2日 09:00至11:30，中心有5个预约，只能安排4个。",
	} {
		x := Trouble{Kind: kind, Date: day(t, "2026-03-02"), Span: Span{540, 690}, Place: "中心", Count: 5, Limit: 4}
		if got := x.Text(say.For(say.ZH), name); got != want {
			t.Errorf("%s: %s", kind, got)
		}
		if got := x.Text(say.For(say.EN), name); strings.Contains(got, "⟦") {
			t.Errorf("%s: %s", kind, got)
		}
	}
}
