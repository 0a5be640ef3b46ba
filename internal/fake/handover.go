package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Handover makes a case passed to another handler.
func (m *Maker) Handover(with ...func(*centre.Handover)) *centre.Handover {
	return made(m, &centre.Handover{
		Case: m.ID(), At: m.officeHour(workday(m.ago(m.between(1, 30)))), From: staff[0], To: staff[1], By: staff[0],
		Note: "已约当事人下周送来工资单，单位联系人只认电话预约。",
	}, with)
}

// passedOn hands the first open case of the sample to who has it now, and flags the next one for the person in charge.
func (s *sample) passedOn() {
	left := 2
	for _, c := range s.cases {
		if !c.Open() || c.Person == (field.ID{}) || left == 0 {
			continue
		}
		if left--; left == 1 {
			s.add(s.m.Handover(func(h *centre.Handover) {
				h.Case, h.From, h.To, h.By = c.ID, colleague(c.Handler), c.Handler, colleague(c.Handler)
			}))
			continue
		}
		s.add(s.m.Supervision(func(f *centre.Supervision) { f.Case, f.By = c.ID, c.Handler }))
	}
}

// colleague is somebody else at the desk.
func colleague(name string) string {
	if name == staff[0] {
		return staff[1]
	}
	return staff[0]
}
