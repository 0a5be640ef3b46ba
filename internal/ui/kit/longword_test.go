package kit

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/say"
)

// TestAWordTooLongForHalfALineHasAWholeOne: as the names of key dates have in English, and not in Chinese.
func TestAWordTooLongForHalfALineHasAWholeOne(t *testing.T) {
	b := newBench(t)
	for lang, want := range map[say.Lang]bool{say.ZH: false, say.EN: true} {
		b.host.Book = say.For(lang)
		f := NewForm(b.host, &centre.Milestone{}, FormSpec{})
		for _, l := range f.lines {
			if l.spec.Key == "what" && l.whole() != want {
				t.Errorf("%s: whole is %v", lang, l.whole())
			}
		}
	}
}
