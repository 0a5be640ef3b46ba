package kit

import (
	"testing"

	"fyne.io/fyne/v2"
)

// TestEnterWaitsForTheAnswer: pressed before the options of the last letter are there, it takes one of those, not one of the letter before;
// one more letter takes the key back.
func TestEnterWaitsForTheAnswer(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyTab} {
		b := newBench(t)
		var answers []func([]Option)
		picked := ""
		p := newPick(b.host, "请选择", func(_ string, show func([]Option)) { answers = append(answers, show) })
		p.OnPick = func(o Option) { picked = o.Value }
		b.put(container2(p, NewEntry(b.host)))
		b.host.Focus(p)
		b.typing("甲")
		answers[len(answers)-1]([]Option{{Value: "old", Text: "甲乙"}})
		b.typing("丙")
		b.keys(key)
		if picked != "" {
			t.Fatalf("%s took %q of the letter before", key, picked)
		}
		b.typing("丁") // taken back
		answers[len(answers)-1]([]Option{{Value: "later", Text: "甲丙丁"}})
		if picked != "" {
			t.Fatalf("%s took %q though typing went on", key, picked)
		}
		b.typing("戊")
		b.keys(key)
		answers[len(answers)-1]([]Option{{Value: "new", Text: "甲丙丁戊"}})
		if picked != "new" || p.popup.open() {
			t.Errorf("%s took %q", key, picked)
		}
	}
}
