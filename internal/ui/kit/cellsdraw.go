package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cn.halfsky/internal/ui/theme"
)

type cellsRenderer struct {
	c    *Cells
	all  []fyne.CanvasObject
	size fyne.Size // it was drawn for
}

func (r *cellsRenderer) Destroy()                     {}
func (r *cellsRenderer) Objects() []fyne.CanvasObject { return r.all }
func (r *cellsRenderer) MinSize() fyne.Size           { return r.c.MinSize() }

// Layout draws anew for another size only.
func (r *cellsRenderer) Layout(size fyne.Size) {
	if size != r.size {
		r.size = size
		r.Refresh()
	}
}

// Refresh draws the rows in view and puts the entry over the cell in hand.
func (r *cellsRenderer) Refresh() {
	c := r.c
	r.all = nil
	if c.Size().Width <= 0 {
		return
	}
	r.head()
	in := false
	for k := range c.visible() {
		row := c.top + k
		if row >= len(c.rows) {
			break
		}
		r.row(row, c.headHigh()+c.high()*float32(k))
		in = in || row == c.row
	}
	c.entry.Hidden = !in
	if in {
		c.entry.setBad(c.rows[c.row].Bad[c.col] != "")
		left := float32(0)
		for i := range c.col {
			left += c.wide(i)
		}
		c.entry.Move(fyne.NewPos(left, c.headHigh()+c.high()*float32(c.row-c.top)))
		c.entry.Resize(fyne.NewSize(c.wide(c.col), c.high()))
	}
	r.all = append(r.all, c.entry)
	canvas.Refresh(c)
}

// head draws the titles, in two lines where they are long.
func (r *cellsRenderer) head() {
	c := r.c
	r.box(0, 0, c.Size().Width, c.headHigh(), theme.Head)
	size := theme.Size(theme.Small)
	x := float32(0)
	for i, col := range c.columns {
		lines := rulerFor(size, true).wrap(col.Title, c.wide(i)-2*cellPad)
		if len(lines) > 2 {
			lines = []string{lines[0], rulerFor(size, true).cut(lines[1]+lines[2], c.wide(i)-2*cellPad)}
		}
		for k, line := range lines {
			t := word(line, theme.Small, theme.Ink, true)
			t.Alignment = col.align()
			t.Move(fyne.NewPos(x+cellPad, (c.headHigh()-size*1.4*float32(len(lines)))/2+size*1.4*float32(k)))
			t.Resize(fyne.NewSize(c.wide(i)-2*cellPad, size*1.4))
			r.all = append(r.all, t)
		}
		x += c.wide(i)
	}
	r.line(c.headHigh())
}

func (col CellColumn) align() fyne.TextAlign {
	if col.Right {
		return fyne.TextAlignTrailing
	}
	return fyne.TextAlignLeading
}

func (r *cellsRenderer) row(row int, y float32) {
	c := r.c
	it := c.rows[row]
	if row == c.row {
		r.box(0, y, c.Size().Width, c.high(), theme.Under)
	}
	x := float32(0)
	for i, col := range c.columns {
		if it.Bad[i] != "" {
			r.box(x, y, c.wide(i), c.high(), theme.SoftRed)
		}
		ink := theme.Ink
		if it.Bad[i] != "" {
			ink = theme.Accent
		}
		if row != c.row || i != c.col {
			r.text(it.Texts[i], x, y, c.wide(i), ink, it.typed[i], col.align())
		}
		x += c.wide(i)
		r.mark(x, y, 1, c.high())
	}
	r.line(y + c.high())
}

func (r *cellsRenderer) text(words string, x, y, wide float32, ink fyne.ThemeColorName, bold bool, align fyne.TextAlign) {
	size := theme.Size(theme.Text)
	t := word(rulerFor(size, bold).cut(words, wide-2*cellPad), theme.Text, ink, bold)
	t.Alignment = align
	t.Move(fyne.NewPos(x+cellPad, y+(r.c.high()-size*1.45)/2))
	t.Resize(fyne.NewSize(wide-2*cellPad, size*1.45))
	r.all = append(r.all, t)
}

func (r *cellsRenderer) box(x, y, wide, high float32, fill fyne.ThemeColorName) {
	b := canvas.NewRectangle(theme.Color(fill))
	b.Move(fyne.NewPos(x, y))
	b.Resize(fyne.NewSize(wide, high))
	r.all = append(r.all, b)
}

func (r *cellsRenderer) line(y float32) { r.mark(0, y-1, r.c.Size().Width, 1) }

func (r *cellsRenderer) mark(x, y, wide, high float32) { r.box(x, y, wide, high, theme.Line) }
