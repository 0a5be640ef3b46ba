package ui

import (
	"context"
	"io"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/summary"
)

// Statistics counts a period.
func (d *desk) Statistics(c context.Context, r office.Reporting) (*summary.Statistics, error) {
	s, err := d.office.Statistics(c, r)
	return s, d.told(err)
}

// EventFigures counts the events of a period.
func (d *desk) EventFigures(c context.Context, r office.Reporting, by string) (*summary.Statistics, error) {
	s, err := d.office.EventFigures(c, r, by)
	return s, d.told(err)
}

// FigureRows finds the records behind a figure.
func (d *desk) FigureRows(c context.Context, ids []field.ID) ([]*office.Behind, int, error) {
	all, locked, err := d.office.FigureRows(c, ids)
	return all, locked, d.told(err)
}

// ExportFigures writes a table of figures out.
func (d *desk) ExportFigures(c context.Context, out io.Writer, f office.FigureExport) (int, error) {
	n, err := d.office.ExportFigures(c, out, f)
	return n, d.told(err)
}
