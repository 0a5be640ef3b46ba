package rota

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/ui/kit"
)

// open offers what can be done with a cell: its duties, those who are free, a new shift.
func (w *week) open() {
	h := w.host
	row, cell := w.cell()
	day := w.monday.Add(w.day)
	var options []kit.Option
	acts := map[string]func(){}
	add := func(key, text, note string, do func()) {
		options = append(options, kit.Option{Value: key, Text: text, Note: note})
		acts[key] = do
	}
	for _, d := range cell.Duties {
		key := "duty " + d.Shift.String() + d.Template.String()
		add(key, h.T("rotaui.duty.open", w.names(d)), w.noteOf(d), func() { w.openDuty(d) })
	}
	add("new", h.T("rotaui.new"), "", func() { w.edit(w.blank()) })
	if w.book != nil && len(w.shown.Rows) > 0 {
		for _, who := range w.book.Free(day, row.Span, "") {
			add(who.String(), h.T("rotaui.assign", h.Name(who)), w.fit(who), func() { w.assign(row, cell, day, who) })
		}
	}
	h.Choose(h.T("rotaui.choose", h.Shown().Day(day)), options, func(o kit.Option) { acts[o.Value]() })
}

func (w *week) noteOf(d rota.Duty) string {
	if d.Shift == (field.ID{}) {
		return w.host.T("rotaui.bytemplate")
	}
	return w.host.Shown().Code(centre.ShiftState, d.State)
}

func (w *week) names(d rota.Duty) string {
	var names []string
	for _, p := range d.People {
		names = append(names, w.person(p))
	}
	if len(names) == 0 {
		return w.host.T("rotaui.nobody")
	}
	return w.host.Book.List(names...)
}

func (w *week) person(p rota.Presence) string {
	name := w.host.Name(p.Who)
	switch {
	case len(p.There) == 0:
		return w.host.T("rotaui.away", name)
	case p.Steps:
		return w.host.T("rotaui.steps", name)
	}
	return name
}

// blank is a new shift in the cell.
func (w *week) blank() *centre.Shift {
	row, _ := w.cell()
	s := centre.ShiftType.New().(*centre.Shift)
	s.Date, s.Place = w.monday.Add(w.day), row.Place
	if row.Span.Minutes() > 0 {
		s.From, s.To = row.Span.Clocks()
	}
	return s
}

// openDuty edits the shift; what only the template knows becomes a shift of its own when it is saved.
func (w *week) openDuty(d rota.Duty) {
	if d.Shift == (field.ID{}) {
		w.edit(d.Record())
		return
	}
	h := w.host
	kit.Go(h, func() (field.Record, error) { return w.desk.Get(centre.ShiftType, d.Shift) }, func(r field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.loading"), err, "")
			return
		}
		w.edit(r)
	})
}

// edit opens a shift in a panel. A new one gets what the office fills in.
func (w *week) edit(r field.Record) {
	h := w.host
	show := func(r field.Record) {
		o := kit.FormSpec{}
		w.form(r, &o)
		h.FormPanel(w.desk, r, o, func(_ field.Record, seq uint64) { w.saved(seq) })
	}
	if r.Base().Rev != 0 {
		show(r)
		return
	}
	kit.Go(h, func() (field.Record, error) { return w.desk.New(centre.ShiftType, field.ID{}) }, func(fresh field.Record, err error) {
		if s := r.(*centre.Shift); err == nil && s.Place == "" {
			s.Place = fresh.(*centre.Shift).Place
		}
		show(r)
	})
}

// assign puts a counsellor on duty in a cell at once: beside those who are there, or as a new shift.
func (w *week) assign(row rota.Row, cell rota.Cell, day field.Day, who field.ID) {
	h := w.host
	kit.Go(h, func() (uint64, error) {
		s := w.blankAt(row, day)
		if len(cell.Duties) > 0 {
			d := cell.Duties[0]
			s = d.Record()
			if d.Shift != (field.ID{}) {
				r, err := w.desk.Get(centre.ShiftType, d.Shift)
				if err != nil {
					return 0, err
				}
				s = r.(*centre.Shift)
			}
		}
		s.Counsellors = append(s.Counsellors, who)
		return w.desk.Save(s)
	}, func(seq uint64, err error) {
		if err != nil {
			h.Trouble(h.T("rotaui.assigning"), err, h.T("kit.kept.record"))
			return
		}
		w.saved(seq)
	})
}

func (w *week) blankAt(row rota.Row, day field.Day) *centre.Shift {
	s := centre.ShiftType.New().(*centre.Shift)
	s.Date, s.Place = day, row.Place
	s.From, s.To = row.Span.Clocks()
	return s
}

func (w *week) saved(seq uint64) {
	h := w.host
	w.read()
	h.Toast(h.T("kit.saved", h.T("shift")), func() {
		kit.Go(h, func() (struct{}, error) { return struct{}{}, w.desk.Undo(seq) }, func(_ struct{}, err error) {
			if err != nil {
				h.Trouble(h.T("kit.undoing"), err, h.T("kit.kept.record"))
				return
			}
			w.read()
		})
	})
}
