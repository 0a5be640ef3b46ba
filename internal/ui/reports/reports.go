// Package reports is the area of what is printed: documents with their pages beside them, the bulletin, indicators, papers.
package reports

import (
	"context"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// Desk is what the area needs of the office. It is called off the UI thread.
type Desk interface {
	kit.Keeper
	Report(ctx context.Context, r office.Reporting) (office.Report, error)
	Printed(r office.Report) error // notes in the journal that it left the screen
}

// Tables are the records the area shows.
var Tables = []string{"issue", "article", "indicator", "document"}

// Area is the open area.
type Area struct {
	*kit.Group
	host   *kit.Host
	desk   Desk
	report *report
	wanted *choice // what to print, told before the screen was built
}

// New returns the area.
func New(h *kit.Host, desk Desk, ways kit.Ways, place any) *Area {
	a := &Area{host: h, desk: desk}
	items := []kit.GroupItem{{Key: "report", Text: h.T("reports.report"), Build: func(place any) kit.Screen {
		c, _ := place.(choice)
		if a.wanted != nil {
			c = *a.wanted
		}
		a.report = newReport(h, desk, c)
		return a.report
	}}}
	for _, t := range []*field.Type{centre.IssueType, centre.ArticleType, centre.IndicatorType, centre.DocumentType} {
		items = append(items, kit.RecordsItem(h, kit.RecordsSpec{
			Type: t, Keeper: desk, OpenRef: ways.Open, Export: func(q kit.Query) { ways.Export(t, q) },
			List: func(o *kit.ListSpec) {
				if t.Field("date") != nil {
					o.Sort, o.Desc = "date", true
				}
			},
		}))
	}
	a.Group = kit.NewGroup(h, items, place)
	return a
}

// Print shows the pages of a document: of a record, or of the time that holds a day.
func (a *Area) Print(kind string, id field.ID, day field.Day) {
	c := choiceOf(kind, id, day)
	a.wanted = &c
	a.Group.Go(0)
	if a.report != nil && a.Group.Screen() == kit.Screen(a.report) {
		a.report.set(c)
	}
	a.wanted = nil
}
