package fake

import "cn.halfsky/internal/centre"

// Task makes a line of a check list that is due next week.
func (m *Maker) Task(with ...func(*centre.Task)) *centre.Task {
	return made(m, &centre.Task{Event: m.ID(), What: "落实场地和设备（示例）", Due: m.ago(-7), Who: "示例经办人"}, with)
}
