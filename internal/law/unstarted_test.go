package law

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// TestWhatNobodyStarted: a matter whose limit nothing on record starts is named until a key date starts it, stands in for it, or says
// that what it asks for was done. Of wages the year runs from the end of the employment (article 27(4)), so that day is asked for.
func TestWhatNobodyStarted(t *testing.T) {
	date := func(what string) *centre.Milestone {
		return &centre.Milestone{What: what, Day: field.Day{Year: 2026, Month: 3, Date: 2}}
	}
	gone, month := date("knew"), date("knew")
	gone.Gone, month.Day.Date = 1, 0
	for _, c := range []struct {
		name, matter string
		dates        []*centre.Milestone
		want         string
	}{
		{"dismissed", "0507", nil, "ARB_LIM"},
		{"dismissed, and she knows since when", "0507", []*centre.Milestone{date("knew")}, ""},
		{"the end of the contract stands in", "0507", []*centre.Milestone{date("contract_ended")}, ""},
		{"the claim is filed", "0507", []*centre.Milestone{date("arb_filed")}, ""},
		{"another date starts nothing", "0507", []*centre.Milestone{date("expected")}, "ARB_LIM"},
		{"a deleted date starts nothing", "0507", []*centre.Milestone{gone}, "ARB_LIM"},
		{"a month is no day", "0507", []*centre.Milestone{month}, "ARB_LIM"},
		{"wages", "0201", nil, "ARB_LIM_WAGE_END"},
		{"wages, employment over", "0201", []*centre.Milestone{date("employment_ended")}, ""},
		{"hurt at work", "0801", nil, "ARB_LIM WI_WORKER"},
		{"hurt at work, day known", "0801", []*centre.Milestone{date("injured")}, "ARB_LIM"},
		{"a complaint to us runs from the day it came", "1501", nil, ""},
		{"violence at home", "1104", nil, ""},
		{"no matter", "", nil, ""},
	} {
		if got := ids(Unstarted(Known{Region: "CN-JS", Matter: c.matter, Milestones: c.dates})); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
	begun := UnstartedFor("CN")
	if got := ids(begun["0507"]); got != "ARB_LIM" {
		t.Errorf("a dismissal has begun %q", got)
	}
	if got := begun["0201"]; got != nil {
		t.Errorf("wages have begun %q, while the employment may go on", ids(got))
	}
}
