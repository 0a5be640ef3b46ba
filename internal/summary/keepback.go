package summary

import (
	"cmp"
	"slices"
	"strings"
	"unicode"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// keptWords are the words by which a consent names what must not be passed on, with the codes of centre.Kept they stand for. A word
// without codes says nothing by itself.
var keptWords = wordsOf(map[string]string{
	"name":               "真实姓名 姓名 名字 真名 实名 化名 name names pseudonym",
	"name identity":      "身份 identity",
	"phone":              "手机号码 手机号 手机 电话号码 电话 号码 联系电话 phone phones telephone mobile",
	"phone safeway":      "联系方式 联系办法 contact contacts",
	"safeway":            "安全联系方式 联系时间 微信 safe",
	"identity":           "身份证号码 身份证号 身份证 证件号码 证件号 证件 出生日期 出生 生日 年龄 id birth birthday birthdate age",
	"address":            "家庭住址 家庭地址 居住地址 居住地 住址 地址 住处 address addresses",
	"unit":               "工作单位 用人单位 所在单位 单位名称 单位 公司 工厂 employer workplace company work",
	"health":             "身体状况 身体 健康状况 健康 病情 病历 病史 疾病 怀孕 孕产 孕期 生育 流产 心理 残疾 health pregnancy illness medical",
	"family":             "家庭情况 家庭成员 家庭 家人 家属 婚姻状况 婚姻 丈夫 配偶 子女 孩子 离婚 family marriage husband child children",
	"matter":             "咨询事项 事项 案由 matter",
	"matter facts":       "案情 具体情况 案件 circumstances case",
	"facts":              "转介事由 事由 事情经过 经过 事情 事实 purpose facts story",
	centre.KeptAll:       "全部 一切 所有 任何 everything anything all any",
	"":                   keptFiller,
	"phone safeway unit": "单位电话",
})

// keptFiller are the words between those that matter. 除…外, 可以 and 等 are not among them: who writes them means something that no list
// of words decides.
const keptFiller = `不得提供 不得 不能 不要 不可 不许 不想 不愿意 不愿 提供 透露 告知 告诉 外传 泄露 给对方 对方 本人 我的 她的 其 我 她 的 和 与 或者 或 以及 及其 及 并
	信息 情况 资料 内容 详细 个人 相关 有关 请 the a an her my of and or not to be passed on given details detail number numbers information please do don't t never no data personal private`

// keptNothing are the ways of saying that nothing is kept back.
var keptNothing = []string{"", "无", "没有", "不限", "none", "nothing", "no", "-", "—", "/"}

func wordsOf(lists map[string]string) map[string][]string {
	out := map[string][]string{}
	for codes, words := range lists {
		for _, w := range strings.Fields(words) {
			out[w] = strings.Fields(codes)
		}
	}
	return out
}

// longestKept is the length of the longest Chinese word of keptWords, characters.
const longestKept = 6

// KeptBack returns the codes of centre.Kept that a consent keeps back: those ticked and those its words name. Words that are not
// understood keep back everything: unclear is then true, so that whoever prints can be told.
func KeptBack(k *centre.Consent) (codes []string, unclear bool) {
	for _, code := range k.Kept {
		unclear = unclear || centre.Kept.Term(code) == nil
		codes = append(codes, code)
	}
	if text := strings.ToLower(field.Narrow(k.Withhold)); !slices.Contains(keptNothing, field.Fold(text)) {
		said, understood := readKept([]rune(text))
		codes, unclear = append(codes, said...), unclear || !understood || len(said) == 0
	}
	if unclear || slices.Contains(codes, centre.KeptAll) {
		return slices.Clone(centre.Kept.Offered()), unclear
	}
	slices.Sort(codes)
	return slices.Compact(codes), false
}

// readKept reads a text word by word, the longest word first.
func readKept(text []rune) (codes []string, understood bool) {
	understood = true
	for i := 0; i < len(text); {
		n := 0
		switch {
		case isLatin(text[i]):
			for i+n < len(text) && isLatin(text[i+n]) {
				n++
			}
		case !unicode.IsLetter(text[i]) && !unicode.IsDigit(text[i]) && !unicode.IsMark(text[i]) && !unicode.IsSymbol(text[i]):
			i++
			continue
		default:
			n = min(longestKept, len(text)-i)
			for n > 1 && keptWords[string(text[i:i+n])] == nil {
				n--
			}
		}
		meant, known := keptWords[string(text[i:i+n])]
		understood = understood && known
		codes = append(codes, meant...)
		i += n
	}
	return codes, understood
}

func isLatin(r rune) bool { return r >= 'a' && r <= 'z' }

// keepsNothing reports whether a consent keeps nothing back.
func keepsNothing(k *centre.Consent) bool {
	codes, _ := KeptBack(k)
	return len(codes) == 0
}

// Covering returns the consents under which the sheet of a case may be printed in full on that day, each for its recipient: hers, alive,
// and keeping nothing back; the newest first.
func (r CaseRecords) Covering(on field.Day) (out []*centre.Consent) {
	for _, k := range r.Consents {
		switch {
		case r.Person == nil, !k.Alive(on), !keepsNothing(k), !k.Permits(centre.UsePrint):
		case k.Person != (field.ID{}) && k.Person != r.Person.ID:
		default:
			out = append(out, k)
		}
	}
	slices.SortStableFunc(out, func(x, y *centre.Consent) int {
		return cmp.Or(strings.Compare(y.Given.String(), x.Given.String()), cmp.Compare(y.Made, x.Made))
	})
	return out
}
