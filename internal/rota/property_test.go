package rota

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// randomBook has a few people, places and days, so that things meet often.
func randomBook(rnd *rand.Rand) Book {
	var b Book
	first := field.Day{Year: 2026, Month: 3, Date: 2}
	people := idList("a b c x")
	places := []string{"中心", "一站"}
	pick := func(n int) (from, to string) {
		f := rnd.IntN(20)
		t := f + 1 + rnd.IntN(24-f)
		return clock(8*60 + f*30), clock(8*60 + t*30)
	}
	some := func() (out []field.ID) {
		for _, p := range people {
			if rnd.IntN(3) == 0 {
				out = append(out, p)
			}
		}
		return out
	}
	number := func(kind string, i int) field.ID { return id(fmt.Sprint(kind, i)) }
	for i, p := range people[:3] {
		c := &centre.Counsellor{Expertise: []string{[]string{"legal", "health"}[i%2]}}
		if i == 2 {
			c.From, c.To = first.Add(rnd.IntN(7)), first.Add(7+rnd.IntN(7))
		}
		c.ID = p
		b.Counsellors = append(b.Counsellors, c)
	}
	for i := range rnd.IntN(8) {
		m := &centre.Template{Place: places[rnd.IntN(2)], Weekday: fmt.Sprint(1 + rnd.IntN(7)), Counsellors: some(), Capacity: int64(rnd.IntN(3))}
		m.From, m.To = pick(i)
		m.ID = number("template", i)
		b.Templates = append(b.Templates, m)
	}
	for i := range rnd.IntN(8) {
		s := &centre.Shift{Place: places[rnd.IntN(2)], Date: first.Add(rnd.IntN(14)), Counsellors: some(), State: centre.ShiftState.Codes[rnd.IntN(4)].Code}
		if rnd.IntN(4) == 0 {
			s.Substitute = people[rnd.IntN(3)]
		}
		s.From, s.To = pick(i)
		s.ID = number("shift", i)
		b.Shifts = append(b.Shifts, s)
	}
	for i := range rnd.IntN(6) {
		a := &centre.Absence{Counsellor: people[rnd.IntN(4)], From: first.Add(rnd.IntN(14))}
		a.To = a.From.Add(rnd.IntN(4))
		a.From.Half, a.To.Half = field.Half(rnd.IntN(3)), field.Half(rnd.IntN(3))
		a.ID = number("absence", i)
		b.Absences = append(b.Absences, a)
	}
	for i := range rnd.IntN(10) {
		a := &centre.Appointment{Date: first.Add(rnd.IntN(14)), Counsellor: people[rnd.IntN(3)], State: centre.AppointmentState.Codes[rnd.IntN(5)].Code}
		a.From, a.To = pick(i)
		a.ID = number("appointment", i)
		b.Appointments = append(b.Appointments, a)
	}
	return b
}

func forRandomBooks(t *testing.T, f func(t *testing.T, rnd *rand.Rand, b Book, from, to field.Day)) {
	rnd := rand.New(rand.NewPCG(7, 8))
	from := field.Day{Year: 2026, Month: 3, Date: 2}
	for range 1500 {
		f(t, rnd, randomBook(rnd), from, from.Add(13))
		if t.Failed() {
			return
		}
	}
}

// absentAt is the plain question, asked for one minute.
func absentAt(b Book, who field.ID, d field.Day, minute int) bool {
	at := d.Time().Unix()/60 + int64(minute)
	for _, c := range b.Counsellors {
		if c.ID == who && !d.Within(c.From, c.To) {
			return true
		}
	}
	if !slices.ContainsFunc(b.Counsellors, func(c *centre.Counsellor) bool { return c.ID == who }) {
		return true
	}
	for _, a := range b.Absences {
		from, to := a.From.Time().Unix()/60, a.To.Time().Unix()/60+midnight
		if a.From.Half == field.Afternoon {
			from += noon
		}
		if a.To.Half == field.Morning {
			to -= noon
		}
		if a.Counsellor == who && from <= at && at < to {
			return true
		}
	}
	return false
}

// TestMinuteByMinute asks for every quarter of an hour what the rota worked out in spans: who is there, where nobody is, who
// would have to be in two places.
func TestMinuteByMinute(t *testing.T) {
	forRandomBooks(t, func(t *testing.T, rnd *rand.Rand, b Book, from, to field.Day) {
		r := New(b)
		d := from.Add(rnd.IntN(14))
		duties, troubles := r.On(d), r.Troubles(d, d)
		said := func(k Kind, who field.ID, place string, minute int) bool {
			return slices.ContainsFunc(troubles, func(x Trouble) bool {
				return x.Kind == k && x.Who == who && (x.Place == place || k == Overlap) && x.Span.From <= minute && minute < x.Span.To
			})
		}
		for minute := 7 * 60; minute < 21*60; minute += 15 {
			places := map[string]int{}
			at := map[field.ID]int{}
			for _, duty := range duties {
				on := duty.Span.From <= minute && minute < duty.Span.To
				if on {
					places[duty.Place] += 0
				}
				for _, p := range duty.People {
					there := slices.ContainsFunc(p.There, func(s Span) bool { return s.From <= minute && minute < s.To })
					if there && (!on || duty.State != "served" && absentAt(b, p.Who, d, minute)) {
						t.Fatalf("%s: %s is there at %s", d, letters(p.Who), clock(minute))
					}
					if there {
						places[duty.Place]++
						at[p.Who]++
					}
				}
			}
			for place, n := range places {
				if gap := said(Gap, field.ID{}, place, minute); gap != (n == 0) {
					t.Fatalf("%s %s %s: %d people, gap %v", d, place, clock(minute), n, gap)
				}
			}
			for who, n := range at {
				if twice := said(Overlap, who, "", minute); twice != (n > 1) {
					t.Fatalf("%s %s: in %d places, said %v", d, clock(minute), n, twice)
				}
			}
		}
	})
}

// TestOrderOfRecordsDoesNotMatter shuffles every list.
func TestOrderOfRecordsDoesNotMatter(t *testing.T) {
	forRandomBooks(t, func(t *testing.T, rnd *rand.Rand, b Book, from, to field.Day) {
		duties, troubles := New(b).Duties(from, to), New(b).Troubles(from, to)
		rnd.Shuffle(len(b.Templates), func(i, j int) { b.Templates[i], b.Templates[j] = b.Templates[j], b.Templates[i] })
		rnd.Shuffle(len(b.Shifts), func(i, j int) { b.Shifts[i], b.Shifts[j] = b.Shifts[j], b.Shifts[i] })
		rnd.Shuffle(len(b.Absences), func(i, j int) { b.Absences[i], b.Absences[j] = b.Absences[j], b.Absences[i] })
		rnd.Shuffle(len(b.Appointments), func(i, j int) { b.Appointments[i], b.Appointments[j] = b.Appointments[j], b.Appointments[i] })
		if !reflect.DeepEqual(duties, New(b).Duties(from, to)) {
			t.Fatalf("the duties changed: %s", show(duties))
		}
		if !reflect.DeepEqual(troubles, New(b).Troubles(from, to)) {
			t.Fatalf("the trouble changed: %s", list(troubles))
		}
	})
}

// TestAbsenceOnlyTakesAway: one more absence never puts anybody anywhere.
func TestAbsenceOnlyTakesAway(t *testing.T) {
	forRandomBooks(t, func(t *testing.T, rnd *rand.Rand, b Book, from, to field.Day) {
		before := New(b).Duties(from, to)
		a := &centre.Absence{Counsellor: id("a"), From: from.Add(rnd.IntN(7)), To: from.Add(7 + rnd.IntN(7))}
		b.Absences = append(b.Absences, a)
		after := New(b).Duties(from, to)
		if len(before) != len(after) {
			t.Fatal("an absence changed the duties")
		}
		for i := range after {
			for j, p := range after[i].People {
				if len(without(p.There, before[i].People[j].There)) > 0 {
					t.Fatal("an absence put somebody on duty")
				}
			}
		}
	})
}

// TestWhoeverIsOfferedFits: saving what Free and Slots offer makes no trouble for her.
func TestWhoeverIsOfferedFits(t *testing.T) {
	forRandomBooks(t, func(t *testing.T, rnd *rand.Rand, b Book, from, to field.Day) {
		r, d := New(b), from.Add(rnd.IntN(14))
		s := Span{8*60 + 30*rnd.IntN(10), 0}
		s.To = s.From + 30 + 30*rnd.IntN(6)
		for _, who := range r.Free(d, s, "") {
			x := &centre.Shift{Place: "二站", Date: d, Counsellors: []field.ID{who}}
			x.From, x.To = s.Clocks()
			if got := r.IfShift(x); len(got) > 0 {
				t.Fatalf("%s %s: %s was free: %s", d, s, letters(who), list(got))
			}
		}
		for _, duty := range r.On(d) {
			for _, slot := range r.Slots(duty, 30, "") {
				a := &centre.Appointment{Date: d, Place: duty.Place, Counsellor: slot.Who[0], State: "booked"}
				a.From, a.To = slot.Span.Clocks()
				a.ID = id("fresh")
				for _, x := range r.IfBooked(a) {
					// Two duties of one place at one time share its appointments, so that the other one may be full.
					if x.Kind != Over {
						t.Fatalf("%s %s: %s was offered: %s", d, slot.Span, letters(slot.Who[0]), list([]Trouble{x}))
					}
				}
			}
		}
	})
}

func TestSpans(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 10))
	in := func(spans []Span, m int) bool {
		return slices.ContainsFunc(spans, func(s Span) bool { return s.From <= m && m < s.To })
	}
	random := func() (out []Span) {
		for range rnd.IntN(6) {
			f := rnd.IntN(40)
			out = append(out, Span{f, f + rnd.IntN(12) - 1})
		}
		return out
	}
	for range 5000 {
		a, b := random(), random()
		u, w := union(a), without(a, b)
		for m := range 55 {
			if in(u, m) != in(a, m) || in(w, m) != (in(a, m) && !in(b, m)) {
				t.Fatalf("%v and %v at %d: union %v, without %v", a, b, m, u, w)
			}
		}
		for _, spans := range [][]Span{u, w} {
			for i, s := range spans {
				if s.From >= s.To || i > 0 && s.From < spans[i-1].To {
					t.Fatalf("not in order: %v", spans)
				}
			}
		}
	}
	for text, want := range map[string]Span{"09:00-11:30": {540, 690}, "00:00-23:59": {0, 1439}} {
		if got, ok := ParseSpan(text[:5], text[6:], 0); !ok || got != want || got.String() != text {
			t.Errorf("%s: %v %v", text, got, ok)
		}
	}
	if s, ok := ParseSpan("23:50", "", 30); !ok || s.To != midnight {
		t.Error("an appointment before midnight ends at midnight", s, ok)
	}
	for _, c := range [][2]string{{"9:00", "10:00"}, {"09:00", "09:00"}, {"10:00", "09:00"}, {"24:00", ""}, {"09:60", "11:00"}, {"09-00", "11:00"}, {"", ""}, {"-9:00", "11:00"}, {"09:00", "1100 "}} {
		if s, ok := ParseSpan(c[0], c[1], 0); ok {
			t.Errorf("%v passes as %v", c, s)
		}
	}
}

func FuzzParseSpan(f *testing.F) {
	f.Add("09:00", "11:30")
	f.Add("9:00", "")
	f.Fuzz(func(t *testing.T, from, to string) {
		s, ok := ParseSpan(from, to, 30)
		if ok && (s.From < 0 || s.From >= s.To || s.To > midnight) {
			t.Fatal(s)
		}
		if a, b := s.Clocks(); ok && to != "" && (a != from || b != to) {
			t.Fatalf("%s-%s became %s", from, to, s)
		}
	})
}

func BenchmarkTroublesOfAMonth(b *testing.B) {
	r := New(randomBook(rand.New(rand.NewPCG(1, 1))))
	from := field.Day{Year: 2026, Month: 3, Date: 1}
	for b.Loop() {
		r.Troubles(from, from.Add(30))
	}
}
