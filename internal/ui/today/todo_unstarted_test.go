package today

import (
	"slices"
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// TestLimitsWithoutAStartAreNamed: the newest few one by one, of the others how many there are.
func TestLimitsWithoutAStartAreNamed(t *testing.T) {
	b := &box{}
	var cases []field.ID
	for range fewUnstarted + 2 {
		of := b.newCase("0507", "", "accepted")
		cases = append(cases, of)
		b.unset = append(b.unset, office.ClockLine{Case: of, Rule: "ARB_LIM"})
	}
	f := b.look(t)
	if len(f.todo) != fewUnstarted+1 || f.late != 0 {
		t.Fatalf("got %+v", f.todo)
	}
	for i, l := range f.todo[:fewUnstarted] {
		if !slices.Contains(cases[2:], l.ID) {
			t.Errorf("line %d opens another case than the newest", i)
		}
	}
	if f.todo[fewUnstarted].Table != "" {
		t.Error("the line of the others opens something")
	}
}
