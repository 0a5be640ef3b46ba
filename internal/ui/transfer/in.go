// Package transfer brings ledgers in and writes lists out. What each row of a file would become is shown first, and nothing is
// saved before the person agreed.
package transfer

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// endings are of the files that are offered: also of those that are only refused with a word on what to do, which nobody would look for
// in vain.
var endings = []string{".xlsx", ".csv", ".json", ".txt", ".tsv", ".xls", ".et", ".ods"}

// Desk is what bringing in needs of the office. It is called off the UI thread.
type Desk interface {
	kit.Lookup
	// Read takes a file apart; Plan says what it would become, as often as the person corrects how it is read.
	Read(ctx context.Context, path string) (*exchange.File, error)
	Plan(ctx context.Context, f *exchange.File, r Reading, tick kit.Tick) (*exchange.Plan, error)
	// Import saves what a plan would make and returns the changes for Undo, the oldest first; also those made before an error.
	Import(ctx context.Context, plan *exchange.Plan, tick kit.Tick) ([]uint64, error)
	Undo(seq uint64) error
	// Kept are the ways to read tables that are remembered, the newest first.
	Kept() ([]office.TableLayout, error)
	Remember(layouts []office.TableLayout) error
	Forget(shape string) error
}

// Reading is how the person wants a file read.
type Reading struct {
	Type    *field.Type // nil: the table whose headings fit best
	Owner   field.ID    // the event the rows are for, where they do not say
	Of      *field.Type // its type
	Layouts map[exchange.Place]exchange.Layout
}

// Into is what a file is brought in for.
type Into struct {
	Of   *field.Type // nil: for no record
	ID   field.ID
	Name string
}

// intake is one file on its way in.
type intake struct {
	host  *kit.Host
	desk  Desk
	done  func(t *field.Type) // after something was saved
	into  Into
	path  string
	file  *exchange.File
	asked Reading
	event kit.Option // that the person chose on the panel
	plan  *exchange.Plan
	kept  []office.TableLayout
	names map[field.ID]string // of what the plan would make; filled when first asked for
	panel *kit.Panel

	head    *kit.Paragraph
	place   *fyne.Container
	table   *kit.Table
	view    *kit.Chips
	changes *kit.Chips
	detail  *kit.Paragraph
	act     *kit.Button
	shown   string // the view that was last looked at
	at      int    // the line that was in hand there
}

// Start asks for a file and shows what it would become. done is told the table after something was saved; it may be nil.
func Start(h *kit.Host, desk Desk, done func(*field.Type)) { StartFor(h, desk, Into{}, done) }

// StartFor is Start for a record: the rows are parts of it, such as the lines of a job fair, where they do not say otherwise.
func StartFor(h *kit.Host, desk Desk, into Into, done func(*field.Type)) {
	n := &intake{host: h, desk: desk, done: done, into: into}
	if into.Of != nil {
		n.asked.Of, n.asked.Owner = into.Of, into.ID
	}
	hint := h.T("transfer.hint")
	if into.Name != "" {
		hint = h.T("transfer.hint.into", into.Name) + " " + hint
	}
	h.AskPath(kit.PathSpec{
		Title: h.T("transfer.title"), Hint: hint, Ends: endings, Act: h.T("transfer.read"),
		Done: func(path string) {
			n.path = path
			n.read()
		},
	})
}

// read makes the plan.
func (n *intake) read() {
	n.host.Long(kit.Job{
		Say: "transfer.reading",
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			if n.file == nil {
				if n.file, err = n.desk.Read(ctx, n.path); err != nil {
					return err
				}
			}
			kept, err := n.desk.Kept()
			if err != nil {
				return err
			}
			plan, err := n.desk.Plan(ctx, n.file, n.asked, tick)
			if err == nil {
				n.plan, n.kept, n.names = plan, kept, nil // read after Done only
			}
			return err
		},
		Done: func(err error) {
			if err != nil {
				n.host.Trouble(n.host.T("transfer.reading"), err, n.host.T("transfer.kept"))
				return
			}
			n.show()
		},
	})
}

// show opens the panel with the plan, or opens it anew where the person was.
func (n *intake) show() {
	if n.panel != nil {
		n.panel.Close()
	}
	h := n.host
	n.head, n.detail = kit.Prose(""), kit.Hint("")
	n.view = kit.NewChips(h, true, n.views())
	if n.shown == "" {
		n.shown = "rows"
		if n.unread() {
			n.shown = "columns"
		}
	}
	n.view.Set(n.shown)
	n.view.OnChange = n.turn
	n.changes = kit.NewChips(h, false, []kit.Option{{Value: "take", Text: h.T("transfer.takechanges")}})
	n.changes.OnChange = func() {
		n.plan.TakeChanges(len(n.changes.Values()) > 0)
		n.say()
	}
	n.changes.Hidden = n.plan.Counts()[exchange.Change] == 0
	n.act = kit.NewButton(h, "", kit.Main, n.agree)
	n.place = container.NewStack()
	bar := container.NewBorder(nil, nil, nil, n.typePick(), n.view)
	top := container.NewVBox(n.head, kit.Gap(2), n.changes)
	if pick := n.eventPick(); pick != nil {
		top.Add(pick)
	}
	top.Add(bar)
	foot := container.NewVBox(kit.Rule(), n.detail)
	n.say()
	n.fillTable()
	n.panel = h.Open(kit.PanelSpec{
		Title: n.title(), Width: 1160, Height: 640, Focus: n.focus(),
		Body:    container.NewBorder(top, foot, nil, nil, n.place),
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { n.panel.Close() }), n.act},
		Keys: []kit.Key{
			{Name: "S", Mod: kit.Ctrl, Say: "transfer.keys.agree", Do: n.agree}, {Name: "E", Mod: kit.Ctrl, Say: "transfer.keys.columns", Do: n.columnsView},
		},
	})
	line := max(min(n.at, n.table.Len()-1), 0)
	n.table.Select(line)
	n.explain(line)
	if n.shown == "columns" {
		n.table.Focus()
	}
}

func (n *intake) title() string {
	if n.into.Name != "" {
		return n.host.T("transfer.plan.into", n.into.Name)
	}
	return n.host.T("transfer.plan")
}

// unread reports whether no table of the file could be read as it stands.
func (n *intake) unread() bool {
	return !slices.ContainsFunc(n.plan.Sheets, func(s *exchange.SheetPlan) bool { return s.Say == "" })
}

// columnsView shows which column goes where.
func (n *intake) columnsView() {
	n.view.Set("columns")
	n.turn()
	n.table.Focus()
}

// turn shows another view.
func (n *intake) turn() {
	n.shown, n.at = n.view.Values()[0], 0
	n.fill()
}

// focus is the button that brings everything in, or where there is nothing to bring in the choice of what to look at.
func (n *intake) focus() fyne.Focusable {
	if n.act.Disabled() {
		return n.view
	}
	return n.act
}

// eventPick asks which event the rows are parts of, where the file does not say it and the person has not.
func (n *intake) eventPick() fyne.CanvasObject {
	h := n.host
	if n.into.Of != nil || !slices.ContainsFunc(n.plan.Types(), exchange.PartOfEvent) {
		return nil
	}
	p := kit.NewLookPick(h, n.desk, []string{"event"}, h.T("transfer.event.none"), false)
	p.Set(n.event)
	p.OnPick = func(o kit.Option) {
		n.event, n.asked.Owner, n.asked.Of = o, kit.RecordOf(o), centre.EventType
		if n.asked.Type == nil {
			n.holdTables()
		}
		n.read()
	}
	return container.NewHBox(kit.Inset(4, 8, kit.Note(h.T("transfer.event"))), container.NewVBox(kit.Wide(420, p)))
}

// holdTables keeps every table what it is read as now: what it is a part of says nothing of the other tables of the file.
func (n *intake) holdTables() {
	layouts := map[exchange.Place]exchange.Layout{}
	for _, s := range n.plan.Sheets {
		l := s.Layout
		if l.Table == "" {
			l.Table = s.Type.Table
		}
		layouts[s.Place] = l
	}
	n.asked.Layouts = layouts
}

// views are the ways to look at the plan: its rows, the cells that are not simply used, the organisations.
func (n *intake) views() []kit.Option {
	h := n.host
	return []kit.Option{
		{Value: "rows", Text: h.T("transfer.view.rows")}, {Value: "columns", Text: h.T("transfer.view.columns")}, {Value: "cells", Text: h.T("transfer.view.cells", len(oddCells(n.plan)))},
		{Value: "sides", Text: h.T("transfer.view.sides", len(n.plan.Sides))},
	}
}

// typePick lets the person say which table the rows belong to when the guess is wrong.
func (n *intake) typePick() fyne.CanvasObject {
	h := n.host
	var options []kit.Option
	for _, t := range importable() {
		options = append(options, kit.Option{Value: t.Table, Text: h.T(t.Table + ".list")})
	}
	p := kit.NewPick(h, h.T("kit.pick.none"), options)
	p.SetValue(n.plan.Type.Table)
	p.OnPick = func(o kit.Option) {
		if t := centre.TypeOf(o.Value); t != nil && t != n.plan.Type {
			n.asked.Type, n.asked.Layouts = t, map[exchange.Place]exchange.Layout{}
			for _, s := range n.plan.Sheets {
				n.asked.Layouts[s.Place] = exchange.Layout{Table: t.Table}
			}
			n.read()
		}
	}
	return container.NewHBox(kit.Inset(4, 8, kit.Note(h.T("transfer.as"))), container.NewVBox(kit.Wide(170, p)))
}

// say tells what the plan comes to, and puts it on the button.
func (n *intake) say() {
	h, c := n.host, n.plan.Counts()
	text := h.T("transfer.counts", n.plan.File, n.tables(), c[exchange.New], c[exchange.Change], c[exchange.Same], c[exchange.LeftOut], c[exchange.Barred])
	writes := len(n.plan.Records())
	switch {
	case n.unread():
		text = h.T("transfer.unread", n.plan.File)
	case writes == 0 && c[exchange.Same] > 0:
		text += "\n" + h.T("transfer.known")
	}
	if slices.ContainsFunc(n.plan.Sheets, func(s *exchange.SheetPlan) bool { return s.Remembered }) {
		text += "\n" + h.T("transfer.remembered")
	}
	if keep, _ := n.corrected(); len(keep) > 0 {
		text += "\n" + h.T("transfer.willremember")
	}
	n.head.SetText(text)
	n.act.SetText(h.T("transfer.agree", writes))
	if writes == 0 {
		n.act.SetText(h.T("transfer.nothing"))
		n.act.Disable()
		return
	}
	n.act.Enable()
}

// tables are what the file becomes, in words.
func (n *intake) tables() string {
	var out []string
	for _, t := range n.plan.Types() {
		out = append(out, n.host.T(t.Table+".list"))
	}
	return n.host.Book.List(out...)
}
