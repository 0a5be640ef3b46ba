package fake

import (
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Programme makes this year's series of events.
func (m *Maker) Programme(with ...func(*centre.Programme)) *centre.Programme {
	year := m.today.Year
	return made(m, &centre.Programme{
		Name: fmt.Sprintf("%d年女职工维权服务季（示例）", year), Theme: "送法进企、关爱到家", Year: int64(year),
		From: field.Day{Year: year, Month: 3, Date: 1}, To: field.Day{Year: year, Month: 12, Date: 31}, Planned: exactly(6, "场", field.ByDeclare),
	}, with)
}
