package centre

import (
	"fmt"
	"regexp"
	"strings"

	"cn.halfsky/internal/field"
)

// deskLetters count desks in case numbers and close them with a check letter. I, O and Z are left out: on paper they are 1, 0
// and 2. There are 23, a prime, which the check letter needs.
const deskLetters = "ABCDEFGHJKLMNPQRSTUVWXY"

// CaseNumber makes the number of a case: station code, year, desk, running number, check letter, as 苏维2026-AB-0001-E. Each desk
// counts for itself, so numbers are unique though desks work offline. The check letter tells any one wrong digit or desk
// letter and any two of them exchanged.
func CaseNumber(station string, year int, desk uint32, n uint64) string {
	station = strings.ReplaceAll(FoldCaseNumber(station), "-", "")
	body := fmt.Sprintf("%s%04d-%s-%04d", station, year, deskName(desk), n)
	return body + "-" + caseCheck(body)
}

// deskName writes the number of a desk in letters, at least two.
func deskName(desk uint32) string {
	out := ""
	for base := uint32(len(deskLetters)); desk > 0 || len(out) < 2; desk /= base {
		out = string(deskLetters[desk%base]) + out
	}
	return out
}

// caseCheck sums the characters' values times powers of 5, a primitive root of 23.
func caseCheck(body string) string {
	sum, weight := 0, 1
	for _, r := range body {
		if r == '-' {
			continue
		}
		value := int(r)
		switch {
		case r >= '0' && r <= '9':
			value = int(r - '0')
		case strings.ContainsRune(deskLetters, r):
			value = strings.IndexRune(deskLetters, r)
		}
		sum = (sum + value*weight) % 23
		weight = weight * 5 % 23
	}
	return string(deskLetters[sum])
}

var (
	caseNumberForm = regexp.MustCompile(`^([^-]*\d{4}-[A-HJ-NP-Y]{2,8}-\d{4,20})-([A-HJ-NP-Y])$`)
	dashes         = strings.NewReplacer("—", "-", "–", "-", "‐", "-", "−", "-", "‑", "-", "ー", "-")
)

// FoldCaseNumber brings a case number as people type it into the form in which it is kept.
func FoldCaseNumber(text string) string {
	return strings.ToUpper(dashes.Replace(field.Fold(text)))
}

// CheckCaseNumber reports whether a text has the form of a case number and its check letter fits.
func CheckCaseNumber(text string) bool {
	m := caseNumberForm.FindStringSubmatch(FoldCaseNumber(text))
	return m != nil && caseCheck(m[1]) == m[2]
}
