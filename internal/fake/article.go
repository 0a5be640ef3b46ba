package fake

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Article makes an item of the news section.
func (m *Maker) Article(with ...func(*centre.Article)) *centre.Article {
	return made(m, &centre.Article{
		Issue: m.ID(), Section: "news", Place: 1, Heading: "维权服务季进企业（示例）", Edited: field.No,
		Body: "示例市女职工维权中心走进企业，为女职工讲解孕期和哺乳期的劳动保护，现场解答提问。",
	}, with)
}
