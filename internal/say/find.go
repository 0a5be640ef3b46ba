package say

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Find is the first of keys whose text, in either language, is the given one. It reads headings and
// choices as people type them: full width or half width, any case, with stray spaces and line
// breaks. An empty text is never found.
func (b *Book) Find(keys []string, text string) (key string, ok bool) {
	want := Fold(text)
	if want == "" {
		return "", false
	}
	for _, key := range keys {
		for _, lang := range Langs() {
			if For(lang).folded()[key] == want {
				return key, true
			}
		}
	}
	return "", false
}

// Fold brings a label into the one shape in which labels are compared: NFKC, lower case, without
// white space at the ends or next to a Han character (offices pad 姓  名 to fill a cell), other
// white space as a single space.
func Fold(text string) string {
	text = norm.NFKC.String(strings.ToValidUTF8(text, "\uFFFD")) // norm leaves text with broken bytes half done
	text = norm.NFKC.String(strings.ToLower(text))
	var out strings.Builder
	var last rune
	for _, word := range strings.Fields(text) {
		first := []rune(word)[0]
		if last != 0 && !unicode.Is(unicode.Han, last) && !unicode.Is(unicode.Han, first) {
			out.WriteByte(' ')
		}
		out.WriteString(word)
		runes := []rune(word)
		last = runes[len(runes)-1]
	}
	return out.String()
}
