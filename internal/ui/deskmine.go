package ui

import (
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
)

// Me is who is signed in.
func (d *desk) Me() store.AccountInfo { return d.office.Me() }

// Workbench returns the desk of a handler.
func (d *desk) Workbench(handler string) (*office.Workbench, error) {
	w, err := d.office.Workbench(handler)
	return w, d.told(err)
}

// Workloads returns how much every handler has in hand.
func (d *desk) Workloads() ([]office.Workload, error) {
	all, err := d.office.Workloads()
	return all, d.told(err)
}

// Handlers returns whom cases can be given to.
func (d *desk) Handlers() ([]string, error) {
	all, err := d.office.Handlers()
	return all, d.told(err)
}

// HandOver gives open cases of one handler to another.
func (d *desk) HandOver(h office.HandingOver) (office.HandedOver, uint64, error) {
	done, c, err := d.office.HandOver(ctx(), h)
	return done, c.Seq, d.told(err)
}

// Flag asks somebody to look at a case.
func (d *desk) Flag(f office.Flagging) (uint64, error) {
	_, c, err := d.office.Flag(ctx(), f)
	return c.Seq, d.told(err)
}

// AnswerFlag settles a supervision flag.
func (d *desk) AnswerFlag(id field.ID, answer string) (uint64, error) {
	return d.seq(d.office.AnswerFlag(ctx(), id, answer))
}
