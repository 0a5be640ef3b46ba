package settings

import (
	"context"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// lockTimes stands for the setting.
type lockTimes struct {
	after  int
	denied bool
}

func (l *lockTimes) LockChoices() []int { return []int{1, 5, 30} }

func (l *lockTimes) LockAfter() time.Duration { return time.Duration(l.after) * time.Minute }

func (l *lockTimes) SetLockAfter(_ context.Context, minutes int) error {
	if l.denied {
		return field.Denied
	}
	l.after = minutes
	return nil
}

// TestLockTimeIsChosen: another time takes effect; where the person may not change it, the choice goes back to what holds.
func TestLockTimeIsChosen(t *testing.T) {
	d := &desk{lockTimes: lockTimes{after: 5}}
	s, h := show(t, d, Looks{Lang: say.ZH}, "own")
	c := h.Window.Canvas()
	for range 5 {
		c.FocusNext()
	}
	pick := func(keys ...fyne.KeyName) {
		for _, k := range keys {
			c.Focused().TypedKey(&fyne.KeyEvent{Name: k})
		}
	}
	pick(fyne.KeyRight, fyne.KeyRight, fyne.KeySpace)
	if d.after != 30 {
		t.Fatalf("the time is %d: %T", d.after, c.Focused())
	}
	d.denied = true
	pick(fyne.KeyLeft, fyne.KeySpace)
	if d.after != 30 || len(c.Overlays().List()) != 1 {
		t.Errorf("refused, the time is %d", d.after)
	}
	_ = s
}
