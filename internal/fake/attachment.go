package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Leaflet is the text of the file that Attachment describes.
const Leaflet = `女职工普法讲座签到说明（示例）

1. 请在签到表上写姓名和所在单位，联系方式可以不留。
2. 活动中拍摄的照片只用于宣传栏，不愿意入镜的请告诉工作人员。
3. 咨询个人问题请到右侧的咨询台，一人一号，谈话内容保密。
`

// Attachment makes the description of a leaflet that belongs to an event. The file itself is put into the folder by whoever saves it.
func (m *Maker) Attachment(with ...func(*centre.Attachment)) *centre.Attachment {
	return made(m, &centre.Attachment{
		Owner: m.ID(), Title: "签到说明", Name: "示例-签到说明.txt", Media: "text/plain", Size: int64(len(Leaflet)), Taken: m.ago(20),
		About: "印好放在签到台上。", Original: field.NotAsked,
	}, with)
}
