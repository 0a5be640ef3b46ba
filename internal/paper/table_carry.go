package paper

import "strings"

// carryMost is the part of a page a carried row may take; a higher one is left out.
const carryMost = 1.0 / 15

// carry makes the rows that carry the sums of a table over a page break.
type carry struct {
	l     *layout
	frame ruled
	table *Table
}

// carrier returns nil for a table that carries no sums.
func (l *layout) carrier(f ruled, t *Table) *carry {
	if t.Carried == nil {
		return nil
	}
	return &carry{l, f.bold(), t}
}

// to is the last row of a page, with the sums of the first n rows of the table.
func (c *carry) to(n int) strip { return c.row(c.table.CarryTo, n) }

// from is the first row of the next page.
func (c *carry) from(n int) strip { return c.row(c.table.CarryFrom, n) }

func (c *carry) row(word string, n int) strip {
	cells := c.table.Carried(c.table.Rows[:n])
	if n == 0 || len(cells) == 0 {
		return strip{}
	}
	cells = append([]string(nil), cells...)
	cells[0] = strings.TrimSpace(word + " " + cells[0])
	row := c.l.row(c.frame.spanning(cells), cells)
	if len(row) > 1 || row[0].height > c.l.high*carryMost {
		return strip{}
	}
	return row[0]
}
