package fake

import "cn.halfsky/internal/centre"

// Distribution makes a row of the distribution list.
func (m *Maker) Distribution(with ...func(*centre.Distribution)) *centre.Distribution {
	return made(m, &centre.Distribution{Issue: m.ID(), Place: 1, To: "市总工会各部、室", Copies: 12}, with)
}
