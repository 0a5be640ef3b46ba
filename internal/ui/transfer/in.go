// Package transfer brings ledgers in and writes lists out. What each row of a file would become is shown first, and nothing is
// saved before the person agreed.
package transfer

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// Desk is what bringing in needs of the office. It is called off the UI thread.
type Desk interface {
	// Plan reads a file and says what it would become; a nil type takes the table whose headings fit best.
	Plan(ctx context.Context, path string, t *field.Type, tick kit.Tick) (*exchange.Plan, error)
	// Import saves what a plan would make and returns the changes for Undo, the oldest first; also those made before an error.
	Import(ctx context.Context, plan *exchange.Plan, tick kit.Tick) ([]uint64, error)
	Undo(seq uint64) error
}

// intake is one file on its way in.
type intake struct {
	host  *kit.Host
	desk  Desk
	done  func(t *field.Type) // after something was saved
	path  string
	plan  *exchange.Plan
	panel *kit.Panel

	head    *kit.Paragraph
	table   *kit.Table
	view    *kit.Chips
	changes *kit.Chips
	detail  *kit.Paragraph
	act     *kit.Button
}

// Start asks for a file and shows what it would become. done is told the table after something was saved; it may be nil.
func Start(h *kit.Host, desk Desk, done func(*field.Type)) {
	h.AskPath(kit.PathSpec{
		Title: h.T("transfer.title"), Hint: h.T("transfer.hint"), Ends: []string{".xlsx", ".csv", ".json"}, Act: h.T("transfer.read"),
		Done: func(path string) { (&intake{host: h, desk: desk, done: done, path: path}).read(nil) },
	})
}

// read makes the plan.
func (n *intake) read(t *field.Type) {
	n.host.Long(kit.Job{
		Say: "transfer.reading",
		Do: func(ctx context.Context, tick kit.Tick) error {
			plan, err := n.desk.Plan(ctx, n.path, t, tick)
			if err == nil {
				n.plan = plan // read after Done only
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

// show opens the panel with the plan, or fills it anew.
func (n *intake) show() {
	if n.panel != nil {
		n.panel.Close()
	}
	h := n.host
	n.head, n.detail = kit.Prose(""), kit.Hint("")
	n.view = kit.NewChips(h, true, n.views())
	n.view.Set("rows")
	n.view.OnChange = n.fill
	n.changes = kit.NewChips(h, false, []kit.Option{{Value: "take", Text: h.T("transfer.takechanges")}})
	n.changes.OnChange = func() {
		n.plan.TakeChanges(len(n.changes.Values()) > 0)
		n.say()
	}
	n.changes.Hidden = n.plan.Counts()[exchange.Change] == 0
	n.act = kit.NewButton(h, "", kit.Main, n.agree)
	place := container.NewStack()
	n.table = kit.NewTable(h, n.columns())
	place.Add(n.table)
	bar := container.NewBorder(nil, nil, nil, n.typePick(), n.view)
	top := container.NewVBox(n.head, kit.Gap(2), n.changes, bar)
	foot := container.NewVBox(kit.Rule(), n.detail)
	n.say()
	n.fillTable()
	n.panel = h.Open(kit.PanelSpec{
		Title: h.T("transfer.plan"), Width: 1160, Height: 640, Focus: n.focus(),
		Body:    container.NewBorder(top, foot, nil, nil, place),
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { n.panel.Close() }), n.act},
		Keys:    []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "transfer.keys.agree", Do: n.agree}},
	})
	n.table.OnSelect = n.explain
	n.explain(0)
}

// focus is the button that brings everything in, or where there is nothing to bring in the choice of what to look at.
func (n *intake) focus() fyne.Focusable {
	if n.act.Disabled() {
		return n.view
	}
	return n.act
}

// views are the ways to look at the plan: its rows, the cells that are not simply used, the organisations.
func (n *intake) views() []kit.Option {
	h := n.host
	return []kit.Option{
		{Value: "rows", Text: h.T("transfer.view.rows")}, {Value: "cells", Text: h.T("transfer.view.cells", len(oddCells(n.plan)))},
		{Value: "sides", Text: h.T("transfer.view.sides", len(n.plan.Sides))},
	}
}

// typePick lets the person say which table the rows belong to when the guess is wrong.
func (n *intake) typePick() fyne.CanvasObject {
	h := n.host
	var options []kit.Option
	for _, t := range centre.Types {
		if t != centre.CentreType {
			options = append(options, kit.Option{Value: t.Table, Text: h.T(t.Table + ".list")})
		}
	}
	p := kit.NewPick(h, h.T("kit.pick.none"), options)
	p.SetValue(n.plan.Type.Table)
	p.OnPick = func(o kit.Option) {
		if t := centre.TypeOf(o.Value); t != nil && t != n.plan.Type {
			n.read(t)
		}
	}
	return container.NewHBox(kit.Inset(4, 8, kit.Note(h.T("transfer.as"))), container.NewVBox(kit.Wide(170, p)))
}

// say tells what the plan comes to, and puts it on the button.
func (n *intake) say() {
	h, c := n.host, n.plan.Counts()
	text := h.T("transfer.counts", n.plan.File, h.T(n.plan.Type.Table+".list"), c[exchange.New], c[exchange.Change], c[exchange.Same], c[exchange.LeftOut], c[exchange.Barred])
	writes := len(n.plan.Records())
	if writes == 0 && c[exchange.Same] > 0 {
		text += "\n" + h.T("transfer.known")
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

// agree saves the plan.
func (n *intake) agree() {
	if n.act.Disabled() {
		return
	}
	h := n.host
	n.panel.Close()
	var seqs []uint64
	h.Long(kit.Job{
		Say: "transfer.saving",
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			seqs, err = n.desk.Import(ctx, n.plan, tick)
			return err
		},
		Done: func(err error) { n.saved(seqs, err) },
	})
}

// saved tells what was brought in, and offers to take it back.
func (n *intake) saved(seqs []uint64, err error) {
	h := n.host
	if n.done != nil && len(seqs) > 0 {
		n.done(n.plan.Type)
	}
	if err != nil && len(seqs) == 0 {
		h.Trouble(h.T("transfer.saving"), err, h.T("transfer.kept"))
		return
	}
	c := n.plan.Counts()
	text := h.T("transfer.done", h.T(n.plan.Type.Table+".list"), c[exchange.New])
	made := 0
	for _, s := range n.plan.Sides {
		if s.New {
			made++
		}
	}
	if made > 0 {
		text += "\n" + h.T("transfer.done.sides", made)
	}
	if err != nil {
		text = h.T("transfer.stopped")
	}
	var p *kit.Panel
	undo := kit.NewIconButton(h, "undo", h.T("transfer.undo"), kit.Ordinary, func() {
		p.Close()
		n.undo(seqs)
	})
	p = h.Open(kit.PanelSpec{
		Title: h.T("transfer.result"), Width: 460, Body: container.NewVBox(kit.Prose(text), kit.Hint(h.T("transfer.undo.hint"))),
		Buttons: []*kit.Button{undo, kit.NewButton(h, h.T("kit.close"), kit.Main, func() { p.Close() })},
	})
}

// undo takes the import back as a whole.
func (n *intake) undo(seqs []uint64) {
	h := n.host
	h.Long(kit.Job{
		Say: "transfer.undoing",
		Do:  func(context.Context, kit.Tick) error { return n.desk.Undo(seqs[0]) },
		Done: func(err error) {
			if n.done != nil {
				n.done(n.plan.Type)
			}
			if err != nil {
				h.Trouble(h.T("transfer.undoing"), err, "")
				return
			}
			h.Toast(h.T("kit.undone"), nil)
		},
	})
}
