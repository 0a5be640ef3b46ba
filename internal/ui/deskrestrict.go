package ui

import (
	"context"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Nameable returns the people who can be named on a restricted case.
func (d *desk) Nameable() []store.AccountInfo { return d.office.Nameable() }

// Named returns the people who can open a restricted case.
func (d *desk) Named(id field.ID) ([]store.AccountInfo, error) {
	people, err := d.office.Named(id)
	return people, d.told(err)
}

// Restrict keeps a case to named people.
func (d *desk) Restrict(id field.ID, names []field.ID) (uint64, error) {
	return d.seq(d.office.Restrict(ctx(), id, names))
}

// Unrestrict gives a case back to all who open cases.
func (d *desk) Unrestrict(id field.ID) (uint64, error) {
	return d.seq(d.office.Unrestrict(ctx(), id))
}

// NameOn lets one more person open a restricted case.
func (d *desk) NameOn(id, account field.ID) error {
	_, err := d.office.NameOn(ctx(), id, account)
	return d.told(err)
}

// NameOff takes a person off a restricted case and seals it anew.
func (d *desk) NameOff(c context.Context, id, account field.ID, tick kit.Tick) error {
	return d.told(d.office.NameOff(c, id, account, store.Progress(tick)))
}
