package centre

import "testing"

func TestSpell(t *testing.T) {
	for _, c := range []struct{ text, full, initials string }{
		{"劳动报酬", "laodongbaochou", "ldbc"},
		{"欧阳 海燕", "ouyanghaiyan", "oyhy"},
		{"来访(2 次)", "laifang2ci", "lf2c"},
		{"Labour pay", "labourpay", "lp"},
		{"", "", ""},
	} {
		full, initials := Spell(c.text)
		if full != c.full || initials != c.initials {
			t.Errorf("Spell(%q) = %q, %q; want %q, %q", c.text, full, initials, c.full, c.initials)
		}
	}
}
