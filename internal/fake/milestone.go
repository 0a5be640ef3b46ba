package fake

import "cn.halfsky/internal/centre"

// Milestone makes the day an award was received.
func (m *Maker) Milestone(with ...func(*centre.Milestone)) *centre.Milestone {
	return made(m, &centre.Milestone{Case: m.ID(), What: "award_received", Day: m.ago(m.between(1, 40))}, with)
}
