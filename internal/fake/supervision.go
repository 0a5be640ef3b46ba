package fake

import "cn.halfsky/internal/centre"

// Supervision makes a flag that nobody answered yet.
func (m *Maker) Supervision(with ...func(*centre.Supervision)) *centre.Supervision {
	return made(m, &centre.Supervision{
		Case: m.ID(), Raised: m.officeHour(workday(m.ago(m.between(1, 5)))), By: pick(m, staff),
		Reason: "单位两次不答复，是否改走仲裁，请负责人看一下证据。",
	}, with)
}
