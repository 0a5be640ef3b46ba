package rota

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/ui/kit"
)

// week is the screen of one week: days across, places and hours down.
type week struct {
	*area
	monday field.Day
	shown  rota.Week
	knows  map[field.ID]string // the fields of every counsellor
	homes  office.Homes
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
	words := h.Shown()
	type read struct {
		book     *rota.Rota
		week     rota.Week
		troubles []rota.Trouble
		knows    map[field.ID]string
		homes    office.Homes
	}
	kit.Go(h, func() (read, error) {
		b, err := w.desk.Rota(monday, monday.Add(6))
		if err != nil {
			return read{}, err
		}
		knows, err := expertise(w.desk, words)
		if err != nil {
			return read{}, err
		}
		homes, err := w.desk.Homes()
		return read{b, b.Week(monday), b.Troubles(monday, monday.Add(6)), knows, homes}, err
	}, func(r read, err error) {
		if mine != w.asked {
			return
		}
		if err != nil {
			h.Trouble(h.T("rotaui.reading"), err, "")
			return
		}
		w.book, w.shown, w.knows, w.homes = r.book, r.week, r.knows, r.homes
		w.row = min(w.row, max(len(w.shown.Rows)-1, 0))
		w.title.Text = h.Book.Span(h.Shown().Day(monday), h.Shown().Day(monday.Add(6)))
		w.grid.fill()
		w.tell(r.troubles)
		w.whole.Refresh()
	})
}

// expertise is what every counsellor knows about, in words.
func expertise(src kit.Source, words centre.Shown) (map[field.ID]string, error) {
	found, err := src.Find(centre.CounsellorType, kit.Query{})
	if err != nil {
		return nil, err
	}
	out := map[field.ID]string{}
	for i := range found.Len() {
		out[found.ID(i)] = words.Field(centre.CounsellorType.Field("expertise"), found.At(i))
	}
	return out, nil
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
	if chart := w.load(); chart != nil {
		w.notes.Add(chart)
	}
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
