package law

import (
	"encoding/csv"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"cn.halfsky/assets"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// inputs reads "extended amount=30 birth=2025-02-28 at=2026-03-02 14:20" as it stands in testdata/worked.csv.
func inputs(t *testing.T, text string) (in Inputs) {
	t.Helper()
	if at, ok := strings.CutPrefix(text, "at="); ok {
		m, ok := field.ParseMoment(at, 0, China)
		if !ok {
			t.Fatalf("bad time %q", at)
		}
		in.At = m
		return in
	}
	for _, w := range strings.Fields(text) {
		key, value, _ := strings.Cut(w, "=")
		number := func() int {
			n, err := strconv.Atoi(value)
			if err != nil {
				t.Fatal(err)
			}
			return n
		}
		switch key {
		case "birth":
			in.Birth = day(t, value)
		case "expected":
			in.Expected = day(t, value)
		case "leaveend":
			in.LeaveEnd = day(t, value)
		case "weeks":
			in.Weeks = number()
		case "children":
			in.Children = number()
		case "amount":
			in.Amount = number()
		default:
			in.Facts = append(in.Facts, Fact(key))
		}
	}
	return in
}

// TestWorkedExamples: testdata/worked.csv was reckoned apart from the program, from the table of rules and the published
// years; every rule has at least one line, every rule with an extension one with and one without it.
func TestWorkedExamples(t *testing.T) {
	f, err := os.Open("testdata/worked.csv")
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	done := map[string]bool{}
	for _, row := range rows[1:] {
		r := Find(row[0])
		if r == nil {
			t.Fatalf("no rule %s", row[0])
		}
		in := inputs(t, row[2])
		done[row[0]] = true
		done[row[0]+" extended"] = done[row[0]+" extended"] || in.has(Extended)
		d, ps := Compute(r, day(t, row[1]), in, BuiltIn())
		if len(ps) > 0 {
			t.Errorf("%v: %v", row, ps)
			continue
		}
		if d.Start != day(t, row[3]) || d.Day != day(t, row[4]) {
			t.Errorf("%v: from %s to %s", row, d.Start, d.Day)
		}
	}
	for _, r := range Rules() {
		if !done[r.ID] || r.ExtraWhen == Extended && !done[r.ID+" extended"] {
			t.Errorf("no worked example for %s", r.ID)
		}
	}
}

func TestMonthsEndOnTheirLastDay(t *testing.T) {
	for _, c := range []struct {
		from   string
		months int
		want   string
	}{
		{"2026-01-31", 1, "2026-02-28"}, {"2024-01-31", 1, "2024-02-29"}, {"2024-02-29", 12, "2025-02-28"}, {"2024-02-29", 48, "2028-02-29"},
		{"2023-02-28", 12, "2024-02-28"}, {"2026-03-31", -1, "2026-02-28"}, {"2026-12-31", 2, "2027-02-28"}, {"2026-01-15", -13, "2024-12-15"},
		{"2026-05-31", 1, "2026-06-30"}, {"2099-12-31", 2, "2100-02-28"}, {"2026-08-31", 0, "2026-08-31"},
	} {
		if got := addMonths(day(t, c.from), c.months); got != day(t, c.want) {
			t.Errorf("%s and %d months: %s, want %s", c.from, c.months, got, c.want)
		}
	}
}

func compute(t *testing.T, id, trigger, in string, cal Calendar) (Due, string) {
	t.Helper()
	d, ps := Compute(Find(id), day(t, trigger), inputs(t, in), cal)
	var said []string
	for _, p := range ps {
		said = append(said, p.Field+":"+strings.TrimPrefix(p.Say, "law.problem."))
	}
	return d, strings.Join(said, " ")
}

func TestWhatCannotBeCountedIsSaid(t *testing.T) {
	for _, c := range []struct{ id, trigger, in, want string }{
		{"SUE", "", "", "trigger:missing"},
		{"SUE", "2026-03", "", "trigger:exact"},
		{"SUE", "2026", "", "trigger:exact"},
		{"ARB_LIM", "2008-04-30", "", "trigger:notyet"}, // the day before the law was in force
		{"ARB_LIM", "2008-05-01", "", ""},
		{"ML_EXT_JS", "2022-02-09", "", "trigger:notyet"},
		{"ML_EXT_JS", "2022-02-10", "", ""},
		{"MIS_LT4", "2026-03-02", "weeks=15", ""},
		{"MIS_LT4", "2026-03-02", "weeks=16", "weeks:weeks"},
		{"MIS_GE4", "2026-03-02", "weeks=15", "weeks:weeks"},
		{"MIS_GE4", "2026-03-02", "weeks=16", ""},
		{"MIS_JS_1", "2026-03-02", "weeks=7", ""},
		{"MIS_JS_1", "2026-03-02", "weeks=8", "weeks:weeks"},
		{"MIS_JS_2", "2026-03-02", "weeks=7", "weeks:weeks"},
		{"MIS_JS_2", "2026-03-02", "weeks=8", ""},
		{"MIS_JS_2", "2026-03-02", "weeks=11", ""},
		{"MIS_JS_2", "2026-03-02", "weeks=12", "weeks:weeks"},
		{"MIS_JS_3", "2026-03-02", "weeks=11", "weeks:weeks"},
		{"MIS_JS_3", "2026-03-02", "weeks=12", ""},
		{"MIS_JS_3", "2026-03-02", "weeks=27", ""},
		{"MIS_JS_3", "2026-03-02", "weeks=28", "weeks:weeks"},
		{"MIS_JS_4", "2026-03-02", "weeks=27", "weeks:weeks"},
		{"MIS_JS_4", "2026-03-02", "weeks=28", ""},
		{"MIS_JS_1", "2026-03-02", "amount=19", "amount:least"},
		{"MIS_JS_1", "2026-03-02", "amount=20", ""},
		{"CT_EVID_ORD", "2026-03-02", "amount=14", "amount:least"},
		{"CT_EVID_SIMPLE", "2026-03-02", "amount=15", ""},
		{"CT_EVID_SIMPLE", "2026-03-02", "amount=16", "amount:most"},
		{"PO_VALID", "2026-03-02", "amount=6", ""},
		{"PO_VALID", "2026-03-02", "amount=7", "amount:most"},
		{"WI_PAIDLEAVE", "2026-03-02", "amount=13", "amount:most"},
		{"WI_PAIDLEAVE", "2026-03-02", "amount=24 extended", ""},
		{"WI_PAIDLEAVE", "2026-03-02", "amount=25 extended", "amount:most"},
		{"MENS_JS", "2026-03-02", "amount=2", ""},
		{"MENS_JS", "2026-03-02", "amount=3", "amount:most"},
		{"MENS_JS", "2026-03-02", "amount=-1", "amount:range"},
		{"PREG_REST_JS", "2026-03-02", "", "amount:missing"},
		{"ML_MULTI", "2026-03-02", "", "children:missing"},
		{"ML_MULTI", "2026-03-02", "children=1", "children:children"},
		{"ML_MULTI", "2026-03-02", "children=2", ""},
		{"NURSE_HOUR", "2026-03-02", "", "birth:missing"},
		{"NURSE_HOUR", "2026-03-02", "birth=2025-03", "birth:exact"},
		{"NURSE_HOUR", "2026-03-02", "birth=2025-03-02", ""}, // the birthday is the last day
		{"NURSE_HOUR", "2026-03-02", "birth=2025-03-01", "trigger:over"},
		{"CONTRACT_EXT_ML", "2026-03-02", "", "leaveend:missing"},
		{"CONTRACT_EXT_ML", "2026-03-02", "leaveend=2026-03-01", "trigger:over"},
		{"PREG_7M", "", "", "trigger:missing"},
		{"PREG_7M", "", "birth=2026-05-30", "trigger:missing"},
		{"ARB_POSTPONE", "2027-03-10", "", "trigger:nodata"},
		{"ARB_POSTPONE", "2022-01-04", "", "trigger:nodata"}, // counts back into 2021
		{"PO_DECIDE", "", "", "trigger:missing"},
		{"RET_HARDSHIP", "2995-01-01", "", "trigger:range"},
	} {
		d, said := compute(t, c.id, c.trigger, c.in, BuiltIn())
		if said != c.want || (said == "") != (d.Rule != nil) {
			t.Errorf("%s from %s with %q: %q, want %q", c.id, c.trigger, c.in, said, c.want)
		}
	}
}

func TestRuleEndsAndIsFollowed(t *testing.T) {
	old := *Find("ML_BASE")
	old.To = day(t, "2026-06-30")
	for trigger, want := range map[string]bool{"2026-06-30": true, "2026-07-01": false, "2012-04-28": true, "2012-04-27": false} {
		_, ps := Compute(&old, day(t, trigger), Inputs{}, BuiltIn())
		if (len(ps) == 0) != want || old.InForce(day(t, trigger)) != want {
			t.Errorf("%s: %v", trigger, ps)
		}
	}
	text := *Find("ENFORCE")
	text.To = day(t, "2026-06-30")
	if text.InForce(day(t, "2026-07-01")) || !text.InForce(day(t, "2020-01-01")) {
		t.Error("a rule known by its text has an end but no beginning")
	}
}

func said(d Due) string {
	var keys []string
	for _, n := range d.Notes {
		keys = append(keys, strings.TrimPrefix(n.Say, "law.note."))
	}
	return strings.Join(keys, " ")
}

func TestNotesSayWhatWasAssumed(t *testing.T) {
	for _, c := range []struct {
		id, trigger, in string
		sure            bool
		want            string
	}{
		{"SUE", "2026-03-02", "", true, ""},
		{"SUE", "2026-04-20", "", true, "moved"},
		{"SUE", "2027-03-02", "", false, "nodata"},
		{"SUE", "2026-12-20", "", false, "nodata"},
		{"SUE", "2026-12-15", "", true, ""},
		{"ARB_ACCEPT", "2026-03-02", "", true, "workday"},
		{"ARB_ACCEPT", "2026-12-30", "", false, "nodata.workday workday"},
		{"ML_EXT_JS", "2026-12-01", "", false, "nodata.skip confirm"},
		{"ML_BASE", "2027-03-02", "", true, ""}, // nothing about 98 days depends on holidays
		{"CT_FILE", "2023-12-31", "", true, "earliertext moved"},
		{"CT_FILE", "2024-01-01", "", true, ""},
		{"CT_ORD", "2025-08-31", "extended", true, "extended"},
		{"ARB_AWARD_EXT", "2026-03-05", "", true, "extended moved"},
		{"CT_EVID_ORD", "2026-03-02", "", true, "least"},
		{"PO_VALID", "2026-03-02", "", true, "most"},
		{"MENS_JS", "2026-03-02", "", true, "between confirm"},
		{"PREG_7M", "", "expected=2026-06-01", false, "lead expected conversion"},
		{"PREG_7M", "2026-03-02", "expected=2026-06-01 birth=2026-05-30", true, "conversion"},
		{"NURSE_HOUR", "2026-03-02", "expected=2026-01-01", false, "expected"},
		{"IWD_HALF", "2026-01-01", "", true, "nomakeup confirm"},
		{"IWD_HALF", "2027-01-01", "", true, "confirm"},
		{"IWD_HALF", "2024-03-08", "", true, "earliertext confirm"},
		{"PO_DECIDE", "2026-03-02", "", false, "hour"},
		{"PO_DECIDE", "", "at=2026-03-02 14:20", true, ""},
	} {
		d, bad := compute(t, c.id, c.trigger, c.in, BuiltIn())
		if bad != "" || said(d) != c.want || d.Sure != c.sure {
			t.Errorf("%s from %s with %q: %q, sure %v, %s; want %q, %v", c.id, c.trigger, c.in, said(d), d.Sure, bad, c.want, c.sure)
		}
	}
}

func TestTextsOfWhatWasComputed(t *testing.T) {
	zh, en := say.For(say.ZH), say.For(say.EN)
	d, _ := compute(t, "SUE", "2026-04-20", "", BuiltIn())
	if got := d.When(zh); got != "最迟2026年5月6日" {
		t.Error(got)
	}
	if got := d.Notes[0].Text(zh); got != "原末日2026年5月5日不是工作日，顺延至此日。" {
		t.Error(got)
	}
	d, _ = compute(t, "PO_DECIDE", "", "at=2026-03-02 14:20", BuiltIn())
	if got := d.When(zh); got != "最迟2026年3月5日 14:20" {
		t.Error(got)
	}
	d, _ = compute(t, "MENS_JS", "2026-03-02", "", BuiltIn())
	if got := d.Notes[0].Text(en); got != "From 1 day to 2 days." {
		t.Error(got)
	}
	if (Due{}).When(zh) != "" {
		t.Error("no day, but words")
	}
	for _, r := range Rules() {
		d, _ := compute(t, r.ID, "2027-03-02", "birth=2027-01-05 leaveend=2027-06-01 children=2 amount=1 extended", BuiltIn())
		for _, n := range d.Notes {
			for _, b := range []*say.Book{zh, en} {
				if text := n.Text(b); strings.ContainsAny(text, "⟦{") {
					t.Errorf("%s: %s", r.ID, text)
				}
			}
		}
	}
}

// TestEveryNeedIsUsed: a rule that asks for something gives another answer, or a problem, without it; and no rule answers
// differently to something that it does not ask for.
func TestEveryNeedIsUsed(t *testing.T) {
	full := Inputs{At: field.MomentOf(day(t, "2026-03-02").Time()), Birth: day(t, "2026-02-01"), Expected: day(t, "2026-02-03"), LeaveEnd: day(t, "2026-07-01"), Children: 3, Weeks: 60, Amount: 3, Facts: []Fact{Extended}}
	without := map[Need]func(*Inputs){
		NeedAt: func(in *Inputs) { in.At = 0 }, NeedBirth: func(in *Inputs) { in.Birth = field.Day{} }, NeedLeaveEnd: func(in *Inputs) { in.LeaveEnd = field.Day{} },
		NeedWeeks: func(in *Inputs) { in.Weeks = 0 }, NeedChildren: func(in *Inputs) { in.Children = 0 }, NeedAmount: func(in *Inputs) { in.Amount = 0 },
		NeedFacts: func(in *Inputs) { in.Facts = nil },
	}
	answer := func(r *Rule, in Inputs) string {
		d, ps := Compute(r, day(t, "2026-01-15"), in, BuiltIn())
		return d.Start.String() + d.Day.String() + d.At.String() + said(d) + field.Problems(ps).Error()
	}
	for _, r := range Rules() {
		for need, drop := range without {
			in := full
			if need == NeedFacts {
				in.Amount = 0
			}
			if r.Banded() && need != NeedWeeks {
				in.Weeks = r.WeeksFrom
			}
			switch r.Bound { // an amount that the law allows and does not name itself
			case Least:
				in.Amount = 100
			case Between:
				in.Amount = 1
			}
			less := in
			drop(&less)
			same := answer(r, in) == answer(r, less)
			asked := slices.Contains(r.Needs(), need)
			inBand := need == NeedWeeks && r.WeeksTo == 0 // 60 weeks lie in an open band
			if asked && same && !inBand || !asked && !same {
				t.Errorf("%s asks for %s: %v, but the answer is the same: %v", r.ID, need, asked, same)
			}
		}
		if len(r.Needs()) == 0 || r.Needs()[0] != NeedTrigger {
			t.Errorf("%s does not ask for its trigger", r.ID)
		}
	}
}

// TestCountingAgainstASlowCount walks day by day where the program calculates.
func TestCountingAgainstASlowCount(t *testing.T) {
	cal := BuiltIn()
	rnd := rand.New(rand.NewPCG(1, 2))
	first := day(t, "2022-02-01")
	working := func(d field.Day) bool { k, known := cal.Type(d); return known && k == Work }
	for range 3000 {
		d, n := first.Add(rnd.IntN(1500)), 1+rnd.IntN(60)
		got, missing := cal.workdaysAfter(d, n)
		between := 0
		for e := d.Add(1); !got.Before(e); e = e.Add(1) {
			if working(e) {
				between++
			}
		}
		if missing != 0 || between != n || !working(got) {
			t.Fatalf("%d working days after %s: %s has %d", n, d, got, between)
		}
		back, _ := cal.workdaysBefore(got, n)
		if again, _ := cal.workdaysAfter(back, n); again != got || back.Before(d) && working(d) {
			t.Fatalf("%d working days before %s: %s, not %s", n, got, back, d)
		}
		last, _ := cal.spanSkipping(d, n)
		counted := 0
		for e := d; !last.Before(e); e = e.Add(1) {
			if k, _ := cal.Type(e); k != Statutory {
				counted++
			}
		}
		if k, _ := cal.Type(last); counted != n || k == Statutory {
			t.Fatalf("%d days from %s: %s has %d", n, d, last, counted)
		}
	}
}

// TestNoDataIsNeverTooLate: what is counted without holiday data is never later than what is counted with it.
func TestNoDataIsNeverTooLate(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 4))
	for range 500 {
		trigger := day(t, "2024-01-02").Add(rnd.IntN(600))
		for _, r := range Rules() {
			in := Inputs{Birth: trigger, LeaveEnd: trigger, Children: 2, At: field.MomentOf(trigger.Time())}
			if r.Bound == Set {
				in.Amount = 5
			}
			known, ps := Compute(r, trigger, in, BuiltIn())
			if len(ps) > 0 {
				t.Fatal(r.ID, ps)
			}
			blind, ps := Compute(r, trigger, in, Calendar{})
			if len(ps) == 0 && known.Day.Before(blind.Day) {
				t.Fatalf("%s from %s: %s without data, %s with it", r.ID, trigger, blind.Day, known.Day)
			}
			if len(ps) > 0 != (r.Method == before && r.Unit == Workdays) {
				t.Fatalf("%s: %v", r.ID, ps)
			}
			if len(ps) == 0 && blind.Day != known.Day && blind.Sure {
				t.Fatalf("%s from %s is sure of %s", r.ID, trigger, blind.Day)
			}
		}
	}
}

func BenchmarkCompute(b *testing.B) {
	rules, cal := Rules(), BuiltIn()
	d := field.Day{Year: 2026, Month: 3, Date: 2}
	in := Inputs{Birth: d, LeaveEnd: d, Children: 2, Amount: 0}
	for b.Loop() {
		for _, r := range rules {
			Compute(r, d, in, cal)
		}
	}
}

func BenchmarkReadBuiltIn(b *testing.B) {
	for b.Loop() {
		if _, err := readBuiltIn(assets.Rules); err != nil {
			b.Fatal(err)
		}
		if _, err := readYears(assets.Rules); err != nil {
			b.Fatal(err)
		}
	}
}
