package fake

import (
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Mutual makes this year's period of a mutual-aid plan.
func (m *Maker) Mutual(with ...func(*centre.Mutual)) *centre.Mutual {
	enrolled := int64(m.between(3000, 6000))
	return made(m, &centre.Mutual{
		Name: fmt.Sprintf("%d年度女职工团体互助保障（示例）", m.today.Year), From: field.Day{Year: m.today.Year, Month: 1, Date: 1}, To: field.Day{Year: m.today.Year, Month: 12, Date: 31},
		Enrolled: exactly(enrolled, "人", field.BySign), New: exactly(enrolled/9, "人", field.BySign), Units: exactly(int64(m.between(40, 90)), "家", field.ByCount),
		Claims: exactly(int64(m.between(5, 20)), "件", field.ByCount), Paid: field.Fen(100 * 1000 * m.between(40, 160)),
	}, with)
}
