package ui

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// Readings returns every way the figures of an event are known.
func (d *desk) Readings(event field.ID) ([]*centre.Reading, error) {
	all, err := d.office.Readings(event)
	return all, d.told(err)
}

// Device is what tells the tallies of this laptop from those of others.
func (d *desk) Device() string { return d.office.Device() }

// UseReading makes a reading the event's figure.
func (d *desk) UseReading(id field.ID) (uint64, error) { return d.seq(d.office.UseReading(ctx(), id)) }

// Attendees returns the lines of an event's sign-in list.
func (d *desk) Attendees(event field.ID) ([]*centre.Attendee, error) {
	all, err := d.office.Attendees(event)
	return all, d.told(err)
}

// AddAttendees puts people on a sign-in list.
func (d *desk) AddAttendees(event field.ID, all []office.Arrival, walkIn bool) ([]office.Listed, uint64, error) {
	out, c, err := d.office.AddAttendees(ctx(), event, all, walkIn)
	return out, c.Seq, d.told(err)
}

// MarkPresent notes who came.
func (d *desk) MarkPresent(present bool, ids ...field.ID) (uint64, error) {
	return d.seq(d.office.MarkPresent(ctx(), present, ids...))
}

// KeepSignIn leaves the numbers of a sign-in list as readings.
func (d *desk) KeepSignIn(event field.ID) (uint64, error) {
	return d.seq(d.office.KeepSignIn(ctx(), event))
}

// UseSignIn makes who signed in the event's figure.
func (d *desk) UseSignIn(event field.ID) (uint64, error) {
	return d.seq(d.office.UseSignIn(ctx(), event))
}

// ReadArrivals reads names from a file.
func (d *desk) ReadArrivals(path string) ([]office.Arrival, error) {
	all, err := d.office.ReadArrivals(ctx(), path)
	return all, d.told(err)
}
