package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Deadline makes the clock of an arbitration claim: one year from the day she knew (调解仲裁法 art. 27).
func (m *Maker) Deadline(with ...func(*centre.Deadline)) *centre.Deadline {
	trigger := m.ago(m.between(30, 300))
	return made(m, &centre.Deadline{Case: m.ID(), Rule: "ARB_LIM", Trigger: trigger, Computed: yearAfter(trigger)}, with)
}

// yearAfter returns the same day a year later, or the end of February, moved past a weekend.
func yearAfter(d field.Day) field.Day {
	after := field.Day{Year: d.Year + 1, Month: d.Month, Date: d.Date}
	if !after.Valid() {
		after.Date--
	}
	return workday(after)
}
