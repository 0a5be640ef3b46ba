package kit

import (
	"slices"
	"testing"
)

// TestChipsOfferWhatFits: what is on stays in sight also where it is no longer offered, and all come back.
func TestChipsOfferWhatFits(t *testing.T) {
	b := newBench(t)
	all := []Option{{Value: "a", Text: "甲"}, {Value: "b", Text: "乙"}, {Value: "c", Text: "丙"}}
	c := NewChips(b.host, false, slices.Clone(all))
	c.Set("c")
	shown := func() (out []string) {
		for _, o := range c.options {
			out = append(out, o.Value)
		}
		return out
	}
	for _, x := range []struct{ codes, want []string }{{[]string{"a"}, []string{"a", "c"}}, {[]string{}, []string{"c"}}, {nil, []string{"a", "b", "c"}}} {
		if c.offer(all, x.codes); !slices.Equal(shown(), x.want) || !slices.Equal(c.Values(), []string{"c"}) {
			t.Errorf("of %v are shown %v, on is %v", x.codes, shown(), c.Values())
		}
	}
}
