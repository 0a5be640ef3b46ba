package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// households makes three files with their members, pairings, aid and visits: one with a team that has an honour, one with an
// employer, one that left hardship.
func (s *sample) households() {
	m := s.m
	for i := range 3 {
		p := m.Person(func(p *centre.Person) {
			p.Name, p.Pseudonym, p.SafeWay, p.Birth = m.womansName(), field.No, "", field.Day{Year: m.today.Year - 41 - i, Month: 5, Date: 10 + i}
			p.AgeBand, p.ResidentID = centre.AgeBandOf(m.today.Year-p.Birth.Year), residentID(p.Birth, 2+2*i)
			p.Marital, p.Single, p.Period, p.Due = []string{"divorced", "married", "widowed"}[i], []field.YesNo{field.Yes, field.No, field.Yes}[i], "none", field.Day{}
			p.Address, p.Unit = m.address(), s.employers[i].ID
		})
		h := m.Hardship(func(h *centre.Hardship) {
			h.Person, h.Members = p.ID, int64(2+i)
			h.Cause = []string{"singleparent", "family-illness", "schooling"}[i]
			h.Monthly = h.PerHead()
			if i == 2 {
				h.State, h.Left, h.LeftWhy = "left", m.ago(20), "子女就业，家庭收入稳定"
			}
		})
		s.add(p, h)
		s.members(h, i)
		s.pair(h, i)
	}
}

func (s *sample) members(h *centre.Hardship, i int) {
	m := s.m
	s.add(m.Member(func(k *centre.Member) { k.Hardship = h.ID }))
	if i > 0 {
		s.add(m.Member(func(k *centre.Member) {
			k.Hardship, k.Name, k.Kinship, k.Birth, k.Work, k.Health = h.ID, m.mansName(), "parent", field.Day{Year: m.today.Year - 70}, "退休", "慢性病，长期服药"
			k.Income = 1800_00
		}))
	}
	if i > 1 {
		s.add(m.Member(func(k *centre.Member) { k.Hardship, k.Work = h.ID, "示例市样板中学" }))
	}
}

// pair makes the pairing of a file, what was given under it and the visits.
func (s *sample) pair(h *centre.Hardship, i int) {
	m := s.m
	helper := []field.ID{s.team.ID, s.employers[4].ID, s.team.ID}[i]
	p := m.Pairing(func(p *centre.Pairing) {
		p.Helper, p.Hardship, p.From, p.Kind = helper, h.ID, workday(h.Approved.Add(5)), []string{"school", "medical", "living"}[i]
		p.Review = yearAfter(p.From)
		if i == 2 {
			p.State, p.To, p.EndWhy = "ended", h.Left, "家庭已经脱困"
		}
	})
	s.add(p)
	for k := range 3 {
		s.add(m.Aid(func(a *centre.Aid) {
			a.Hardship, a.Pairing, a.Date = h.ID, p.ID, m.notAfterToday(workday(p.From.Add(20+40*k)))
			switch k {
			case 1:
				a.Kind, a.Cash, a.Goods, a.Value = "visit", 0, "大米、食用油", 260_00
			case 2:
				a.Kind = "school"
				if i < 2 {
					a.State, a.Receiver = []string{"planned", "approved"}[i], ""
				}
			}
		}))
	}
	first := m.notAfterToday(workday(p.From.Add(30)))
	s.add(m.Visit(func(v *centre.Visit) { v.Pairing, v.Date, v.Next = p.ID, first, workday(first.Add(90)) }))
	if second := workday(first.Add(88)); i == 0 && second.Before(m.today) {
		s.add(m.Visit(func(v *centre.Visit) { v.Pairing, v.Date, v.Next = p.ID, second, workday(second.Add(90)) }))
	}
}
