package paper

import "strings"

type table struct{ Table }

// Rules and room of a table, mm.
const (
	ruleThin   = 0.18
	padSide    = 1.4
	padTight   = 0.9
	padTop     = 1.1
	padFlat    = 0.55
	narrowest  = 9.0     // a column below this is no column any more
	headAtMost = 1.0 / 4 // of a page, for a head to be repeated
	rowAtMost  = 0.6     // of a page, for a row to stay whole
	wholeMost  = 0.3     // of a page, for a table to stay on one
	roomBelow  = 3.0
	denseWhole = 5 // rows that a dense table keeps on one page
)

func (b table) strips(l *layout) []strip {
	t := b.squared()
	if len(t.Columns) == 0 {
		return note{t.Empty}.strips(l)
	}
	f, fits := l.tableFrame(t)
	if !fits {
		return l.records(t)
	}
	head := l.headRows(f, t.Columns)
	out := append(l.caption(t.Caption), head...)
	return l.whole(append(out, l.body(f, t, l.again(t.Caption, head))...))
}

// whole keeps a small table on one page.
func (l *layout) whole(strips []strip) []strip {
	high := 0.0
	for _, s := range strips {
		high += s.before + s.height
	}
	if high <= l.high*wholeMost {
		kept(strips[:len(strips)-1])
	}
	return strips
}

// again is the head of a table on its further pages, under its caption with the words
// for its going on; nil when it would take too much of them.
func (l *layout) again(caption string, head []strip) *strip {
	if len(head) != 1 || head[0].height > l.high*headAtMost {
		return nil
	}
	if l.opts.Continued == "" || strings.TrimSpace(clean(caption)) == "" {
		return &head[0]
	}
	words := l.opts.Continued
	if words[0] < 0x80 {
		words = " " + words
	}
	lines := l.caption(strings.ReplaceAll(strings.Trim(clean(unmarked(caption)), "\n"), "\n", " ") + words)
	return l.stack(append(lines, head[0]), l.high*headAtMost, &head[0])
}

// stack makes one strip of several, or returns another when it would be higher than most.
func (l *layout) stack(parts []strip, most float64, other *strip) *strip {
	var whole strip
	for i := range parts {
		for _, it := range parts[i].items {
			whole.items = append(whole.items, move(it, 0, whole.height))
		}
		whole.height += parts[i].height
	}
	if whole.height > most {
		return other
	}
	return &whole
}

// body sets the rows of a table, its sum and its notes.
func (l *layout) body(f ruled, t Table, head *strip) []strip {
	var out []strip
	c := l.carrier(f, &t)
	strong := map[int]bool{}
	for _, i := range t.Strong {
		strong[i] = true
	}
	for i, cells := range t.Rows {
		frame := f
		if strong[i] {
			frame = l.summing(f, cells)
		}
		row := l.row(frame, cells)
		for k := range row {
			row[k].carry, row[k].rows = c, i+min(k, 1)
		}
		row[len(row)-1].keep = len(t.Rows) > 1 && (i == 0 || i == len(t.Rows)-2 || t.Dense && i < denseWhole && len(t.Rows) <= denseWhole) // no row alone
		out = append(out, row...)
	}
	if len(t.Rows) == 0 && t.Empty != "" {
		whole := ruled{widths: []float64{l.wide}, aligns: []align{alignCentre}, fonts: []Font{Song}, size: f.size}
		out = append(out, l.row(whole, []string{t.Empty})...)
	}
	if len(t.Sum) > 0 {
		out = followed(out, l.row(l.summing(f, t.Sum), t.Sum))
	}
	for i := range out {
		out[i].head = head
	}
	return spaced(followed(out, l.notes(t.Notes)))
}

// followed keeps strips that belong to the end of a table with what is above them.
func followed(above, below []strip) []strip {
	if len(above) > 0 && len(below) > 0 {
		above[len(above)-1].keep = true
	}
	return append(above, below...)
}

// summing is the frame of a row of sums. Its first text may stand across empty cells when its own is too narrow.
func (l *layout) summing(f ruled, cells []string) ruled {
	f = f.bold()
	if len(cells) == 0 || width(l.shape(oneLine(cells[0]), f.style(0), false))/ptPerMM <= f.widths[0]-2*f.side() {
		return f
	}
	return f.spanning(cells)
}

// notes sets the small lines under a table, a few of them as one.
func (l *layout) notes(texts []string) []strip {
	var out []strip
	for _, text := range texts {
		mark, rest := noteMark(clean(text))
		out = append(out, l.hanging(mark, rest, footStyle)...)
	}
	for i := range out {
		out[i].keep = i+1 < len(out) && (out[i].keep || len(out) <= footWhole)
	}
	if len(out) > 0 {
		out[0].before = 1
	}
	return out
}

// spaced leaves some room below a figure or table.
func spaced(out []strip) []strip {
	if len(out) > 0 {
		out[len(out)-1].after = roomBelow
	}
	return out
}

// caption sets the line above a table, chart or grid.
func (l *layout) caption(text string) []strip {
	if strings.TrimSpace(clean(text)) == "" {
		return nil
	}
	st := style{font: Hei, size: sizeSmallFour, lead: 7.5}
	var lines []textLine
	for part := range strings.SplitSeq(clean(text), "\n") {
		lines = append(lines, l.balance(part, st)...)
	}
	out := lineStrips(lines, st)
	for i := range out {
		out[i].keep = true
	}
	if len(out) > 0 {
		out[0].before = 2
	}
	return out
}

// squared returns the table with a column for every cell.
func (b table) squared() Table {
	t := b.Table
	n := len(t.Columns)
	for _, row := range t.Rows {
		n = max(n, len(row))
	}
	n = max(n, len(t.Sum))
	columns := make([]Column, n)
	copy(columns, t.Columns)
	for i := range columns {
		columns[i].Group = cellText(columns[i].Group)
	}
	t.Columns = columns
	return t
}

// records sets a table with too many columns for a page as one fact sheet for each row.
func (l *layout) records(t Table) []strip {
	out := l.caption(t.Caption)
	sheet := func(cells []string) {
		var rows facts
		for i, c := range t.Columns {
			value := ""
			if i < len(cells) {
				value = cells[i]
			}
			rows = append(rows, Fact{c.Title, value})
		}
		part := rows.strips(l)
		if len(part) > 0 {
			part[0].before = 3
		}
		out = append(out, part...)
	}
	if len(t.Rows) == 0 {
		sheet(nil)
	}
	for _, row := range t.Rows {
		sheet(row)
	}
	if len(t.Sum) > 0 {
		sheet(t.Sum)
	}
	return out
}
