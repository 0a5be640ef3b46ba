package fake

import "cn.halfsky/internal/centre"

// Visit makes a visit under a pairing and the day of the next one.
func (m *Maker) Visit(with ...func(*centre.Visit)) *centre.Visit {
	date := workday(m.ago(m.between(10, 100)))
	return made(m, &centre.Visit{
		Pairing: m.ID(), Date: date, Who: pick(m, staff), Next: workday(date.Add(90)),
		Note: pick(m, []string{"孩子期末成绩有进步，需要一张书桌。", "母亲复查结果稳定，药费可以报销一部分。", "家里气氛好了一些，希望找一份离家近的工作。"}),
	}, with)
}
