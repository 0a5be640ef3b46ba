package fake

import (
	"strconv"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// rota2008 makes the duty of 6 March 2008 at the inauguration and one in the square, each by the group of its own centre.
func (s *sample) rota2008(six []*centre.Counsellor, events []*centre.Event) {
	for i, duty := range []struct {
		event *centre.Event
		date  field.Day
		place string
	}{
		{events[1], field.Day{Year: 2008, Month: 3, Date: 7}, "广场"}, {events[12], events[12].Date, "太仓市女职工维权指导中心"},
	} {
		var who []field.ID
		for _, c := range six[6*i : 6*i+6] {
			who = append(who, c.ID)
		}
		s.add(s.m.Shift(func(k *centre.Shift) {
			k.Event, k.Date, k.Place, k.Counsellors, k.Capacity, k.State = duty.event.ID, duty.date, duty.place, who, 0, "served"
		}))
	}
}

// rota makes the counsellors of today's centre, their weekly template, the shifts of this week and appointments.
func (s *sample) rota() {
	m := s.m
	for _, k := range callings {
		c := m.Counsellor(func(c *centre.Counsellor) { c.Post, c.Expertise = k.post, k.expertise })
		s.counsellors = append(s.counsellors, c)
		s.add(c)
	}
	week := monday(m.today)
	for i := range 5 {
		who := s.counsellors[i%len(s.counsellors)]
		s.add(m.Template(func(t *centre.Template) {
			t.Weekday, t.Counsellors = strconv.Itoa(i+1), []field.ID{who.ID}
			t.From, t.To = hours(i%2 == 1)
		}))
		s.add(m.Shift(func(k *centre.Shift) {
			k.Date, k.Counsellors = week.Add(i), []field.ID{who.ID}
			k.From, k.To = hours(i%2 == 1)
		}))
	}
	s.add(m.Absence(func(a *centre.Absence) { a.Counsellor = s.counsellors[0].ID; a.From = week.Add(7); a.To = week.Add(8) }))
	s.substitute(week)
	s.appointments(week)
}

func hours(late bool) (from, to string) {
	if late {
		return "13:30", "16:30"
	}
	return "09:00", "11:30"
}

// substitute makes last Wednesday's shift, at which somebody stood in.
func (s *sample) substitute(week field.Day) {
	s.add(s.m.Shift(func(k *centre.Shift) {
		k.Date, k.Counsellors, k.State, k.Substitute = week.Add(-5), []field.ID{s.counsellors[2].ID}, "substituted", s.counsellors[3].ID
		k.Received = exactly(4, "人次", field.BySign)
	}))
}

// appointments makes two on each day of the week, the second with a client of a case.
func (s *sample) appointments(week field.Day) {
	m := s.m
	for i := range 5 {
		who := s.counsellors[i%len(s.counsellors)]
		for k, minutes := range [][2]string{{"09:00", "09:30"}, {"10:00", "10:40"}} {
			s.add(m.Appointment(func(a *centre.Appointment) {
				a.Date, a.Counsellor, a.From, a.To = week.Add(i), who.ID, minutes[0], minutes[1]
				if i%2 == 1 {
					a.From, a.To = afternoon(a.From), afternoon(a.To)
				}
				if c := s.cases[2*i+k]; k == 1 && c.Person != (field.ID{}) {
					a.Called, a.Person, a.Case, a.Topic = "", c.Person, c.ID, c.Matter
				}
			}))
		}
	}
}

// afternoon moves a time of the morning by five hours.
func afternoon(clock string) string {
	return map[string]string{"09": "14", "10": "15"}[clock[:2]] + clock[2:]
}
