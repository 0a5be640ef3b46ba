package kit

import (
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Undoer says what undoing an entry of the journal would do, and undoes it. It is called off the UI thread.
type Undoer interface {
	PlanUndo(seq uint64) (store.Undoing, error)
	Undo(seq uint64) error
}

// undoMost is how many records and clashes a plan lists; the others are counted.
const undoMost = 30

// ShowUndo shows what undoing an entry would do, or what stands against it, and undoes it when the person agrees. done may be nil.
func (h *Host) ShowUndo(u Undoer, seq uint64, done func()) {
	Go(h, func() (store.Undoing, error) { return u.PlanUndo(seq) }, func(plan store.Undoing, err error) {
		if err != nil {
			h.Trouble(h.T("audit.undo.planning"), err, "")
			return
		}
		h.showPlan(u, seq, plan, done)
	})
}

func (h *Host) showPlan(u Undoer, seq uint64, plan store.Undoing, done func()) {
	box := container.NewVBox()
	lines, can := h.planLines(plan)
	if !can {
		box.Add(Alarm(lines[0]))
		lines = lines[1:]
	}
	for _, l := range lines {
		box.Add(Prose(l))
	}
	if can {
		box.Add(gap(4))
		box.Add(Hint(h.T("audit.undo.what")))
	}
	scroll := newKeyScroll(h, box)
	var p *Panel
	buttons := []*Button{NewButton(h, h.T("kit.close"), Main, func() { p.Close() })}
	if can {
		buttons = []*Button{NewButton(h, h.T("kit.cancel"), Ordinary, func() { p.Close() }), NewIconButton(h, "undo", h.T("audit.undo.act"), Main, func() {
			p.Close()
			h.undo(u, seq, done)
		})}
	}
	p = h.Open(PanelSpec{Title: h.T("audit.undo.title", int(seq)), Body: scroll, Width: 620, Height: 460, Focus: buttons[len(buttons)-1], Buttons: buttons})
}

func (h *Host) undo(u Undoer, seq uint64, done func()) {
	Go(h, func() (struct{}, error) { return struct{}{}, u.Undo(seq) }, func(_ struct{}, err error) {
		if err != nil {
			h.Trouble(h.T("kit.undoing"), err, h.T("kit.kept.record"))
			return
		}
		h.Toast(h.T("audit.undo.done"), nil)
		if done != nil {
			done()
		}
	})
}

// planLines puts a plan into words; when it cannot be done, the first line says why.
func (h *Host) planLines(plan store.Undoing) (lines []string, can bool) {
	switch {
	case plan.Locked > 0:
		return []string{h.T("audit.undo.locked", plan.Locked)}, false
	case plan.Erased > 0:
		return []string{h.T("audit.undo.erased", plan.Erased)}, false
	case len(plan.Clashes) > 0:
		return h.clashLines(plan.Clashes), false
	case len(plan.Records) == 0:
		return []string{h.T("audit.undo.nothing")}, false
	}
	for i, r := range plan.Records {
		if i == undoMost {
			lines = append(lines, h.T("audit.undo.more", len(plan.Records)-i))
			break
		}
		lines = append(lines, h.undoLines(r)...)
	}
	return lines, true
}

func (h *Host) undoLines(r store.UndoRecord) (lines []string) {
	name := h.T("audit.about", h.T(r.Type.Table), titleOf(h, r.Now))
	switch r.Kind {
	case store.Deleted:
		return []string{h.T("audit.undo.delete", name)}
	case store.Restored:
		return []string{h.T("audit.undo.restore", name)}
	}
	for _, key := range r.Keys {
		if s := r.Type.Field(key); s != nil {
			lines = append(lines, h.T("audit.undo.change", name, h.Shown().Label(r.Type, s), h.maskedValue(s, r.Now), h.maskedValue(s, r.Then)))
		}
	}
	return lines
}

func (h *Host) clashLines(all []store.ClashAt) []string {
	lines := []string{h.T("audit.undo.clash")}
	for i, c := range all {
		if i == undoMost {
			return append(lines, h.T("audit.undo.more", len(all)-i))
		}
		name := h.T(c.Type.Table)
		if c.Now != nil {
			name = h.T("audit.about", name, titleOf(h, c.Now))
		}
		s := c.Type.Field(c.Key)
		if s == nil || c.Now == nil {
			lines = append(lines, h.T("audit.undo.clash.whole", name))
			continue
		}
		lines = append(lines, h.T("audit.undo.clash.field", name, h.Shown().Label(c.Type, s), h.maskedValue(s, c.Now)))
	}
	return lines
}

// maskedValue is a value in words; what is masked stays so.
func (h *Host) maskedValue(s *field.Spec, r field.Record) string {
	switch {
	case r == nil || s.Empty(r):
		return h.T("kit.history.nothing")
	case s.Has(field.IsMasked):
		return MaskText
	}
	return h.Shown().Field(s, r)
}
