package law

import (
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// TestAStepTellsOfAKeyDate: the first step since a limit of ours runs at which what it asks for may have been handed in, and none once
// that is on record.
func TestAStepTellsOfAKeyDate(t *testing.T) {
	for _, c := range []struct{ name, dates, steps, want string }{
		{"the application was handed in", "knew 2026-03-03", "advice 2026-03-05, arbitration 2026-04-01, arbitration 2026-05-06", "arb_filed 2026-04-01"},
		{"on the day the limit began", "knew 2026-03-03", "arbitration 2026-03-03", "arb_filed 2026-03-03"},
		{"before it began", "knew 2026-03-03", "arbitration 2026-03-02", ""},
		{"it is on record", "knew 2026-03-03, arb_filed 2026-04-01", "arbitration 2026-04-01", ""},
		{"no limit runs", "", "arbitration 2026-04-01", ""},
		{"a limit of others is not ours to meet", "arb_filed 2026-04-01", "arbitration 2026-04-08", ""},
		{"sued after the award", "award_received 2026-04-20", "arbitration 2026-04-21, litigation 2026-04-28", "suit_filed 2026-04-28"},
		{"appealed after the judgment", "judgment_served 2026-04-20", "litigation 2026-04-28", "appeal_lodged 2026-04-28"},
		{"taken back, which starts the year anew", "knew 2026-03-03, arb_filed 2026-04-01, limit_interrupted 2026-05-06", "arbitration 2026-04-01", ""},
		{"and handed in again", "knew 2026-03-03, arb_filed 2026-04-01, limit_interrupted 2026-05-06", "arbitration 2026-04-01, arbitration 2026-06-01", "arb_filed 2026-06-01"},
	} {
		k := Known{Region: "CN", Matter: "0507", Today: day(t, "2026-11-23")}
		for _, d := range strings.Split(c.dates, ", ") {
			if what, on, ok := strings.Cut(d, " "); ok {
				k.Milestones = append(k.Milestones, &centre.Milestone{What: what, Day: day(t, on)})
			}
		}
		var steps []*centre.Step
		for _, d := range strings.Split(c.steps, ", ") {
			service, on, _ := strings.Cut(d, " ")
			at := day(t, on)
			steps = append(steps, &centre.Step{Service: service, At: field.MomentOf(time.Date(at.Year, time.Month(at.Month), at.Date, 9, 0, 0, 0, China))})
		}
		var running []*Clock
		for _, f := range Follow(k, BuiltIn()) {
			running = append(running, &f)
		}
		got := ""
		if m, by := Told(running, steps); m != nil {
			if got = m.What + " " + m.Day.String(); by == nil || field.DayOf(by.At.In(China)) != m.Day {
				t.Errorf("%s: told by %+v", c.name, by)
			}
		}
		if got != c.want {
			t.Errorf("%s: told of %q, want %q", c.name, got, c.want)
		}
	}
}
