package centre

import (
	"strings"

	"cn.halfsky/internal/field"
)

// unitForms are the words that names of companies carry or leave out: 示例制衣有限公司, 示例制衣.
var unitForms = strings.NewReplacer("有限责任公司", "", "股份有限公司", "", "有限公司", "", "集团", "", "公司", "", "（", "", "）", "", "(", "", ")", "", " ", "")

// UnitName is what of a body's name tells it from others: the name folded, without what every company is called. Two bodies with the
// same one may be one. It is empty where fewer than two characters are left.
func UnitName(name string) string {
	word := unitForms.Replace(field.Fold(name))
	if len([]rune(word)) < 2 {
		return ""
	}
	return word
}
