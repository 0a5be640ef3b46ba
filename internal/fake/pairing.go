package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Pairing makes a helper's promise to a household.
func (m *Maker) Pairing(with ...func(*centre.Pairing)) *centre.Pairing {
	from := workday(m.ago(m.between(60, 300)))
	return made(m, &centre.Pairing{
		Helper: m.ID(), Hardship: m.ID(), Kind: "school", From: from, Promise: "每学期资助学习费用，节日上门看望", Amount: field.Fen(100 * 100 * m.between(5, 20)),
		Often: "halfyear", VisitDays: 90, Review: yearAfter(from), State: "active",
	}, with)
}
