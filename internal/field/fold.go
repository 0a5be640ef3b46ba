package field

import (
	"strings"
	"unicode"
)

// Narrow turns full-width letters, digits and signs into their half-width twins and drops control, direction and
// zero-width characters that pasted text brings along. Line breaks stay.
func Narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= '！' && r <= '～':
			return r - '！' + '!'
		case r == '\u3000' || r == '\u00a0':
			return ' '
		}
		return Clean(r)
	}, s)
}

// Clean returns r, or -1 for a character that no field keeps: controls other than tab and line break, direction marks,
// zero-width characters and halves of surrogate pairs.
func Clean(r rune) rune {
	switch {
	case r == '\n' || r == '\t':
		return r
	case unicode.IsControl(r), r == unicode.ReplacementChar,
		r >= '\u200b' && r <= '\u200f', r >= '\u202a' && r <= '\u202e', r >= '\u2060' && r <= '\u2069', r == '\ufeff':
		return -1
	}
	return r
}

// Tidy is what every typed text goes through: unkept characters dropped, ends trimmed, one kind of line break.
func Tidy(s string) string {
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.TrimSpace(strings.Map(Clean, s))
}

// Fold makes two ways of writing one word equal: half width, lower case, no spaces.
func Fold(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(Narrow(s)), ""))
}
