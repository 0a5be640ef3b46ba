package ui

import (
	"context"
	"io"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/printer"
	"cn.halfsky/internal/ui/reports"
)

// Report gathers a document.
func (d *desk) Report(c context.Context, r office.Reporting) (office.Report, error) {
	rep, err := d.office.Report(c, r)
	return rep, d.told(err)
}

// Printed notes that a document left the screen.
func (d *desk) Printed(r office.Report) error { return d.told(d.office.Printed(ctx(), r)) }

// LendReport writes a document out for the program that shows PDF files.
func (d *desk) LendReport(r office.Report, write func(io.Writer) error) (string, func() error, error) {
	path, back, err := d.office.LendReport(ctx(), r, write)
	return path, back, d.told(err)
}

// NamesIn finds the names of people on record in pages that are to be published.
func (d *desk) NamesIn(c context.Context, p *paper.Pages) ([]office.NameSeen, error) {
	names, err := d.office.NamesIn(c, p)
	return names, d.told(err)
}

// Scopes returns whose statistics there are.
func (d *desk) Scopes() []string { return d.office.Scopes() }

// SubmittedOn is the day a period was submitted.
func (d *desk) SubmittedOn(r office.Reporting) field.Day { return d.office.SubmittedOn(r) }

// OwnFonts returns the font files that paper is printed with on this computer.
func (d *desk) OwnFonts() []office.OwnFont { return d.office.OwnFonts() }

// SetOwnFont decides which font file draws a kind of type.
func (d *desk) SetOwnFont(c context.Context, kind office.FontKind, path string) error {
	return d.told(d.office.SetOwnFont(c, kind, path))
}

// The preferences of printing. They are of this computer: printers have nothing to do with the data folder.
const (
	prefPrinter = "printer"
	prefSides   = "sides"
)

// press is the printing of this computer.
type press struct{ prefs fyne.Preferences }

func (p *Program) press() reports.Press {
	if p.o.Press != nil {
		return p.o.Press
	}
	return press{p.app.Preferences()}
}

// Printers returns the printers of this computer.
func (press) Printers(c context.Context) ([]printer.Printer, error) { return printer.Printers(c) }

// Print hands a job to a printer.
func (press) Print(c context.Context, j printer.Job) error { return printer.Print(c, j) }

// NeedsFile says whether only files can be printed.
func (press) NeedsFile() bool { return printer.NeedsFile }

// Chooses says whether sides, pages and copies can be told.
func (press) Chooses() bool { return printer.Chooses }

// Last is what was chosen last.
func (x press) Last() reports.Last {
	return reports.Last{Printer: x.prefs.String(prefPrinter), Sides: x.prefs.String(prefSides)}
}

// Keep remembers what was chosen.
func (x press) Keep(l reports.Last) {
	x.prefs.SetString(prefPrinter, l.Printer)
	x.prefs.SetString(prefSides, l.Sides)
}
