package rota

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
)

// grid draws a week: a head with the days, and for every row its hours and seven cells.
type grid struct {
	week *week
	box  *fyne.Container
	spot *canvas.Rectangle // where the keyboard is
	rows [][]fyne.CanvasObject
}

func newGrid(w *week) *grid {
	g := &grid{week: w, spot: canvas.NewRectangle(color.Transparent)}
	g.box = &fyne.Container{Layout: &gridLayout{grid: g}}
	return g
}

// fill builds the grid anew.
func (g *grid) fill() {
	w := g.week
	g.spot.StrokeWidth, g.spot.StrokeColor, g.spot.CornerRadius = 2, theme.Color(theme.Accent), 3
	g.rows = [][]fyne.CanvasObject{g.head()}
	for i, r := range w.shown.Rows {
		line := []fyne.CanvasObject{g.rowHead(r)}
		for day := range 7 {
			line = append(line, newCell(g, i, day, g.words(r.Cells[day])))
		}
		g.rows = append(g.rows, line)
	}
	g.box.Objects = nil
	for _, line := range g.rows {
		g.box.Objects = append(g.box.Objects, line...)
	}
	g.box.Objects = append(g.box.Objects, g.spot)
	g.box.Refresh()
}

func (g *grid) head() []fyne.CanvasObject {
	w, h := g.week, g.week.host
	line := []fyne.CanvasObject{kit.Note("")}
	for i, d := range w.shown.Days {
		name := kit.Strong(h.Book.Weekday(d.Time().Weekday()))
		date := kit.Note(h.Book.Day(0, d.Month, d.Date))
		if d == h.Context().Today {
			name.Color, date.Color = theme.Color(theme.Accent), theme.Color(theme.Accent)
		}
		box := container.NewVBox(container.NewCenter(name), container.NewCenter(date))
		if w.shown.Closed[i] {
			box.Add(container.NewCenter(kit.Badge(h.T("rotaui.closed"), kit.Grey)))
		}
		ground := canvas.NewRectangle(theme.Color(theme.Head))
		line = append(line, container.NewStack(ground, kit.Inset(2, 4, box)))
	}
	return line
}

func (g *grid) rowHead(r rota.Row) fyne.CanvasObject {
	from, to := r.Span.Clocks()
	return kit.Inset(4, 6, container.NewVBox(kit.Strong(g.week.host.T("today.span", from, to)), kit.Hint(r.Place)))
}

// words are the lines of a cell.
func (g *grid) words(c rota.Cell) fyne.CanvasObject {
	w := g.week
	box := container.NewVBox()
	for _, d := range c.Duties {
		if len(d.People) == 0 {
			box.Add(kit.Alarm(w.host.T("rotaui.nobody")))
		}
		for _, p := range d.People {
			switch {
			case len(p.There) == 0:
				box.Add(kit.Hint(w.person(p)))
			default:
				box.Add(kit.Prose(w.person(p)))
			}
		}
		if len(d.People) > 0 && len(d.Here()) == 0 {
			box.Add(kit.Alarm(w.host.T("rotaui.nobody")))
		}
	}
	return kit.Inset(6, 4, box)
}

// mark moves the frame to the cell that is in hand.
func (g *grid) mark() {
	w := g.week
	if w.row+1 >= len(g.rows) {
		g.spot.Hide()
		return
	}
	o := g.rows[w.row+1][w.day+1]
	g.spot.Show()
	g.spot.Move(o.Position())
	g.spot.Resize(o.Size())
	g.spot.Refresh()
}

// gridLayout gives the first column the width of a place's name and the days an equal share of the rest.
type gridLayout struct {
	grid *grid
	wide float32
}

const gridGap = 3

func (l *gridLayout) widths(width float32) (head, day float32) {
	head = theme.Size(theme.Text) * 9
	return head, max((width-head)/7-gridGap, 40)
}

func (l *gridLayout) walk(width float32, place func(o fyne.CanvasObject, x, y, w, h float32)) float32 {
	head, day := l.widths(width)
	var y float32
	for _, line := range l.grid.rows {
		var high float32
		for i, o := range line {
			w := day
			if i == 0 {
				w = head
			}
			o.Resize(fyne.NewSize(w, o.Size().Height)) // paragraphs take their height from the width
			high = max(high, o.MinSize().Height)
		}
		if place != nil {
			x := float32(0)
			for i, o := range line {
				w := day
				if i == 0 {
					w = head
				}
				place(o, x, y, w, high)
				x += w + gridGap
			}
		}
		y += high + gridGap
	}
	return y
}

// Layout is called by the toolkit.
func (l *gridLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.wide = size.Width
	l.walk(size.Width, func(o fyne.CanvasObject, x, y, w, h float32) {
		o.Move(fyne.NewPos(x, y))
		o.Resize(fyne.NewSize(w, h))
	})
	l.grid.mark()
}

// MinSize is the height at the width last given.
func (l *gridLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	wide := l.wide
	if wide == 0 {
		wide = 700
	}
	return fyne.NewSize(420, l.walk(wide, nil))
}

// cell is one day of one row; the pointer works as the keyboard does.
type cell struct {
	widget.BaseWidget
	grid     *grid
	row, day int
	body     fyne.CanvasObject
}

func newCell(g *grid, row, day int, words fyne.CanvasObject) *cell {
	ground := canvas.NewRectangle(theme.Color(theme.Sheet))
	ground.StrokeWidth, ground.StrokeColor, ground.CornerRadius = 1, theme.Color(theme.Line), 3
	if g.week.shown.Closed[day] {
		ground.FillColor = theme.Color(theme.SoftGrey)
	}
	if len(g.week.shown.Rows[row].Cells[day].Gaps) > 0 {
		ground.FillColor = theme.Color(theme.SoftRed)
	}
	c := &cell{grid: g, row: row, day: day, body: container.NewStack(ground, words)}
	c.ExtendBaseWidget(c)
	return c
}

// Tapped takes the cell in hand.
func (c *cell) Tapped(*fyne.PointEvent) {
	w := c.grid.week
	w.row, w.day = c.row, c.day
	w.host.Focus(w.page)
	c.grid.mark()
}

// DoubleTapped opens the cell.
func (c *cell) DoubleTapped(*fyne.PointEvent) {
	c.Tapped(nil)
	c.grid.week.open()
}

// MinSize leaves room for two names.
func (c *cell) MinSize() fyne.Size {
	return fyne.NewSize(40, max(c.body.MinSize().Height, theme.Size(theme.Row)*1.6))
}

// CreateRenderer is called by the toolkit.
func (c *cell) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(c.body) }
