package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// Rows is what a table shows: a fixed list in a fixed order.
type Rows interface {
	Len() int
	ID(i int) field.ID
	Text(i int, key string) string // as a person reads it
}

// Column is one column of a table.
type Column struct {
	Key   string
	Title string
	Width float32              // wished width at ordinary type; 0 takes what is left
	Right bool                 // figures stand at the right edge
	Loose bool                 // takes part of what is left over
	Fixed bool                 // cannot be sorted by
	Mask  func(string) string  // what is shown instead of a private value
	Tone  func(Rows, int) Tone // colours the cell; nil: never
	width float32              // as it stands now
	held  bool                 // set by the person
}

// Table shows rows in columns: a hundred thousand of them as easily as ten. It is driven by keyboard: arrows, page and end keys
// move, Enter opens, typing searches, Ctrl+C copies the line; from the head the arrows choose a column, Enter sorts by it and Shift
// with an arrow makes it wider or narrower.
type Table struct {
	widget.BaseWidget
	OnSelect func(i int)                 // the line in hand changed; -1 for none
	OnOpen   func(i int)                 // Enter or a double click
	OnClick  func(i int)                 // a line was clicked once
	OnSort   func(key string, desc bool) // a column head was chosen
	OnType   func(rune)                  // a character was typed
	OnPaste  func(text string)           // text was pasted
	OnCell   func(i int, key string)     // another cell came into hand; makes the arrows left and right go from cell to cell

	host  *Host
	cols  []*Column
	shown int // how many columns there is room for
	rows  Rows
	at    int // the line in hand, -1 for none
	cell  int // the column in hand where OnCell is set
	sort  string
	desc  bool
	flat  bool
	form  int // counts changes of the columns, so that lines know when to lay themselves out anew

	head  *tableHead
	body  tableLines
	empty *fyne.Container
	whole *fyne.Container
}

// NewTable returns a table with these columns and no rows.
func NewTable(h *Host, cols []Column) *Table {
	t := &Table{host: h, at: -1}
	for i := range cols {
		c := cols[i]
		t.cols = append(t.cols, &c)
	}
	t.begin(newTableBody(t))
	return t
}

// NewFlatTable returns a table that is as high as its rows and scrolls with the page it stands on: for the parts of a record.
func NewFlatTable(h *Host, cols []Column) *Table {
	t := &Table{host: h, at: -1, flat: true}
	for i := range cols {
		c := cols[i]
		t.cols = append(t.cols, &c)
	}
	t.begin(newFlatBody(t))
	return t
}

func (t *Table) begin(body tableLines) {
	t.head, t.body, t.empty = newTableHead(t), body, container.NewCenter()
	t.empty.Hide()
	t.whole = container.NewBorder(t.head, nil, nil, nil, t.body, t.empty)
	t.ExtendBaseWidget(t)
}

// tableLines is what holds the lines below the head.
type tableLines interface {
	fyne.CanvasObject
	fyne.Focusable
	ScrollTo(i int)
	ScrollToOffset(y float32)
	GetScrollOffset() float32
	has() bool // the keyboard is here
}

// CreateRenderer is called by the toolkit.
func (t *Table) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.whole) }

// MinSize lets a table shrink to a few lines.
func (t *Table) MinSize() fyne.Size {
	if t.flat {
		return fyne.NewSize(160, t.head.MinSize().Height+t.body.MinSize().Height)
	}
	return fyne.NewSize(160, theme.Size(theme.Row)*4)
}

// Resize shares the width among the columns.
func (t *Table) Resize(size fyne.Size) {
	if size.Width != t.Size().Width {
		t.fit(size.Width)
	}
	t.BaseWidget.Resize(size)
}

// SetRows shows other rows. The line in hand stays the same record when it is among them.
func (t *Table) SetRows(rows Rows) {
	was := max(t.at, 0)
	var id field.ID
	if t.rows != nil && t.at >= 0 && t.at < t.rows.Len() {
		id = t.rows.ID(t.at)
	}
	t.rows = rows
	t.at = -1
	switch {
	case id == (field.ID{}):
	case was < rows.Len() && rows.ID(was) == id: // of several lines of one record it stays this one
		t.at = was
	default:
		t.at = indexOf(rows, id)
	}
	t.showEmpty()
	t.body.Refresh()
	if n := t.Len(); t.at < 0 && n > 0 && t.body.has() { // a table that has the keyboard has a line in hand
		t.Select(min(was, n-1))
	}
}

func indexOf(rows Rows, id field.ID) int {
	if fast, ok := rows.(interface{ Index(field.ID) int }); ok {
		return fast.Index(id)
	}
	for i := range rows.Len() {
		if rows.ID(i) == id {
			return i
		}
	}
	return -1
}

// Rows returns the rows that are shown; nil before SetRows.
func (t *Table) Rows() Rows { return t.rows }

// Len returns the number of rows.
func (t *Table) Len() int {
	if t.rows == nil {
		return 0
	}
	return t.rows.Len()
}

// SetEmpty says what belongs into the table and offers the one action that brings it there. act may be empty.
func (t *Table) SetEmpty(text, act string, do func()) {
	box := container.NewVBox(container.NewCenter(paragraph(text, theme.Text, theme.Faint).Alone()))
	if act != "" {
		box.Add(container.NewCenter(NewButton(t.host, act, Main, do)))
	}
	t.empty.Objects = []fyne.CanvasObject{box}
	t.showEmpty()
}

func (t *Table) showEmpty() {
	if t.rows != nil && t.rows.Len() == 0 {
		t.empty.Show()
		t.body.Hide()
		return
	}
	t.empty.Hide()
	t.body.Show()
}

// Selected returns the number of the line in hand, -1 for none.
func (t *Table) Selected() int { return t.at }

// SelectedID returns the record in hand; the zero ID for none.
func (t *Table) SelectedID() field.ID {
	if t.at < 0 || t.at >= t.Len() {
		return field.ID{}
	}
	return t.rows.ID(t.at)
}

// Select takes line i in hand and brings it into view; i outside the rows takes none.
func (t *Table) Select(i int) { t.selectRow(i, true) }

// SelectID takes the line of a record in hand without telling OnSelect.
func (t *Table) SelectID(id field.ID) {
	if t.rows != nil {
		t.selectRow(indexOf(t.rows, id), false)
	}
}

func (t *Table) selectRow(i int, tell bool) {
	if i < 0 || i >= t.Len() {
		i = -1
	}
	if i == t.at {
		return
	}
	t.at = i
	if i >= 0 {
		t.body.ScrollTo(i)
	} else {
		t.body.Refresh()
	}
	if tell && t.OnSelect != nil {
		t.OnSelect(i)
	}
}

// Focus gives the keyboard to the lines.
func (t *Table) Focus() { t.host.Focus(t.body) }

// SetSort shows by which column the rows are sorted; it does not sort.
func (t *Table) SetSort(key string, desc bool) {
	t.sort, t.desc = key, desc
	t.head.Refresh()
}

func (t *Table) sortBy(c *Column) {
	if c.Fixed || t.OnSort == nil {
		return
	}
	desc := t.sort == c.Key && !t.desc
	t.SetSort(c.Key, desc)
	t.OnSort(c.Key, desc)
}

// Offset returns how far the lines are scrolled; SetOffset goes back there.
func (t *Table) Offset() float32 { return t.body.GetScrollOffset() }

// SetOffset scrolls the lines.
func (t *Table) SetOffset(y float32) { t.body.ScrollToOffset(y) }

// words returns what stands in a cell, masked where it has to be.
func (t *Table) words(i int, c *Column) string {
	text := t.rows.Text(i, c.Key)
	if c.Mask != nil && text != "" {
		return c.Mask(text)
	}
	return text
}

// copyLine puts the line in hand on the clipboard, as the screen shows it, with tabs between the columns.
func (t *Table) copyLine() {
	if t.at < 0 || t.at >= t.Len() {
		return
	}
	var words []string
	for _, c := range t.cols {
		words = append(words, strings.NewReplacer("\t", " ", "\n", " ").Replace(t.words(t.at, c)))
	}
	fyne.CurrentApp().Clipboard().SetContent(strings.Join(words, "\t"))
	t.host.copied()
	t.host.Toast(t.host.T("kit.table.copied"), nil)
}
