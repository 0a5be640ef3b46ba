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
	Newsroom
	Figures
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
		p := placeOf(at)
		if a.wanted != nil {
			p = place{choice: *a.wanted}
		}
		a.report = newReport(h, o, p)
		return a.report
	}}}
	items = append(items, kit.GroupItem{Key: "figures", Text: h.T("figures.title"), Build: func(at any) kit.Screen {
		c, _ := at.(figureChoice)
		return newFigures(h, o, c)
	}})
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
			spec.Actions = func(r field.Record) []kit.Action { return a.issueActions(h, o, r.(*centre.Issue)) }
			spec.Page = func(r field.Record, p *kit.PageSpec) { issuePage(h, o.Desk, r, p) }
		case centre.ArticleType:
			spec.Print = func(r field.Record) { o.Ways.Print("bulletin", r.(*centre.Article).Issue, field.Day{}) }
		}
		items = append(items, kit.RecordsItem(h, spec))
	}
	a.Group = kit.NewGroup(h, items, o.Place)
	return a
}

// issuePage shows above the fields of an issue which edition of it was published; editions are made by publishing alone.
func issuePage(h *kit.Host, desk Desk, r field.Record, p *kit.PageSpec) {
	p.Parts = []*field.Type{centre.ArticleType, centre.DistributionType}
	line := kit.Prose("")
	line.Hide()
	p.Top = append(p.Top, line)
	kit.Go(h, func() ([]*centre.Edition, error) { return desk.Editions(r.Base().ID) }, func(es []*centre.Edition, err error) {
		if err != nil || len(es) == 0 {
			return // its fields stand below without
		}
		last := es[len(es)-1]
		line.SetText(h.T("newsroom.edition", last.Version, h.Shown().Moment(last.Published), last.By))
		line.Show()
	})
}

// issueActions are the verbs of an issue.
func (a *Area) issueActions(h *kit.Host, o Spec, i *centre.Issue) []kit.Action {
	if i.Gone != 0 {
		return nil
	}
	return []kit.Action{{
		Icon: "reports", Text: h.T("newsroom.begin"), Kind: kit.Flat, Key: kit.Key{Name: "D", Mod: kit.Ctrl, Say: "newsroom.keys.begin"},
		Do: func() {
			openNewsroom(h, o.Desk, o.Ways, i, func() { a.Group.OpenRecord(centre.IssueType.Table, i.ID) })
		},
	}}
}

// Print chooses a document: of a record, or of the time that holds a day. Its pages are made when the area is shown.
func (a *Area) Print(kind string, id field.ID, day field.Day, back func()) {
	c := choiceOf(kind, id, day)
	a.wanted = &c
	a.Group.Go(0)
	if a.report != nil && a.Group.Screen() == kit.Screen(a.report) && a.report.c != c {
		a.report.choose(c)
	}
	if a.report != nil {
		a.report.back = back
	}
	a.wanted = nil
}
