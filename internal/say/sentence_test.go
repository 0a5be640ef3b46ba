package say

import "testing"

func TestAPhraseThatStandsAloneHasACapital(t *testing.T) {
	for _, c := range []struct {
		lang     Lang
		in, want string
	}{{EN, "first day of leave", "First day of leave"}, {EN, "产假", "产假"}, {EN, "", ""}, {ZH, "abc", "abc"}} {
		if got := For(c.lang).Headed(c.in); got != c.want {
			t.Errorf("%q: %q", c.in, got)
		}
	}
}
