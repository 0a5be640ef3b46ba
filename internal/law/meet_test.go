package law

import (
	"fmt"
	"testing"

	"cn.halfsky/internal/field"
)

// metAs writes how the clock of that rule stands: "met 2026-03-17", "met 2026-03-18 late 1", "runs", "over", or "none".
func metAs(cs []Clock, rule string, n int) string {
	for i := range cs {
		c := &cs[i]
		if c.Rule.ID != rule {
			continue
		}
		if n > 0 {
			n--
			continue
		}
		late := 0
		if c.Met != nil {
			late = c.Rule.Late(c.Day, c.Met.Day)
		}
		switch {
		case c.Over:
			return "over"
		case c.Met == nil:
			return "runs"
		case late > 0:
			return fmt.Sprintf("met %s late %d", c.Met.Day, late)
		}
		return "met " + c.Met.Day.String()
	}
	return "none"
}

// TestAClockIsMetByWhatWasDone: every day was counted by hand; the last day, the day after it, and the day it counts from.
func TestAClockIsMetByWhatWasDone(t *testing.T) {
	for _, c := range []struct {
		name, rule string
		dates      []string
		want       string
	}{
		{"applied on the last day of the year", "ARB_LIM", []string{"knew 2025-03-03", "arb_filed 2026-03-03"}, "met 2026-03-03"},
		{"a day later", "ARB_LIM", []string{"knew 2025-03-03", "arb_filed 2026-03-04"}, "met 2026-03-04 late 1"},
		{"on the day she knew", "ARB_LIM", []string{"knew 2025-03-03", "arb_filed 2025-03-03"}, "met 2025-03-03"},
		{"the day before is about something else", "ARB_LIM", []string{"knew 2025-03-03", "arb_filed 2025-03-02"}, "runs"},
		{"29 February: the year ends on the 28th, which is a Friday", "ARB_LIM", []string{"knew 2024-02-29", "arb_filed 2025-02-28"}, "met 2025-02-28"},
		{"1 March is late", "ARB_LIM", []string{"knew 2024-02-29", "arb_filed 2025-03-01"}, "met 2025-03-01 late 1"},
		{"interrupted: the year from 10 June", "ARB_LIM", []string{"knew 2025-03-03", "limit_interrupted 2025-06-10", "arb_filed 2026-06-10"}, "met 2026-06-10"},
		{"taken back, which starts the year anew: from 1 September", "ARB_LIM", []string{"knew 2025-03-03", "arb_filed 2025-08-01", "limit_interrupted 2025-09-01"}, "runs"},
		{"filed again on its last day", "ARB_LIM", []string{"knew 2025-03-03", "arb_filed 2025-08-01", "limit_interrupted 2025-09-01", "arb_filed 2026-09-01"}, "met 2026-09-01"},
		{"and a day later", "ARB_LIM", []string{"knew 2025-03-03", "arb_filed 2025-08-01", "limit_interrupted 2025-09-01", "arb_filed 2026-09-02"}, "met 2026-09-02 late 1"},
		{"taken back after the old year was over: filing had started it anew", "ARB_LIM", []string{"knew 2025-03-03", "arb_filed 2026-03-02", "limit_interrupted 2026-05-06"}, "runs"},
		{"filed too late and taken back", "ARB_LIM", []string{"knew 2025-03-03", "arb_filed 2026-03-04", "limit_interrupted 2026-05-06"}, "met 2026-03-04 late 1"},
		{"on the day of filing", "ARB_LIM", []string{"knew 2025-03-03", "arb_filed 2025-08-01", "limit_interrupted 2025-08-01"}, "met 2025-08-01"},
		{"asked to perform after the award", "ARB_LIM", []string{"knew 2025-03-03", "arb_filed 2025-08-01", "award_received 2025-09-15", "limit_interrupted 2025-10-09"}, "met 2025-08-01"},
		{"wages: the year from the end of employment", "ARB_LIM_WAGE_END", []string{"employment_ended 2025-03-03", "arb_filed 2026-03-03"}, "met 2026-03-03"},
		{"an interruption alone", "ARB_LIM_RESTART", []string{"limit_interrupted 2025-03-03", "arb_filed 2026-03-04"}, "met 2026-03-04 late 1"},
		{"nothing was done", "ARB_LIM", []string{"knew 2025-03-03"}, "runs"},
		{"an acceptance is no application", "ARB_LIM", []string{"knew 2025-03-03", "arb_accepted 2025-04-03"}, "runs"},
		// 21 April and 15 days is 6 May; 5 May is off in 2026, the 6th is worked
		{"sued on the last day", "SUE", []string{"award_received 2026-04-20", "suit_filed 2026-05-06"}, "met 2026-05-06"},
		{"sued a day late", "SUE", []string{"award_received 2026-04-20", "suit_filed 2026-05-07"}, "met 2026-05-07 late 1"},
		{"two awards, sued in time for both", "SUE", []string{"award_received 2026-03-02", "award_received 2026-03-09", "suit_filed 2026-03-16"}, "met 2026-03-16"},
		{"too late for the first award: it may be about the second", "SUE", []string{"award_received 2026-03-02", "award_received 2026-03-09", "suit_filed 2026-03-18"}, "runs"},
		{"appeal: 2 March and 15 days", "APPEAL_JUDG", []string{"judgment_served 2026-03-02", "appeal_lodged 2026-03-17"}, "met 2026-03-17"},
		{"the day after", "APPEAL_JUDG", []string{"judgment_served 2026-03-02", "appeal_lodged 2026-03-18"}, "met 2026-03-18 late 1"},
		{"a ruling: 10 days", "APPEAL_RULING", []string{"ruling_served 2026-03-02", "appeal_lodged 2026-03-12"}, "met 2026-03-12"},
		{"enforcement, two years to the month's end: that Saturday is worked", "ENFORCE", []string{"performance_due 2024-02-29", "enforcement_filed 2026-02-28"}, "met 2026-02-28"},
		{"the Monday after", "ENFORCE", []string{"performance_due 2024-02-29", "enforcement_filed 2026-03-02"}, "met 2026-03-02 late 2"},
		{"work injury: the worker's year", "WI_WORKER", []string{"injured 2025-03-03", "wi_filed 2026-03-03"}, "met 2026-03-03"},
		{"the employer applied", "WI_WORKER", []string{"injured 2025-03-03", "wi_filed_employer 2025-03-20"}, "met 2025-03-20"},
		{"the employer's own 30 days are not met by the worker", "WI_EMPLOYER", []string{"injured 2025-03-03", "wi_filed 2025-03-20"}, "runs"},
		{"reconsideration of a protection order: 5 days end on Saturday the 7th", "PO_REVIEW", []string{"po_effective 2026-03-02", "po_review_asked 2026-03-09"}, "met 2026-03-09"},
		{"the Tuesday after", "PO_REVIEW", []string{"po_effective 2026-03-02", "po_review_asked 2026-03-10"}, "met 2026-03-10 late 1"},
		{"the next screening meets the last year's", "SCREEN_JS", []string{"last_screening 2025-03-03", "last_screening 2026-03-03"}, "met 2026-03-03"},
		{"a late one too", "SCREEN_JS", []string{"last_screening 2025-03-03", "last_screening 2026-03-05"}, "met 2026-03-05 late 2"},
		{"another's limit: the award came after 45 days, Thursday 16 April", "ARB_AWARD", []string{"arb_accepted 2026-03-02", "award_received 2026-04-17"}, "met 2026-04-17 late 1"},
		{"mediation over: nothing is late that has become possible", "MED_15", []string{"mediation_filed 2026-03-02", "arb_filed 2026-06-01"}, "met 2026-06-01"},
		{"asked three working days before the hearing on Thursday", "ARB_POSTPONE", []string{"hearing 2026-03-19", "postpone_asked 2026-03-16"}, "met 2026-03-16"},
		{"two working days before", "ARB_POSTPONE", []string{"hearing 2026-03-19", "postpone_asked 2026-03-17"}, "met 2026-03-17 late 1"},
		{"after the hearing", "ARB_POSTPONE", []string{"hearing 2026-03-19", "postpone_asked 2026-03-20"}, "runs"},
		{"accepted on some day before the award", "ARB_ACCEPT", []string{"arb_filed 2026-03-02", "award_received 2026-04-17"}, "over"},
		{"not yet", "ARB_ACCEPT", []string{"arb_filed 2026-03-02"}, "runs"},
		{"on a day that is on record", "ARB_ACCEPT", []string{"arb_filed 2026-03-02", "arb_accepted 2026-03-09", "award_received 2026-04-17"}, "met 2026-03-09"},
		{"filed once more after the award", "ARB_ACCEPT", []string{"award_received 2026-02-27", "arb_filed 2026-03-02"}, "runs"},
		{"no award in time, so she sued", "ARB_AWARD", []string{"arb_accepted 2026-03-02", "suit_filed 2026-05-06"}, "over"},
		{"asked about the hearing before", "ARB_POSTPONE", []string{"hearing 2026-04-16", "hearing 2026-03-19", "postpone_asked 2026-03-16"}, "met 2026-03-16"},
	} {
		k := Known{Region: "CN-JS", Matter: "0105", Milestones: dates(t, c.dates...)}
		if got := metAs(Follow(k, BuiltIn()), c.rule, 0); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
	two := Known{Region: "CN", Matter: "0105", Milestones: dates(t, "award_received 2026-03-02", "award_received 2026-03-09", "suit_filed 2026-03-18")}
	if got := metAs(Follow(two, BuiltIn()), "SUE", 1); got != "met 2026-03-18" {
		t.Errorf("the second award: %s", got)
	}
	hearings := Known{Region: "CN", Matter: "0105", Milestones: dates(t, "hearing 2026-03-19", "hearing 2026-04-16", "postpone_asked 2026-03-16")}
	if got := metAs(Follow(hearings, BuiltIn()), "ARB_POSTPONE", 1); got != "runs" {
		t.Errorf("the second hearing: %s", got)
	}
	paused := Known{Region: "CN", Matter: "0105", Milestones: dates(t, "knew 2025-03-03", "arb_filed 2027-01-04")}
	paused.Steps = append(paused.Steps, step(t, "2025-06-10", "suspends"))
	if got := metAs(Follow(paused, BuiltIn()), "ARB_LIM", 0); got != "met 2027-01-04" {
		t.Errorf("while the limit stands still: %s", got)
	}
	ahead := Known{Region: "CN", Matter: "0105", Today: day(t, "2026-03-02"), Milestones: dates(t, "knew 2025-05-05", "arb_filed 2026-03-03")}
	if got := metAs(Follow(ahead, BuiltIn()), "ARB_LIM", 0); got != "runs" {
		t.Errorf("what is planned for tomorrow: %s", got)
	}
}

// unmet are the rules that ask for something to be done by a day and that no key date meets, each with the reason.
var unmet = map[string]string{
	"ARB_PANEL":  "nobody is told the day on which the tribunal was made up; who knows marks it",
	"UI_LIST":    "what the employer tells the insurance office nobody else is told",
	"LA_URGENT":  "it warns of another clock and ends with it",
	"CC_TERM":    "it says from when on a renewal may be asked for",
	"IWD_HALF":   "a day of every year",
	"CC_EFFECT":  "the contract takes effect by itself",
	"WI_RECHECK": "it says from when on it is possible",
}

// TestEveryRuleThatAsksForSomethingIsMetByAKeyDate, on its last day in time and on the day after late; or it is said why not.
func TestEveryRuleThatAsksForSomethingIsMetByAKeyDate(t *testing.T) {
	for _, r := range Rules() {
		asks := r.Mode == Deadline && r.Group != "internal" || r.Mode == Info || r.Mode == Notice
		if met := len(r.Met) > 0; met && !asks || (asks && !met) != (unmet[r.ID] != "") {
			t.Errorf("%s: met by %q, named as %q", r.ID, r.Met, unmet[r.ID])
		}
		for _, what := range r.Met {
			for days, want := range []string{"met %s", "met %s late 1"} {
				due, ps := Compute(r, day(t, "2026-03-04"), Inputs{}, BuiltIn())
				if len(ps) > 0 {
					t.Fatal(r.ID, ps)
				}
				on := due.Day.Add(days)
				if r.Sense == After {
					want = "met %s"
				}
				k := Known{Region: r.Region, Milestones: dates(t, r.Trigger+" 2026-03-04 "+string(r.When), what+" "+on.String())}
				if got := metAs(Follow(k, BuiltIn()), r.ID, 0); got != fmt.Sprintf(want, on) {
					t.Errorf("%s by %s on %s: %s", r.ID, what, on, got)
				}
			}
		}
	}
}

func TestNothingIsLateThatHasNoDay(t *testing.T) {
	d := field.Day{Year: 2026, Month: 3, Date: 2}
	if (*Rule)(nil).Late(d, d.Add(9)) != 0 || Find("SUE").Late(field.Day{}, d) != 0 || Find("SUE").Late(d, field.Day{}) != 0 {
		t.Error("late, without a rule or a day")
	}
	if Find("SUE").Late(d, d.Add(-1)) != 0 || Find("SUE").Late(d, d.Add(1)) != 1 {
		t.Error("the edges of a last day")
	}
}

// TestWhatLastsIsNotMissed: what only bars something, or says from when it is possible, ends with its day; what is to be done by a day
// is late after it.
func TestWhatLastsIsNotMissed(t *testing.T) {
	due := day(t, "2026-08-25")
	for id, want := range map[string]bool{
		"MED_15": true, "DISMISS_BAR": true, "ML_BASE": true, "PO_VALID": true, "LA_URGENT": true, "CC_EFFECT": true,
		"SUE": false, "ARB_AWARD": false, "ARB_POSTPONE": false, "RET_PIA": false, "NEWER_RULE": false,
	} {
		r := Find(id)
		if r.Ended(due, due) || r.Ended(field.Day{}, due) || r.Ended(due, due.Add(1)) != want {
			t.Errorf("%s has ended on its day, or a day later not %v", id, want)
		}
	}
}
