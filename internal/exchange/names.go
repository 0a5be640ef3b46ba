package exchange

import (
	"regexp"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

const (
	openers = "“‘《〈「『（([【〔"
	closers = "”’》〉」』）)]】〕"
)

// splitNames cuts a list such as 市级机关工会、市妇联等 into names. Separators inside quotes, titles and brackets part nothing, for
// “学习、争先”女职工小组 is one unit. rest is what stands for units that are not named: 等多家单位.
func splitNames(text string) (names []string, rest string) {
	text = field.Tidy(text)
	parts, closed := cut(text, true)
	if !closed {
		parts, _ = cut(text, false) // a quote that never ends hides no separator
	}
	for _, p := range parts {
		if p = strings.Trim(oneLine(p), "、，,；;。. "); p != "" {
			names = append(names, p)
		}
	}
	if len(names) == 0 {
		return nil, ""
	}
	last := len(names) - 1
	if m := andOthers.FindStringSubmatch(names[last]); m != nil {
		rest, names[last] = names[last][len(m[1]):], m[1]
	}
	return names, rest
}

// andOthers is 等 with what may stand behind it at the end of a list.
var andOthers = regexp.MustCompile(`^(.*[^高中初同平相优])等(?:[\d０-９一二两三四五六七八九十百]*[余多]?[家个所]?(?:单位|部门|工会|企业|公司|医院|学校|机构)?)$`)

func cut(text string, quotes bool) (parts []string, closed bool) {
	depth, from := 0, 0
	for i, r := range text {
		switch {
		case quotes && strings.ContainsRune(openers, r):
			depth++
		case quotes && strings.ContainsRune(closers, r):
			depth = max(0, depth-1)
		case depth == 0 && strings.ContainsRune("、，,；;\n", r):
			parts = append(parts, text[from:i])
			from = i + len(string(r))
		}
	}
	return append(parts, text[from:]), depth == 0
}

// unitName makes two ways of writing a unit's name equal: half width, no spaces, no quotes, no seal, 总工会 for 总.
func unitName(name string) string {
	n := quoteMarks.Replace(field.Fold(name))
	n = strings.TrimSuffix(strings.TrimSuffix(n, "(盖章)"), "(公章)")
	if strings.HasSuffix(n, "市总") || strings.HasSuffix(n, "区总") || strings.HasSuffix(n, "县总") || strings.HasSuffix(n, "省总") {
		n += "工会"
	}
	return n
}

var quoteMarks = strings.NewReplacer("“", "", "”", "", `"`, "", "‘", "", "’", "", "'", "")

// unitKinds tell the kind of a unit from the words its name has, the surest first.
var unitKinds = []struct {
	kind  string
	words []string
}{
	{"union", []string{"工会", "女工部", "女职委", "女职工委员会"}},
	{"hospital", []string{"医院", "卫生院", "保健院", "保健所", "门诊部"}},
	{"school", []string{"学校", "大学", "学院", "中学", "小学", "幼儿园"}},
	{"community", []string{"社区", "居委会", "村委会"}},
	{"team", []string{"班组", "标兵岗", "示范岗", "女职工之家", "车间", "小组"}},
	{"employer", []string{"公司", "集团", "厂", "企业", "商场", "酒店", "银行"}},
	{"society", []string{"协会", "学会", "基金会", "促进会", "联合会", "商会", "志愿者"}},
	{"office", []string{"妇联", "妇工委", "局", "委员会", "政府", "机关", "法院", "检察院", "办公室", "街道", "中心"}},
}

// newUnit makes the record of a unit of which only the name is known.
func newUnit(name string) *centre.Organisation {
	o := &centre.Organisation{Name: name, Kind: "other"}
	for _, k := range unitKinds {
		for _, w := range k.words {
			if strings.Contains(name, w) {
				o.Kind = k.kind
				if k.kind == "union" {
					o.Union = field.Yes
				}
				return o
			}
		}
	}
	return o
}
