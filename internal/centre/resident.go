package centre

import (
	"strings"

	"cn.halfsky/internal/field"
)

// provinces are the first two digits a resident ID may begin with (GB/T 2260 and the residence permits 81–83 of Hong Kong, Macao
// and Taiwan). The four digits that follow are not looked up: cards of abolished counties stay valid.
var provinces = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 81 82 83 "

// ResidentID is the rule for a resident ID 公民身份号码 of 18 characters, GB 11643-1999: the province exists, the birth date is in
// the calendar and the check character fits. Full width, spaces, hyphens and a small x are folded.
func ResidentID(text string) (kept, problem string) {
	kept = strings.ToUpper(strings.ReplaceAll(field.Fold(text), "-", ""))
	if !residentID(kept) {
		return text, "problem.residentid"
	}
	return kept, ""
}

func residentID(id string) bool {
	if len(id) != 18 || !strings.Contains(provinces, " "+id[:2]+" ") {
		return false
	}
	const checks = "10X98765432"
	sum := 0
	for i, weight := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		if id[i] < '0' || id[i] > '9' {
			return false
		}
		sum += int(id[i]-'0') * weight
	}
	return id[17] == checks[sum%11] && inCalendar(residentBirth(id))
}

// inCalendar is Day.Valid from 1800 on: the second example of the standard was born in 1880.
func inCalendar(born field.Day) bool {
	t := born.Time()
	return born.Year >= 1800 && born.Year < 3000 && field.DayOf(t) == born
}

func residentBirth(id string) field.Day {
	number := func(digits string) (n int) {
		for _, d := range digits {
			n = n*10 + int(d-'0')
		}
		return n
	}
	return field.Day{Year: number(id[6:10]), Month: number(id[10:12]), Date: number(id[12:14])}
}

// BirthOf returns the birth date that stands in a resident ID, and whether the ID is valid.
func BirthOf(id string) (field.Day, bool) {
	kept, bad := ResidentID(id)
	if bad != "" {
		return field.Day{}, false
	}
	return residentBirth(kept), true
}

// SexOf returns the sex that stands in a resident ID, "female" or "male"; "" when the ID is not valid. The last digit of the
// sequence number is even for women.
func SexOf(id string) string {
	kept, bad := ResidentID(id)
	switch {
	case bad != "":
		return ""
	case (kept[16]-'0')%2 == 0:
		return "female"
	}
	return "male"
}
