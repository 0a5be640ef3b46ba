package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Reading makes what a host declared of an event's attendance.
func (m *Maker) Reading(with ...func(*centre.Reading)) *centre.Reading {
	return made(m, &centre.Reading{Event: m.ID(), Key: "people", Count: exactly(int64(m.between(40, 200)), "人", field.ByDeclare),
		By: "示例市总工会", At: m.officeHour(m.ago(12)), Way: centre.WayTyped, Note: "电话报数"}, with)
}
