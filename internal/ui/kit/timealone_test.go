package kit

import (
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// TestATimeOfDayBelongsToTheDayOnRecord: that of the moment which is there, else the day the record has, else today.
func TestATimeOfDayBelongsToTheDayOnRecord(t *testing.T) {
	h := newBench(t).host
	moment := func(day, text string) field.Moment {
		m := &centre.Milestone{}
		m.Day, _ = field.ParseDay(day, 0)
		spec := centre.MilestoneType.Field("at")
		if p := spec.Set(m, shorthand(h, spec, m, text), h.Context()); p != nil {
			return 0
		}
		return m.At
	}
	at := func(day string, hour, minute int) field.Moment {
		d, _ := field.ParseDay(day, 0)
		return field.MomentOf(time.Date(d.Year, time.Month(d.Month), d.Date, hour, minute, 0, 0, h.Context().Zone))
	}
	today := h.Context().Today.String()
	for _, c := range []struct {
		day, typed string
		want       field.Moment
	}{
		{"2026-03-02", "14:20", at("2026-03-02", 14, 20)}, {"2026-03-02", "１４：２０", at("2026-03-02", 14, 20)}, {"2026-03-02", "9点", at("2026-03-02", 9, 0)},
		{"2026-03-02", "9时5分", at("2026-03-02", 9, 5)}, {"", "8:05", at(today, 8, 5)}, {"2026-03-02", "2026-03-03 8:05", at("2026-03-03", 8, 5)}, {"2026-03-02", "25:00", 0},
	} {
		if got := moment(c.day, c.typed); got != c.want {
			t.Errorf("%q on %q is %s, want %s", c.typed, c.day, got.In(h.Context().Zone), c.want.In(h.Context().Zone))
		}
	}
	spec, s := centre.StepType.Field("at"), &centre.Step{At: at("2026-03-02", 10, 0)}
	if got := shorthand(h, spec, s, "14:20"); got != "2026-03-02 14:20" {
		t.Errorf("a step keeps its day: %s", got)
	}
}
