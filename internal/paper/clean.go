package paper

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// noBreak is the space a line does not end at.
const noBreak = 0xA0

// clean makes text safe to set and keeps everything that can be seen. Damaged UTF-8
// becomes U+FFFD, line ends become \n, tabs and odd spaces become spaces; control
// and format characters, direction marks and variation selectors leave no trace.
func clean(s string) string {
	if plain(s) {
		return s
	}
	s = strings.ReplaceAll(s, "\r\n", "\n")
	var b strings.Builder
	b.Grow(len(s))
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		s = s[n:]
		if r = visible(r); r >= 0 {
			b.WriteRune(r)
		}
	}
	return loosen(b.String())
}

// loosen keeps a no-break space between two words and turns rows of them, which
// people type to push a text aside, into plain spaces a line can end at.
func loosen(s string) string {
	if !strings.ContainsRune(s, noBreak) {
		return s
	}
	text := []rune(s)
	for i, r := range text {
		if r == noBreak && (i == 0 || i+1 == len(text) || isSpace(text[i-1]) || isSpace(text[i+1])) {
			text[i] = ' '
		}
	}
	return string(text)
}

func isSpace(r rune) bool { return r == ' ' || r == noBreak || r == 0x3000 || r == '\n' }

// plain reports the common case in which clean has nothing to do.
func plain(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c != '\n' && (c < ' ' || c == 0x7F) {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 || r == noBreak || visible(r) != r {
			return false
		}
		i += n
	}
	return true
}

// visible returns the character to set for r, or -1 for one that shows nothing.
func visible(r rune) rune {
	switch {
	case r == '\n', r == 0x85, r == '\v', r == '\f', r == '\r', r == 0x2028, r == 0x2029:
		return '\n'
	case r == '\t':
		return ' '
	case r == noBreak, r == 0x202F, r == 0x2007:
		return noBreak
	case r == 0x3000:
		return r
	case r >= 0xFE00 && r <= 0xFE0F, r >= 0xE0100 && r <= 0xE01EF, r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0:
		return -1
	case unicode.In(r, unicode.Cc, unicode.Cf):
		return -1
	case unicode.Is(unicode.Zs, r):
		return ' '
	}
	return r
}

// oneLine joins the lines of a text that has to stay on one: a bookmark, a title in the metadata.
func oneLine(s string) string {
	return strings.Join(strings.Fields(clean(s)), " ")
}
