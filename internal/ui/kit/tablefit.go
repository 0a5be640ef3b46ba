package kit

import "cn.halfsky/internal/ui/theme"

// cellPad is the margin at each side of a cell.
const cellPad = 8

// least is the width below which a column is of no use: four characters.
func least() float32 { return theme.Size(theme.Text)*4 + 2*cellPad }

// fit shares width among the columns. Every column gets its wish; what is left over goes to the loose ones. Where there is too
// little, wishes shrink to two thirds, and then the last columns are left out: half a column helps nobody.
func (t *Table) fit(width float32) {
	scale := theme.Size(theme.Text) / 14
	room := width - 14 // the scroll bar
	for _, c := range t.cols {
		if !c.held {
			c.width = max(c.Width*scale, rulerFor(theme.Size(theme.Text), true).width(c.Title)+2*cellPad+sortMark)
		}
	}
	t.shown = len(t.cols)
	total := t.total(1)
	if total > room {
		for t.shown > 1 && t.total(2.0/3) > room {
			t.shown--
		}
		t.shrink(room)
	}
	t.spread(room - t.total(1))
	t.form++
	t.head.Refresh()
	t.body.Refresh()
}

// total is the width of the shown columns when those that may shrink do so by factor.
func (t *Table) total(factor float32) float32 {
	var sum float32
	for _, c := range t.cols[:t.shown] {
		if c.held {
			sum += c.width
		} else {
			sum += max(c.width*factor, least())
		}
	}
	return sum
}

func (t *Table) shrink(room float32) {
	over := t.total(1) - room
	if over <= 0 {
		return
	}
	var give float32
	for _, c := range t.cols[:t.shown] {
		if !c.held {
			give += max(c.width-max(c.width*2/3, least()), 0)
		}
	}
	if give == 0 {
		return
	}
	part := min(over/give, 1)
	for _, c := range t.cols[:t.shown] {
		if !c.held {
			c.width -= max(c.width-max(c.width*2/3, least()), 0) * part
		}
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
	c.width = max(c.width+by, least()/2)
	c.held = true
	t.form++
	t.head.Refresh()
	t.body.Refresh()
}
