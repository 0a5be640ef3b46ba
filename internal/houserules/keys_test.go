package houserules

import (
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// TestEveryFieldHasALabel: a table, its list, each field and each code of a vocabulary is named in every language; the labels of
// one form differ from each other, or an import could not tell its columns apart.
func TestEveryFieldHasALabel(t *testing.T) {
	for _, lang := range say.Langs() {
		b := say.For(lang)
		need := func(key string) {
			if !b.Has(key) {
				t.Errorf("%s: no label %s", lang, key)
			}
		}
		seen := map[*field.Vocab]bool{}
		for _, typ := range centre.Types {
			need(typ.Table)
			need(typ.Table + ".list")
			labels := map[string]string{}
			for i := range typ.Fields {
				f := &typ.Fields[i]
				key := typ.Table + "." + f.Key
				need(key)
				if other, twice := labels[say.Fold(b.T(key))]; twice {
					t.Errorf("%s: %s and %s have the same label", lang, key, other)
				}
				labels[say.Fold(b.T(key))] = key
				if f.Vocab == nil || seen[f.Vocab] {
					continue
				}
				seen[f.Vocab] = true
				for _, term := range f.Vocab.Codes {
					need(f.Vocab.Name + "." + term.Code)
				}
			}
		}
	}
}

// TestHalvesOfADayAgree: say numbers the halves of a day as field does, so that one converts to the other.
func TestHalvesOfADayAgree(t *testing.T) {
	if say.Half(field.WholeDay) != say.WholeDay || say.Half(field.Morning) != say.Morning || say.Half(field.Afternoon) != say.Afternoon {
		t.Error("say.Half and field.Half number the halves of a day differently")
	}
}
