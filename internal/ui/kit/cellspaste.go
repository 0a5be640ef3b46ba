package kit

import (
	"encoding/csv"
	"slices"
	"strings"

	"cn.halfsky/internal/field"
)

// mostPasted is how many rows a paste takes.
const mostPasted = 5000

// mostCells is how many cells of a pasted row are looked at.
const mostCells = 256

// paste fills cells from the one in hand to the right and down with what a spreadsheet copied. Where its first row holds headings of
// this sheet, each column goes under its own. A text of one cell goes into the entry.
func (c *Cells) paste(text string) bool {
	block := blockOf(text)
	if len(block) == 0 || len(block) == 1 && len(block[0]) == 1 {
		return false
	}
	to, headed := c.headed(block[0])
	if headed {
		block = block[1:]
	}
	first := c.row
	for i, line := range block {
		if first+i == len(c.rows) {
			c.rows = append(c.rows, &CellRow{Texts: make([]string, len(c.columns)), typed: make([]bool, len(c.columns))})
		}
		for k, cell := range line {
			col := c.col + k
			if headed {
				col = to[k]
			}
			if col >= 0 && col < len(c.columns) {
				c.set(first+i, col, cell)
			}
		}
	}
	c.grow()
	pasted := append([]*CellRow(nil), c.rows[first:first+len(block)]...)
	c.row = min(first+len(block), len(c.rows)-1)
	c.show()
	c.hand(pasted...)
	return true
}

// headed says under which column each cell of a row of headings goes, -1 for none, and whether it is one: two of ours stand in it.
// The headings that are none of ours are told, for what stands below them is not taken.
func (c *Cells) headed(line []string) ([]int, bool) {
	to := make([]int, mostCells)
	found := 0
	var none []string
	for i := range to {
		to[i] = -1
		if i >= len(line) {
			continue
		}
		for k, col := range c.columns {
			if col.named(line[i]) {
				to[i] = k
				found++
			}
		}
		if to[i] < 0 && line[i] != "" {
			none = append(none, line[i])
		}
	}
	if found >= 2 && len(none) > 0 && c.OnIgnored != nil {
		c.OnIgnored(none)
	}
	return to, found >= 2
}

func (col CellColumn) named(heading string) bool {
	heading = field.Fold(heading)
	return heading != "" && (heading == field.Fold(col.Title) || slices.ContainsFunc(col.Also, func(s string) bool { return field.Fold(s) == heading }))
}

// blockOf reads what a spreadsheet puts on the clipboard: cells parted by tabs, rows by line ends, cells that hold either in
// quotation marks. Rows without anything in them are left out.
func blockOf(text string) [][]string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord = '\t', true, -1
	var out [][]string
	for len(out) < mostPasted {
		line, err := r.Read()
		if err != nil {
			break
		}
		some := false
		for i := range line {
			line[i] = strings.Join(strings.Fields(strings.Map(field.Clean, line[i])), " ")
			some = some || line[i] != ""
		}
		line = line[:min(len(line), mostCells)]
		if some {
			out = append(out, line)
		}
	}
	return out
}
