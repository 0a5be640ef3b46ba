package centre

import (
	"strings"
	"unicode"

	"cn.halfsky/internal/field"
)

// nameLimit is the most characters a person's name may have.
const nameLimit = 50

// PersonName is the rule for a person's name or pseudonym 化名: 1 to 50 characters, at least one of them a letter. The dots people
// write between the parts of a name become · (U+00B7), spaces that pad Chinese characters go, full-width letters narrow. No
// character is exchanged for another: rare ones, beyond U+FFFF and of private use too, stay as typed.
func PersonName(text string) (kept, problem string) {
	kept = strings.Trim(joinName(strings.Map(nameRune, field.Tidy(text))), "·")
	n := len(letters(kept))
	if n == 0 || n > nameLimit || !strings.ContainsFunc(kept, nameLetter) {
		return text, "problem.name"
	}
	return kept, ""
}

func nameRune(r rune) rune {
	switch {
	case strings.ContainsRune("•・‧．∙⋅･", r):
		return '·'
	case r >= '０' && r <= '９', r >= 'Ａ' && r <= 'Ｚ', r >= 'ａ' && r <= 'ｚ':
		return r - '！' + '!'
	case unicode.IsSpace(r):
		return ' '
	}
	return r
}

func nameLetter(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Co, r) }

// joinName drops the spaces beside Chinese characters and dots and leaves one where several parted letters.
func joinName(s string) string {
	var out strings.Builder
	var last rune
	for _, word := range strings.Fields(s) {
		runes := []rune(word)
		if last != 0 && !closeUp(last) && !closeUp(runes[0]) {
			out.WriteByte(' ')
		}
		out.WriteString(word)
		last = runes[len(runes)-1]
	}
	return out.String()
}

func closeUp(r rune) bool {
	return r == '·' || unicode.Is(unicode.Han, r) || unicode.Is(unicode.Co, r) || unicode.IsMark(r)
}

// letters splits a text into what a reader sees as one character: a mark, such as the selector of a Chinese variant form,
// belongs to the character before it.
func letters(s string) []string {
	var out []string
	from := 0
	for i, r := range s {
		if i > 0 && !unicode.IsMark(r) {
			out = append(out, s[from:i])
			from = i
		}
	}
	if s != "" {
		out = append(out, s[from:])
	}
	return out
}
