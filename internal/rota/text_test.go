package rota

import (
	"strings"
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

func TestTwoShiftsAtOnePlaceNameThePlaceOnce(t *testing.T) {
	for _, lang := range say.Langs() {
		text := Trouble{Kind: Overlap, Date: field.Day{Year: 2026, Month: 3, Date: 6}, Place: "一楼接待室", Other: "一楼接待室"}.Text(say.For(lang), func(field.ID) string { return "某人" })
		if strings.Count(text, "一楼接待室") != 1 {
			t.Errorf("%s: %s", lang, text)
		}
	}
}
