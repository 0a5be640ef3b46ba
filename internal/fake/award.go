package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Award makes an honour given to a few units.
func (m *Maker) Award(with ...func(*centre.Award)) *centre.Award {
	return made(m, &centre.Award{Name: "女职工技能竞赛优秀组织奖（示例）", Rank: "一等奖", Number: exactly(3, "个", field.ByCount), Given: m.ago(20), By: "示例市总工会"}, with)
}
