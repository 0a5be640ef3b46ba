package centre

import (
	"errors"
	"strings"
	"testing"

	"cn.halfsky/assets"
	"cn.halfsky/internal/field"
)

// TestTheListOfRiskWordsIsWhole: the file is read without a complaint, has words of every kind, and each word is found in a sentence.
func TestTheListOfRiskWordsIsWhole(t *testing.T) {
	text, err := assets.Rules.ReadFile("rules/riskwords.csv")
	if err != nil {
		t.Fatal(err)
	}
	lists, err := parseRiskWords(text)
	if err != nil {
		t.Fatal(err)
	}
	n := 1
	for _, l := range lists {
		if len(l.words) == 0 {
			t.Errorf("%s has no words", l.kind)
		}
		for _, w := range l.words {
			n++
			signs := RiskSigns(&Case{Matter: "0201", Facts: "她说 " + w + " 已经有一阵了"})
			if len(signs) == 0 || !strings.Contains(w, signs[0].Word) && signs[0].Kind != l.kind {
				t.Errorf("line %d is not found: %v", n, signs)
			}
		}
	}
	if lines := strings.Count(string(text), "\n"); lines != n {
		t.Errorf("%d lines hold %d words", lines, n)
	}
}

func TestRiskWordsThatAreWrong(t *testing.T) {
	for what, c := range map[string]struct {
		text string
		left int // words that can still be read
	}{
		"no heading":        {"violence,家暴\n", 0},
		"nothing":           {"", 0},
		"another kind":      {"kind,word\nweather,下雨\nviolence,家暴\n", 1},
		"twice":             {"kind,word\nviolence,家暴\nharassment,家暴\n", 1},
		"no word":           {"kind,word\nviolence,\nviolence,家暴\n", 1},
		"capitals":          {"kind,word\nviolence,Knife\n", 0},
		"two English words": {"kind,word\nviolence,a knife\n", 0},
		"a space":           {"kind,word\nviolence,家 暴\n", 0},
		"full width":        {"kind,word\nviolence,ｋｎｉｆｅ\n", 0},
	} {
		lists, err := parseRiskWords([]byte(c.text))
		n := 0
		for _, l := range lists {
			n += len(l.words)
		}
		if !errors.Is(err, field.Damaged) || n != c.left {
			t.Errorf("%s: %d words are left, %v", what, n, err)
		}
	}
}
