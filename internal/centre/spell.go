package centre

import (
	"strings"
	"unicode"

	"github.com/mozillazg/go-pinyin"
)

// Spell returns how a text is typed on a plain keyboard: its pinyin without tones in one word, and the initials of it. Letters and
// digits stand for themselves; of a character with several readings the commonest one counts.
func Spell(text string) (full, initials string) {
	args := pinyin.NewArgs()
	var f, i strings.Builder
	inWord := false
	for _, r := range strings.ToLower(text) {
		if read := pinyin.SinglePinyin(r, args); len(read) > 0 && read[0] != "" {
			f.WriteString(read[0])
			i.WriteByte(read[0][0])
			inWord = false
			continue
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			inWord = false
			continue
		}
		f.WriteRune(r)
		if !inWord || unicode.IsDigit(r) {
			i.WriteRune(r)
		}
		inWord = true
	}
	return f.String(), i.String()
}
