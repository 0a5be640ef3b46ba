package centre

import (
	"regexp"
	"strings"
)

// compoundSurnames are the surnames of two characters still in use; a name that begins with one keeps both when it is masked.
var compoundSurnames = strings.Fields(`欧阳 上官 司马 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 司空 夏侯 长孙 宇文 轩辕 端木 百里 东郭 南宫
	呼延 闻人 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 子车 亓官 司寇 第五 拓跋 独孤 完颜 纳兰 西门 南门 左丘 梁丘 赫连 万俟`)

// alreadyMasked are names that say no more than a surname: 王女士, 李某, 张某某.
var alreadyMasked = regexp.MustCompile(`^\p{Han}{1,2}(女士|先生|小姐|阿姨|老师|大姐|师傅|某|某某)$`)

// MaskName hides a person's name for print: 张*, 李*华, 欧阳**. Of a name that is not Chinese the first letter stays, and the
// dots and spaces between its parts.
func MaskName(name string) string {
	parts := letters(name)
	if len(parts) == 0 || alreadyMasked.MatchString(name) {
		return name
	}
	keep, last := 1, len(parts)-1
	for _, s := range compoundSurnames {
		if strings.HasPrefix(name, s) && len(parts) > 2 {
			keep = 2
		}
	}
	if len(parts) == 1 {
		return "*"
	}
	var out strings.Builder
	for i, p := range parts {
		switch {
		case i < keep, p == "·", p == " ", i == last && keep == 1 && last > 1 && !strings.ContainsAny(name, "· "):
			out.WriteString(p)
		default:
			out.WriteByte('*')
		}
	}
	return out.String()
}

// MaskID hides an identity number for print: of 18 characters the first three and the last four stay, which hides the birth date;
// of any other number only the last two.
func MaskID(id string) string {
	parts := letters(id)
	if len(parts) == 18 {
		return maskBut(parts, 3, 4)
	}
	return maskBut(parts, 0, 2)
}

// MaskPhone hides telephone numbers for print: 138****5678, 0512-****1234. Several stay parted as they were; the short numbers of
// public services are nobody's and stay.
func MaskPhone(phone string) string {
	var out []string
	for _, part := range strings.Split(phone, "、") {
		out = append(out, maskPhone(part))
	}
	return strings.Join(out, "、")
}

func maskPhone(number string) string {
	if mobileForm.MatchString(number) {
		return maskBut(letters(number), 3, 4)
	}
	if strings.Contains(shortNumbers, " "+number+" ") {
		return number
	}
	if m := otherLandline.FindStringSubmatch(number); m != nil {
		return m[1] + "-" + strings.Repeat("*", len(m[2])-4) + m[2][len(m[2])-4:]
	}
	return maskBut(letters(number), 0, 2)
}

// MaskCard hides a bank card number for print: the last four digits stay.
func MaskCard(card string) string {
	return maskBut(letters(strings.Join(strings.Fields(card), "")), 0, 4)
}

// maskBut puts stars for all but the first and the last characters; a text in which that hides fewer than four is all stars.
func maskBut(parts []string, first, last int) string {
	if len(parts) < first+last+4 {
		first, last = 0, 0
	}
	return strings.Join(parts[:first], "") + strings.Repeat("*", len(parts)-first-last) + strings.Join(parts[len(parts)-last:], "")
}

// MaskAddress shortens an address for print to the town 镇, 乡 or 街道 it lies in, or when it names none to the district; an
// address that names neither is hidden whole.
func MaskAddress(address string) string {
	runes := []rune(strings.TrimSpace(address))
	if len(runes) == 0 {
		return ""
	}
	end := 0 // behind the smallest district seen
	for i, r := range runes {
		before, after := at(runes, i-1), at(runes, i+1)
		switch {
		case r == '街' && after == '道':
			return string(runes[:i+2])
		case (r == '镇' || r == '乡') && i > 0 && !in(before, "省市区县") && !in(after, "市县区路街巷弄村"):
			return string(runes[:i+1])
		case in(r, "省市区县旗盟州") && !(r == '区' && in(before, "小社校厂院住生")) && !in(after, "路街巷弄"):
			end = i + 1
		case in(r, "路街巷弄号村幢栋室"):
			return orHidden(string(runes[:end]))
		}
	}
	return orHidden(string(runes[:end]))
}

func orHidden(s string) string {
	if s == "" {
		return "***"
	}
	return s
}

func at(runes []rune, i int) rune {
	if i < 0 || i >= len(runes) {
		return 0
	}
	return runes[i]
}

func in(r rune, set string) bool { return strings.ContainsRune(set, r) }
