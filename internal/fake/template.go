package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Template makes a weekly duty on Tuesday mornings.
func (m *Maker) Template(with ...func(*centre.Template)) *centre.Template {
	return made(m, &centre.Template{Place: "一楼接待室", Weekday: "2", From: "09:00", To: "11:30", Counsellors: []field.ID{m.ID()}, Capacity: 4, Starts: m.ago(200)}, with)
}
