package fake

import (
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Hardship makes the approved file of a household; its person is a new id unless it is given.
func (m *Maker) Hardship(with ...func(*centre.Hardship)) *centre.Hardship {
	publicised := workday(m.ago(m.between(60, 330)))
	h := &centre.Hardship{
		Person: m.ID(), Class: pick(m, []string{"deep", "relative", "relative", "accident"}),
		Cause: pick(m, []string{"illness", "family-illness", "schooling", "lowincome", "singleparent"}), Members: int64(m.between(2, 5)),
		Income: field.Fen(100 * 1000 * m.between(24, 60)), Outgoings: field.Fen(100 * 1000 * m.between(8, 20)), Housing: pick(m, []string{"租住一室户，45平方米", "自有住房，60平方米", "与父母同住"}),
		Documents: "身份证、户口簿、收入证明、病历和缴费单据", Publicised: publicised, Approved: publicised.Add(10), State: "approved", Station: "示例市女职工维权中心",
	}
	h.Review = yearAfter(h.Approved)
	h.Monthly = h.PerHead()
	made(m, h, with)
	if h.Number == "" { // it is numbered in the year its household was made known
		year := h.Publicised.Year
		m.files[year]++
		h.Number = fmt.Sprintf("%sK%d-%04d", station, year, m.files[year])
	}
	return h
}
