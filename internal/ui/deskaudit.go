package ui

import (
	"context"
	"io"

	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Lines lists the journal backwards.
func (d *desk) Lines(c context.Context, seq uint64, most int) ([]store.Line, uint64, error) {
	lines, next, err := d.office.Lines(c, seq, most)
	return lines, next, d.told(err)
}

// LinesAbout finds the entries that touch a record.
func (d *desk) LinesAbout(c context.Context, t *field.Type, id field.ID, tick kit.Tick) (map[uint64]bool, error) {
	found, err := d.office.LinesAbout(c, t, id, store.Progress(tick))
	return found, d.told(err)
}

// Entry returns one entry of the journal.
func (d *desk) Entry(seq uint64) (store.Entry, error) {
	e, err := d.office.Entry(seq)
	return e, d.told(err)
}

// EntryAbout says what an entry is about.
func (d *desk) EntryAbout(e store.Entry) string { return d.office.EntryAbout(d.book(), e) }

// ExportLines writes entries to a file.
func (d *desk) ExportLines(c context.Context, out io.Writer, form exchange.Form, seqs []uint64) (int, error) {
	n, err := d.office.ExportLines(c, out, form, seqs, d.book())
	return n, d.told(err)
}

// PlanUndo says what undoing an entry would do.
func (d *desk) PlanUndo(seq uint64) (store.Undoing, error) {
	plan, err := d.office.PlanUndo(ctx(), seq)
	return plan, d.told(err)
}
