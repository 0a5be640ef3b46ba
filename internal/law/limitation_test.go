package law

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// events reads "interrupts 2025-06-01, suspends 2025-07-01".
func events(t *testing.T, text string) (out []Event) {
	t.Helper()
	for _, e := range strings.Split(text, ", ") {
		if effect, d, ok := strings.Cut(e, " "); ok {
			out = append(out, Event{Day: day(t, d), Effect: Effect(effect)})
		}
	}
	return out
}

func TestLimitation(t *testing.T) {
	for _, c := range []struct{ id, from, events, want, notes string }{
		{"ARB_LIM", "2025-03-10", "", "2026-03-10", ""},
		// it starts anew: one year from the interruption
		{"ARB_LIM", "2025-03-10", "interrupts 2025-09-01", "2026-09-01", "interrupted"},
		{"ARB_LIM", "2025-03-10", "interrupts 2025-09-01, interrupts 2025-12-15", "2026-12-15", "interrupted interrupted"},
		{"ARB_LIM", "2025-03-10", "interrupts 2025-12-15, interrupts 2025-09-01", "2026-12-15", "interrupted interrupted"},
		// the last day itself still interrupts, the day after no longer
		{"ARB_LIM", "2025-03-10", "interrupts 2026-03-10", "", "interrupted nodata"},
		{"ARB_LIM", "2025-03-10", "interrupts 2026-03-11", "2026-03-10", "lapsed"},
		{"ARB_LIM", "2025-03-10", "interrupts 2026-03-11, interrupts 2026-04-01", "2026-03-10", "lapsed"},
		// moved to the next working day, the limit is open until then
		{"ARB_LIM", "2025-02-16", "interrupts 2026-02-24", "", "interrupted nodata"},
		{"ARB_LIM", "2025-02-16", "interrupts 2026-02-25", "2026-02-24", "lapsed moved"},
		// 61 days from 10 June to 10 August
		{"ARB_LIM", "2025-01-10", "suspends 2025-06-10, resumes 2025-08-10", "2026-03-12", "suspended"},
		{"ARB_LIM", "2025-01-10", "suspends 2025-06-10, resumes 2025-06-10", "2026-01-12", "moved"},
		{"ARB_LIM", "2025-01-10", "suspends 2025-06-10, resumes 2025-06-11", "2026-01-12", "suspended moved"},
		// 11 January 2026 is a Sunday either way; two days make it Monday
		{"ARB_LIM", "2025-01-10", "suspends 2025-06-10, resumes 2025-06-12", "2026-01-12", "suspended"},
		{"ARB_LIM", "2025-01-10", "suspends 2025-06-10, suspends 2025-07-01, resumes 2025-08-10", "2026-03-12", "alreadypaused suspended"},
		{"ARB_LIM", "2025-01-10", "suspends 2025-03-01, resumes 2025-03-11, suspends 2025-05-01, resumes 2025-05-21", "2026-02-09", "suspended suspended"},
		// an interruption wipes out earlier suspensions
		{"ARB_LIM", "2025-01-10", "suspends 2025-03-01, resumes 2025-03-11, interrupts 2025-05-01", "2026-05-06", "suspended interrupted moved"},
		// interrupted while it stood still: the full year, and the rest of the suspension
		{"ARB_LIM", "2025-01-10", "suspends 2025-03-01, interrupts 2025-04-01, resumes 2025-05-01", "2026-05-06", "interrupted suspended moved"},
		{"ARB_LIM", "2025-01-10", "suspends 2025-03-01, interrupts 2025-04-01, resumes 2025-05-06", "2026-05-06", "interrupted suspended"},
		// a cause that was there before
		{"ARB_LIM", "2025-01-10", "suspends 2024-12-01, resumes 2025-01-20", "2026-01-20", "suspended"},
		{"ARB_LIM", "2025-01-10", "suspends 2024-12-01, resumes 2024-12-20", "2026-01-12", "moved"},
		{"ARB_LIM", "2025-01-10", "interrupts 2024-12-01", "2026-01-12", "tooearly moved"},
		// it still stands still
		{"ARB_LIM", "2025-01-10", "suspends 2025-06-10", "", "paused"},
		{"ARB_LIM", "2025-01-10", "suspends 2025-06-10, interrupts 2027-01-01", "", "interrupted paused"},
		// work injury: lost time does not count, nothing starts it anew
		{"WI_WORKER", "2025-01-10", "suspends 2025-06-10, resumes 2025-08-10", "2026-03-12", "suspended"},
		{"WI_WORKER", "2025-03-10", "interrupts 2025-09-01", "2026-03-10", "noeffect"},
		// enforcement: only interruption is counted
		{"ENFORCE", "2024-03-01", "interrupts 2024-06-03", "2026-06-03", "interrupted"},
		{"ENFORCE", "2024-03-01", "suspends 2024-06-03", "2026-03-02", "noeffect moved"},
		{"ENFORCE", "2024-03-01", "suspends 2024-06-03, resumes 2024-07-03", "2026-03-02", "noeffect noeffect moved"},
		{"SUE", "2026-03-02", "interrupts 2026-03-05", "2026-03-17", "noeffect"},
	} {
		l, ps := Limit(Find(c.id), day(t, c.from), events(t, c.events), Inputs{}, BuiltIn())
		if len(ps) > 0 {
			t.Errorf("%s from %s, %s: %v", c.id, c.from, c.events, ps)
			continue
		}
		got := l.Day.String()
		if strings.Contains(c.notes, "nodata") {
			got = "" // the year after has no data; the day is looked at elsewhere
		}
		if got != c.want || said(l.Due) != c.notes || l.Lapsed != strings.Contains(c.notes, "lapsed") || l.Paused.IsZero() == strings.HasSuffix(" "+c.notes, " paused") {
			t.Errorf("%s from %s, %s: %s %q, lapsed %v, want %s %q", c.id, c.from, c.events, l.Day, said(l.Due), l.Lapsed, c.want, c.notes)
		}
		if l.Trigger != day(t, c.from) {
			t.Errorf("the day the claim arose became %s", l.Trigger)
		}
	}
}

func TestPausedLimitSaysWhatIsLeft(t *testing.T) {
	l, ps := Limit(Find("ARB_LIM"), day(t, "2025-01-10"), events(t, "suspends 2025-12-31"), Inputs{}, BuiltIn())
	if len(ps) > 0 || l.Paused != day(t, "2025-12-31") || l.Left != 10 || !l.Day.IsZero() {
		t.Error(l, ps)
	}
	if got := l.Notes[0].Text(say.For(say.ZH)); got != "时效自2025年12月31日起中止，尚余10天。" {
		t.Error(got)
	}
}

func TestEventsThatMakeNoSense(t *testing.T) {
	for text, want := range map[string]string{
		"resumes 2025-06-01":                      "law.problem.resume",
		"suspends 2025-06":                        "law.problem.exact",
		"suspends 2025-05-01, resumes 2990-01-01": "",
	} {
		l, ps := Limit(Find("ARB_LIM"), day(t, "2025-01-10"), events(t, text), Inputs{}, BuiltIn())
		if want == "" {
			if len(ps) > 0 || l.Day.Year != 2990 {
				t.Errorf("%s: %v %v", text, l.Day, ps)
			}
			continue
		}
		if len(ps) != 1 || ps[0].Say != want || ps[0].Field != "events" {
			t.Errorf("%s: %v", text, ps)
		}
	}
	if _, ps := Limit(Find("ARB_LIM"), day(t, "2025-01-10"), events(t, "suspends 2025-02-01, resumes 2999-12-31"), Inputs{}, BuiltIn()); len(ps) != 1 || ps[0].Say != "law.problem.range" {
		t.Error(ps)
	}
	if _, ps := Limit(Find("ARB_ACCEPT"), day(t, "2025-01-10"), nil, Inputs{}, BuiltIn()); len(ps) != 1 || ps[0].Say != "law.problem.unit" {
		t.Error(ps)
	}
	if _, ps := Limit(Find("ARB_LIM"), field.Day{}, nil, Inputs{}, BuiltIn()); len(ps) != 1 || ps[0].Say != "law.problem.missing" {
		t.Error(ps)
	}
}

func TestEventsOfSteps(t *testing.T) {
	at := func(text string) field.Moment { m, _ := field.ParseMoment(text, 0, China); return m }
	steps := []*centre.Step{
		{At: at("2025-09-01 00:30"), Effect: "interrupts"}, // still August in UTC
		{At: at("2025-09-02 10:00")},
		{At: at("2025-10-01 10:00"), Effect: "suspends", Meta: field.Meta{Gone: 1}},
	}
	got := Events(steps)
	if len(got) != 1 || got[0] != (Event{day(t, "2025-09-01"), Interrupt}) {
		t.Error(got)
	}
	for _, term := range centre.Effect.Codes {
		if e := Effect(term.Code); e != Interrupt && e != Suspend && e != Resume {
			t.Errorf("a step may have the effect %s, which no limitation knows", e)
		}
	}
	l, ps := Limit(Find("ARB_LIM"), day(t, "2025-03-10"), []Event{{day(t, "2025-04-01"), "widens"}}, Inputs{}, BuiltIn())
	if len(ps) > 0 || l.Day != day(t, "2026-03-10") || said(l.Due) != "noeffect" {
		t.Error(l.Day, said(l.Due), ps)
	}
}

func TestUnpaidWages(t *testing.T) {
	l, ps := WageLimit(field.Day{}, events(t, "interrupts 2025-01-01"), Inputs{}, BuiltIn())
	if len(ps) > 0 || !l.Day.IsZero() || said(l.Due) != "wages" || l.Rule.ID != "ARB_LIM_WAGE_END" {
		t.Error(l, ps)
	}
	l, ps = WageLimit(day(t, "2025-05-01"), events(t, "interrupts 2025-01-01"), Inputs{}, BuiltIn())
	if len(ps) > 0 || l.Day != day(t, "2026-05-06") || said(l.Due) != "tooearly moved" {
		t.Error(l.Day, said(l.Due), ps)
	}
}

// TestLimitAgainstADayByDayCount lets a year of running days pass one day at a time.
func TestLimitAgainstADayByDayCount(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 6))
	r := *Find("ARB_LIM")
	r.Roll, r.Unit, r.Amount = false, Days, 365
	for range 2000 {
		start := day(t, "2023-01-01").Add(rnd.IntN(400))
		var es []Event
		paused := false
		for d := start.Add(rnd.IntN(60)); len(es) < 6; d = d.Add(rnd.IntN(90)) {
			e := Interrupt
			if rnd.IntN(2) == 0 {
				e = Suspend
				if paused {
					e = Resume
				}
				paused = !paused
			}
			es = append(es, Event{d, e})
		}
		shuffled := slices.Clone(es)
		if !sameDays(es) {
			rnd.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
		}
		got, ps := Limit(&r, start, shuffled, Inputs{}, Calendar{})
		if len(ps) > 0 {
			t.Fatal(ps)
		}
		want, stopped := walk(start, es, 365)
		if stopped == got.Paused.IsZero() || !stopped && got.Day != want {
			t.Fatalf("from %s with %v: %s, want %s, paused %v", start, es, got.Day, want, stopped)
		}
	}
}

func sameDays(es []Event) bool {
	for i := 1; i < len(es); i++ {
		if es[i].Day == es[i-1].Day {
			return true
		}
	}
	return false
}

// walk is the slow count: the days that are left run down one a day. A day on which the time is suspended still runs, the day
// it goes on does not; the day of an interruption fills it up again and does not count.
func walk(start field.Day, es []Event, n int) (last field.Day, stopped bool) {
	left := n
	for d := start; ; d = d.Add(1) {
		running := d != start && !stopped
		for _, e := range es {
			if e.Day != d {
				continue
			}
			switch e.Effect {
			case Interrupt:
				left, running = n, false
			case Suspend:
				stopped = true
			case Resume:
				stopped = false
			}
		}
		if running {
			left--
		}
		if left == 0 {
			return d, false
		}
		if stopped && es[len(es)-1].Day.Before(d) {
			return d, true
		}
	}
}

// TestASuspensionWithinTheDaysOfRestAtTheEnd: 28 February 2025 and 215 days is 1 October, moved to the 9th. What stops on the 8th has
// not ended, and goes on from the day its cause ends.
func TestASuspensionWithinTheDaysOfRestAtTheEnd(t *testing.T) {
	events := []Event{{day(t, "2024-03-18"), Suspend}, {day(t, "2024-10-19"), Resume}, {day(t, "2025-10-08"), Suspend}}
	l, ps := Limit(Find("ARB_LIM"), day(t, "2024-02-29"), events, Inputs{}, BuiltIn())
	if len(ps) > 0 || l.Left != 0 || l.Paused != day(t, "2025-10-08") {
		t.Error(l, ps)
	}
	l, ps = Limit(Find("ARB_LIM"), day(t, "2024-02-29"), append(events, Event{day(t, "2025-10-20"), Resume}), Inputs{}, BuiltIn())
	if len(ps) > 0 || l.Day != day(t, "2025-10-20") {
		t.Error(l, ps)
	}
}
