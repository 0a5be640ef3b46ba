package ui

import (
	"context"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Due lists what has been kept long enough.
func (d *desk) Due(c context.Context) ([]office.Due, error) {
	due, err := d.office.Due(c, d.office.Today())
	return due, d.told(err)
}

// Keepings says how long what is kept.
func (d *desk) Keepings() ([]centre.Keeping, error) {
	all, err := d.office.Keepings()
	return all, d.told(err)
}

// KeepFor sets how long a class of records is kept.
func (d *desk) KeepFor(c context.Context, table, class string, years int) error {
	_, err := d.office.KeepFor(c, table, class, years)
	return d.told(err)
}

// Freeze keeps a record beyond its time.
func (d *desk) Freeze(c context.Context, t office.Target, reason string) error {
	_, err := d.office.Freeze(c, t, reason)
	return d.told(err)
}

// Unfreeze lets its time count again.
func (d *desk) Unfreeze(c context.Context, t office.Target) error {
	_, err := d.office.Unfreeze(c, t)
	return d.told(err)
}

// Erase removes records for good.
func (d *desk) Erase(c context.Context, ts []office.Target, tick kit.Tick) (office.Erased, error) {
	e, err := d.office.Erase(c, ts, store.Progress(tick))
	return e, d.told(err)
}

// Anonymise takes out of records what tells who they are about.
func (d *desk) Anonymise(c context.Context, ts []office.Target, tick kit.Tick) (office.Erased, error) {
	e, err := d.office.Anonymise(c, ts, store.Progress(tick))
	return e, d.told(err)
}
