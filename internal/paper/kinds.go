package paper

import (
	"strings"
	"sync"
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
	openers = "（《「『【“‘［｛〖〔〈([{¥￥＄$£#＃№"
	closers = "，。、；：！？）》」』】〕〉”’］｝〗…‥—～·.,;:!?)]}%％‰℃°′″々〻ー〜／/"
	// joiners are marks inside words, addresses and numbers.
	joiners = "-–_@&+=*~\\|^'\""
	// measures are words that stay with the figure before them.
	measures = "个人次名位家户件起场期届条款项组对份元万亿千百十年月日号时点分秒岁天周例间台套只本册页张篇批种类级层所处节课堂余多成倍度米里平公斤吨小季"
	// pairs are measure words of two characters.
	pairs = "人次 公里 公斤 平米 小时 个月 公顷 分钟 季度 课时 期间"
)

// Marks whose ink fills half of their cell only.
const (
	halfRight = "，。、；：！？）》」』】〕〉”’］｝〗"
	halfLeft  = "（《「『【〔〈“‘［｛〖"
	// wholeCell are marks that faces draw narrow but that take a full cell in Chinese.
	wholeCell = "“”‘’—…·"
)

// class is a kind with what else a line has to know of a character.
type class uint8

const (
	kindMask    class = 7
	isUnit      class = 1 << 3 // a measure word
	inkLeft     class = 1 << 4 // ink on the left half of its cell, blank on the right
	inkRight    class = 1 << 5
	takesCell   class = 1 << 6
	isDigit     class = 1 << 7
	lowestWide        = 0x2E80 // Chinese characters and marks begin here
	tableLength       = 0x10000
)

// classTable is made when the first page is laid out.
var classTable = sync.OnceValue(func() *[tableLength]class {
	t := new([tableLength]class)
	for r := range rune(lowestWide) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			t[r] = class(letter)
		}
	}
	set := func(marks string, k kind) {
		for _, r := range marks {
			t[r] = class(k)
		}
	}
	set(joiners, letter)
	set(closers, closer)
	set(openers, opener)
	for r := '０'; r <= '９'; r++ {
		t[r], t[r-'０'+'0'] = class(letter)|isDigit, class(letter)|isDigit
	}
	for marks, flag := range map[string]class{measures: isUnit, halfRight: inkLeft, halfLeft: inkRight, wholeCell: takesCell} {
		for _, r := range marks {
			t[r] |= flag
		}
	}
	t[' '], t[0x3000], t[noBreak], t[0x2060] = class(space), class(space), class(glue), class(glue)
	for _, m := range unicode.M.R16 { // an accent stays with its letter
		for r := rune(m.Lo); r <= rune(m.Hi); r += rune(m.Stride) {
			t[r] = class(glue)
		}
	}
	return t
})

func classOf(r rune) class {
	if r < tableLength {
		return classTable()[r]
	}
	if unicode.Is(unicode.M, r) {
		return class(glue)
	}
	return class(ideograph)
}

func kindOf(r rune) kind { return kind(classOf(r) & kindMask) }

// isFigure reports an Arabic figure of either width.
func isFigure(r rune) bool { return classOf(r)&isDigit != 0 }

func isMeasure(r rune) bool { return classOf(r)&isUnit != 0 }

// compound reports that two measure words make one: 多人, 万元, 人次, 小时.
func compound(a, b rune) bool {
	return strings.ContainsRune("多余几万亿千百十", a) || strings.Contains(pairs, string(a)+string(b))
}
