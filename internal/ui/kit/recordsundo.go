package kit

import (
	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
)

// saved tells the person and offers to take it back.
func (s *Records) saved(r field.Record, seq uint64, text string) {
	s.last = seq
	if r.Type() == s.o.Type && r.Base().Gone == 0 {
		s.list.ReloadAt(r.Base().ID)
	} else {
		s.list.Reload()
	}
	var undo func()
	if seq != 0 {
		undo = func() { s.Undo(seq) }
	}
	s.host.Toast(text, undo)
}

// Undo takes a change back; 0 says that there is none.
func (s *Records) Undo(seq uint64) {
	h := s.host
	if seq == 0 {
		h.Toast(h.T("kit.undo.none"), nil)
		return
	}
	s.Leave(func() {
		Go(h, func() (struct{}, error) { return struct{}{}, s.o.Keeper.Undo(seq) }, func(_ struct{}, err error) {
			if err != nil {
				h.Trouble(h.T("kit.undoing"), err, h.T("kit.kept.record"))
				return
			}
			s.last = 0
			h.Toast(h.T("kit.undone"), nil)
			s.list.Reload()
			s.again()
		})
	})
}

// again shows the open record as it is now; one that is no more goes away.
func (s *Records) again() {
	if s.open == (field.ID{}) {
		return
	}
	id := s.open
	Go(s.host, func() (field.Record, error) { return s.o.Keeper.Get(s.o.Type, id) }, func(r field.Record, err error) {
		if id != s.open {
			return
		}
		if err != nil || r.Base().Gone != 0 {
			s.closeSide()
			return
		}
		before := s.side.page
		s.side.again = s.side.again || s.side.foot != nil && s.side.foot.has()
		s.side.showPage(r)
		s.regain(before)
	})
}

// regain gives the keyboard to the page in view where it lay on the one that page replaced.
func (s *Records) regain(before *Page) {
	at := s.host.Window.Canvas().Focused()
	if s.side.again {
		s.side.again = false
		s.side.footFocus()
		return
	}
	lost := at == nil || before != nil && at == fyne.Focusable(before)
	if before != nil {
		for _, t := range before.parts {
			lost = lost || at == fyne.Focusable(t.body)
		}
	}
	if lost && len(s.host.layers) == 0 {
		s.host.Focus(s.side.page)
	}
}

// remove deletes the open record after saying what will happen.
func (s *Records) remove() {
	r, h := s.side.rec, s.host
	if r == nil || r.Base().Rev == 0 || r.Base().ReadOnly {
		return
	}
	name, title := h.T(s.o.Type.Table), titleOf(h, r)
	what := h.T("kit.delete.what")
	if n := s.side.parts(); n > 0 {
		what += "\n" + h.T("kit.delete.parts", n)
	}
	h.Confirm(h.T("kit.delete.title", name, title), what, h.T("kit.delete"), func() {
		Go(h, func() (uint64, error) { return s.o.Keeper.Delete(r) }, func(seq uint64, err error) {
			if err != nil {
				h.Trouble(h.T("kit.deleting", name), err, h.T("kit.kept.record"))
				return
			}
			s.closeSide()
			s.saved(r, seq, h.T("kit.deleted", name, title))
		})
	})
}
