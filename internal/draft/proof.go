package draft

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// Mark is one place in a text that a proof-reader should look at. It is a hint: the person decides.
type Mark struct {
	Kind     string // doubled, particle, halfwidth, percent, bracket, measure, date, sum, share, attribution; say has draft.mark.<kind>
	From, To int    // bytes of the text
	Fix      string // what would stand there instead; empty when the program does not know
}

// Proof reads a text and marks what is probably a slip, in the order of the text: doubled words, half-width marks in Chinese, mixed
// percent signs, brackets and quotation marks without partner, numbers without a measure word, dates that do not exist, sums that do
// not add up, percentages that two numbers do not make and
// attributions that are none of the known bodies. Without known bodies attributions are not looked at.
func Proof(text string, bodies []string) []Mark {
	var out []Mark
	for _, check := range []func(string) []Mark{doubled, particles, halfWidth, percents, brackets, measures, dates, sums, shares} {
		out = append(out, check(text)...)
	}
	if len(bodies) > 0 {
		out = append(out, attributions(text, bodies)...)
	}
	slices.SortStableFunc(out, func(a, b Mark) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	return out
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }

// letters are the characters of a text with the byte each begins at; the end is the last place.
func letters(text string) (rs []rune, at []int) {
	for i, r := range text {
		rs, at = append(rs, r), append(at, i)
	}
	return rs, append(at, len(text))
}

// repeats are words that are rightly said twice.
var repeats = []string{"研究", "商量", "讨论", "学习", "考虑", "活动", "放松", "许多", "很多", "十分", "非常", "一个", "一项", "一次", "一步", "一点", "一遍", "刚刚"}

// doubled marks a word of two to six Han characters that stands twice in a row.
func doubled(text string) []Mark {
	var out []Mark
	rs, at := letters(text)
	for i := 0; i < len(rs); i++ {
		for n := 6; n >= 2; n-- {
			if i+2*n > len(rs) || !slices.Equal(rs[i:i+n], rs[i+n:i+2*n]) || !allHan(rs[i:i+n]) || n == 2 && rs[i] == rs[i+1] {
				continue
			}
			if word := string(rs[i : i+n]); !slices.Contains(repeats, word) {
				out = append(out, Mark{Kind: "doubled", From: at[i], To: at[i+2*n], Fix: word})
			}
			i += 2*n - 1
			break
		}
	}
	return out
}

func allHan(rs []rune) bool { return !slices.ContainsFunc(rs, func(r rune) bool { return !isHan(r) }) }

// Particles in a row: 了的, and 的的, 了了 where no word such as 目的, 的确 or 了解 explains them.
var (
	particleForm = regexp.MustCompile(`了的|的的|了了|地地|是是|在在|和和|对对|为为|将将|把把`)
	particleIn   = regexp.MustCompile(`目的的|的的确|的的士|为了了|了了[解结断事如]|[天土当内外本各产基工田陆草场营湿园林绿用]地地|实在在|自在在|存在在|现在在|对对[联方象策付]|因为为|认为为|成为为|作为为|行为为|为为了|[柔温暖平饱祥调缓谐]和和|[即必]将将|[总但要都还就可正真]是是`)
)

func particles(text string) []Mark {
	var out []Mark
	fine := particleIn.FindAllStringIndex(text, -1)
	for _, m := range particleForm.FindAllStringIndex(text, -1) {
		if slices.ContainsFunc(fine, func(f []int) bool { return f[0] < m[1] && m[0] < f[1] }) {
			continue
		}
		word := text[m[0]:m[1]]
		fix := word[:len(word)/2]
		if word == "了的" {
			fix = "了"
		}
		out = append(out, Mark{Kind: "particle", From: m[0], To: m[1], Fix: fix})
	}
	return out
}

var fullWidth = map[rune]string{',': "，", ';': "；", ':': "：", '?': "？", '!': "！", '.': "。", '(': "（", ')': "）"}

// halfWidth marks ASCII marks beside Chinese. A full stop or colon between figures, 1. before an item and marks between Latin words stay.
func halfWidth(text string) []Mark {
	var out []Mark
	rs, at := letters(text)
	for i, r := range rs {
		full, ok := fullWidth[r]
		if !ok {
			continue
		}
		before, after := i > 0 && chinese(rs[i-1]), i+1 < len(rs) && chinese(rs[i+1])
		switch r {
		case '.':
			ok = before && !(i+1 < len(rs) && rs[i+1] == '.')
		case ')':
			ok = before || after && !(i > 0 && isFigure(rs[i-1]) && lone(rs, i))
		default:
			ok = before || after && !(i > 0 && isFigure(rs[i-1]) && r == ',')
		}
		if ok {
			out = append(out, Mark{Kind: "halfwidth", From: at[i], To: at[i+1], Fix: full})
		}
	}
	return out
}

// lone reports whether the bracket at i closes a numbering such as 1) that nothing opened on its line.
func lone(rs []rune, i int) bool {
	for j := i - 1; j >= 0 && rs[j] != '\n'; j-- {
		if rs[j] == '(' || rs[j] == '（' {
			return false
		}
	}
	return true
}

func chinese(r rune) bool {
	return isHan(r) || strings.ContainsRune("“”‘’《》（）【】〔〕、，。；：？！", r)
}

func isFigure(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// percents marks the rarer of the two percent signs when a text has both; of equals, the full-width one.
func percents(text string) []Mark {
	rare, fix := "％", "%"
	if strings.Count(text, "%") < strings.Count(text, "％") {
		rare, fix = fix, rare
	}
	if !strings.Contains(text, fix) {
		return nil
	}
	var out []Mark
	for i := range text {
		if strings.HasPrefix(text[i:], rare) {
			out = append(out, Mark{Kind: "percent", From: i, To: i + len(rare), Fix: fix})
		}
	}
	return out
}

var partner = map[rune]rune{'”': '“', '’': '‘', '）': '（', '》': '《', '〉': '〈', '】': '【', '〕': '〔', '」': '「', '』': '『', ')': '(', ']': '['}

// brackets marks what opens without closing in its paragraph, or closes without having been opened. Numberings such as 1） and (1)
// at the beginning of an item are no brackets, and an apostrophe in a Latin word is no quotation mark.
func brackets(text string) []Mark {
	var out []Mark
	rs, at := letters(text)
	var open []int
	mark := func(i int) { out = append(out, Mark{Kind: "bracket", From: at[i], To: at[i+1]}) }
	flush := func() {
		for _, i := range open {
			mark(i)
		}
		open = nil
	}
	for i, r := range rs {
		switch {
		case r == '\n':
			flush()
		case strings.ContainsRune("“‘（《〈【〔「『([", r):
			open = append(open, i)
		case partner[r] == 0:
		case r == '’' && i > 0 && rs[i-1] < 0x250 && unicode.IsLetter(rs[i-1]):
		case len(open) > 0 && pairs(rs[open[len(open)-1]], r):
			open = open[:len(open)-1]
		case (r == '）' || r == ')') && i > 0 && numbering(rs, i):
		default:
			mark(i)
		}
	}
	flush()
	return out
}

// pairs lets a half-width bracket close a full-width one: that slip is marked as a half-width mark.
func pairs(open, shut rune) bool {
	return partner[shut] == open || shut == ')' && open == '（' || shut == '）' && open == '('
}

// numbering reports whether the bracket at i follows the number of an item: 1）, 十二） or a).
func numbering(rs []rune, i int) bool {
	j := i
	for j > 0 && (isFigure(rs[j-1]) || strings.ContainsRune("一二三四五六七八九十abcdefgh", rs[j-1])) {
		j--
	}
	return j < i && (j == 0 || strings.ContainsRune("\n 　。；：，、", rs[j-1]))
}

var (
	numberForm = regexp.MustCompile(`[0-9０-９]+(?:[.．][0-9０-９]+)?([多余几来]?)`)
	// measureWords may follow a figure: measure words, units of time and money, and words that join or bound numbers.
	measureWords = "个人次名位家户件起场期届条款项组对份元万亿千百十年月日号时点分秒岁周天季例间台套只本册页张篇批种类级层所处节课堂度倍米里平公斤吨克升亩辆座支门顶班队村镇市区县省街路部块角寸斗伏瓦兆比至到和与或及以之乘加减后前内外中上下左右多余几来强版代线楼室栋幢单床车艘架匹头双副枚颗粒根把面轮番趟遍回顿声步手站方笔集段句字行列维码折刻"
)

// measures marks a number that is followed at once by a word that is no measure word: 80多工会干部. Years, telephone numbers and numbers
// that are part of a Latin name are left alone.
func measures(text string) []Mark {
	var out []Mark
	for _, m := range numberForm.FindAllStringSubmatchIndex(text, -1) {
		behind, _ := utf8First(text[m[1]:])
		before, _ := utf8Last(strings.TrimRight(text[:m[0]], " "))
		digits, loose := m[2]-m[0], m[3] > m[2]
		switch {
		case !isHan(behind) || strings.ContainsRune(measureWords, behind):
		case before == '第' || before < 0x250 && (unicode.IsLetter(before) || strings.ContainsRune("-./~+", before)):
		case !loose && (digits >= 5 || digits == 4 && (text[m[0]] == '1' || text[m[0]] == '2')):
		default:
			out = append(out, Mark{Kind: "measure", From: m[0], To: m[1] + len(string(behind))})
		}
	}
	return out
}

func utf8First(s string) (rune, bool) {
	for _, r := range s {
		return r, true
	}
	return 0, false
}

func utf8Last(s string) (rune, bool) {
	rs := []rune(s[max(0, len(s)-4):])
	if len(rs) == 0 {
		return 0, false
	}
	return rs[len(rs)-1], true
}

var dateForm = regexp.MustCompile(`(?:(\d{4})\s*[年./-]\s*)?(\d{1,2})\s*[月./-]\s*(\d{1,2})([日号]?)`)

// dates marks days the calendar has not: 2月30日, 2023-2-29. Without a year 2月29日 may be right; figures joined by stops or dashes are
// dates only with a year.
func dates(text string) []Mark {
	var out []Mark
	for _, m := range dateForm.FindAllStringSubmatchIndex(text, -1) {
		whole := text[m[0]:m[1]]
		if m[2] < 0 && !strings.Contains(whole, "月") || m[8] == m[9] && strings.Contains(whole, "月") {
			continue
		}
		if before, _ := utf8Last(text[:m[0]]); isFigure(before) {
			continue
		}
		if behind, _ := utf8First(text[m[1]:]); isFigure(behind) {
			continue
		}
		year := 2000 // a leap year
		if m[2] >= 0 {
			year = number(text[m[2]:m[3]])
		}
		month, day := number(text[m[4]:m[5]]), number(text[m[6]:m[7]])
		if t := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC); int(t.Month()) != month || t.Day() != day {
			out = append(out, Mark{Kind: "date", From: m[0], To: m[1]})
		}
	}
	return out
}

func number(digits string) int {
	n, _ := strconv.Atoi(digits) // the pattern lets at most four figures through
	return n
}
