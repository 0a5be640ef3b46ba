package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Event makes a lecture that was held last month.
func (m *Maker) Event(with ...func(*centre.Event)) *centre.Event {
	return made(m, &centre.Event{
		Kind: "lecture", Name: "孕期哺乳期劳动保护讲座（示例）", Date: workday(m.ago(m.between(20, 40))), Place: "示例市职工之家", State: "held",
		Units: exactly(int64(m.between(5, 30)), "家", field.BySign), People: exactly(int64(m.between(30, 200)), "人", field.BySign), Sessions: exactly(1, "场", field.ByCount),
	}, with)
}
