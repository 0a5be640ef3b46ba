package office

import (
	"errors"
	"testing"
	"unicode/utf8"

	"cn.halfsky/internal/field"
)

// TestPassphrasesThatEverybodyTriesAreRefused, each with the sentence that helps; what a person makes up herself is taken.
func TestPassphrasesThatEverybodyTriesAreRefused(t *testing.T) {
	const short, common, name = "problem.passphrase", "people.pass.common", "people.pass.name"
	for pass, want := range map[string]string{
		"carnation 1910 march": "", "每天早上喝一碗小米粥": "", "correct horse battery": "", "sample-2008-0308": "", "Tq7!vbE2#xLm": "",
		"short": short, "": short, "aaaaaaaaaaaaaaa": short, "abababababab": short, "123123123123": short,
		"1234567890": common, "0987654321abc": common, "qwertyuiop": common, "Password2024": common, "password123456": common, "1qaz2wsx3edc": common,
		"woaini1314520": common, "Aa123456789": common, "abcd1234efgh": common, "我爱你我爱你520520": common, "HALFSKY-2026-888": common,
		"示例负责人今天去上班": name, "样例市女职工维权中心2026": name, "shilifuzeren88": name, "ShiLi FuZeRen, 88!": name,
	} {
		var ps field.Problems
		errors.As(CheckPassphrase(pass, "示例负责人", "样例市女职工维权中心"), &ps)
		got := ""
		if len(ps) > 0 {
			got = ps[0].Say
		}
		if got != want || len(ps) > 1 {
			t.Errorf("%q: %v, want %q", pass, ps, want)
		}
	}
	if err := CheckPassphrase("an ordinary sentence", "an", ""); err != nil {
		t.Errorf("a name of two letters: %v", err)
	}
}

func FuzzCheckPassphrase(f *testing.F) {
	f.Add("carnation 1910 march", "示例负责人")
	f.Add("\xff𠮷1qaz", "")
	f.Fuzz(func(t *testing.T, pass, name string) {
		err := CheckPassphrase(pass, name)
		if n := guesses(plainly(pass)); n < 0 || n > 2*utf8.RuneCountInString(pass) {
			t.Errorf("%d guesses for %d characters", n, utf8.RuneCountInString(pass))
		}
		if err == nil && utf8.RuneCountInString(pass) < passphraseMin {
			t.Error("too short, and taken")
		}
	})
}
