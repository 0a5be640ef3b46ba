package ui

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
)

// PlanEvent saves an event as planned, with the check list of its kind.
func (d *desk) PlanEvent(e *centre.Event, b *say.Book) (uint64, error) {
	return d.seq(d.office.PlanEvent(ctx(), e, b))
}

// HoldEvent says that an event was held.
func (d *desk) HoldEvent(id field.ID) (uint64, error) { return d.seq(d.office.HoldEvent(ctx(), id)) }

// CancelEvent says that an event is not held, and why.
func (d *desk) CancelEvent(id field.ID, why string) (uint64, error) {
	return d.seq(d.office.CancelEvent(ctx(), id, why))
}

// CopyProgramme begins a programme again in another year.
func (d *desk) CopyProgramme(id field.ID, c office.Copying) (field.ID, uint64, error) {
	made, change, err := d.office.CopyProgramme(ctx(), id, c)
	return made, change.Seq, d.told(err)
}

// AddTasks puts a check list onto an event.
func (d *desk) AddTasks(event, like field.ID, b *say.Book) (uint64, error) {
	return d.seq(d.office.AddTasks(ctx(), event, like, b))
}

// TickTask says that a task is done, or to do again.
func (d *desk) TickTask(id field.ID) (uint64, error) { return d.seq(d.office.TickTask(ctx(), id)) }
