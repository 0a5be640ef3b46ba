package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Person makes a woman worker who came to the centre. One in six keeps her name to herself.
func (m *Maker) Person(with ...func(*centre.Person)) *centre.Person {
	born := m.ago(m.between(19*365, 54*365))
	p := &centre.Person{
		Name: m.womansName(), Pseudonym: field.No, Sex: "female", Birth: born, AgeBand: centre.AgeBandOf(m.today.Year - born.Year), Phone: m.phone(),
		Employment: pick(m, []string{"contract", "contract", "contract", "dispatch", "flexible", "platform", "rehired"}),
		Household:  pick(m, []string{"local", "migrant", "migrant"}), Member: pick(m, []field.YesNo{field.Yes, field.No, field.NotAsked}),
		Period: "none", Marital: pick(m, []string{"married", "married", "married", "single", "divorced", "widowed"}), Single: field.No, Address: m.address(),
	}
	switch {
	case m.chance(16):
		p.Name, p.Pseudonym, p.Birth, p.Address = m.pseudonym(), field.Yes, field.Day{}, ""
		p.SafeWay = "只在工作日中午打电话，不要发短信"
	case p.Marital == "married" && born.Year > m.today.Year-40 && m.chance(40):
		p.Period = pick(m, []string{"pregnant", "maternity", "nursing"})
		p.Due = m.ago(m.between(-180, 300))
		if p.Period == "pregnant" {
			p.Due = m.ago(-m.between(10, 200))
		}
	case p.Marital == "divorced" || p.Marital == "widowed":
		p.Single = field.Yes
	}
	return made(m, p, with)
}
