package fake

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Milestone makes the day an award was received.
func (m *Maker) Milestone(with ...func(*centre.Milestone)) *centre.Milestone {
	return made(m, &centre.Milestone{Case: m.ID(), What: "award_received", Day: m.ago(m.between(1, 40))}, with)
}

// keyDate is a key date of a case of the sample: what, and how many days ago.
type keyDate struct {
	what string
	ago  int
}

// keyDates makes the days from which the clocks of open cases are counted, so that some are over, some end soon and some late; and one
// clock that somebody asked for by hand. Of one case in six nobody has asked yet when she knew.
func (s *sample) keyDates() {
	for i, w := range casework {
		for _, d := range w.dates {
			s.dated(s.cases[i], d)
		}
	}
	i := slices.IndexFunc(s.cases, func(c *centre.Case) bool { return c.State == "mediating" })
	from := s.m.ago(4)
	s.add(s.m.Deadline(func(d *centre.Deadline) {
		d.Case, d.Rule, d.Trigger, d.Computed = s.cases[i].ID, "MED_15", from, workday(from.Add(15))
	}))
	for i, c := range s.years {
		if c.Open() && c.Matter < "11" && i%6 != 1 { // a dispute with an employer
			since := int(s.m.today.Time().Sub(field.DayOf(c.Received.In(Zone)).Time()).Hours() / 24)
			s.dated(c, keyDate{"knew", max(since+1, 60+i*53%290)})
		}
	}
}

func (s *sample) dated(c *centre.Case, d keyDate) {
	s.add(s.m.Milestone(func(k *centre.Milestone) { k.Case, k.What, k.Day = c.ID, d.what, s.m.ago(d.ago) }))
}
