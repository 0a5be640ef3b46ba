package fake

import "cn.halfsky/internal/centre"

// Appointment makes half an hour kept for somebody today.
func (m *Maker) Appointment(with ...func(*centre.Appointment)) *centre.Appointment {
	a := made(m, &centre.Appointment{Date: m.today, From: "09:30", To: "10:00", Place: "一楼接待室", Counsellor: m.ID(), Called: m.pseudonym(), Topic: m.matter(), State: "booked"}, with)
	if a.State == "booked" && a.Date.Before(m.today) {
		a.State = pick(m, []string{"came", "came", "came", "missed"})
	}
	return a
}
