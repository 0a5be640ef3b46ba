package law

import (
	"slices"
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// date makes a key date: "award_received 2026-03-02 weeks=15 extended".
func date(t *testing.T, text string) *centre.Milestone {
	t.Helper()
	words := strings.Fields(text)
	in := inputs(t, strings.Join(words[2:], " "))
	m := &centre.Milestone{What: words[0], Day: day(t, words[1]), Weeks: int64(in.Weeks), Children: int64(in.Children), Amount: int64(in.Amount)}
	for _, f := range in.Facts {
		m.Facts = append(m.Facts, string(f))
	}
	return m
}

func dates(t *testing.T, texts ...string) (out []*centre.Milestone) {
	t.Helper()
	for _, s := range texts {
		out = append(out, date(t, s))
	}
	return out
}

func step(t *testing.T, on, effect string) *centre.Step {
	t.Helper()
	d := day(t, on)
	return &centre.Step{At: field.MomentOf(time.Date(d.Year, time.Month(d.Month), d.Date, 10, 0, 0, 0, China)), Effect: effect}
}

// called writes the clocks a case calls for: "SUE 2026-03-17".
func called(cs []Clock) string {
	var out []string
	for _, c := range cs {
		switch {
		case !c.Called:
		case len(c.Lack) > 0:
			out = append(out, c.Rule.ID+" lacks "+c.Lack[0].Field)
		case !c.Paused.IsZero():
			out = append(out, c.Rule.ID+" stands")
		default:
			out = append(out, c.Rule.ID+" "+c.Day.String())
		}
	}
	return strings.Join(out, ", ")
}

// TestClocksFollowFromKeyDates: every day was counted by hand.
func TestClocksFollowFromKeyDates(t *testing.T) {
	for _, c := range []struct {
		name string
		k    Known
		want string
	}{
		{"an award: 2 March and 15 days is Tuesday the 17th", Known{Matter: "0507", Milestones: dates(t, "award_received 2026-03-02")}, "SUE 2026-03-17"},
		{"dismissal: the day the contract ended stands in for the day she knew", Known{Matter: "0507", Milestones: dates(t, "contract_ended 2026-03-02")}, "ARB_LIM 2027-03-02"},
		{"until that day is known", Known{Matter: "0507", Milestones: dates(t, "contract_ended 2026-03-02", "knew 2026-02-27")}, "ARB_LIM 2027-02-27"},
		{"a quarrel in the family has no arbitration limit", Known{Matter: "1101", Milestones: dates(t, "contract_ended 2026-03-02")}, ""},
		{"wages while employed: the year is shown, with its exception", Known{Matter: "0201", Milestones: dates(t, "knew 2026-03-02")}, "ARB_LIM 2027-03-02"},
		{"wages after the end of employment", Known{Matter: "0201", Milestones: dates(t, "knew 2025-03-03", "employment_ended 2026-03-02")}, "ARB_LIM_WAGE_END 2027-03-02"},
		{"an interruption", Known{Matter: "0105", Milestones: dates(t, "knew 2025-03-03"), Steps: []*centre.Step{step(t, "2025-06-10", "interrupts")}}, "ARB_LIM 2026-06-10"},
		{"an interruption as a key date", Known{Matter: "0105", Milestones: dates(t, "knew 2025-03-03", "limit_interrupted 2025-06-10")}, "ARB_LIM 2026-06-10"},
		{"an interruption alone", Known{Matter: "0105", Milestones: dates(t, "limit_interrupted 2025-06-10")}, "ARB_LIM_RESTART 2026-06-10"},
		{"standing still", Known{Matter: "0105", Milestones: dates(t, "knew 2025-03-03"), Steps: []*centre.Step{step(t, "2025-06-10", "suspends")}}, "ARB_LIM stands"},
		{"going on: 20 days later, 23 March 2026", Known{Matter: "0105", Milestones: dates(t, "knew 2025-03-03"), Steps: []*centre.Step{step(t, "2025-06-10", "suspends"), step(t, "2025-06-30", "resumes")}}, "ARB_LIM 2026-03-23"},
		{"a slip: resumed without standing still", Known{Matter: "0105", Milestones: dates(t, "knew 2025-03-03"), Steps: []*centre.Step{step(t, "2025-06-30", "resumes")}}, "ARB_LIM 2026-03-03"},
		{"leave in Jiangsu", Known{Region: "CN-JS", Matter: "0503", Milestones: dates(t, "leave_first 2026-01-10")}, "ML_BASE 2026-04-17, ML_EXT_JS 2026-06-18"},
		{"leave elsewhere, difficult", Known{Region: "CN-GD", Matter: "0503", Milestones: dates(t, "leave_first 2026-01-10 difficult")}, "ML_BASE 2026-04-17, ML_DIFFICULT 2026-05-02"},
		{"twins are known from their birth", Known{Matter: "0503", Milestones: dates(t, "leave_first 2026-01-10", "birth 2026-01-12 children=2")}, "ML_BASE 2026-04-17, ML_MULTI 2026-05-02, DISMISS_BAR 2027-01-12"},
		{"miscarriage in the third month in Jiangsu", Known{Region: "CN-JS", Matter: "0503", Milestones: dates(t, "miscarriage 2026-03-02 weeks=11")}, "MIS_JS_2 2026-03-31"},
		{"the weeks are not known", Known{Region: "CN-JS", Matter: "0503", Milestones: dates(t, "miscarriage 2026-03-02")}, "MIS_JS_1 lacks weeks"},
		{"contract runs out: the later of both comes first", Known{Region: "CN-JS", Matter: "0106", Milestones: dates(t, "contract_expiry 2026-03-31", "leave_first 2026-01-10", "birth 2026-01-12")},
			"ML_BASE 2026-04-17, ML_EXT_JS 2026-06-18, CONTRACT_EXT_NURSE 2027-01-12, CONTRACT_EXT_ML 2026-06-18, DISMISS_BAR 2027-01-12"},
		{"the person's due date", Known{Matter: "0502", Period: "pregnant", Child: day(t, "2026-06-01")}, "PREG_7M 2026-06-01, DISMISS_BAR 2027-06-01, ML_PRE 2026-05-31"},
		{"the child's birth date", Known{Matter: "0504", Period: "nursing", Child: day(t, "2026-06-01")}, "DISMISS_BAR 2027-06-01"},
		{"no date is taken when it is not known what it says", Known{Matter: "0502", Child: day(t, "2026-06-01")}, ""},
		{"a petition: 2 March and 15 days", Known{Matter: "1501", Received: day(t, "2026-03-02")}, "XF_REPLY 2026-03-17"},
		{"a visit that is none", Known{Matter: "1502", Received: day(t, "2026-03-02")}, ""},
		{"an award with an extension: 45 and 15 days", Known{Matter: "0105", Milestones: dates(t, "arb_accepted 2026-03-02 extended")}, "ARB_AWARD_EXT 2026-05-06"},
		{"small claims: two months", Known{Matter: "0105", Milestones: dates(t, "court_filed 2026-03-02 small")}, "CT_SMALL 2026-05-06"},
		{"ordinary procedure", Known{Matter: "0105", Milestones: dates(t, "court_filed 2026-03-02")}, "CT_ORD 2026-09-02"},
		{"a month is no day", Known{Matter: "0105", Milestones: []*centre.Milestone{{What: "award_received", Day: field.Day{Year: 2026, Month: 3}}}}, ""},
		{"divorce while she is pregnant", Known{Matter: "1101", Milestones: dates(t, "pregnancy 2025-09-01", "expected 2026-06-01")}, "DIVORCE_BAR_PREG 2026-06-01"},
	} {
		if c.k.Region == "" {
			c.k.Region = "CN"
		}
		if got := called(Follow(c.k, BuiltIn())); got != c.want {
			t.Errorf("%s:\n got  %s\n want %s", c.name, got, c.want)
		}
	}
}

func TestWhatIsNotCalledForIsOffered(t *testing.T) {
	cs := Follow(Known{Region: "CN", Matter: "0507", Milestones: dates(t, "award_received 2026-03-02")}, BuiltIn())
	if len(cs) != 2 || cs[1].Rule.ID != "SET_ASIDE" || cs[1].Called || cs[1].Day != day(t, "2026-04-01") {
		t.Error(cs)
	}
}

func TestFollowSaysWhatStandsIn(t *testing.T) {
	cs := Follow(Known{Region: "CN", Matter: "0201", Milestones: dates(t, "contract_ended 2026-03-02")}, BuiltIn())
	at := slices.IndexFunc(cs, func(c Clock) bool { return c.Rule.ID == "ARB_LIM_WAGE_END" })
	if at < 0 || !strings.Contains(said(cs[at].Due), "standsin") {
		t.Error(cs)
	}
	cs = Follow(Known{Region: "CN", Matter: "0201", Milestones: dates(t, "knew 2026-03-02")}, BuiltIn())
	if !strings.Contains(said(cs[0].Due), "wages") {
		t.Error(said(cs[0].Due))
	}
}

// TestEveryTriggerCanBeNoted: the key dates a person can write are the triggers of the rules, but for those that are no fact of a case.
func TestEveryTriggerCanBeNoted(t *testing.T) {
	not := []string{"span_ended", "any_deadline", "any_day", "file_closed", "record_made"}
	used := map[string]bool{}
	for _, r := range Rules() {
		used[r.Trigger] = true
		for _, m := range r.Met {
			used[m] = true
			if !has(centre.Trigger, m) {
				t.Errorf("%s: nothing called %s meets it", r.ID, m)
			}
		}
		for _, m := range r.Over {
			if !has(centre.Trigger, m) || slices.Contains(r.Met, m) {
				t.Errorf("%s: %s overtakes it", r.ID, m)
			}
		}
		if has(centre.Trigger, r.Trigger) == slices.Contains(not, r.Trigger) {
			t.Errorf("%s: trigger %s", r.ID, r.Trigger)
		}
		for _, e := range r.Else {
			if e != byReceived && !has(centre.Trigger, e) {
				t.Errorf("%s: nothing called %s stands in", r.ID, e)
			}
		}
		for _, s := range r.Starts {
			if s != Always && !has(centre.Matter, s) {
				t.Errorf("%s: starts in no matter %s", r.ID, s)
			}
		}
	}
	for _, c := range centre.Trigger.Codes {
		if !used[c.Code] {
			t.Errorf("nothing counts from %s, and it meets nothing", c.Code)
		}
	}
	for _, c := range centre.Follows.Codes {
		if !slices.Contains([]string{byMilestone, byPerson, byReceived, "asked"}, c.Code) { // the last is the office's
			t.Errorf("nothing follows %s", c.Code)
		}
	}
}

// FuzzFollow: whatever stands on record, every clock has a rule, and a day or a reason why there is none.
func FuzzFollow(f *testing.F) {
	f.Add("0507", "award_received", uint16(300), uint8(0), uint8(1), "interrupts", uint16(400), "pregnant")
	f.Add("0201", "leave_first", uint16(3000), uint8(20), uint8(2), "suspends", uint16(1), "nursing")
	f.Add("1101", "miscarriage", uint16(0), uint8(12), uint8(0), "resumes", uint16(9000), "")
	f.Fuzz(func(t *testing.T, matter, what string, days uint16, weeks, children uint8, effect string, later uint16, period string) {
		start := field.Day{Year: 2015, Month: 1, Date: 1}
		m := &centre.Milestone{What: what, Day: start.Add(int(days)), Weeks: int64(weeks), Children: int64(children)}
		at := start.Add(int(later))
		k := Known{Region: "CN-JS", Matter: matter, Received: at, Milestones: []*centre.Milestone{m, {What: "knew", Day: at}}, Period: period, Child: at,
			Steps: []*centre.Step{step(t, at.String(), effect)}}
		for _, c := range Follow(k, BuiltIn()) {
			if c.Rule == nil || c.Follows == "" || (len(c.Lack) == 0) == (c.Day.IsZero() && c.Paused.IsZero()) {
				t.Fatalf("%+v", c)
			}
		}
	})
}

// FuzzCompute: a rule gives a day within the calendar, or says why not, whatever it is asked.
func FuzzCompute(f *testing.F) {
	for i := range Rules() {
		f.Add(uint8(i), uint32(90000+i*7), 12, 2, 20, true)
	}
	f.Fuzz(func(t *testing.T, rule uint8, days uint32, weeks, children, amount int, extended bool) {
		r := Rules()[int(rule)%len(Rules())]
		d := field.Day{Year: 1900, Month: 1, Date: 1}.Add(int(days % 400000))
		in := Inputs{Weeks: weeks, Children: children, Amount: amount, Birth: d.Add(40), Expected: d.Add(44), LeaveEnd: d.Add(100)}
		if extended {
			in.Facts = []Fact{Extended}
		}
		due, ps := Compute(r, d, in, BuiltIn())
		if len(ps) > 0 {
			return
		}
		if !due.Day.Valid() || !due.Start.Valid() || due.Rule != r {
			t.Fatalf("%s from %s: %+v", r.ID, d, due)
		}
		if r.Mode != Notice && r.Method != spanBefore && r.Method != yearly && due.Day.Before(due.Trigger) {
			t.Fatalf("%s from %s ends before it begins: %s", r.ID, d, due.Day)
		}
	})
}

// FuzzLimit: what happened meanwhile never takes a day away that was still running.
func FuzzLimit(f *testing.F) {
	f.Add(uint16(10), uint8(0), uint16(50), uint8(1), uint16(90), uint8(2))
	f.Add(uint16(400), uint8(1), uint16(50), uint8(0), uint16(500), uint8(2))
	effects := []Effect{Interrupt, Suspend, Resume, ""}
	f.Fuzz(func(t *testing.T, a uint16, ea uint8, b uint16, eb uint8, c uint16, ec uint8) {
		start := field.Day{Year: 2024, Month: 2, Date: 29}
		var events []Event
		for _, e := range []struct {
			after  uint16
			effect uint8
		}{{a, ea}, {b, eb}, {c, ec}} {
			events = append(events, Event{start.Add(int(e.after)), effects[e.effect%4]})
		}
		l, ps := Limit(Find("ARB_LIM"), start, events, Inputs{}, BuiltIn())
		if len(ps) > 0 {
			return
		}
		plain, _ := Compute(Find("ARB_LIM"), start, Inputs{}, BuiltIn())
		if l.Paused.IsZero() && l.Day.Before(plain.Day) {
			t.Fatalf("%v: %s, without them %s", events, l.Day, plain.Day)
		}
		if !l.Paused.IsZero() && (!l.Day.IsZero() || l.Left < 0) {
			t.Fatalf("%v: stands still since %s with %d days left until %s", events, l.Paused, l.Left, l.Day)
		}
	})
}

func has(v *field.Vocab, code string) bool { return v.Term(code) != nil }
