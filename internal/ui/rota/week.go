package rota

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/ui/kit"
)

// week is the screen of one week: days across, places and hours down.
type week struct {
	*area
	monday field.Day
	shown  rota.Week
	row    int
	day    int
	grid   *grid
	title  *canvas.Text
	notes  *fyne.Container
	whole  *fyne.Container
	page   focusObject
	asked  int
}

type focusObject interface {
	fyne.CanvasObject
	fyne.Focusable
}

// weekPlace is where the person is.
type weekPlace struct {
	monday   field.Day
	row, day int
}

func newWeek(a *area, place any) *week {
	today := a.host.Context().Today
	w := &week{area: a, monday: rota.Monday(today), title: kit.Title("")}
	w.day = (int(today.Time().Weekday()) + 6) % 7
	if p, ok := place.(weekPlace); ok {
		w.monday, w.row, w.day = p.monday, p.row, p.day
	}
	w.grid = newGrid(w)
	w.notes = container.NewVBox()
	h := a.host
	body := container.NewVBox(w.grid.box, kit.Inset(4, 6, w.notes))
	w.page = kit.KeyScroll(h, kit.Inset(12, 4, body), w.key)
	bar := container.NewHBox(
		kit.NewIconButton(h, "left", "", kit.Flat, func() { w.turn(-7) }), w.title, kit.NewIconButton(h, "right", "", kit.Flat, func() { w.turn(7) }),
		kit.NewButton(h, h.T("rotaui.thisweek"), kit.Flat, w.home), layout.NewSpacer(),
		kit.NewIconButton(h, "print", h.T("kit.print"), kit.Flat, w.print),
		kit.NewIconButton(h, "add", h.T("rotaui.new"), kit.Main, func() { w.edit(w.blank()) }))
	w.whole = container.NewBorder(kit.Inset(8, 4, bar), nil, nil, nil, w.page)
	return w
}

// Content is called by the shell.
func (w *week) Content() fyne.CanvasObject { return w.whole }

// Shown reads the week anew.
func (w *week) Shown() {
	w.read()
	w.host.Focus(w.page)
}

// Leave is called by the shell; nothing can be lost here.
func (w *week) Leave(then func()) { then() }

// Place is called by the shell.
func (w *week) Place() any { return weekPlace{w.monday, w.row, w.day} }

// Keys is called by the shell.
func (w *week) Keys() []kit.Key {
	return []kit.Key{
		{Name: fyne.KeyReturn, Say: "rotaui.keys.open", Do: w.open},
		{Name: fyne.KeyPageUp, Say: "rotaui.keys.before", Do: func() { w.turn(-7) }},
		{Name: fyne.KeyPageDown, Say: "rotaui.keys.after", Do: func() { w.turn(7) }},
		{Name: fyne.KeyHome, Say: "rotaui.keys.today", Do: w.home},
		{Name: "N", Mod: kit.Ctrl | fyne.KeyModifierShift, Say: "rotaui.keys.new", Do: func() { w.edit(w.blank()) }},
		{Name: "P", Mod: kit.Ctrl, Say: "kit.keys.print", Do: w.print},
	}
}

func (w *week) print() { w.ways.Print("rota", field.ID{}, w.monday) }

func (w *week) turn(days int) {
	w.monday = w.monday.Add(days)
	w.read()
}

func (w *week) home() {
	today := w.host.Context().Today
	w.monday, w.day = rota.Monday(today), (int(today.Time().Weekday())+6)%7
	w.read()
}

// key moves in the grid.
func (w *week) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyLeft:
		if w.day--; w.day < 0 {
			w.day = 6
			w.turn(-7)
		}
	case fyne.KeyRight:
		if w.day++; w.day > 6 {
			w.day = 0
			w.turn(7)
		}
	case fyne.KeyUp:
		w.row = max(w.row-1, 0)
	case fyne.KeyDown:
		w.row = min(w.row+1, max(len(w.shown.Rows)-1, 0))
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		w.open()
	case fyne.KeyPageUp:
		w.turn(-7)
	case fyne.KeyPageDown:
		w.turn(7)
	case fyne.KeyHome:
		w.home()
	default:
		return false
	}
	w.grid.mark()
	return true
}

func (w *week) read() {
	w.asked++
	mine, h := w.asked, w.host
	monday := w.monday
	type read struct {
		book     *rota.Rota
		week     rota.Week
		troubles []rota.Trouble
	}
	kit.Go(h, func() (read, error) {
		b, err := w.desk.Rota(monday, monday.Add(6))
		if err != nil {
			return read{}, err
		}
		return read{b, b.Week(monday), b.Troubles(monday, monday.Add(6))}, nil
	}, func(r read, err error) {
		if mine != w.asked {
			return
		}
		if err != nil {
			h.Trouble(h.T("rotaui.reading"), err, "")
			return
		}
		w.book, w.shown = r.book, r.week
		w.row = min(w.row, max(len(w.shown.Rows)-1, 0))
		w.title.Text = h.Book.Span(h.Shown().Day(monday), h.Shown().Day(monday.Add(6)))
		w.grid.fill()
		w.tell(r.troubles)
		w.whole.Refresh()
	})
}

// tell lists below the grid what does not fit together.
func (w *week) tell(troubles []rota.Trouble) {
	w.notes.Objects = nil
	for _, t := range troubles {
		w.notes.Add(kit.Alarm(t.Text(w.host.Book, w.host.Name)))
	}
	if len(w.shown.Rows) == 0 {
		w.notes.Add(kit.Prose(w.host.T("rotaui.empty")))
	}
	w.notes.Add(kit.Hint(w.host.T("rotaui.hint")))
	w.notes.Refresh()
}

// cell is what lies where the keyboard is.
func (w *week) cell() (rota.Row, rota.Cell) {
	if w.row >= len(w.shown.Rows) {
		return rota.Row{}, rota.Cell{}
	}
	r := w.shown.Rows[w.row]
	return r, r.Cells[w.day]
}

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
	if w.book != nil && len(w.shown.Rows) > 0 {
		for _, who := range w.book.Free(day, row.Span, "") {
			add(who.String(), h.T("rotaui.assign", h.Name(who)), "", func() { w.assign(row, cell, day, who) })
		}
	}
	add("new", h.T("rotaui.new"), "", func() { w.edit(w.blank()) })
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
