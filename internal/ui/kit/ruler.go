package kit

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
)

// A ruler knows the width of every character of one size and weight. The faces have no kerning, so a text is as wide as its
// characters; adding remembered widths is a thousand times cheaper than shaping the text.
type ruler struct {
	size  float32
	style fyne.TextStyle
	wide  map[rune]float32
}

type rulerKey struct {
	size float32
	bold bool
}

var rulers = map[rulerKey]*ruler{}

// rulerFor returns the ruler of a size. Like everything on screen it is for the UI thread.
func rulerFor(size float32, bold bool) *ruler {
	k := rulerKey{size, bold}
	r := rulers[k]
	if r == nil {
		r = &ruler{size: size, style: fyne.TextStyle{Bold: bold}, wide: map[rune]float32{}}
		rulers[k] = r
	}
	return r
}

func (r *ruler) of(c rune) float32 {
	w, ok := r.wide[c]
	if !ok {
		w = fyne.MeasureText(string(c), r.size, r.style).Width
		r.wide[c] = w
	}
	return w
}

func (r *ruler) width(text string) float32 {
	var w float32
	for _, c := range text {
		w += r.of(c)
	}
	return w
}

const ellipsis = '…'

// cut returns as much of text as fits into room, with … where something is missing. Line breaks become spaces.
func (r *ruler) cut(text string, room float32) string {
	var w float32
	fits := 0 // bytes that fit together with …
	dots := r.of(ellipsis)
	if strings.ContainsAny(text, "\n\t") {
		text = strings.NewReplacer("\n", " ", "\t", " ").Replace(text)
	}
	for i, c := range text {
		if w+dots <= room {
			fits = i
		}
		if w += r.of(c); w > room {
			if fits == 0 && dots > room {
				return ""
			}
			return strings.TrimRight(text[:fits], " ") + string(ellipsis)
		}
	}
	return text
}

// notFirst must not begin a line, notLast must not end one (GB/T 15834 and CLREQ).
const (
	notFirst = "，。、；：？！）》」』】〕〉”’…—·％%℃,.;:?!)]}"
	notLast  = "（《「『【〔〈“‘([{￥¥"
)

// wrap breaks text into lines no wider than room: anywhere between Chinese characters, between words elsewhere, and never so
// that a line begins with a comma or ends with an opening bracket, or that a number stands apart from what it counts.
func (r *ruler) wrap(text string, room float32) []string {
	var lines []string
	for _, part := range strings.Split(text, "\n") {
		lines = append(lines, r.wrapLine([]rune(part), room)...)
	}
	return lines
}

func (r *ruler) wrapLine(text []rune, room float32) []string {
	var lines []string
	start, breakAt := 0, 0
	var w float32
	for i := 0; i < len(text); i++ {
		if i > start && mayBreak(text[i-1], text[i]) {
			breakAt = i
		}
		w += r.of(text[i])
		if w <= room || i == start || text[i] == ' ' {
			continue
		}
		if breakAt <= start {
			breakAt = i // one word longer than the line
		}
		lines = append(lines, strings.TrimRight(string(text[start:breakAt]), " "))
		start, i, w = breakAt, breakAt-1, 0
	}
	return append(lines, strings.TrimRight(string(text[start:]), " "))
}

func mayBreak(before, after rune) bool {
	switch {
	case strings.ContainsRune(notFirst, after) || strings.ContainsRune(notLast, before):
		return false
	case after == ' ':
		return false
	case before == '"' && wide(after) || wide(before) && after == '"': // English on screen quotes with straight marks
		return false
	case before >= '0' && before <= '9' && wide(after): // 18家 stays together
		return false
	case before == ' ' || before == '-' || before == '/':
		return true
	}
	return wide(before) || wide(after)
}

func wide(c rune) bool {
	return unicode.In(c, unicode.Han, unicode.Hiragana, unicode.Katakana) || c >= 0x3000 && c <= 0x303f || c >= 0xff00 && c <= 0xff60
}
