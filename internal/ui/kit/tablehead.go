package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"

	"cn.halfsky/internal/ui/theme"
)

const (
	sortMark = 14 // room for the mark of the sorted column
	grip     = 5  // how near the edge of a column the pointer takes hold of it
)

// tableHead is the line of column titles.
type tableHead struct {
	stop
	table *Table
	at    int // the column the keyboard is on
	drag  int // the column being resized, -1 for none
	over  int // the column whose edge is under the pointer, -1 for none
	shift bool
}

func newTableHead(t *Table) *tableHead {
	h := &tableHead{stop: stop{host: t.host}, table: t, drag: -1, over: -1}
	h.ExtendBaseWidget(h)
	return h
}

// edge returns the column whose right edge is at x, or -1.
func (h *tableHead) edge(x float32) int {
	var right float32
	for i, c := range h.table.cols[:h.table.shown] {
		right += c.width
		if x >= right-grip && x <= right+grip {
			return i
		}
	}
	return -1
}

func (h *tableHead) column(x float32) int {
	var right float32
	for i, c := range h.table.cols[:h.table.shown] {
		if right += c.width; x < right {
			return i
		}
	}
	return -1
}

// Tapped sorts by the column under the pointer.
func (h *tableHead) Tapped(ev *fyne.PointEvent) {
	if i := h.column(ev.Position.X); i >= 0 && h.edge(ev.Position.X) < 0 {
		h.at = i
		h.table.Focus() // the press on the head took the keyboard away
		h.table.sortBy(h.table.cols[i])
	}
}

// Dragged makes a column wider or narrower.
func (h *tableHead) Dragged(ev *fyne.DragEvent) {
	if h.drag < 0 {
		h.drag = h.edge(ev.Position.X - ev.Dragged.DX)
		if h.drag < 0 {
			return
		}
	}
	h.table.widen(h.drag, ev.Dragged.DX)
}

// DragEnd is called by the toolkit.
func (h *tableHead) DragEnd() { h.drag = -1 }

// MouseIn is called by the toolkit.
func (h *tableHead) MouseIn(ev *desktop.MouseEvent) { h.over = h.edge(ev.Position.X) }

// MouseMoved is called by the toolkit.
func (h *tableHead) MouseMoved(ev *desktop.MouseEvent) {
	h.host.Stir()
	h.over = h.edge(ev.Position.X)
}

// MouseOut is called by the toolkit.
func (h *tableHead) MouseOut() { h.over = -1 }

// Cursor shows where a column can be taken hold of.
func (h *tableHead) Cursor() desktop.Cursor {
	if h.over >= 0 || h.drag >= 0 {
		return desktop.HResizeCursor
	}
	return desktop.DefaultCursor
}

// KeyDown watches the shift key.
func (h *tableHead) KeyDown(ev *fyne.KeyEvent) {
	h.host.Stir()
	h.watch(ev, true)
}

// KeyUp watches the shift key.
func (h *tableHead) KeyUp(ev *fyne.KeyEvent) { h.watch(ev, false) }

func (h *tableHead) watch(ev *fyne.KeyEvent, down bool) {
	if ev.Name == desktop.KeyShiftLeft || ev.Name == desktop.KeyShiftRight {
		h.shift = down
	}
}

// FocusLost is called by the toolkit.
func (h *tableHead) FocusLost() {
	h.shift = false
	h.stop.FocusLost()
}

// TypedKey moves among the columns, sorts and resizes.
func (h *tableHead) TypedKey(ev *fyne.KeyEvent) {
	step := float32(theme.Size(theme.Text))
	switch ev.Name {
	case fyne.KeyLeft:
		if h.shift {
			h.table.widen(h.at, -step)
		} else if h.at > 0 {
			h.at--
		}
	case fyne.KeyRight:
		if h.shift {
			h.table.widen(h.at, step)
		} else if h.at < h.table.shown-1 {
			h.at++
		}
	case fyne.KeyDown:
		h.table.Focus()
		return
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		h.table.sortBy(h.table.cols[h.at])
		return
	default:
		h.stop.TypedKey(ev)
		return
	}
	h.Refresh()
}

// CreateRenderer is called by the toolkit.
func (h *tableHead) CreateRenderer() fyne.WidgetRenderer {
	r := &headRenderer{h: h, ground: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(color.Transparent)}
	for range h.table.cols {
		r.titles = append(r.titles, Strong(""))
		r.edges = append(r.edges, canvas.NewRectangle(color.Transparent))
	}
	r.mark = &canvas.Image{FillMode: canvas.ImageFillContain}
	r.Refresh()
	return r
}

type headRenderer struct {
	h                  *tableHead
	ground, ring, line *canvas.Rectangle
	titles             []*canvas.Text
	edges              []*canvas.Rectangle
	mark               *canvas.Image
}

func (r *headRenderer) Destroy() {}

func (r *headRenderer) Objects() []fyne.CanvasObject {
	all := []fyne.CanvasObject{r.ground, r.line}
	for i := range r.titles {
		all = append(all, r.titles[i], r.edges[i])
	}
	return append(all, r.mark, r.ring)
}

func (r *headRenderer) MinSize() fyne.Size { return fyne.NewSize(0, theme.Size(theme.Row)+2) }

func (r *headRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.line.Move(fyne.NewPos(0, size.Height-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	t := r.h.table
	var x float32
	r.ring.Hide()
	r.mark.Hide()
	for i, c := range t.cols {
		title, edge := r.titles[i], r.edges[i]
		title.Hidden, edge.Hidden = i >= t.shown, i >= t.shown
		if i >= t.shown {
			continue
		}
		r.column(i, c, x, size.Height)
		x += c.width
	}
}

func (r *headRenderer) column(i int, c *Column, x, high float32) {
	t, title, edge := r.h.table, r.titles[i], r.edges[i]
	room := c.width - 2*cellPad
	sorted := t.sort == c.Key && c.Key != ""
	if sorted {
		room -= sortMark
	}
	title.Text = rulerFor(title.TextSize, true).cut(c.Title, room)
	size := title.MinSize()
	at := x + cellPad
	if c.Right {
		at = x + c.width - cellPad - size.Width
	}
	title.Move(fyne.NewPos(at, (high-size.Height)/2))
	title.Resize(size)
	edge.Move(fyne.NewPos(x+c.width-1, 6))
	edge.Resize(fyne.NewSize(1, high-12))
	if sorted {
		mark := at + size.Width + 2
		if c.Right {
			mark = at - sortMark
		}
		r.mark.Show()
		r.mark.Move(fyne.NewPos(mark, (high-12)/2))
		r.mark.Resize(fyne.NewSquareSize(12))
	}
	if r.h.focused && r.h.at == i {
		r.ring.Show()
		r.ring.Move(fyne.NewPos(x+1, 1))
		r.ring.Resize(fyne.NewSize(c.width-2, high-2))
	}
}

func (r *headRenderer) Refresh() {
	r.ground.FillColor, r.line.FillColor = theme.Color(theme.Head), theme.Color(theme.Line)
	r.ring.StrokeColor, r.ring.StrokeWidth, r.ring.CornerRadius = theme.Color(theme.Accent), 2, 3
	for i := range r.titles {
		r.titles[i].Color, r.titles[i].TextSize = theme.Color(theme.Ink), theme.Size(theme.Text)
		r.edges[i].FillColor = theme.Color(theme.Line)
	}
	icon := "up"
	if r.h.table.desc {
		icon = "down"
	}
	r.mark.Resource = theme.Icon(icon)
	r.Layout(r.h.Size())
	r.mark.Refresh()
	for _, o := range r.Objects() {
		o.Refresh()
	}
}
