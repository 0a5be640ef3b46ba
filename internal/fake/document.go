package fake

import (
	"fmt"

	"cn.halfsky/internal/centre"
)

// Document makes a notice.
func (m *Maker) Document(with ...func(*centre.Document)) *centre.Document {
	return made(m, &centre.Document{
		Name: "关于开展女职工权益保护专项集体合同检查的通知（示例）", Number: fmt.Sprintf("示总工〔%d〕8号", m.today.Year), Kind: "notice", Date: m.ago(100),
		About: "说明检查对象、时间、方式和需要报送的表格。",
	}, with)
}
