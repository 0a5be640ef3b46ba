package field

import "strings"

// chineseNumber reads a number in words: 十二, 二百三十, 一千七百, 三万五千, 二百零五, 二百五 (250), 一〇五. Two digits beside each other, as
// in 三四十 or 七八, are an approximation it does not guess at.
func chineseNumber(s string) (int64, bool) {
	if strings.ContainsAny(s, "十百千万亿") {
		return byScale(s)
	}
	digits := []rune(s)
	if len(digits) == 0 || len(digits) > 9 || len(digits) > 1 && !strings.ContainsAny(s, "零〇") {
		return 0, false
	}
	var n int64
	for _, r := range digits {
		n = n*10 + chineseDigit[r]
	}
	return n, true
}

// byScale cuts a number at its largest scale and reads what stands before and behind it.
func byScale(s string) (int64, bool) {
	for _, name := range []string{"亿", "万", "千", "百", "十"} {
		head, tail, found := strings.Cut(s, name)
		if !found {
			continue
		}
		scale := int64(scaleOf[[]rune(name)[0]])
		h, ok := multiplier(head, scale)
		if !ok || strings.Contains(tail, name) {
			return 0, false
		}
		t, ok := behind(tail, scale)
		return h*scale + t, ok && t < scale && h < 1e8
	}
	return oneDigit(s)
}

func multiplier(head string, scale int64) (int64, bool) {
	switch {
	case head == "":
		return 1, true // 百, 万
	case scale < 10000:
		return oneDigit(head)
	}
	return byScale(head)
}

func behind(tail string, scale int64) (int64, bool) {
	if tail == "" {
		return 0, true
	}
	if d, ok := oneDigit(tail); ok {
		return d * scale / 10, true // 二百五
	}
	return byScale(strings.TrimLeft(tail, "零〇"))
}

// oneDigit reads 一 to 九.
func oneDigit(s string) (int64, bool) {
	d := chineseDigit[firstRune(s)]
	return d, d > 0 && len(s) == len("一")
}

func firstRune(s string) rune {
	for _, r := range s {
		return r
	}
	return 0
}
