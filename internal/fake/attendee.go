package fake

import "cn.halfsky/internal/centre"

// Attendee makes a line of a sign-in list: somebody who registered and, more often than not, came.
func (m *Maker) Attendee(with ...func(*centre.Attendee)) *centre.Attendee {
	a := &centre.Attendee{Event: m.ID(), Name: m.womansName(), UnitText: "示例纺织厂", Registered: m.officeHour(m.ago(25))}
	if m.chance(80) {
		a.Present = at(m.ago(20), 9, m.between(0, 40))
	}
	return made(m, a, with)
}
