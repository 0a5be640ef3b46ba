package reports

import (
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// TestTheChoiceOutlivesALock: what was chosen is there again, but masked.
func TestTheChoiceOutlivesALock(t *testing.T) {
	was := place{choice: choiceOf("statistics", field.ID{1}, field.Day{Year: 2026, Month: 5, Date: 4}), view: kit.PreviewPlace{Page: 2}}
	was.scope, was.sheets, was.bare, was.submitted = "centre", 3, true, true
	want := was
	was.whole = true
	group := kit.GroupPlace{Key: "report", Places: map[string]any{"report": was}}
	back, ok := kit.UnpackPlace(kit.PackPlace(group)).(kit.GroupPlace)
	if got := placeOf(back.Places["report"]); !ok || got != want {
		t.Errorf("%+v, not %+v", got, want)
	}
}
