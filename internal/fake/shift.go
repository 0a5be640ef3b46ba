package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Shift makes a duty of today: past ones were served, the others are planned.
func (m *Maker) Shift(with ...func(*centre.Shift)) *centre.Shift {
	s := made(m, &centre.Shift{Place: "一楼接待室", Date: m.today, From: "09:00", To: "11:30", Counsellors: []field.ID{m.ID()}, Capacity: 4, State: "planned"}, with)
	if s.State == "planned" && s.Date.Before(m.today) {
		s.State, s.Received = "served", exactly(int64(m.between(1, 9)), "人次", field.BySign)
	}
	return s
}
