package fake

import "cn.halfsky/internal/centre"

// Tally makes a quarter of an hour's count at the entrance.
func (m *Maker) Tally(with ...func(*centre.Tally)) *centre.Tally {
	return made(m, &centre.Tally{Event: m.ID(), Desk: "入口", Class: "女职工", Device: "1a2b3c4d", At: at(m.ago(20), 9, 15*m.between(0, 3)), Plus: int64(m.between(5, 60)), Minus: int64(m.between(0, 2))}, with)
}
