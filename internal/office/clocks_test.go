package office

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
)

func dayOf(t *testing.T, text string) field.Day {
	t.Helper()
	d, ok := field.ParseDay(text, 0)
	if !ok {
		t.Fatalf("bad day %q", text)
	}
	return d
}

// clockCase saves a case of that matter.
func clockCase(t *testing.T, of *Office, matter string, with ...func(*centre.Case)) *centre.Case {
	t.Helper()
	c := of.New(centre.CaseType).(*centre.Case)
	c.Channel, c.Matter = "visit", matter
	for _, w := range with {
		w(c)
	}
	savedIn(t, of, c)
	return c
}

func savedIn(t *testing.T, of *Office, rs ...field.Record) store.Change {
	t.Helper()
	change, err := of.Save(t.Context(), rs...)
	if err != nil {
		t.Fatal(err)
	}
	return change
}

func keyDate(t *testing.T, of *Office, c *centre.Case, what, day string) (*centre.Milestone, store.Change) {
	t.Helper()
	m := &centre.Milestone{Case: c.ID, What: what, Day: dayOf(t, day)}
	return m, savedIn(t, of, m)
}

// effect saves a step that stops a limitation or lets it go on.
func effect(t *testing.T, of *Office, c *centre.Case, day, what string) *centre.Step {
	t.Helper()
	d := dayOf(t, day)
	s := &centre.Step{Case: c.ID, At: field.MomentOf(time.Date(d.Year, time.Month(d.Month), d.Date, 10, 0, 0, 0, law.China)), Service: "negotiate", What: "…", Effect: what}
	savedIn(t, of, s)
	return s
}

// kept writes the clocks of a case: "SUE 2026-03-17", with what became of them.
func kept(t *testing.T, of *Office, c *centre.Case) string {
	t.Helper()
	all, err := partsOf[*centre.Deadline](of, centre.DeadlineType, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, d := range all {
		line := d.Rule + " " + d.Due().String()
		switch {
		case !d.Withdrawn.IsZero():
			line += " withdrawn:" + d.Why
		case !d.Done.IsZero():
			line += " done"
		case !d.Runs():
			line = d.Rule + " stands"
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return strings.Join(out, ", ")
}

func want(t *testing.T, of *Office, c *centre.Case, clocks string) {
	t.Helper()
	if got := kept(t, of, c); got != clocks {
		t.Errorf("clocks %q, want %q", got, clocks)
	}
}

// TestClocksFollowTheKeyDates: 2 November and 15 days is 17 November 2026, a Tuesday; the 5th and 15 days is the 20th.
func TestClocksFollowTheKeyDates(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0507")
	m, change := keyDate(t, of, c, "award_received", "2026-11-02")
	want(t, of, c, "SUE 2026-11-17")
	if len(change.Touched) != 2 {
		t.Errorf("the key date and its clock are saved as %d records in one entry", len(change.Touched))
	}
	m.Day = dayOf(t, "2026-11-05")
	savedIn(t, of, m)
	want(t, of, c, "SUE 2026-11-20")
	if _, err := of.Delete(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "SUE 2026-11-20 withdrawn:gone")
	gone, err := of.Get(centre.MilestoneType, m.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.Restore(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "SUE 2026-11-20")
	if err := undo(t, of, change.Seq); err == nil {
		t.Error("what was changed since was undone")
	}
	other := clockCase(t, of, "0507")
	_, change = keyDate(t, of, other, "award_received", "2026-11-02")
	if err := undo(t, of, change.Seq); err != nil {
		t.Fatal(err)
	}
	want(t, of, other, "")
}

func undo(t *testing.T, of *Office, seq uint64) error {
	t.Helper()
	_, err := of.Undo(t.Context(), seq)
	return err
}

// TestWhatAPersonDecidedStays: another day with its reason, a done mark, and what was put aside outlive a recount.
func TestWhatAPersonDecidedStays(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0507")
	m, _ := keyDate(t, of, c, "award_received", "2026-11-02")
	clocks, err := of.CaseClocks(c.ID)
	if err != nil || len(clocks.Kept) != 1 {
		t.Fatal(clocks.Kept, err)
	}
	id := clocks.Kept[0].Kept.ID
	var ps field.Problems
	if _, err := of.OverrideClock(t.Context(), id, dayOf(t, "2026-11-30"), " "); !errors.As(err, &ps) || ps[0].Field != "reason" {
		t.Errorf("another day without a reason: %v", err)
	}
	if _, err := of.OverrideClock(t.Context(), id, dayOf(t, "2026-11-30"), "法院另有指定"); err != nil {
		t.Fatal(err)
	}
	m.Day = dayOf(t, "2026-11-05")
	savedIn(t, of, m)
	want(t, of, c, "SUE 2026-11-30")
	if _, err := of.MeetClock(t.Context(), id, of.Today().Add(1)); !errors.As(err, &ps) {
		t.Error("something was done tomorrow")
	}
	if _, err := of.MeetClock(t.Context(), id, of.Today()); err != nil {
		t.Fatal(err)
	}
	m.Day = dayOf(t, "2026-11-06")
	savedIn(t, of, m)
	want(t, of, c, "SUE 2026-11-30 done")
	if _, err := of.MeetClock(t.Context(), id, field.Day{}); err != nil {
		t.Fatal(err)
	}
	if _, err := of.OverrideClock(t.Context(), id, field.Day{}, ""); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "SUE 2026-11-23") // the 6th and 15 days is Saturday the 21st
	if _, err := of.DropClock(t.Context(), id, "", false); !errors.As(err, &ps) {
		t.Error("put aside without a reason")
	}
	if _, err := of.DropClock(t.Context(), id, "当事人不起诉", false); err != nil {
		t.Fatal(err)
	}
	m.Day = dayOf(t, "2026-11-09")
	savedIn(t, of, m)
	want(t, of, c, "SUE 2026-11-23 withdrawn:unneeded")
	if _, err := of.DropClock(t.Context(), id, "", true); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "SUE 2026-11-24")
}

func TestADeletedClockDoesNotComeBackByItself(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0507")
	m, _ := keyDate(t, of, c, "award_received", "2026-11-02")
	clocks, err := of.CaseClocks(c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.Delete(t.Context(), clocks.Kept[0].Kept); err != nil {
		t.Fatal(err)
	}
	m.Day = dayOf(t, "2026-11-05")
	savedIn(t, of, m)
	want(t, of, c, "")
	clocks, err = of.CaseClocks(c.ID)
	if err != nil || !slices.ContainsFunc(clocks.Offered, func(x CaseClock) bool { return x.Rule.ID == "SUE" }) {
		t.Error("it is not offered any more", err)
	}
}

// TestStepsStopALimitation: the year from 3 March 2026 starts anew on 10 June, stands still from 1 July, and goes on 20 days later.
func TestStepsStopALimitation(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0105")
	keyDate(t, of, c, "knew", "2026-03-03")
	want(t, of, c, "ARB_LIM 2027-03-03")
	s := effect(t, of, c, "2026-06-10", "interrupts")
	want(t, of, c, "ARB_LIM 2027-06-10")
	effect(t, of, c, "2026-07-01", "suspends")
	want(t, of, c, "ARB_LIM stands")
	effect(t, of, c, "2026-07-21", "resumes")
	want(t, of, c, "ARB_LIM 2027-06-30")
	if _, err := of.Delete(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "ARB_LIM 2027-03-23")
	c, err := store.As[*centre.Case](of.Get(centre.CaseType, c.ID)) // the steps moved it
	if err != nil {
		t.Fatal(err)
	}
	c.Matter = "1101"
	savedIn(t, of, c)
	want(t, of, c, "ARB_LIM 2027-03-23 withdrawn:rule")
}

func TestAClockByHandStandsStillToo(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "1502")
	savedIn(t, of, &centre.Deadline{Case: c.ID, Rule: "ARB_LIM", Trigger: dayOf(t, "2026-03-03"), Computed: dayOf(t, "2027-03-03")})
	effect(t, of, c, "2026-06-10", "suspends")
	want(t, of, c, "ARB_LIM stands")
}

// TestTheDatesOfThePerson: the clocks of her open cases follow her due date, and withdraw when it is known no more.
func TestTheDatesOfThePerson(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	p := &centre.Person{Name: "示例甲", Period: "pregnant", Due: dayOf(t, "2027-03-01")}
	savedIn(t, of, p)
	c := clockCase(t, of, "0507", func(c *centre.Case) { c.Person = p.ID })
	want(t, of, c, "DISMISS_BAR 2028-03-01, ML_PRE 2027-02-28, PREG_7M 2027-03-01")
	p.Due = dayOf(t, "2027-03-08")
	savedIn(t, of, p)
	want(t, of, c, "DISMISS_BAR 2028-03-08, ML_PRE 2027-03-07, PREG_7M 2027-03-08")
	if all, err := of.CaseClocks(c.ID); err != nil || all.Known.Child != p.Due || all.Known.Period != p.Period {
		t.Errorf("known is %+v %v", all.Known, err)
	}
	p.Period = "none"
	savedIn(t, of, p)
	want(t, of, c, "DISMISS_BAR 2028-03-08 withdrawn:gone, ML_PRE 2027-03-07 withdrawn:gone, PREG_7M 2027-03-08 withdrawn:gone")
}

// TestAPetitionIsAnsweredFromTheDayItCame: 23 November and 15 days is 8 December 2026.
func TestAPetitionIsAnsweredFromTheDayItCame(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "1501")
	want(t, of, c, "XF_REPLY 2026-12-08")
	m := clockCase(t, of, "1501")
	keyDate(t, of, m, "petition_received", "2026-11-20")
	want(t, of, m, "XF_REPLY 2026-12-07, XF_REPLY 2026-12-08 withdrawn:gone") // the 5th of December is a Saturday
}

func TestRegionalRulesFollowTheCentre(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0503")
	keyDate(t, of, c, "leave_first", "2026-01-10")
	want(t, of, c, "ML_BASE 2026-04-17, ML_EXT_JS 2026-06-18")
	own, err := of.Centre()
	if err != nil {
		t.Fatal(err)
	}
	own.Region = "CN"
	savedIn(t, of, own)
	want(t, of, c, "ML_BASE 2026-04-17, ML_EXT_JS 2026-06-18 withdrawn:gone")
}

func TestAClockIsAskedFor(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "1502")
	a := Asking{Rule: "NURSE_HOUR", Trigger: dayOf(t, "2026-06-19"), Inputs: law.Inputs{Birth: dayOf(t, "2026-01-12")}}
	if _, _, err := of.AskClock(t.Context(), c.ID, a); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "NURSE_HOUR 2027-01-12")
	dates, err := partsOf[*centre.Milestone](of, centre.MilestoneType, c.ID)
	if err != nil || len(dates) != 2 || dates[0].What != "returned" || dates[1].What != "birth" {
		t.Fatal(dates, err)
	}
	clocks, err := of.CaseClocks(c.ID)
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(clocks.Offered, func(x CaseClock) bool { return x.Rule.ID == "NURSE_NO_OT" })
	if at < 0 {
		t.Fatal("the other rule of that day is not offered")
	}
	if _, err := of.TakeClock(t.Context(), c.ID, "NURSE_NO_OT", clocks.Offered[at].From.ID); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "NURSE_HOUR 2027-01-12, NURSE_NO_OT 2027-01-12")
	dates[1].Day = dayOf(t, "2026-01-14")
	savedIn(t, of, dates[1])
	want(t, of, c, "NURSE_HOUR 2027-01-14, NURSE_NO_OT 2027-01-14")
	if _, _, err := of.AskClock(t.Context(), c.ID, Asking{Rule: "SUE"}); err == nil {
		t.Error("a clock without a day was kept")
	}
}

// TestAYearOfHolidaysIsImported: 27 March 2027 and 15 days is Sunday 11 April; a made-up year makes it a working day, and 12 April too.
func TestAYearOfHolidaysIsImported(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0507")
	keyDate(t, of, c, "award_received", "2027-03-27")
	want(t, of, c, "SUE 2027-04-11")
	y := law.Year{Year: 2027, Days: map[field.Day]law.Holiday{}}
	for i := range 13 {
		y.Days[dayOf(t, "2027-04-12").Add(i)] = law.Holiday{Type: law.Statutory, Name: "示例"}
	}
	moves, err := of.Foresee(t.Context(), y, nil)
	if err != nil || moves != (Moves{Cases: 1, Clocks: 1}) {
		t.Fatal(moves, err)
	}
	want(t, of, c, "SUE 2027-04-11") // nothing has changed yet
	if moves, err = of.SetHolidays(t.Context(), y, nil); err != nil || moves.Clocks != 1 {
		t.Fatal(moves, err)
	}
	want(t, of, c, "SUE 2027-04-26") // after the 13 days, which end on Saturday the 24th
	years := of.HolidayYears()
	if last := years[len(years)-1]; last.Year.Year != 2027 || !last.Own || last.Clash {
		t.Errorf("%+v", last.Year.Year)
	}
	if _, err := of.SetHolidays(t.Context(), law.Year{Year: 2028}, nil); err == nil {
		t.Error("a year without days was kept")
	}
	if moves, err = of.Foresee(t.Context(), law.Year{Year: 2027}, nil); err != nil || moves != (Moves{Cases: 1, Clocks: 1, Earlier: 1}) {
		t.Fatal(moves, err)
	}
	if _, err := of.DropHolidays(t.Context(), 2027, nil); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "SUE 2027-04-11")
	if _, err := of.DropHolidays(t.Context(), 2027, nil); !errors.Is(err, field.NotFound) {
		t.Error(err)
	}
}
