package transfer

import (
	"context"
	"errors"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// agree saves the plan.
func (n *intake) agree() {
	if n.act.Disabled() {
		return
	}
	h := n.host
	n.panel.Close()
	n.panel = nil
	var seqs []uint64
	keep, forget := n.corrected()
	h.Long(kit.Job{
		Say: "transfer.saving",
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			for _, shape := range forget {
				if err := n.desk.Forget(shape); err != nil {
					return err
				}
			}
			if len(keep) > 0 {
				if err := n.desk.Remember(keep); err != nil {
					return err
				}
			}
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
	if errors.Is(err, field.Cancelled) {
		n.takeBack(seqs)
		return
	}
	if err != nil && len(seqs) == 0 {
		h.Trouble(h.T("transfer.saving"), err, h.T("transfer.kept"))
		return
	}
	c := n.plan.Counts()
	text := h.T("transfer.done", n.tables(), c[exchange.New])
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

// takeBack takes away what was saved before the person stopped the import: nothing is to stay half done.
func (n *intake) takeBack(seqs []uint64) {
	h := n.host
	if len(seqs) == 0 {
		h.Toast(h.T("transfer.cancelled"), nil)
		return
	}
	n.undoing(seqs, h.T("transfer.cancelled"), h.T("transfer.stopped"))
}

// undo takes the import back as a whole.
func (n *intake) undo(seqs []uint64) { n.undoing(seqs, n.host.T("kit.undone"), "") }

// undoing takes back what was saved, and says so; kept is what to know where that fails.
func (n *intake) undoing(seqs []uint64, said, kept string) {
	h := n.host
	h.Long(kit.Job{
		Say: "transfer.undoing",
		Do:  func(context.Context, kit.Tick) error { return n.desk.Undo(seqs[0]) },
		Done: func(err error) {
			if n.done != nil {
				n.done(n.plan.Type)
			}
			if err != nil {
				h.Trouble(h.T("transfer.undoing"), err, kept)
				return
			}
			h.Toast(said, nil)
		},
	})
}
