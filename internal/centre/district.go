package centre

import "strings"

// District is the district, county or county-level city that an address names: 姑苏区 of 苏州市姑苏区平江街道, 太仓市 of 江苏省太仓市城厢镇. Where it names
// none it is empty; a city alone is given back, for it may be one of the counties that are called so.
func District(address string) string {
	runes := []rune(strings.TrimSpace(address))
	found, start := "", 0
	for i, r := range runes {
		before, after := at(runes, i-1), at(runes, i+1)
		switch {
		case i > start && in(r, "路街巷弄号村幢栋室镇乡") && !in(before, "省市区县"):
			return found
		case r == '省':
			start = i + 1
		case in(r, "市区县旗") && !(r == '区' && in(before, "小社校厂院住生")) && !in(after, "路街巷弄镇") && i > start:
			found, start = string(runes[start:i+1]), i+1
		}
	}
	return found
}
