package field

import (
	"math"
	"regexp"
	"strconv"
	"strings"
)

// Known says how a count is known.
type Known string

// The ways to know a count, from the surest to the least sure.
const (
	ByCount    Known = "counted"    // 清点
	BySign     Known = "signed"     // 签到
	ByDeclare  Known = "declared"   // 申报
	ByRegister Known = "registered" // 报名: who said that they would come
	ByEstimate Known = "estimated"  // 估计
)

// Knowns are all ways to know a count, in the order they are offered.
var Knowns = []Known{ByCount, BySign, ByDeclare, ByRegister, ByEstimate}

// Count is a number of people or things as offices write it. The zero Count means "not counted", which is never 0.
type Count struct {
	Value     int64  // meaningful only when HasValue
	HasValue  bool   // false for 多名, 一批
	Qualifier string // "", 整, 多, 余, 近, 约, 以上 or 不详
	Unit      string // measure word: 人, 人次, 家, 个 …
	Known     Known
	Written   string // exactly as it was written, when that differs from the plain form
}

// Exactly returns the count n of unit.
func Exactly(n int64, unit string) Count { return Count{Value: n, HasValue: true, Unit: unit} }

// IsZero reports whether nothing was counted or written.
func (c Count) IsZero() bool { return !c.HasValue && c.Qualifier == "" && c.Written == "" }

// Exact reports whether the value is known without a qualifier.
func (c Count) Exact() bool { return c.HasValue && (c.Qualifier == "" || c.Qualifier == "整") }

// String returns the count as it was written, or its plain form.
func (c Count) String() string {
	if c.Written != "" {
		return c.Written
	}
	return c.Plain()
}

// Plain returns the count in the one form the program writes itself: 200多人, 近100人, 796个.
func (c Count) Plain() string {
	if !c.HasValue {
		if c.Qualifier == "多" {
			return "多" + c.Unit
		}
		return ""
	}
	n := strconv.FormatInt(c.Value, 10)
	switch c.Qualifier {
	case "近", "约":
		return c.Qualifier + n + c.Unit
	case "以上":
		return n + c.Unit + c.Qualifier
	}
	return n + c.Qualifier + c.Unit
}

// weakness orders qualifiers: the weakest of the parts stands for a sum.
var weakness = map[string]int{"": 0, "整": 0, "余": 1, "多": 2, "以上": 3, "近": 4, "约": 5, "不详": 6}

// Sum is the total of several counts and what has to be said about it.
type Sum struct {
	Count     Count
	Parts     int // counts with a value
	Unknown   int // counts written without a value: 多名
	Estimates int // parts with a value that are not exact or are known by estimate only
}

// Total adds counts: values are added, the weakest qualifier stands, and the unit is kept when all agree.
// Counts without a value are not added but make the total "at least".
func Total(cs ...Count) Sum {
	var s Sum
	for _, c := range cs {
		if c.IsZero() {
			continue
		}
		if !c.HasValue {
			s.Unknown++
			continue
		}
		if s.Parts++; s.Parts == 1 {
			s.Count.Unit, s.Count.Known = c.Unit, c.Known
		}
		if s.Count.Value > math.MaxInt64-max(c.Value, 0) {
			s.Count.Value = math.MaxInt64
		} else {
			s.Count.Value += c.Value
		}
		s.Count.HasValue = true
		if c.Unit != s.Count.Unit {
			s.Count.Unit = ""
		}
		if surer(s.Count.Known, c.Known) {
			s.Count.Known = c.Known
		}
		if weakness[c.Qualifier] > weakness[s.Count.Qualifier] {
			s.Count.Qualifier = c.Qualifier
		}
		if !c.Exact() || c.Known == ByEstimate {
			s.Estimates++
		}
	}
	if s.Unknown > 0 && s.Parts > 0 && weakness[s.Count.Qualifier] < weakness["以上"] {
		s.Count.Qualifier = "以上"
	}
	if (s.Count.Qualifier == "多" || s.Count.Qualifier == "余") && s.Count.Value%10 != 0 {
		s.Count.Qualifier = "以上" // 232多人 is no Chinese
	}
	return s
}

var sureness = map[Known]int{ByCount: 1, BySign: 2, ByDeclare: 3, "": 4, ByRegister: 5, ByEstimate: 6}

func surer(a, b Known) bool { return sureness[a] < sureness[b] }

var (
	twoNumbers = regexp.MustCompile(`[\d０-９]\s+[\d０-９]`)
	countForm  = regexp.MustCompile(`^(约|大约|近|将近|超过|逾|不少于|至少)?(\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千万亿]+|)(多|余|来|几)?([十百千万亿]{0,2})(多|余|来|几)?(.*?)(以上|左右|多|余|上下)?$`)
	countSpan  = regexp.MustCompile(`^(\d+)(?:[-~—～至到])(\d+)(\D*)$`)
	manyForm   = regexp.MustCompile(`^(多|若干|数|几|一批|大批|部分|不详|众多|许多|数十|数百|数千|数万|几十|几百|几千|几万|多次|各)(.*)$`)
	unitForm   = regexp.MustCompile(`^([\p{L}%‰][\p{L}()/]{0,7})?$`)
	numeral    = "零〇一二两三四五六七八九十千万亿" // not 百, which stands in 个百分点
	// After a number in words only measure words are taken: 一线, 三八妇女节 and 三期女职工 are no counts.
	wordUnit = regexp.MustCompile(`^([个名位人家件户场次份项条对组支所台批只张套间班节辆元]\p{L}{0,4}|期\p{L}?|)$`)
)

// ParseCount reads a count as people write it: 796个, 200多人, 近百人, 2.5万多人次, 1700余人次, 多名, 一批, ３２家, 十二位. unit is taken when
// none is written. What is written comes back from String.
func ParseCount(text, unit string) (Count, bool) {
	written := Tidy(text)
	s := strings.ReplaceAll(Fold(written), ",", "")
	if written == "" {
		return Count{}, true
	}
	if len([]rune(s)) > 40 || strings.ContainsRune(written, '\n') || twoNumbers.MatchString(written) {
		return Count{}, false
	}
	c, ok := parseCount(s)
	if !ok {
		return Count{}, false
	}
	if c.Unit == "" && c.HasValue {
		c.Unit = unit
		if c.Plain() == written+unit {
			return c, true
		}
	}
	if c.Plain() != written {
		c.Written = written
	}
	return c, true
}

func parseCount(s string) (Count, bool) {
	if m := countSpan.FindStringSubmatch(s); m != nil && unitForm.MatchString(m[3]) {
		low, err := strconv.ParseInt(m[1], 10, 64)
		return Count{Value: low, HasValue: true, Qualifier: "以上", Unit: m[3]}, err == nil
	}
	if m := manyForm.FindStringSubmatch(s); m != nil && unitForm.MatchString(m[2]) {
		c := Count{Qualifier: "不详", Unit: m[2], Written: s}
		if m[1] == "多" {
			c.Qualifier, c.Written = "多", ""
		}
		if m[1] == "一批" && m[2] == "" {
			c.Unit = "批"
		}
		return c, true
	}
	m := countForm.FindStringSubmatch(s)
	if m == nil || m[2] == "" && m[4] == "" || !unitForm.MatchString(m[6]) || strings.ContainsAny(m[6], numeral) {
		return Count{}, false
	}
	if inWords := m[2] == "" || m[2][0] > '9'; inWords && !wordUnit.MatchString(m[6]) {
		return Count{}, false
	}
	v, ok := countValue(m[2], m[4])
	if !ok {
		return Count{}, false
	}
	return Count{Value: v, HasValue: true, Qualifier: qualifier(m[1], m[3]+m[5], m[7]), Unit: m[6]}, true
}

func qualifier(before, inside, behind string) string {
	switch {
	case before == "近" || before == "将近":
		return "近"
	case before == "约" || before == "大约" || behind == "左右" || behind == "上下" || inside == "来":
		return "约"
	case before == "超过" || before == "逾" || before == "不少于" || before == "至少" || behind == "以上":
		return "以上"
	case inside == "余" || behind == "余":
		return "余"
	case inside != "" || behind == "多":
		return "多"
	}
	return ""
}

// countValue multiplies the digits (Arabic, perhaps with decimals, or Chinese) by the scale (万, 千万 …).
func countValue(digits, scale string) (int64, bool) {
	f := 1.0
	for _, r := range scale {
		f *= scaleOf[r]
	}
	if digits == "" {
		return int64(f), scale != "" // 近百人, 万余人
	}
	if digits[0] >= '0' && digits[0] <= '9' {
		v, err := strconv.ParseFloat(digits, 64)
		v *= f
		if err != nil || v > 1e15 || math.Abs(v-math.Round(v)) > 1e-6 {
			return 0, false // half a person
		}
		return int64(math.Round(v)), true
	}
	n, ok := chineseNumber(digits)
	if !ok || float64(n)*f > 1e15 {
		return 0, false
	}
	return n * int64(f), true
}

var scaleOf = map[rune]float64{'十': 10, '百': 100, '千': 1000, '万': 1e4, '亿': 1e8}

var chineseDigit = map[rune]int64{'零': 0, '〇': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
