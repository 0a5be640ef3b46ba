package ui

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// Tallies returns what was counted at an event, by all laptops.
func (d *desk) Tallies(event field.ID) ([]*centre.Tally, error) {
	all, err := d.office.Tallies(event)
	return all, d.told(err)
}

// CountTaps saves taps of the live counter.
func (d *desk) CountTaps(event field.ID, taps []office.Tap) error {
	_, err := d.office.CountTaps(ctx(), event, taps...)
	return d.told(err)
}

// UseCounting makes the live count the event's figure.
func (d *desk) UseCounting(event field.ID) (uint64, error) {
	return d.seq(d.office.UseCounting(ctx(), event))
}

// SaveLines saves rows of a table that is typed like a spreadsheet.
func (d *desk) SaveLines(t *field.Type, owner field.ID, lines []office.Line) ([]office.Lined, uint64, error) {
	out, c, err := d.office.SaveLines(ctx(), t, owner, lines)
	return out, c.Seq, d.told(err)
}
