package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Indicator makes a periodic figure.
func (m *Maker) Indicator(with ...func(*centre.Indicator)) *centre.Indicator {
	return made(m, &centre.Indicator{Name: "签订女职工专项集体合同的企业（示例）", Period: "本年度", Date: m.today, Value: exactly(int64(m.between(100, 900)), "家", field.ByDeclare)}, with)
}
