package kit

import "cn.halfsky/internal/ui/theme"

// cellPad is the margin at each side of a cell.
const cellPad = 8

// least is the width below which a column is of no use: half a date or a figure without its last digit misleads, half a name does
// not.
func (c *Column) least(wish float32) float32 {
	if c.Loose {
		return max(wish*2/3, theme.Size(theme.Text)*8+2*cellPad)
	}
	return wish
}

// fit shares width among the columns. Every column gets its wish; what is left over goes to the loose ones. Where there is too
// little, loose columns shrink, and then the last columns are left out: half a column helps nobody.
func (t *Table) fit(width float32) {
	scale := theme.Size(theme.Text) / 14
	room := width - 14 // the scroll bar
	for _, c := range t.cols {
		if !c.held {
			c.width = max(c.Width*scale, rulerFor(theme.Size(theme.Text), true).width(c.Title)+2*cellPad+sortMark)
		}
	}
	t.shown = len(t.cols)
	for t.shown > 1 && t.total((*Column).small) > room {
		t.shown--
	}
	t.shrink(t.total((*Column).now) - room)
	t.spread(room - t.total((*Column).now))
	t.form++
	t.head.Refresh()
	t.body.Refresh()
}

func (c *Column) now() float32 { return c.width }

func (c *Column) small() float32 {
	if c.held {
		return c.width
	}
	return min(c.width, c.least(c.width))
}

// total adds up the shown columns, each as wide as of says.
func (t *Table) total(of func(*Column) float32) float32 {
	var sum float32
	for _, c := range t.cols[:t.shown] {
		sum += of(c)
	}
	return sum
}

func (t *Table) shrink(over float32) {
	give := t.total((*Column).now) - t.total((*Column).small)
	if over <= 0 || give <= 0 {
		return
	}
	part := min(over/give, 1)
	for _, c := range t.cols[:t.shown] {
		c.width -= (c.width - c.small()) * part
	}
}

func (t *Table) spread(left float32) {
	var loose []*Column
	for _, c := range t.cols[:t.shown] {
		if c.Loose && !c.held {
			loose = append(loose, c)
		}
	}
	if left <= 0 || len(loose) == 0 {
		return
	}
	for _, c := range loose {
		c.width += left / float32(len(loose))
	}
}

// widen changes the width of a column by hand.
func (t *Table) widen(i int, by float32) {
	c := t.cols[i]
	c.width = max(c.width+by, theme.Size(theme.Text)*3)
	c.held = true
	t.form++
	t.head.Refresh()
	t.body.Refresh()
}
