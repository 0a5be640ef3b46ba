package office

import (
	"context"
	"fmt"
	"slices"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// LockChoices are the minutes without anybody at the screen after which it may lock itself.
var LockChoices = []int{1, 2, 5, 10, 15, 30}

const (
	lockSetting = "lock"
	lockMinutes = 5 // where nothing else was decided
	verbSetLock = "set-lock"
)

// LockAfter is for how long nobody has to be at the screen before it locks itself. A setting that cannot be read, or is none of the
// choices, is the ordinary time: a screen never stays open for want of a setting.
func (o *Office) LockAfter() time.Duration {
	minutes := lockMinutes
	if ok, err := o.store.Setting(lockSetting, &minutes); !ok || err != nil || !slices.Contains(LockChoices, minutes) {
		minutes = lockMinutes
	}
	return time.Duration(minutes) * time.Minute
}

// SetLockAfter decides, for everybody who opens this folder, after how many minutes the screen locks itself: one of LockChoices.
// Code: field.Denied.
func (o *Office) SetLockAfter(ctx context.Context, minutes int) error {
	if !slices.Contains(LockChoices, minutes) {
		return fmt.Errorf("set lock: %w", field.Problems{{Field: "lock", Say: "lock.problem"}})
	}
	if err := o.allow(ctx, centre.MaySettings, verbSetLock); err != nil {
		return err
	}
	_, err := o.perform(ctx, verbSetLock, func(v *verb) error { return v.SetSetting(lockSetting, minutes) })
	return err
}
