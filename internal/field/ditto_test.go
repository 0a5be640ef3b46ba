package field

import "testing"

func TestAsAboveIsReadInEveryHabit(t *testing.T) {
	for text, want := range map[string]bool{
		"同上": true, " 同上 ": true, "〃": true, "\"": true, "''": true, "Ditto": true,
		"": false, "同上海": false, "示例厂同上": false, "-": false, "0": false,
	} {
		if AsAbove(text) != want {
			t.Errorf("%q: %v", text, !want)
		}
	}
}
