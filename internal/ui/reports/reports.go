// Package reports is the area of what is printed: documents with their pages beside them, the bulletin, indicators, papers.
package reports

import (
	"context"
	"io"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/printer"
	"cn.halfsky/internal/ui/kit"
)

// Desk is what the area needs of the office. It is called off the UI thread.
type Desk interface {
	kit.Keeper
	Report(ctx context.Context, r office.Reporting) (office.Report, error)
	Printed(r office.Report) error // notes in the journal that it left the screen
	LendReport(r office.Report, write func(io.Writer) error) (path string, back func() error, err error)
	NamesIn(ctx context.Context, p *paper.Pages) ([]office.NameSeen, error)
	Scopes() []string                         // whose statistics there are
	SubmittedOn(r office.Reporting) field.Day // when a period was submitted
}

// Press is the printing of this computer. Printers and Print are called off the UI thread.
type Press interface {
	Printers(ctx context.Context) ([]printer.Printer, error)
	Print(ctx context.Context, j printer.Job) error
	NeedsFile() bool // it prints files only
	Chooses() bool   // sides, pages and copies can be said
	Last() Last
	Keep(Last)
}

// Last is what was chosen last for printing on this computer.
type Last struct{ Printer, Sides string }

// Spec says what the area is made of.
type Spec struct {
	Desk  Desk
	Press Press
	Ways  kit.Ways
	Place any // what Place of an earlier one gave, or nil
}

// Tables are the records the area shows.
var Tables = []string{"issue", "article", "indicator", "document"}

// Area is the open area.
type Area struct {
	*kit.Group
	report *report
	wanted *choice // what to print, told before the screen was built
}

// New returns the area.
func New(h *kit.Host, o Spec) *Area {
	a := &Area{}
	items := []kit.GroupItem{{Key: "report", Text: h.T("reports.report"), Build: func(at any) kit.Screen {
		p, _ := at.(place)
		if a.wanted != nil {
			p = place{choice: *a.wanted}
		}
		a.report = newReport(h, o, p)
		return a.report
	}}}
	for _, t := range []*field.Type{centre.IssueType, centre.ArticleType, centre.IndicatorType, centre.DocumentType} {
		spec := kit.RecordsSpec{
			Type: t, Keeper: o.Desk, OpenRef: o.Ways.Open, Export: func(q kit.Query) { o.Ways.Export(t, q) },
			List: func(l *kit.ListSpec) {
				if t.Field("date") != nil {
					l.Sort, l.Desc = "date", true
				}
			},
		}
		switch t {
		case centre.IssueType:
			spec.Print = func(r field.Record) { o.Ways.Print("bulletin", r.Base().ID, field.Day{}) }
		case centre.ArticleType:
			spec.Print = func(r field.Record) { o.Ways.Print("bulletin", r.(*centre.Article).Issue, field.Day{}) }
		}
		items = append(items, kit.RecordsItem(h, spec))
	}
	a.Group = kit.NewGroup(h, items, o.Place)
	return a
}

// Print shows the pages of a document: of a record, or of the time that holds a day.
func (a *Area) Print(kind string, id field.ID, day field.Day) {
	c := choiceOf(kind, id, day)
	a.wanted = &c
	a.Group.Go(0)
	if a.report != nil && a.Group.Screen() == kit.Screen(a.report) && a.report.c != c {
		a.report.set(c)
	}
	a.wanted = nil
}
