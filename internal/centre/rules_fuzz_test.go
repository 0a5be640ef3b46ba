package centre

import (
	"strings"
	"testing"
	"unicode/utf8"

	"cn.halfsky/internal/field"
)

// FuzzRules: what a rule keeps it keeps again, and what it refuses it leaves alone.
func FuzzRules(f *testing.F) {
	for _, s := range []string{"11010519491231002X", "91330100799655058B", "+86 138-1234-5678、0512-65221234转808", "阿依古丽•买买提", "𠮷\U000e0100", "０", "９点", "\xff"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for name, rule := range map[string]field.Rule{"id": ResidentID, "code": UnifiedCode, "phone": Phone, "name": PersonName, "clock": ClockTime} {
			kept, bad := rule(text)
			if bad != "" {
				if kept != text {
					t.Errorf("%s: refuses %q but changes it to %q", name, text, kept)
				}
				continue
			}
			if again, bad := rule(kept); bad != "" || again != kept {
				t.Errorf("%s: %q is kept as %q, which becomes %q (%s)", name, text, kept, again, bad)
			}
			if utf8.ValidString(text) && !utf8.ValidString(kept) {
				t.Errorf("%s: %q is kept as invalid %q", name, text, kept)
			}
		}
	})
}

// FuzzMasks: a mask never fails, and shows of a number no more than seven of its characters.
func FuzzMasks(f *testing.F) {
	for _, s := range []string{"", "欧阳小华", "13812345678", "江苏省太仓市城厢镇某某路5号", "11010519491231002X", "\U000e0100", "阿·买"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if !utf8.ValidString(text) {
			return // no field keeps it
		}
		for _, masked := range []string{MaskID(text), MaskCard(text)} {
			if shown := len(letters(strings.ReplaceAll(masked, "*", ""))); shown > 7 {
				t.Errorf("%q shows %d characters of %q", masked, shown, text)
			}
		}
		if kept, bad := PersonName(text); bad == "" && len(letters(kept)) > 1 {
			if masked := MaskName(kept); !strings.Contains(masked, "*") && !alreadyMasked.MatchString(kept) {
				t.Errorf("the name %q is shown whole: %q", kept, masked)
			}
		}
		if address := MaskAddress(text); address != "***" && !strings.HasPrefix(strings.TrimSpace(text), address) {
			t.Errorf("%q becomes %q", text, address)
		}
		MaskPhone(text)
	})
}

// FuzzCaseNumber: every number made passes, whatever the station is called.
func FuzzCaseNumber(f *testing.F) {
	f.Add("苏维", 2026, uint32(1), uint64(1))
	f.Add("s-z 1", 0, uint32(0), uint64(0))
	f.Fuzz(func(t *testing.T, station string, year int, desk uint32, n uint64) {
		if year < 0 || year > 9999 {
			return
		}
		number := CaseNumber(station, year, desk, n)
		if !CheckCaseNumber(number) || FoldCaseNumber(number) != number {
			t.Errorf("%q does not pass", number)
		}
	})
}
