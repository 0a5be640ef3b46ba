package cases

import (
	"testing"

	"cn.halfsky/internal/law"
)

// TestWhatStoppedALimitIsReadAsPeopleWriteIt in both languages; what cannot be read is said, not guessed.
func TestWhatStoppedALimitIsReadAsPeopleWriteIt(t *testing.T) {
	until := untilWords()
	for _, c := range []struct {
		anew, still string
		want        []law.Effect
		bad         bool
	}{
		{"", "", nil, false},
		{"2026-6-10", "", []law.Effect{law.Interrupt}, false},
		{"2026年6月10日，8月1日", "", []law.Effect{law.Interrupt, law.Interrupt}, false},
		{"", "2026-7-1至2026-7-21", []law.Effect{law.Suspend, law.Resume}, false},
		{"", "2026-7-1 to 2026-7-21; 2026-9-1", []law.Effect{law.Suspend, law.Resume, law.Suspend}, false},
		{"2026年6月", "", nil, true},
		{"soon", "", nil, true},
	} {
		got, bad := typedEvents(c.anew, c.still, until, 2026)
		if bad != c.bad || len(got) != len(c.want) {
			t.Errorf("%q and %q: %v, %v", c.anew, c.still, got, bad)
			continue
		}
		for i := range got {
			if got[i].Effect != c.want[i] {
				t.Errorf("%q and %q: %v", c.anew, c.still, got)
			}
		}
	}
}
