package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Aid makes a sum that was given to a household.
func (m *Maker) Aid(with ...func(*centre.Aid)) *centre.Aid {
	return made(m, &centre.Aid{
		Hardship: m.ID(), Date: workday(m.ago(m.between(10, 200))), Kind: pick(m, []string{"living", "medical", "school", "visit"}), Cash: field.Fen(100 * 100 * m.between(5, 30)),
		Funds: pick(m, []string{"union", "local", "society"}), By: pick(m, staff), Receiver: "本人签收", State: "given",
	}, with)
}
