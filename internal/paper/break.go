package paper

import (
	"strings"
	"unicode"
)

// kind sorts characters by what a line may do around them.
type kind uint8

const (
	ideograph kind = iota // a line may break on either side
	opener                // must not end a line
	closer                // must not begin a line
	letter                // part of a word of letters and figures
	space                 // a line may break after it
	glue                  // never break around it
)

const (
	openers = "（《「『【〔〈“‘［｛〖([{¥￥＄$£#＃№"
	closers = "，。、；：！？）》」』】〕〉”’］｝〗…‥—～·.,;:!?)]}%％‰℃°′″々〻ー〜％／/～"
	// measures are words that stay with the figure before them.
	measures = "个人次名位家户件起场期届条款项组对份元万亿千百十年月日号时点分秒岁天周例间台套只本册页张篇批种类级层所处节课堂期间余多成倍度米里平公斤吨小%％‰℃"
	// pairs are measure words of two characters.
	pairs = "人次 公里 公斤 平米 小时 个月 公顷 分钟"
	// words are never cut in a title.
	words = "工会 女工 女职工 职工 代表大会 权益 妇女 妇女节 招聘会 中心 维权 法律 援助 咨询 帮扶 结对 单位 企业 岗位 统计 活动 情况 汇总 值班 困难"
)

var kinds = func() map[rune]kind {
	m := map[rune]kind{' ': space, 0x3000: space, 0x00A0: glue, 0x2060: glue}
	for _, r := range closers {
		m[r] = closer
	}
	for _, r := range openers {
		m[r] = opener
	}
	return m
}()

func kindOf(r rune) kind {
	if r < 0x250 && (unicode.IsLetter(r) || unicode.IsDigit(r)) {
		return letter
	}
	if k, ok := kinds[r]; ok {
		return k
	}
	switch {
	case unicode.Is(unicode.M, r):
		return glue // an accent stays with its letter
	case r < 0x2E80 && (unicode.IsLetter(r) || unicode.IsDigit(r)):
		return letter
	case strings.ContainsRune("-–_@&+=*~\\|^'\"", r):
		return letter
	case r >= 0xFF10 && r <= 0xFF19:
		return letter
	}
	return ideograph
}

// isFigure reports an Arabic figure of either width.
func isFigure(r rune) bool { return r >= '0' && r <= '9' || r >= '０' && r <= '９' }

// breaks says for each place of a text whether a line may end before it. The first
// place is always false. The rules are those of GB/T 15834 and of PAPER.md.
func breaks(text []rune) []bool {
	ok := make([]bool, len(text))
	for i := 1; i < len(text); i++ {
		ok[i] = mayBreak(text, i)
	}
	return ok
}

func mayBreak(text []rune, i int) bool {
	before, after := text[i-1], text[i]
	kb, ka := kindOf(before), kindOf(after)
	switch {
	case kb == glue || ka == glue || ka == space:
		return false
	case kb == space:
		return ka != closer && !(after == '%' && i > 1 && isFigure(text[i-2]))
	case (before == '—' || before == '…') && before == after:
		return false
	case before == '—' && ka != closer:
		return true
	case kb == opener:
		return false
	case after == '—' && ka == closer:
		return false
	case ka == closer:
		return false
	case kb == letter && ka == letter:
		return false
	case kb == closer && ka == letter:
		return !inWord(text, i)
	case isFigure(before) && isMeasure(after):
		return false
	case isMeasure(before) && isFigure(after):
		return !inDate(text, i)
	case isMeasure(before) && isMeasure(after):
		return !compound(before, after) || !afterFigure(text, i)
	}
	return true
}

// compound reports that two measure words make one: 多人, 万元, 人次, 小时.
func compound(a, b rune) bool {
	return strings.ContainsRune("多余几万亿千百十", a) || strings.Contains(pairs, string(a)+string(b))
}

func isMeasure(r rune) bool { return strings.ContainsRune(measures, r) }

// inWord reports a mark inside a word or number, as in 3.5, 10:30 or a/b.
func inWord(text []rune, i int) bool {
	return i >= 2 && text[i-1] < 0x80 && kindOf(text[i-2]) == letter && strings.ContainsRune(".,:/'%", text[i-1])
}

// inDate reports the join of 3月 and 6日, or 2008年 and 3月.
func inDate(text []rune, i int) bool {
	if i < 2 || !isFigure(text[i-2]) || !strings.ContainsRune("年月时点分", text[i-1]) {
		return false
	}
	for j := i; j < len(text); j++ {
		if !isFigure(text[j]) {
			return strings.ContainsRune("月日号时点分秒", text[j])
		}
	}
	return false
}

// afterFigure reports that only measure words stand between this place and a figure, as in 200多人次.
func afterFigure(text []rune, i int) bool {
	for j := i - 1; j >= 0 && j >= i-4; j-- {
		if isFigure(text[j]) {
			return true
		}
		if !isMeasure(text[j]) {
			return false
		}
	}
	return false
}

// keepWords forbids breaks inside the words of a title.
func keepWords(text []rune, ok []bool) {
	s := string(text)
	at := make(map[int]int, len(text)) // byte place to rune place
	n := 0
	for i := range s {
		at[i] = n
		n++
	}
	for _, w := range strings.Fields(words) {
		for from := 0; ; {
			i := strings.Index(s[from:], w)
			if i < 0 {
				break
			}
			start := at[from+i]
			for k := 1; k < len([]rune(w)); k++ {
				ok[start+k] = false
			}
			from += i + len(w)
		}
	}
}
