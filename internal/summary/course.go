package summary

import (
	"slices"

	"cn.halfsky/internal/field"
)

// Course is how far a programme has come: what it set out to do beside what was held. Cancelled events count in nothing but their own
// number.
type Course struct {
	Name      string
	Planned   []Figure // events or courses and attendances
	Held      int      // events
	Upcoming  int
	Cancelled int
	Attended  []Total // people at those held, by measure word
	Sessions  []Total
	Without   int // events held at which people should have been counted and were not
	Done      Ratio
}

// DoneToPlanned is the share of the planned courses or events that was held.
const DoneToPlanned = "course"

// attended adds people to the others there were, whatever they were at their event: who came to several counts as often. What is counted
// in households or not in a measure word for people stands apart.
func (c *Course) attended(t Total) {
	i := slices.IndexFunc(c.Attended, func(a Total) bool { return ofPeople(a) && ofPeople(t) })
	if i < 0 {
		c.Attended = append(c.Attended, t)
		return
	}
	a := &c.Attended[i]
	sum := field.Total(a.Sum.Count, t.Sum.Count)
	sum.Parts, sum.Unknown, sum.Estimates = a.Sum.Parts+t.Sum.Parts, a.Sum.Unknown+t.Sum.Unknown, a.Sum.Estimates+t.Sum.Estimates
	sum.Count.Unit = attendances
	a.Role, a.Sum, a.Rows = "people", sum, slices.Concat(a.Rows, t.Rows)
}

// attendances is the measure word of people who are counted as often as they come.
const attendances = "人次"

func ofPeople(t Total) bool {
	u := t.Sum.Count.Unit
	return t.Sum.Count.HasValue && (u == attendances || onceOnly[u] == attendances)
}

// Course is how far the programme has come. An event at which no number of sessions was noted was held once.
func (s ProgrammeSummary) Course() Course {
	held := s.Events()
	c := Course{Name: s.Name, Planned: s.Planned, Held: len(held), Upcoming: len(s.Upcoming), Cancelled: len(s.Cancelled), Done: Ratio{Key: DoneToPlanned}}
	for _, t := range s.Totals {
		switch {
		case len(t.Rows) == 0:
		case t.Key == "people":
			c.attended(t)
		case t.Key == "sessions":
			c.Sessions = append(c.Sessions, t)
		}
	}
	for _, p := range s.Planned {
		if p.Role == "planned.planned" {
			c.Done.Base = p.Count
		}
	}
	var sessions []field.Count
	for _, e := range held {
		n := field.Exactly(1, c.Done.Base.Unit)
		if f, ok := e.Figure("sessions"); ok && f.Count.HasValue {
			n = f.Count
			n.Unit = c.Done.Base.Unit
		}
		sessions = append(sessions, n)
		c.Done.Rows = append(c.Done.Rows, e.ID)
		if e.lacks("people") {
			c.Without++
		}
	}
	if len(sessions) > 0 {
		c.Done.Part = plainSum(sessions)
	} else {
		c.Done.Part = field.Exactly(0, c.Done.Base.Unit)
	}
	return c
}
