package fake

import "cn.halfsky/internal/centre"

// Consent makes a permission that holds on the day.
func (m *Maker) Consent(with ...func(*centre.Consent)) *centre.Consent {
	given := m.ago(m.between(3, 40))
	return made(m, &centre.Consent{
		Case: m.ID(), Purpose: "转介法律援助", Recipient: "示例市法律援助中心", Withhold: "家庭住址和子女情况", Way: "written", Witness: pick(m, staff), Given: given, Expires: given.Add(180),
	}, with)
}
