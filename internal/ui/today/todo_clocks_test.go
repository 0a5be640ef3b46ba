package today

import (
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
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

// TestAClockOfHoursSaysTheHour: until when, and since then how many hours are over, which stands above what has the whole day.
func TestAClockOfHoursSaysTheHour(t *testing.T) {
	now := monday.Time().Add(9*time.Hour + 30*time.Minute) // 17:30 in China
	for _, c := range []struct {
		by    time.Duration
		day   field.Day
		want  string
		late  int
		first bool
	}{
		{time.Hour, monday, "今天 18:30 前", 0, false},
		{-90 * time.Minute, monday, "今天 16:00，已过 2 小时", 1, true},
		{5 * time.Hour, monday.Add(1), "11月24日 22:30 前", 0, false},
		{-24 * time.Hour, monday.Add(-1), "11月22日，已过 1 天", 1, true},
	} {
		b := &box{}
		calm, order := b.newCase("0201", "", "underway"), b.newCase("1104", "", "underway")
		b.put(&centre.Deadline{Case: calm, Rule: "SUE", Computed: monday})
		id := b.put(&centre.Deadline{Case: order, Rule: "PO_DECIDE", Computed: c.day})
		b.ends = map[field.ID]field.Moment{id: field.MomentOf(now.Add(c.by))}
		f := b.look(t)
		if len(f.todo) != 2 || (f.todo[0].ID == order) != c.first || f.late != c.late {
			t.Fatalf("%s: %d late, %+v", c.by, f.late, f.todo)
		}
		for _, l := range f.todo {
			if l.ID == order && (l.When != c.want || (c.late > 0 && l.Tone != kit.Late)) {
				t.Errorf("%s says %q in tone %d, want %q", c.by, l.When, l.Tone, c.want)
			}
		}
	}
}
