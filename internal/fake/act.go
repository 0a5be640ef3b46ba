package fake

import (
	"cn.halfsky/internal/centre"
)

// Act makes the decision that a case is accepted; its case is new unless it is given.
func (m *Maker) Act(with ...func(*centre.Act)) *centre.Act {
	return made(m, &centre.Act{Case: m.ID(), What: centre.Accepted, At: m.officeHour(workday(m.ago(m.between(0, 60)))), By: pick(m, staff)}, with)
}
