package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// batch is about how many records Many gives at a time.
const batch = 1000

// Many makes n cases of the last five years with their persons, employers and one to three steps each, and gives them to yield in
// batches of about a thousand, in an order in which whatever a record refers to comes before it. It returns yield's error.
func (m *Maker) Many(n int, yield func([]field.Record) error) error {
	out := make([]field.Record, 0, batch+8)
	employers := make([]field.ID, 0, 60)
	for range min(n, cap(employers)) {
		o := m.Organisation()
		employers = append(employers, o.ID)
		out = append(out, o)
	}
	var before field.ID // the person of an earlier case, who comes again
	for i := range n {
		day := workday(m.ago(m.between(2, 5*365)))
		p := field.ID{}
		switch {
		case m.chance(8): // stays nameless
		case m.chance(10) && before != field.ID{}:
			p = before
		default:
			person := m.Person(func(p *centre.Person) { p.Unit = pick(m, employers) })
			p, before = person.ID, person.ID
			out = append(out, person)
		}
		c := m.caseOf(day, m.matter(), m.stateAfter(day), func(c *centre.Case) {
			c.Person, c.Adverse, c.Station = p, pick(m, employers), stationAt(i)
		})
		var steps []*centre.Step
		for k := range m.between(1, 3) {
			steps = append(steps, m.Step(func(s *centre.Step) {
				s.Case, s.At = c.ID, m.officeHour(m.notAfterToday(workday(day.Add(1+9*k))))
				if !c.Open() {
					s.Next, s.NextDue, s.Done = "", field.Day{}, field.NotAsked
				}
			}))
		}
		if c.Highest = centre.HighestService(steps); centre.ByStep(c.State) {
			c.State = centre.StateOf(nil, steps)
		}
		out = append(out, c)
		for _, s := range steps {
			out = append(out, s)
		}
		if len(out) >= batch {
			if err := yield(out); err != nil {
				return err
			}
			out = make([]field.Record, 0, batch+8)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return yield(out)
}

// stateAfter returns where a case received on the day may stand: old ones are done.
func (m *Maker) stateAfter(day field.Day) string {
	if day.Before(m.ago(300)) {
		return pick(m, []string{"archived", "archived", "archived", "archived", "closed", "withdrawn"})
	}
	return pick(m, states)
}
