package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// sources are several readings of what one event came to: of the contest who registered beside who signed in, of the exhibition what its
// host declared beside what was estimated.
func (s *sample) sources() {
	m := s.m
	reading := func(kind string, n field.Count, way string, ago int, used bool) {
		e := s.season[kind]
		s.add(m.Reading(func(r *centre.Reading) {
			r.Event, r.Count, r.Way, r.At, r.Note = e.ID, n, way, at(e.Date.Add(-ago), 16, 30), ""
			if used {
				r.Used = field.Yes
			}
		}))
	}
	contest, show := s.season["contest"], s.season["exhibition"]
	reading("contest", exactly(95, "人", field.ByRegister), centre.WayTyped, 5, false)
	reading("contest", contest.People, centre.WayTyped, 0, true)
	reading("exhibition", show.People, centre.WayTyped, 0, true)
	reading("exhibition", exactly(420, "人", field.ByDeclare), centre.WayTyped, -1, false)
}

// signIn is who registered for the lecture that is to come.
func (s *sample) signIn() {
	lecture := s.season["lecture"]
	for i := range 24 {
		s.add(s.m.Attendee(func(a *centre.Attendee) {
			a.Event, a.Registered, a.Present = lecture.ID, s.m.officeHour(s.m.ago(1+i%6)), 0
			if o := s.employers[i%len(s.employers)]; i%3 > 0 {
				a.Unit, a.UnitText = o.ID, ""
			}
		}))
	}
}
