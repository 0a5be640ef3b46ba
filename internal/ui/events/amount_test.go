package events

import (
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// Behind its label a thing needs no measure word in English, households and attendances keep theirs.
func TestAmountsStandBehindTheirLabels(t *testing.T) {
	for text, want := range map[string][2]string{
		"121个": {"121个", "121"}, "96件": {"96件", "96"}, "300多份": {"300多份", "over 300"},
		"26户": {"26户", "26 households"}, "49人": {"49人", "49"}, "6家": {"6家", "6"}, "146人次": {"146人次", "146 attendances"},
	} {
		c, ok := field.ParseCount(text, "")
		if !ok {
			t.Fatal(text)
		}
		for i, lang := range []say.Lang{say.ZH, say.EN} {
			if got := amount(bare(t, lang).host, c); got != want[i] {
				t.Errorf("%s: %q, want %q", text, got, want[i])
			}
		}
	}
}
