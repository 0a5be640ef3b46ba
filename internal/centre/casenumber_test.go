package centre

import (
	"math"
	"regexp"
	"strings"
	"testing"
)

func TestCaseNumberReadsWell(t *testing.T) {
	for _, c := range []struct {
		desk uint32
		n    uint64
		want string
	}{
		{0, 1, `^苏维2026-AA-0001-[A-Y]$`}, {1, 12, `^苏维2026-AB-0012-[A-Y]$`}, {23, 9999, `^苏维2026-BA-9999-[A-Y]$`},
		{529, 10000, `^苏维2026-BAA-10000-[A-Y]$`}, {math.MaxUint32, math.MaxUint64, `^苏维2026-[A-Y]{7,8}-18446744073709551615-[A-Y]$`},
	} {
		got := CaseNumber("苏维", 2026, c.desk, c.n)
		if !regexp.MustCompile(c.want).MatchString(got) || strings.ContainsAny(strings.TrimPrefix(got, "苏维"), "IOZ") || !CheckCaseNumber(got) {
			t.Errorf("desk %d, case %d: %s", c.desk, c.n, got)
		}
	}
}

func TestCaseNumberIsReadAsPeopleTypeIt(t *testing.T) {
	number := CaseNumber("sz", 2026, 1, 1)
	for _, text := range []string{number, strings.ToLower(number), " " + strings.ReplaceAll(number, "-", " - ") + " ", strings.ReplaceAll(number, "-", "－"), strings.ReplaceAll(number, "-", "—")} {
		if FoldCaseNumber(text) != number || !CheckCaseNumber(text) {
			t.Errorf("%q is not read as %q", text, number)
		}
	}
	for _, text := range []string{"", "-", "SZ2026-AB-0001", "SZ2026-AB-001-A", "SZ26-AB-0001-A", strings.ReplaceAll(number, "-", "")} {
		if CheckCaseNumber(text) {
			t.Errorf("%q passes for a case number", text)
		}
	}
}

func TestCaseNumbersOfDesksDiffer(t *testing.T) {
	seen := map[string]bool{}
	for desk := range uint32(700) {
		for n := range uint64(30) {
			number := CaseNumber("SZ", 2026, desk, n)
			if seen[number] {
				t.Fatalf("%s is given twice", number)
			}
			seen[number] = true
		}
	}
}

// TestCheckLetter: every wrong digit or letter and every exchange of two neighbours is told.
func TestCheckLetter(t *testing.T) {
	good := []rune(CaseNumber("苏维", 2026, 30, 1234))
	signs := "0123456789" + deskLetters
	for i, r := range good {
		if r == '-' || r > 'Z' {
			continue
		}
		for _, other := range signs {
			bad := append([]rune(nil), good...)
			if bad[i] = other; other != r && CheckCaseNumber(string(bad)) {
				t.Errorf("%s passes for %s", string(bad), string(good))
			}
		}
		bad := append([]rune(nil), good...)
		if i+1 < len(good) {
			bad[i], bad[i+1] = bad[i+1], bad[i]
		}
		if string(bad) != string(good) && CheckCaseNumber(string(bad)) {
			t.Errorf("%s passes for %s", string(bad), string(good))
		}
	}
}
