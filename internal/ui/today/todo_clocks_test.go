package today

import (
	"testing"

	"cn.halfsky/internal/centre"
)

// TestWhatDoesNotRunIsNotDue: a limit that stands still, one that was withdrawn, of two rules in conflict the earlier, a protection that
// is over and a wait that is are no lines.
func TestWhatDoesNotRunIsNotDue(t *testing.T) {
	b := &box{}
	open := b.newCase("0106", "", "underway")
	b.put(&centre.Deadline{Case: open, Rule: "ARB_LIM", Computed: monday, Paused: monday.Add(-20)})
	b.put(&centre.Deadline{Case: open, Rule: "SUE", Computed: monday, Withdrawn: monday.Add(-1), Why: "gone"})
	b.put(&centre.Deadline{Case: open, Rule: "CONTRACT_EXT_ML", Computed: monday.Add(-3)})
	b.put(&centre.Deadline{Case: open, Rule: "CONTRACT_EXT_NURSE", Computed: monday.Add(2)})
	b.put(&centre.Deadline{Case: open, Rule: "DISMISS_BAR", Computed: monday.Add(-1)})
	b.put(&centre.Deadline{Case: open, Rule: "MED_15", Computed: monday.Add(-1)})
	f := b.look(t)
	if len(f.todo) != 1 || f.late != 0 || f.todo[0].ID != open {
		t.Fatalf("got %+v", f.todo)
	}
}
