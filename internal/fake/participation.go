package fake

import "cn.halfsky/internal/centre"

// Participation makes an organisation's part in an event.
func (m *Maker) Participation(with ...func(*centre.Participation)) *centre.Participation {
	return made(m, &centre.Participation{Event: m.ID(), Organisation: m.ID(), Role: "exhibitor"}, with)
}
