package ui

import (
	"context"
	"slices"
	"time"

	"cn.halfsky/internal/office"
)

// LockChoices are the minutes after which the screen may lock itself.
func (d *desk) LockChoices() []int { return slices.Clone(office.LockChoices) }

// LockAfter is for how long nobody has to be there before it does.
func (d *desk) LockAfter() time.Duration { return d.office.LockAfter() }

// SetLockAfter decides that.
func (d *desk) SetLockAfter(c context.Context, minutes int) error {
	return d.told(d.office.SetLockAfter(c, minutes))
}

// SmallNumber is the number below which published tables withhold a figure about people.
func (d *desk) SmallNumber() int { return d.office.SmallNumber() }

// SetSmallNumber decides that number for everybody who opens the folder.
func (d *desk) SetSmallNumber(c context.Context, least int) error {
	return d.told(d.office.SetSmallNumber(c, least))
}
