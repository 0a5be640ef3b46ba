package fake

import "cn.halfsky/internal/centre"

// SafetyPlan makes a plan agreed with somebody in danger.
func (m *Maker) SafetyPlan(with ...func(*centre.SafetyPlan)) *centre.SafetyPlan {
	agreed := workday(m.ago(m.between(2, 20)))
	return made(m, &centre.SafetyPlan{
		Case: m.ID(), Made: agreed, Place: "表姐家；夜里去示例派出所", Calls: "表姐；110；12338", CodeWord: "问“药带了没有”", Children: "孩子放学由外婆接",
		Papers: "身份证、劳动合同复印件和两百元放在同事处", Medicine: "常用药一份放在包里", Signs: "对方喝酒回来、摔东西", By: pick(m, staff),
		Next: m.officeHour(workday(m.ago(-m.between(2, 5)))), Way: "工作日中午打单位总机转，不发短信",
	}, with)
}
