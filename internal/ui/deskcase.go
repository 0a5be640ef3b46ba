package ui

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// Closable says what is to be known before the end of a case is proposed.
func (d *desk) Closable(id field.ID) (office.Closable, error) {
	c, err := d.office.Closable(id)
	return c, d.told(err)
}

// MayApprove reports whether the signed-in person may approve the end of a case.
func (d *desk) MayApprove() bool { return d.office.May(centre.MayApprove) }

// MayAid reports whether the signed-in account opens hardship files.
func (d *desk) MayAid() bool { return slices.Contains(d.office.Me().Spaces, field.Aid) }
