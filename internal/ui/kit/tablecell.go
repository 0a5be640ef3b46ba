package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cn.halfsky/internal/ui/theme"
)

// Cell returns the line in hand and the key of the column in hand; no key where a table has lines only or no line is in hand.
func (t *Table) Cell() (i int, key string) {
	if t.OnCell == nil || t.at < 0 || t.cell >= len(t.cols) {
		return t.at, ""
	}
	return t.at, t.cols[t.cell].Key
}

// Has says whether the keyboard is in the lines of the table.
func (t *Table) Has() bool { return t.body.has() }

// SelectCell takes the column of that key in hand, without telling OnCell.
func (t *Table) SelectCell(key string) {
	for k, c := range t.cols {
		if c.Key == key {
			t.cell = k
		}
	}
	t.body.Refresh()
}

// typedCell goes one cell to the side and says whether the table goes by cells at all.
func (t *Table) typedCell(name fyne.KeyName) bool {
	if t.OnCell == nil {
		return false
	}
	if name == fyne.KeyLeft {
		t.toCell(t.cell - 1)
	} else {
		t.toCell(t.cell + 1)
	}
	return true
}

func (t *Table) toCell(k int) {
	if k < 0 || k >= t.shown || k == t.cell {
		return
	}
	t.cell = k
	t.body.Refresh()
	if t.at >= 0 {
		t.OnCell(t.at, t.cols[k].Key)
	}
}

// pointCell takes the cell at x in hand.
func (t *Table) pointCell(x float32) {
	if t.OnCell == nil {
		return
	}
	for k, c := range t.cols[:t.shown] {
		if x -= c.width; x < 0 {
			t.toCell(k)
			return
		}
	}
}

// surround puts the ring around the cell in hand.
func (r *tableRow) surround() {
	t := r.table
	if t.OnCell == nil {
		return
	}
	if r.ring == nil {
		r.ring = canvas.NewRectangle(color.Transparent)
		r.ring.StrokeWidth, r.ring.CornerRadius = 2, 3
		r.all = append(r.all, r.ring)
	}
	on := r.i == t.at && t.body.has() && t.cell < t.shown
	if on {
		var x float32
		for _, before := range t.cols[:t.cell] {
			x += before.width
		}
		r.ring.StrokeColor = theme.Color(theme.Accent)
		r.ring.Move(fyne.NewPos(x+2, 0))
		r.ring.Resize(fyne.NewSize(t.cols[t.cell].width-4, r.Size().Height))
	}
	r.ring.Hidden = !on
	r.ring.Refresh()
}
