package centre

import "testing"

func TestAgeBandsMeetWithoutAGap(t *testing.T) {
	for age, want := range map[int]string{
		0: "u18", 17: "u18", 18: "18-24", 24: "18-24", 25: "25-34", 34: "25-34", 35: "35-44", 44: "35-44", 45: "45-54", 54: "45-54", 55: "55+", 120: "55+",
	} {
		if got := AgeBandOf(age); got != want || AgeBand.Term(got) == nil {
			t.Errorf("%d lies in %q, want %q", age, got, want)
		}
	}
}
