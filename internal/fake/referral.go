package fake

import "cn.halfsky/internal/centre"

// Referral makes a case's passing on to another body.
func (m *Maker) Referral(with ...func(*centre.Referral)) *centre.Referral {
	sent := m.ago(m.between(2, 20))
	return made(m, &centre.Referral{
		Case: m.ID(), To: m.ID(), Purpose: "申请法律援助，代理劳动仲裁", Sent: sent, State: centre.ReferralReceived, Received: sent.Add(1), Origin: "示　示例市女职工维权中心", ReplyBy: workday(sent.Add(15)), By: pick(m, staff),
	}, with)
}
