package office

import (
	"fmt"
	"slices"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// TestLimitsThatNothingStarts: accepted cases whose matter has a limit are named until its day is on record; what was only logged, answered
// at once or closed is not.
func TestLimitsThatNothingStarts(t *testing.T) {
	of, _, _ := testOffice(t, Founding{})
	accepted := func(with ...func(*centre.Case)) func(*centre.Case) {
		return func(c *centre.Case) {
			c.State, c.Handler = "accepted", of.Me().Name
			for _, w := range with {
				w(c)
			}
		}
	}
	dismissed := clockCase(t, of, "0507", accepted())
	hurt := clockCase(t, of, "0801", accepted())
	wages := clockCase(t, of, "0201", accepted())
	clockCase(t, of, "0507")
	clockCase(t, of, "0507", accepted(func(c *centre.Case) { c.Enquiry = field.Yes }))
	clockCase(t, of, "0507", accepted(func(c *centre.Case) { c.State = "withdrawn" }))
	other := clockCase(t, of, "0507", accepted(func(c *centre.Case) { c.Handler = "示例乙" }))

	number := map[field.ID]string{dismissed.ID: "dismissed", hurt.ID: "hurt", wages.ID: "wages", other.ID: "other"}
	are := func(handler string, want ...string) {
		t.Helper()
		all, err := of.UnstartedCases(handler)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, l := range all {
			got = append(got, fmt.Sprintf("%s %s", number[l.Case], l.Rule))
		}
		slices.Sort(got)
		if !slices.Equal(got, want) {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	are("", "dismissed ARB_LIM", "hurt ARB_LIM", "hurt WI_WORKER", "other ARB_LIM")
	are(of.Me().Name, "dismissed ARB_LIM", "hurt ARB_LIM", "hurt WI_WORKER")
	if k, err := of.CaseClocks(wages.ID); err != nil || len(k.Unstarted) != 1 || k.Unstarted[0].ID != "ARB_LIM_WAGE_END" {
		t.Errorf("the page of the wages names %v, %v", k.Unstarted, err)
	}

	m, _ := keyDate(t, of, dismissed, "knew", "2026-11-20")
	keyDate(t, of, hurt, "injured", "2026-11-20")
	are(of.Me().Name, "hurt ARB_LIM")
	if k, err := of.CaseClocks(dismissed.ID); err != nil || len(k.Unstarted) != 0 {
		t.Errorf("the page still names %v, %v", k.Unstarted, err)
	}
	if _, err := of.Delete(t.Context(), m); err != nil {
		t.Fatal(err)
	}
	are(of.Me().Name, "dismissed ARB_LIM", "hurt ARB_LIM")

	all, err := of.AllClocks(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	unset := 0
	for _, l := range all {
		if l.Group == ClocksUnset {
			unset++
		}
	}
	if unset != 3 {
		t.Errorf("the list of clocks has %d limits without a start, want 3", unset)
	}
}
