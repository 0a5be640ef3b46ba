package store

import (
	"strings"
	"sync"

	"github.com/mozillazg/go-pinyin"
)

// surnames are readings that differ from the usual one when the character stands first in a name, with a character of the
// same reading that collation knows: 曾 is zēng as a name and céng elsewhere.
var surnames = map[string]struct{ reading, alike string }{
	"曾": {"zeng", "增"}, "仇": {"qiu", "求"}, "单": {"shan", "善"}, "解": {"xie", "谢"}, "区": {"ou", "欧"}, "查": {"zha", "渣"},
	"乐": {"yue", "月"}, "朴": {"piao", "漂"}, "盖": {"ge", "葛"}, "任": {"ren", "仁"}, "华": {"hua", "化"}, "尉迟": {"yu chi", "玉迟"},
	"冼": {"xian", "显"}, "种": {"chong", "虫"}, "重": {"chong", "虫"}, "繁": {"po", "婆"}, "覃": {"qin", "秦"}, "折": {"she", "舌"},
	"召": {"shao", "哨"}, "秘": {"bi", "币"}, "翟": {"zhai", "宅"}, "员": {"yun", "运"}, "牟": {"mou", "谋"}, "缪": {"miao", "庙"},
	"宓": {"fu", "福"}, "晟": {"cheng", "成"}, "逄": {"pang", "旁"}, "万俟": {"mo qi", "莫其"}, "长孙": {"zhang sun", "掌孙"}, "澹台": {"tan tai", "谈台"},
	"隗": {"wei", "伟"}, "黑": {"he", "贺"}, "那": {"na", "呐"}, "能": {"nai", "耐"}, "洗": {"xian", "显"}, "郇": {"xun", "寻"},
	"芮": {"rui", "锐"}, "阚": {"kan", "看"}, "郗": {"xi", "西"}, "佴": {"nai", "耐"}, "乜": {"nie", "聂"}, "费": {"fei", "肥"},
}

// readings gives the usual reading of a character, without tone.
var readings = sync.OnceValue(func() map[rune]string {
	args := pinyin.NewArgs()
	out := make(map[rune]string, len(pinyin.PinyinDict))
	for code := range pinyin.PinyinDict {
		if p := pinyin.SinglePinyin(rune(code), args); len(p) > 0 {
			out[rune(code)] = strings.ReplaceAll(p[0], "ü", "v")
		}
	}
	out['𠮷'] = "ji" // the surname 吉 as many families write it, which the dictionary has not
	return out
})

// surname returns the reading of a name's first characters where it is special, and how many characters it covers.
func surname(name []rune) (reading string, n int) {
	for n := min(2, len(name)); n > 0; n-- {
		if s, ok := surnames[string(name[:n])]; ok {
			return s.reading, n
		}
	}
	return "", 0
}

// spell returns what a name can be found by besides itself: initials and full pinyin, with the surname's own reading and, where
// that differs, with the usual one too. Names without Chinese characters give nothing.
func spell(name string) []string {
	runes := []rune(name)
	var usual, special []string
	chinese := false
	for _, r := range runes {
		if p := readings()[r]; p != "" {
			usual, chinese = append(usual, p), true
		} else if r != ' ' && r != '·' {
			usual = append(usual, strings.ToLower(string(r)))
		}
	}
	if !chinese {
		return nil
	}
	out := []string{initials(usual), strings.Join(usual, "")}
	if reading, n := surname(runes); n > 0 {
		special = append(strings.Fields(reading), usual[n:]...)
		if in, full := initials(special), strings.Join(special, ""); full != out[1] {
			out = append(out, in, full)
		}
	}
	return out
}

// Sound returns how a name is read aloud, without tones and in one word, its surname as surnames are read: 解 as 谢. Empty without Chinese
// characters.
func Sound(name string) string {
	read := spell(name)
	if len(read) == 0 {
		return ""
	}
	return read[len(read)-1]
}

func initials(syllables []string) string {
	var b strings.Builder
	for _, s := range syllables {
		for _, r := range s {
			b.WriteRune(r)
			break
		}
	}
	return b.String()
}

// alike returns the name with its surname replaced by one that collates as the surname is read.
func alike(name string) string {
	runes := []rune(name)
	for n := min(2, len(runes)); n > 0; n-- {
		if s, ok := surnames[string(runes[:n])]; ok {
			return s.alike + string(runes[n:])
		}
	}
	return name
}
