package fake

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// RiskCheck makes a check of a woman who is being harassed at work: middle, and seen by a second person.
func (m *Maker) RiskCheck(with ...func(*centre.RiskCheck)) *centre.RiskCheck {
	at := m.officeHour(workday(m.ago(m.between(2, 30))))
	return made(m, &centre.RiskCheck{
		Case: m.ID(), Kind: centre.RiskHarassment, At: at, By: staff[0],
		Yes: middling[centre.RiskHarassment][0], No: middling[centre.RiskHarassment][1], Suggested: centre.RiskMiddle, Level: centre.RiskMiddle,
		Due: at + 24*hour, Seen: at + 2*hour, SeenBy: staff[1],
	}, with)
}

// hour in the unit of moments.
const hour = 60 * 60 * 1000

// risks makes what the dangerous cases of the sample ask for: each was checked, seen by a colleague, and has a plan. Of the harassed woman
// there was a further check last evening, which waits for a second person. Where nothing tells of danger the risk is low: a middle one
// that nobody checked asks for a check as long as the case is open.
func (s *sample) risks() {
	for _, c := range slices.Concat(s.cases, s.years) {
		c.Watch()
		switch {
		case !c.Open():
		case c.Risk == centre.RiskHigh:
			s.checked(c, centre.RiskSelfHarm, func(k *centre.RiskCheck) {
				k.Yes, k.No = []string{"s-thoughts", "s-before", "s-company"}, []string{"s-plan", "s-means", "s-farewell", "s-alone"}
				k.Suggested, k.Level, k.Due = centre.RiskHigh, centre.RiskHigh, k.At+2*hour
			})
		case len(c.Watched) > 0:
			c.Risk = centre.RiskMiddle
			for _, kind := range c.Watched {
				s.checked(c, kind)
			}
			if slices.Contains(s.cases, c) {
				s.add(s.m.RiskCheck(func(k *centre.RiskCheck) { s.waits(k, c) }))
			}
		default:
			c.Risk = centre.RiskLow
		}
	}
}

// middling are answers that suggest a middle risk, by the kind of risk: the yes, then the no.
var middling = map[string][2][]string{
	centre.RiskViolence:   {{"v-control", "v-tonight"}, {"v-injury", "v-weapon", "v-kill", "v-choke", "v-worse", "v-leaving", "v-children"}},
	centre.RiskHarassment: {{"h-meet", "h-support", "h-evidence"}, {"h-force", "h-follow", "h-threat", "h-revenge"}},
	centre.RiskSelfHarm:   {{"s-thoughts", "s-company"}, {"s-plan", "s-means", "s-before", "s-farewell", "s-drunk", "s-alone"}},
}

// waits makes it a check of last evening, by telephone, that nobody else has seen yet.
func (s *sample) waits(k *centre.RiskCheck, c *centre.Case) {
	k.Case, k.Kind, k.At, k.By = c.ID, centre.RiskSelfHarm, at(s.m.ago(1), 20, 30), c.Handler
	k.Yes, k.No = middling[k.Kind][0], middling[k.Kind][1]
	k.Due, k.Seen, k.SeenBy = k.At+24*hour, 0, ""
	k.Note = "晚上来电，说睡不好，有时觉得撑不下去，没有打算；今晚妹妹陪着，约好再谈。"
}

// checked makes a check of a case, middle unless told otherwise, on the day it came in, and the plan.
func (s *sample) checked(c *centre.Case, kind string, with ...func(*centre.RiskCheck)) {
	s.add(s.m.RiskCheck(append([]func(*centre.RiskCheck){func(k *centre.RiskCheck) {
		k.Case, k.At, k.By, k.SeenBy = c.ID, c.Received+hour/2, c.Handler, colleague(c.Handler)
		k.Kind, k.Yes, k.No = kind, middling[kind][0], middling[kind][1]
		k.Due, k.Seen = k.At+24*hour, k.At+hour
	}}, with...)...), s.m.SafetyPlan(func(p *centre.SafetyPlan) {
		p.Case, p.By, p.Made = c.ID, c.Handler, field.DayOf(c.Received.In(Zone))
	}))
}
