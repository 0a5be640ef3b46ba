package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// tableRow is one line: plain texts at places that the table gives. It is its own renderer, for a list of a hundred thousand
// lines scrolls as fast as one of these can be filled.
type tableRow struct {
	widget.BaseWidget
	table  *Table
	i      int
	form   int
	hover  bool
	ground *canvas.Rectangle
	line   *canvas.Rectangle
	mark   *canvas.Rectangle // at the left of the line in hand, when the keyboard is here
	ring   *canvas.Rectangle // around the cell in hand; nil where the table goes by lines
	cells  []tableCell
	all    []fyne.CanvasObject
}

type tableCell struct {
	text  *canvas.Text
	badge *canvas.Rectangle
	full  string // before it was cut
	tone  Tone
}

func newTableRow(t *Table) *tableRow {
	r := &tableRow{table: t, form: -1, i: -1, ground: canvas.NewRectangle(color.Transparent), line: canvas.NewRectangle(theme.Color(theme.Line))}
	r.mark = canvas.NewRectangle(theme.Color(theme.Accent))
	r.mark.Hide()
	r.all = []fyne.CanvasObject{r.ground, r.mark, r.line}
	for range t.cols {
		c := tableCell{text: Word(""), badge: canvas.NewRectangle(color.Transparent)}
		c.badge.CornerRadius = 3
		c.badge.Hide()
		r.cells = append(r.cells, c)
		r.all = append(r.all, c.badge, c.text)
	}
	r.ExtendBaseWidget(r)
	return r
}

// show fills the line with row i.
func (r *tableRow) show(i int) {
	t := r.table
	if t.rows == nil || i >= t.rows.Len() {
		return
	}
	r.i = i
	anew := r.form != t.form
	if anew {
		r.layout()
	}
	for k := range r.cells {
		if k < t.shown {
			r.fill(k, anew)
		}
	}
	r.paint()
}

func (r *tableRow) fill(k int, anew bool) {
	c, col := &r.cells[k], r.table.cols[k]
	full := r.table.words(r.i, col)
	tone := Plain
	if col.Tone != nil && full != "" {
		tone = col.Tone(r.table.rows, r.i)
	}
	if c.full == full && c.tone == tone && !anew {
		return
	}
	c.full, c.tone = full, tone
	c.text.Text = rulerFor(c.text.TextSize, false).cut(full, col.width-2*cellPad)
	c.text.Color = theme.Color(tone.ink())
	r.place(k)
	c.text.Refresh()
}

// place puts a cell's text where it belongs: figures to the right, a badge around coloured words.
func (r *tableRow) place(k int) {
	c, col := &r.cells[k], r.table.cols[k]
	var x float32
	for _, before := range r.table.cols[:k] {
		x += before.width
	}
	high := r.Size().Height
	w := rulerFor(c.text.TextSize, false).width(c.text.Text)
	at := x + cellPad
	if col.Right {
		at = x + col.width - cellPad - w
	}
	line := c.text.TextSize * 1.45
	c.text.Move(fyne.NewPos(at, (high-line)/2))
	c.text.Resize(fyne.NewSize(w, line))
	c.badge.Hidden = c.tone == Plain || c.text.Text == ""
	if !c.badge.Hidden {
		c.badge.FillColor = theme.Color(c.tone.ground())
		c.badge.Move(fyne.NewPos(at-5, (high-line)/2))
		c.badge.Resize(fyne.NewSize(w+10, line))
		c.badge.Refresh()
	}
}

func (r *tableRow) layout() {
	r.form = r.table.form
	size := r.Size()
	pad := theme.Size(theme.Pad)
	r.ground.Move(fyne.NewPos(0, -pad/2))
	r.ground.Resize(fyne.NewSize(size.Width, size.Height+pad))
	r.mark.Move(fyne.NewPos(0, -pad/2))
	r.mark.Resize(fyne.NewSize(3, size.Height+pad))
	r.line.Move(fyne.NewPos(0, size.Height+pad/2-1))
	r.line.Resize(fyne.NewSize(size.Width, 1))
	for k := range r.cells {
		r.cells[k].text.Hidden = k >= r.table.shown
		r.cells[k].badge.Hidden = r.cells[k].badge.Hidden || k >= r.table.shown
	}
}

func (r *tableRow) paint() {
	t := r.table
	var ground color.Color = color.Transparent
	switch {
	case r.i == t.at:
		ground = theme.Color(theme.Chosen)
	case r.hover:
		ground = theme.Color(theme.Under)
	}
	if on := r.i == t.at && t.body.has(); r.mark.Hidden == on {
		r.mark.Hidden = !on
		r.mark.Refresh()
	}
	r.surround()
	if r.ground.FillColor != ground {
		r.ground.FillColor = ground
		r.ground.Refresh()
	}
}

// MouseIn is called by the toolkit.
func (r *tableRow) MouseIn(*desktop.MouseEvent) { r.hover = true; r.paint() }

// MouseMoved is called by the toolkit.
func (r *tableRow) MouseMoved(*desktop.MouseEvent) { r.table.host.Stir() }

// MouseOut is called by the toolkit.
func (r *tableRow) MouseOut() { r.hover = false; r.paint() }

// MouseDown takes the line in hand, and the cell under the pointer.
func (r *tableRow) MouseDown(ev *desktop.MouseEvent) {
	r.table.press(r.i)
	r.table.pointCell(ev.Position.X)
}

// MouseUp is called by the toolkit.
func (r *tableRow) MouseUp(*desktop.MouseEvent) {}

// DoubleTapped opens the line.
func (r *tableRow) DoubleTapped(*fyne.PointEvent) { r.table.open(r.i) }

// CreateRenderer is called by the toolkit.
func (r *tableRow) CreateRenderer() fyne.WidgetRenderer { return rowRenderer{r} }

type rowRenderer struct{ r *tableRow }

func (w rowRenderer) Destroy()                     {}
func (w rowRenderer) Objects() []fyne.CanvasObject { return w.r.all }
func (w rowRenderer) MinSize() fyne.Size {
	return fyne.NewSize(0, theme.Size(theme.Row)-theme.Size(theme.Pad))
}

func (w rowRenderer) Layout(fyne.Size) {
	w.r.form = -1
	if w.r.i >= 0 {
		w.r.show(w.r.i)
	}
}

func (w rowRenderer) Refresh() {
	for k := range w.r.cells {
		w.r.cells[k].text.TextSize = theme.Size(theme.Text)
	}
	w.Layout(fyne.Size{})
}
