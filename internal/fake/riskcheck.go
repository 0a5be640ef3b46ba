package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// RiskCheck makes a check of a woman who is being harassed at work: middle, and seen by a second person.
func (m *Maker) RiskCheck(with ...func(*centre.RiskCheck)) *centre.RiskCheck {
	at := m.officeHour(workday(m.ago(m.between(2, 30))))
	return made(m, &centre.RiskCheck{
		Case: m.ID(), Kind: centre.RiskHarassment, At: at, By: staff[0], Yes: []string{"h-meet", "h-support", "h-evidence"},
		No: []string{"h-force", "h-follow", "h-threat", "h-revenge"}, Suggested: centre.RiskMiddle, Level: centre.RiskMiddle,
		Due: at + 24*hour, Seen: at + 2*hour, SeenBy: staff[1],
	}, with)
}

// hour in the unit of moments.
const hour = 60 * 60 * 1000

// risks makes what the dangerous cases of the sample ask for: each was checked, seen by a colleague, and has a plan.
func (s *sample) risks() {
	for _, c := range s.cases {
		c.Watch()
		switch {
		case !c.Open():
		case c.Risk == centre.RiskHigh:
			s.checked(c, func(k *centre.RiskCheck) {
				k.Kind, k.Yes, k.No = centre.RiskSelfHarm, []string{"s-thoughts", "s-before", "s-company"}, []string{"s-plan", "s-means", "s-farewell", "s-alone"}
				k.Suggested, k.Level, k.Due = centre.RiskHigh, centre.RiskHigh, k.At+2*hour
			})
		case len(c.Watched) > 0:
			c.Risk = centre.RiskMiddle
			s.checked(c)
		}
	}
}

// checked makes the check of a case, on the day it came in, and the plan.
func (s *sample) checked(c *centre.Case, with ...func(*centre.RiskCheck)) {
	s.add(s.m.RiskCheck(append([]func(*centre.RiskCheck){func(k *centre.RiskCheck) {
		k.Case, k.At, k.By, k.SeenBy = c.ID, c.Received+hour/2, c.Handler, colleague(c.Handler)
		k.Due, k.Seen = k.At+24*hour, k.At+hour
	}}, with...)...), s.m.SafetyPlan(func(p *centre.SafetyPlan) {
		p.Case, p.By, p.Made = c.ID, c.Handler, field.DayOf(c.Received.In(Zone))
	}))
}
