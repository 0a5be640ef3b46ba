package cases

import (
	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// conflictNote says what ties the centre to the adverse unit of a case, and when whoever handles the case works there. Other cases
// against the unit stand further down on the page.
func (a *area) conflictNote(c *centre.Case) fyne.CanvasObject {
	return kit.ConflictNote(a.host, kit.ConflictSpec{From: a.desk, Unit: c.Adverse, Skip: []string{office.AsSuit}, Handler: c.Handler})
}

// ownUnit warns of a handler who comes from the adverse unit.
func ownUnit(homes office.Homes, c *centre.Case) (ps field.Problems) {
	if homes.Works(c.Handler, c.Adverse) {
		ps = ps.Add("handler", "same.conflict.handler", c.Handler)
	}
	return ps
}

// joined lists the duplicates that were joined into a case.
func (a *area) joined(c *centre.Case) fyne.CanvasObject {
	return kit.JoinedNote(a.host, a.desk, c, func(id field.ID) { a.cases.Open(id) })
}

// joining offers to make one case of two 并案: the other one stays in the register as a duplicate.
func (a *area) joining(c *centre.Case) []kit.Action {
	if c.State == "duplicate" {
		return nil
	}
	h := a.host
	return []kit.Action{{Text: h.T("same.join.button"), Kind: kit.Flat, Key: kit.Key{Name: fyne.KeyF8, Say: "same.keys.open"}, Do: func() {
		h.AskJoin(a.desk, a.desk, c, func(kept field.Record, seq uint64) {
			a.cases.Done(kept, seq, h.T("same.join.done"))
			a.cases.Open(kept.Base().ID)
		})
	}}}
}
