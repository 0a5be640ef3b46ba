package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Desk makes a department's table at a clinic.
func (m *Maker) Desk(with ...func(*centre.Desk)) *centre.Desk {
	seen := int64(m.between(15, 80))
	return made(m, &centre.Desk{
		Event: m.ID(), Department: pick(m, []string{"妇科", "乳腺外科", "中医科", "心理门诊", "内科"}), Experts: exactly(int64(m.between(1, 4)), "名", field.ByCount),
		Seen: exactly(seen, "人次", field.ByCount), Referred: exactly(seen/12, "人次", field.ByCount),
	}, with)
}
