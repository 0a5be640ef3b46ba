package fake

import "cn.halfsky/internal/centre"

// Absence makes three days off in the near future.
func (m *Maker) Absence(with ...func(*centre.Absence)) *centre.Absence {
	from := m.ago(-m.between(1, 10))
	return made(m, &centre.Absence{Counsellor: m.ID(), Kind: pick(m, []string{"leave", "business"}), From: from, To: from.Add(2), Reason: "外出培训"}, with)
}
