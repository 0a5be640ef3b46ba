package paper

import "math"

// headRows sets the head of a table: the titles of its columns, and above those of one
// group the name of the group. A head higher than a third of the page comes as several strips.
func (l *layout) headRows(f ruled, columns []Column) []strip {
	h := f.heads()
	var titles []string
	groups := false
	for _, c := range columns {
		titles = append(titles, c.Title)
		groups = groups || c.Group != ""
	}
	if !groups {
		return kept(l.row(h, titles))
	}
	names, spans := grouped(columns)
	above := h
	above.spans = spans
	upper := l.row(above, names)
	inner := append([]string(nil), titles...)
	for i, c := range columns {
		if c.Group == "" {
			inner[i] = ""
		}
	}
	lower := l.row(h, inner)
	if len(upper)+len(lower) > 2 {
		return kept(append(upper, l.row(h, titles)...))
	}
	return kept([]strip{l.twoRows(h, columns, upper[0].height, lower[0].height)})
}

// kept keeps strips on one page with what follows.
func kept(strips []strip) []strip {
	for i := range strips {
		strips[i].keep = true
	}
	return strips
}

// grouped returns the texts of the upper row of heads and how many columns each takes.
func grouped(columns []Column) (names []string, spans []int) {
	names, spans = make([]string, len(columns)), make([]int, len(columns))
	for i := 0; i < len(columns); {
		n := 1
		names[i] = columns[i].Group
		for i+n < len(columns) && names[i] != "" && columns[i+n].Group == names[i] {
			n++
		}
		spans[i] = n
		i += n
	}
	return names, spans
}

// twoRows draws a head of two rows. A column without a group stands across both.
func (l *layout) twoRows(h ruled, columns []Column, upper, lower float64) strip {
	alone := 0.0
	for i, c := range columns {
		if c.Group == "" {
			alone = math.Max(alone, l.cellHeight(h, i, c.Title))
		}
	}
	if more := alone - upper - lower; more > 0 {
		upper, lower = upper+more/2, lower+more/2
	}
	s := strip{height: upper + lower}
	s.items = append(s.items, Box{W: l.wide, H: s.height, Fill: Pale})
	names, spans := grouped(columns)
	x := 0.0
	for i := 0; i < len(columns); i += spans[i] {
		w := h.across(i, spans[i])
		if columns[i].Group == "" {
			l.headCell(&s, h, columns[i].Title, Box{X: x, W: w, H: s.height})
			x += w
			continue
		}
		l.headCell(&s, h, names[i], Box{X: x, W: w, H: upper})
		for k := i; k < i+spans[i]; k++ {
			l.headCell(&s, h, columns[k].Title, Box{X: x, Y: upper, W: h.widths[k], H: lower})
			x += h.widths[k]
		}
	}
	return s
}

// cellHeight is what a text needs in a column, mm.
func (l *layout) cellHeight(f ruled, col int, text string) float64 {
	st := f.style(col)
	lines := l.headLines(cellText(text), st, (f.widths[col]-2*f.side())*ptPerMM)
	return float64(len(lines))*st.lead + 2*padTop
}

// headCell draws one framed text in the middle of its room.
func (l *layout) headCell(s *strip, f ruled, text string, room Box) {
	st := f.style(0)
	lines := l.headLines(cellText(text), st, (room.W-2*f.side())*ptPerMM)
	y := room.Y + (room.H-float64(len(lines))*st.lead)/2
	for i, line := range lines {
		for _, r := range line.runs {
			s.items = append(s.items, move(r, room.X+f.side(), y+float64(i)*st.lead+baseLine(st)))
		}
	}
	s.frame(room)
}

// frame draws the four rules around a room.
func (s *strip) frame(room Box) {
	rule := func(x1, y1, x2, y2 float64) {
		s.items = append(s.items, Line{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: ruleThin, Color: Black})
	}
	right, low := room.X+room.W, room.Y+room.H
	rule(room.X, room.Y, right, room.Y)
	rule(room.X, low, right, low)
	rule(room.X, room.Y, room.X, low)
	rule(right, room.Y, right, low)
}
