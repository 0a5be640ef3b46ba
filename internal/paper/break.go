package paper

import "strings"

// chance says what a line may do before a character.
type chance uint8

const (
	never  chance = iota
	soft          // only when a line would otherwise be far too short: inside an address or a date
	always        // as often as needed
)

// breaks says for each place of a text whether a line may end before it. The first
// place is never one. The rules are those of GB/T 15834 and of PAPER.md.
func breaks(text []rune) []chance {
	ok := make([]chance, len(text))
	for i := 1; i < len(text); i++ {
		ok[i] = mayBreak(text, i)
	}
	return ok
}

func when(yes bool) chance {
	if yes {
		return always
	}
	return never
}

func mayBreak(text []rune, i int) chance {
	before, after := text[i-1], text[i]
	cb, ca := classOf(before), classOf(after)
	kb, ka := kind(cb&kindMask), kind(ca&kindMask)
	if kb == ideograph && ka == ideograph && (cb|ca)&isUnit == 0 {
		return always
	}
	switch {
	case kb == glue || ka == glue || ka == space:
		return never
	case kb == space && i > 1 && isFigure(text[i-2]) && ka == letter && ca&isDigit == 0:
		return soft // 14 September, 5 km
	case kb == space:
		return when(ka != closer && !(after == '%' && i > 1 && isFigure(text[i-2])))
	case (before == '—' || before == '…') && before == after:
		return never
	case ca&isDigit != 0 && i > 1 && isFigure(text[i-2]) && strings.ContainsRune("～〜~—–", before):
		return soft // 4200～5400元
	case before == '/' && ka == ideograph && i > 1 && kindOf(text[i-2]) == ideograph:
		return soft // 元/月
	case before == '—' && ka != closer:
		return always
	case kb == opener, ka == closer:
		return never
	case kb == letter && ka == letter:
		return inAddress(text, i)
	case kb == closer && ka == letter:
		if inWord(text, i) {
			return inAddress(text, i)
		}
		return always
	case cb&isDigit != 0 && ca&isUnit != 0, before == '第' && ca&isDigit != 0:
		return never
	case cb&isUnit != 0 && ca&isDigit != 0:
		return inDate(text, i)
	case cb&isUnit != 0 && ca&isUnit != 0:
		return when(!compound(before, after) || !afterFigure(text, i))
	}
	return always
}

// inWord reports a mark inside a word, number or address, as in 3.5, 10:30, a/b or centre’s.
func inWord(text []rune, i int) bool {
	if i < 2 {
		return false
	}
	mark, before := text[i-1], text[i-2]
	if mark == '’' {
		return kindOf(before) == letter
	}
	return mark < 0x80 && before < 0x80 && before != ' '
}

// inAddress allows an emergency break behind the marks of an address and the hyphen of
// a word, never between figures.
func inAddress(text []rune, i int) chance {
	if !strings.ContainsRune("/?&=-_.@:+%#~\\", text[i-1]) {
		return never
	}
	if i > 1 && (isFigure(text[i-2]) && isFigure(text[i]) || text[i-2] == '\'') {
		return never
	}
	return soft
}

// inDate keeps 3月 with 6日, and lets go of 2008年 before 3月 only where it must.
func inDate(text []rune, i int) chance {
	if i < 2 || !isFigure(text[i-2]) || !strings.ContainsRune("年月时点分", text[i-1]) {
		return always
	}
	for j := i; j < len(text) && j < i+5; j++ {
		if isFigure(text[j]) {
			continue
		}
		if !strings.ContainsRune("月日号时点分秒", text[j]) {
			return always
		}
		if text[i-1] == '年' {
			return soft
		}
		return never
	}
	return always
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
