package law

import (
	"slices"
	"testing"
	"time"

	"cn.halfsky/internal/field"
)

// TestHoursAreCountedByTheHour: accepted on 2 March at 14:20, 72 hours end on the 5th at 14:20. A begun hour is a full one; without the
// moment at which the order was made days count.
func TestHoursAreCountedByTheHour(t *testing.T) {
	at := func(text string) field.Moment {
		if text == "" {
			return 0
		}
		on, err := time.ParseInLocation("2006-01-02 15:04", text, China)
		if err != nil {
			t.Fatal(err)
		}
		return field.MomentOf(on)
	}
	r := Find("PO_DECIDE")
	due, ps := Compute(r, field.Day{}, Inputs{At: at("2026-03-02 14:20")}, BuiltIn())
	if len(ps) > 0 || due.At != at("2026-03-05 14:20") {
		t.Fatalf("ends %v %v", due.At.In(China), ps)
	}
	for _, c := range []struct {
		done, met string
		want      Amount
	}{
		{"2026-03-05", "2026-03-05 14:20", Amount{0, Hours}}, {"2026-03-05", "2026-03-05 14:21", Amount{1, Hours}},
		{"2026-03-05", "2026-03-05 15:20", Amount{1, Hours}}, {"2026-03-05", "2026-03-05 15:21", Amount{2, Hours}},
		{"2026-03-04", "2026-03-04 09:00", Amount{0, Hours}}, {"2026-03-06", "2026-03-06 14:20", Amount{24, Hours}},
		{"2026-03-05", "", Amount{0, Days}}, {"2026-03-06", "", Amount{1, Days}},
	} {
		if got := r.LateBy(due.Day, day(t, c.done), Moments{By: due.At, Met: at(c.met)}); got != c.want {
			t.Errorf("made %s at %q: %+v, want %+v", c.done, c.met, got, c.want)
		}
	}
	if got := Find("SUE").LateBy(due.Day, due.Day.Add(2), Moments{By: due.At, Met: due.At + 1}); got != (Amount{2, Days}) {
		t.Errorf("a limit of days is late by %+v", got)
	}
	if needs, _ := Asks("po_made"); !slices.Contains(needs, NeedAt) {
		t.Errorf("the day of the order asks for %v", needs)
	}
}
