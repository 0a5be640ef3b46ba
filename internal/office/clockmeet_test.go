package office

import (
	"slices"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
)

// theClock returns the kept clock of a rule.
func theClock(t *testing.T, of *Office, c *centre.Case, rule string) *centre.Deadline {
	t.Helper()
	all, err := partsOf[*centre.Deadline](of, centre.DeadlineType, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range all {
		if d.Rule == rule {
			return d
		}
	}
	t.Fatalf("no clock %s", rule)
	return nil
}

// TestAnAwardEndsTheWaitForTheAcceptance, which nobody noted; without it the wait is there again.
func TestAnAwardEndsTheWaitForTheAcceptance(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0507")
	keyDate(t, of, c, "arb_filed", "2026-10-12") // five working days: Monday the 19th
	want(t, of, c, "ARB_ACCEPT 2026-10-19")
	award, _ := keyDate(t, of, c, "award_received", "2026-11-05")
	want(t, of, c, "ARB_ACCEPT 2026-10-19 withdrawn:over, SUE 2026-11-20")
	if _, err := of.Delete(t.Context(), award); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "ARB_ACCEPT 2026-10-19, SUE 2026-11-20 withdrawn:gone")
}

// TestWhatWasFiledMeetsTheClock: in one entry with the key date, moved with it, and taken back with it. 5 November and 15 days is the 20th.
func TestWhatWasFiledMeetsTheClock(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0507")
	award, _ := keyDate(t, of, c, "award_received", "2026-11-05")
	m, _ := keyDate(t, of, c, "suit_filed", of.Today().Add(1).String())
	want(t, of, c, "SUE 2026-11-20") // what is meant for tomorrow is not done
	m.Day = dayOf(t, "2026-11-09")
	change := savedIn(t, of, m)
	want(t, of, c, "SUE 2026-11-20 done")
	if d := theClock(t, of, c, "SUE"); d.Done != m.Day || d.Met != m.ID || d.ByHand() || len(change.Touched) != 2 {
		t.Errorf("%+v, %d records", d, len(change.Touched))
	}
	all, err := of.AllClocks(t.Context(), true)
	if err != nil || len(all) != 1 || all[0].Group != ClocksDone || all[0].Late().N != 0 {
		t.Errorf("%+v %v", all, err)
	}
	award.Day = dayOf(t, "2026-10-12") // 15 days: 27 October
	savedIn(t, of, award)
	want(t, of, c, "SUE 2026-10-27 done")
	if all, err = of.AllClocks(t.Context(), true); err != nil || all[0].Late().N != 13 {
		t.Errorf("%+v %v", all, err)
	}
	if _, err := of.Delete(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "SUE 2026-10-27")
	gone, err := of.Get(centre.MilestoneType, m.ID)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := of.Restore(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "SUE 2026-10-27 done")
	if _, err := of.Delete(t.Context(), award); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "SUE 2026-10-27 withdrawn:gone")
	other := clockCase(t, of, "0507")
	keyDate(t, of, other, "award_received", "2026-11-02")
	_, change = keyDate(t, of, other, "suit_filed", "2026-11-09")
	want(t, of, other, "SUE 2026-11-17 done")
	if err := undo(t, of, change.Seq); err != nil {
		t.Fatal(err)
	}
	want(t, of, other, "SUE 2026-11-17")
}

// TestAPersonHasTheLastWordOnWhatWasMet: what she says was not met by a key date stays so when the clock is counted anew; another key
// date may meet it; and what she marked herself no key date changes.
func TestAPersonHasTheLastWordOnWhatWasMet(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0507")
	award, _ := keyDate(t, of, c, "award_received", "2026-11-05")
	suit, _ := keyDate(t, of, c, "suit_filed", "2026-11-06")
	id := theClock(t, of, c, "SUE").ID
	if _, err := of.MeetClock(t.Context(), id, field.Day{}); err != nil {
		t.Fatal(err)
	}
	want(t, of, c, "SUE 2026-11-20")
	award.Day = dayOf(t, "2026-11-06")
	savedIn(t, of, award)
	want(t, of, c, "SUE 2026-11-23") // the 21st is a Saturday
	if _, err := of.MeetClock(t.Context(), id, dayOf(t, "2026-11-10")); err != nil {
		t.Fatal(err)
	}
	savedIn(t, of, suit)
	if d := theClock(t, of, c, "SUE"); d.Done != dayOf(t, "2026-11-10") || !d.ByHand() {
		t.Errorf("%+v", d)
	}
	if _, err := of.MeetClock(t.Context(), id, field.Day{}); err != nil {
		t.Fatal(err)
	}
	if d := theClock(t, of, c, "SUE"); d.Done != suit.Day || d.Met != suit.ID {
		t.Errorf("what is on record meets it again: %+v", d)
	}
}

// TestAClockByHandIsMetToo: one that came from a ledger follows nothing on record.
func TestAClockByHandIsMetToo(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "1502")
	savedIn(t, of, &centre.Deadline{Case: c.ID, Rule: "ARB_LIM", Trigger: dayOf(t, "2025-11-10"), Computed: dayOf(t, "2026-11-10")})
	m, _ := keyDate(t, of, c, "arb_filed", "2026-11-12")
	if d := theClock(t, of, c, "ARB_LIM"); d.Done != m.Day || d.Met != m.ID {
		t.Errorf("%+v", d)
	}
	clocks, err := of.CaseClocks(c.ID)
	at := slices.IndexFunc(clocks.Kept, func(k CaseClock) bool { return k.Kept.Rule == "ARB_LIM" })
	if err != nil || at < 0 || clocks.Kept[at].Met == nil || clocks.Kept[at].Met.ID != m.ID {
		t.Errorf("%+v %v", clocks.Kept, err)
	}
	if _, err := of.Delete(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	if d := theClock(t, of, c, "ARB_LIM"); !d.Runs() || d.Met != (field.ID{}) {
		t.Errorf("%+v", d)
	}
}

// TestAMetClockIsNoOpenClock: of the days on record the calendar file and the pages of what runs out have only what still runs.
func TestAMetClockIsNoOpenClock(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "0105")
	keyDate(t, of, c, "arb_filed", "2026-03-30")
	keyDate(t, of, c, "knew", "2026-02-27") // what was known later is noted later
	want(t, of, c, "ARB_ACCEPT 2026-04-07, ARB_LIM 2027-02-27 done")
	all, err := of.AllClocks(t.Context(), false)
	if err != nil || len(all) != 1 || all[0].Rule != "ARB_ACCEPT" {
		t.Errorf("%+v %v", all, err)
	}
}

// TestAProtectionOrderIsLateByTheHour: accepted on 2 November at 14:20, it is due on the 5th at 14:20. Without the time of the order days
// count, and another day a person decided on takes the place of the hours.
func TestAProtectionOrderIsLateByTheHour(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "1104")
	at := func(d, hour, minute int) field.Moment {
		return field.MomentOf(time.Date(2026, 11, d, hour, minute, 0, 0, law.China))
	}
	savedIn(t, of, &centre.Milestone{Case: c.ID, What: "po_accepted", Day: dayOf(t, "2026-11-02"), At: at(2, 14, 20)})
	made := &centre.Milestone{Case: c.ID, What: "po_made", Day: dayOf(t, "2026-11-05"), At: at(5, 16, 0)}
	savedIn(t, of, made)
	late := func(want law.Amount) {
		t.Helper()
		all, err := of.AllClocks(t.Context(), true)
		if err != nil {
			t.Fatal(err)
		}
		page, err := of.CaseClocks(c.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, l := range all {
			if l.Rule == "PO_DECIDE" && l.Late() != want {
				t.Errorf("in the list late by %+v, want %+v", l.Late(), want)
			}
		}
		for _, k := range page.Kept {
			if k.Kept.Rule == "PO_DECIDE" && k.Late() != want {
				t.Errorf("on the page late by %+v, want %+v", k.Late(), want)
			}
		}
	}
	late(law.Amount{N: 2, Unit: law.Hours})
	made.At = at(5, 14, 0)
	savedIn(t, of, made)
	late(law.Amount{N: 0, Unit: law.Hours})
	made.At = 0
	savedIn(t, of, made)
	late(law.Amount{N: 0, Unit: law.Days})
	made.Day, made.At = dayOf(t, "2026-11-06"), at(6, 9, 0)
	savedIn(t, of, made)
	late(law.Amount{N: 19, Unit: law.Hours}) // 14:20 to 09:00 the next day is 18 hours and 40 minutes
	if _, err := of.OverrideClock(t.Context(), theClock(t, of, c, "PO_DECIDE").ID, dayOf(t, "2026-11-05"), "…"); err != nil {
		t.Fatal(err)
	}
	late(law.Amount{N: 1, Unit: law.Days})
}

// TestAClockOfHoursIsOverByTheHour: in the list of all clocks and in the load of a handler, on its last day too.
func TestAClockOfHoursIsOverByTheHour(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	c := clockCase(t, of, "1104")
	accepted := &centre.Milestone{Case: c.ID, What: "po_accepted"}
	for _, x := range []struct {
		ago        time.Duration
		group      ClockGroup
		over       int
		late, soon int
	}{
		{72*time.Hour - 30*time.Minute, ClocksThree, 0, 0, 1},
		{73*time.Hour + 30*time.Minute, ClocksOver, 2, 1, 0},
	} {
		at := testNow.Add(-x.ago)
		accepted.Day, accepted.At = field.DayOf(at.In(law.China)), field.MomentOf(at)
		savedIn(t, of, accepted)
		want(t, of, c, "PO_DECIDE 2026-11-23")
		all, err := of.AllClocks(t.Context(), false)
		if err != nil || len(all) != 1 || all[0].Group != x.group || all[0].Over != x.over || all[0].Left != 0 {
			t.Errorf("%s ago: %+v %v", x.ago, all, err)
		}
		if m := of.ClockMoments(field.ID{9}, "PO_DECIDE"); m != (law.Moments{}) {
			t.Errorf("a clock that does not open ends at %+v", m)
		}
		loads, err := of.Workloads()
		if err != nil || len(loads) != 1 || loads[0].Late != x.late || loads[0].Soon != x.soon {
			t.Errorf("%s ago: %+v %v", x.ago, loads, err)
		}
	}
}
