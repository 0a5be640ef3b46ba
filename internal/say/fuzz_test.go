package say

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzT: whatever stands in a text, filling it neither fails nor loses what is outside placeholders.
func FuzzT(f *testing.F) {
	f.Add("共{0}行", "x")
	f.Add("{", "}")
	f.Add("{1}{{0}}", "{0}")
	f.Fuzz(func(t *testing.T, text, arg string) {
		got := book(ZH, map[string]string{"k": text}).T("k", arg)
		if !strings.Contains(text, "{") && got != text {
			t.Errorf("%q became %q", text, got)
		}
		if strings.Contains(text, "{0}") && !strings.Contains(got, arg) {
			t.Errorf("%q lost %q: %q", text, arg, got)
		}
	})
}

// FuzzFold: folding twice is folding once, and folding never makes invalid text of valid text.
func FuzzFold(f *testing.F) {
	f.Add("姓　名 No.１")
	f.Fuzz(func(t *testing.T, text string) {
		once := Fold(text)
		if utf8.ValidString(text) && !utf8.ValidString(once) {
			t.Errorf("%q folded to invalid %q", text, once)
		}
		if twice := Fold(once); twice != once {
			t.Errorf("%q folds to %q, then %q", text, once, twice)
		}
	})
}
