package say

import (
	"unicode"
	"unicode/utf8"
)

// Headed is a phrase as it stands alone, as a label: in English with a capital.
func (b *Book) Headed(phrase string) string {
	first, size := utf8.DecodeRuneInString(phrase)
	if b.lang != EN || size == 0 {
		return phrase
	}
	return string(unicode.ToUpper(first)) + phrase[size:]
}
