package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// CellColumn is one column of a sheet of cells.
type CellColumn struct {
	Key   string
	Title string
	Share float32  // of the width, beside the other columns
	Right bool     // for figures
	Also  []string // headings that other people's tables have for it
}

// CellRow is one row of a sheet of cells.
type CellRow struct {
	ID    field.ID       // of what is saved; zero: nothing yet
	Texts []string       // one for each column
	Bad   map[int]string // what has to be mended, by column; -1: the row as a whole
	typed []bool         // since it was last handed over to be saved
}

// Typed returns the texts that were typed since the row was last handed over, by key, and whether there are any.
func (r *CellRow) Typed(columns []CellColumn) (map[string]string, bool) {
	out := map[string]string{}
	for i, c := range columns {
		if r.typed[i] {
			out[c.Key] = r.Texts[i]
		}
	}
	return out, len(out) > 0
}

// Saved takes what became of the row: its texts as they are saved, but for cells that were typed in again meanwhile.
func (r *CellRow) Saved(id field.ID, texts []string) {
	r.ID, r.Bad = id, nil
	for i, text := range texts {
		if !r.typed[i] {
			r.Texts[i] = text
		}
	}
}

// Refused takes back that the row was handed over: it is typed still, with what has to be mended.
func (r *CellRow) Refused(columns []CellColumn, sent map[string]string, bad map[int]string) {
	r.Bad = bad
	for i, c := range columns {
		if _, ok := sent[c.Key]; ok {
			r.typed[i] = true
		}
	}
}

// Cells is a table that is typed like a spreadsheet. Tab and the arrows move, Enter goes to the next row, below the cell where the
// row was begun; what is copied from a spreadsheet is pasted over as many cells as it has. There is always one empty row at the end.
type Cells struct {
	widget.BaseWidget
	OnRows    func(rows []*CellRow)   // rows with something typed, when the keyboard leaves them or they were pasted
	OnMove    func()                  // the keyboard is in another cell
	OnIgnored func(headings []string) // columns of a pasted table that are none of ours
	host      *Host
	columns   []CellColumn
	rows      []*CellRow
	row       int
	col       int
	begun     int // column where the row in hand was begun
	top       int // first row in view
	entry     *Entry
}

// NewCells returns a sheet with rows that are saved.
func NewCells(h *Host, columns []CellColumn, rows []*CellRow) *Cells {
	c := &Cells{host: h, columns: columns, rows: rows, entry: NewEntry(h)}
	for _, r := range rows {
		r.typed = make([]bool, len(columns))
	}
	c.entry.acceptTab, c.entry.cell = true, true
	c.entry.OnKey, c.entry.OnPaste, c.entry.OnEnter = c.key, c.paste, c.enter
	c.entry.OnChanged = c.changed
	c.grow()
	c.ExtendBaseWidget(c)
	c.to(len(rows), 0)
	c.begun = 0
	return c
}

// Columns returns the columns.
func (c *Cells) Columns() []CellColumn { return c.columns }

// Rows returns the rows, the empty one at the end too.
func (c *Cells) Rows() []*CellRow { return c.rows }

// At returns the row in hand.
func (c *Cells) At() *CellRow { return c.rows[c.row] }

// Trouble returns what has to be mended in the cell in hand, or else in its row.
func (c *Cells) Trouble() string {
	r := c.rows[c.row]
	if text := r.Bad[c.col]; text != "" {
		return text
	}
	for i := range c.columns {
		if text := r.Bad[i]; text != "" {
			return c.columns[i].Title + " " + text
		}
	}
	return r.Bad[-1]
}

// Remove takes a row out of the sheet.
func (c *Cells) Remove(r *CellRow) {
	if i := slices.Index(c.rows, r); i >= 0 {
		c.rows = slices.Delete(c.rows, i, i+1)
		c.grow()
		c.row = min(c.row, len(c.rows)-1)
		c.show()
	}
}

// GoTo puts the keyboard into a row, where something has to be mended into that cell.
func (c *Cells) GoTo(r *CellRow) {
	i, col := slices.Index(c.rows, r), 0
	for k := range c.columns {
		if r.Bad[k] != "" {
			col = k
			break
		}
	}
	if i >= 0 {
		c.jump(i, col)
	}
	c.Focus()
}

// Done hands over what is typed in the row in hand.
func (c *Cells) Done() { c.hand(c.rows[c.row]) }

// Focus puts the keyboard into the cell in hand.
func (c *Cells) Focus() { c.host.Focus(c.entry) }

// grow keeps one empty row at the end.
func (c *Cells) grow() {
	if n := len(c.rows); n == 0 || c.rows[n-1].ID != (field.ID{}) || !c.rows[n-1].empty() {
		c.rows = append(c.rows, &CellRow{Texts: make([]string, len(c.columns)), typed: make([]bool, len(c.columns))})
	}
}

func (r *CellRow) empty() bool {
	return !slices.ContainsFunc(r.Texts, func(s string) bool { return strings.TrimSpace(s) != "" })
}

// changed is told of every change of the cell in hand.
func (c *Cells) changed(text string) {
	c.set(c.row, c.col, text)
	c.grow()
}

func (c *Cells) set(row, col int, text string) {
	if r := c.rows[row]; r.Texts[col] != text {
		r.Texts[col], r.typed[col] = text, true
		delete(r.Bad, col)
	}
}

// hand gives rows away to be saved, those that hold something typed.
func (c *Cells) hand(rows ...*CellRow) {
	rows = slices.DeleteFunc(rows, func(r *CellRow) bool {
		return !slices.Contains(r.typed, true) || r.ID == (field.ID{}) && r.empty()
	})
	for _, r := range rows {
		c.above(r)
	}
	if len(rows) > 0 && c.OnRows != nil {
		c.OnRows(rows)
	}
}

// above puts what stands in the row above where a cell was typed or pasted that says "as above".
func (c *Cells) above(r *CellRow) {
	for col, typed := range r.typed {
		if !typed || !field.AsAbove(r.Texts[col]) {
			continue
		}
		if i := slices.Index(c.rows, r); i > 0 && c.rows[i-1].Texts[col] != "" {
			r.Texts[col] = c.rows[i-1].Texts[col]
			c.show()
		}
	}
}

// Sent marks a row as handed over. Whoever saves it calls this with the texts in hand.
func (r *CellRow) Sent() { clear(r.typed) }

// to puts the keyboard into another cell; a row that is left is handed over.
func (c *Cells) to(row, col int) {
	row, col = min(max(row, 0), len(c.rows)-1), min(max(col, 0), len(c.columns)-1)
	left := c.rows[c.row]
	moved := row != c.row
	c.row, c.col = row, col
	if moved {
		c.hand(left)
	}
	c.show()
	if c.OnMove != nil {
		c.OnMove()
	}
}

// show puts the text of the cell in hand into the entry and the cell into view.
func (c *Cells) show() {
	c.entry.set(c.rows[c.row].Texts[c.col])
	if n := c.visible(); n > 0 {
		c.top = min(max(c.top, c.row-n+1), c.row)
	}
	c.entry.Refresh() // it does not draw a caret that was moved
	c.Refresh()
}

func (c *Cells) enter() { c.to(c.row+1, c.begun) }

// step moves one cell on or back, over the ends of rows.
func (c *Cells) step(by int) {
	n := c.row*len(c.columns) + c.col + by
	if n < 0 || n >= len(c.rows)*len(c.columns) {
		return
	}
	row := n / len(c.columns)
	if row != c.row {
		c.begun = 0
	}
	c.to(row, n%len(c.columns))
}

// key sees the keys of the cell in hand before the entry does.
func (c *Cells) key(ev *fyne.KeyEvent) bool {
	end := len([]rune(c.entry.Text))
	switch ev.Name {
	case fyne.KeyTab:
		by := 1
		if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
			by = -1
		}
		c.step(by)
	case fyne.KeyUp:
		c.jump(c.row-1, c.col)
	case fyne.KeyDown:
		c.jump(c.row+1, c.col)
	case fyne.KeyPageUp:
		c.jump(c.row-c.visible(), c.col)
	case fyne.KeyPageDown:
		c.jump(c.row+c.visible(), c.col)
	case fyne.KeyLeft:
		if c.entry.CursorColumn > 0 || c.col == 0 {
			return false
		}
		c.jump(c.row, c.col-1)
	case fyne.KeyRight:
		if c.entry.CursorColumn < end || c.col == len(c.columns)-1 {
			return false
		}
		c.jump(c.row, c.col+1)
	default:
		return false
	}
	return true
}

// jump is a move by arrow or pointer: a row is begun there.
func (c *Cells) jump(row, col int) {
	c.begun = min(max(col, 0), len(c.columns)-1)
	c.to(row, col)
}

// Tapped puts the keyboard into the cell under the pointer.
func (c *Cells) Tapped(ev *fyne.PointEvent) {
	row := c.top + int((ev.Position.Y-c.headHigh())/c.high())
	x, col := float32(0), len(c.columns)-1
	for i := range c.columns {
		if x += c.wide(i); ev.Position.X < x {
			col = i
			break
		}
	}
	if ev.Position.Y >= c.headHigh() && row < len(c.rows) {
		c.jump(row, col)
	}
	c.Focus()
}

// Scrolled moves the rows under the pointer.
func (c *Cells) Scrolled(ev *fyne.ScrollEvent) {
	by := 1
	if ev.Scrolled.DY > 0 {
		by = -1
	}
	c.top = min(max(c.top+3*by, 0), max(len(c.rows)-c.visible(), 0))
	c.Refresh()
}

func (c *Cells) high() float32 { return theme.Size(theme.Control) }

// visible is how many rows there is room for below the head.
func (c *Cells) visible() int { return max(int((c.Size().Height-c.headHigh())/c.high()), 0) }

func (c *Cells) headHigh() float32 { return theme.Size(theme.Small)*2.8 + 8 }

func (c *Cells) wide(col int) float32 {
	var sum float32
	for _, x := range c.columns {
		sum += x.Share
	}
	return c.Size().Width * c.columns[col].Share / sum
}

// MinSize is a head and some rows.
func (c *Cells) MinSize() fyne.Size {
	return fyne.NewSize(theme.Size(theme.Text)*6*float32(len(c.columns)), c.high()*5)
}

// Resize keeps the cell in hand in view.
func (c *Cells) Resize(size fyne.Size) {
	changed := size != c.Size()
	c.BaseWidget.Resize(size)
	if changed {
		c.show()
	}
}

// CreateRenderer is called by the toolkit.
func (c *Cells) CreateRenderer() fyne.WidgetRenderer {
	r := &cellsRenderer{c: c}
	r.Refresh()
	return r
}
