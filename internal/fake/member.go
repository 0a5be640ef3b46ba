package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Member makes a school child of the household.
func (m *Maker) Member(with ...func(*centre.Member)) *centre.Member {
	return made(m, &centre.Member{
		Hardship: m.ID(), Name: m.womansName(), Kinship: "child", Birth: field.Day{Year: m.today.Year - m.between(7, 17), Month: m.between(1, 12)}, Work: "示例市试行小学", Health: "良好",
	}, with)
}
