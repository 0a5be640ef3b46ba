package paper

import (
	"math"
	"strings"
)

type table struct{ Table }

// Rules and room of a table, mm.
const (
	ruleThin   = 0.18
	padSide    = 1.4
	padTop     = 1.1
	narrowest  = 9.0 // a column below this is no column any more
	headAtMost = 1.0 / 3
	roomBelow  = 3.0
)

// ruled is the frame rows are set into.
type ruled struct {
	widths []float64 // mm, together the width of the type area
	aligns []align
	fonts  []Font
	size   float64 // pt
	low    float64 // least height of a row, mm
	fill   bool    // pale ground, for heads
	middle bool    // centre the lines of a cell from top to bottom
}

func (f ruled) style(col int) style {
	return style{font: f.fonts[col], size: f.size, lead: f.size * 1.4 / ptPerMM}
}

// heads returns the frame for a row of heads over the same columns.
func (f ruled) heads() ruled {
	h := f
	h.fill, h.middle, h.low = true, true, 0
	h.aligns, h.fonts = make([]align, len(f.widths)), make([]Font, len(f.widths))
	for i := range h.widths {
		h.aligns[i], h.fonts[i] = alignCentre, Hei
	}
	return h
}

// bold returns the frame for a row of sums.
func (f ruled) bold() ruled {
	b := f
	b.fonts = make([]Font, len(f.widths))
	for i := range b.fonts {
		b.fonts[i] = Hei
	}
	return b
}

// row sets one row: one strip, or several when it is higher than most of a page.
func (l *layout) row(f ruled, cells []string) []strip {
	set := make([][]textLine, len(f.widths))
	most := 1
	for i := range f.widths {
		text := ""
		if i < len(cells) {
			text = strings.Trim(clean(cells[i]), "\n")
		}
		set[i] = l.set(text, f.style(i), column{width: (f.widths[i] - 2*padSide) * ptPerMM, align: f.aligns[i]})
		most = max(most, len(set[i]))
	}
	lead := f.style(0).lead
	fit := max(int((l.high*(1-headAtMost)-2*padTop)/lead), 1)
	var out []strip
	for from := 0; from < most; from += fit {
		n := min(fit, most-from)
		out = append(out, l.slice(f, set, from, n, math.Max(f.low, float64(n)*lead+2*padTop)))
	}
	return out
}

// slice draws n lines of every cell of a row, with its rules.
func (l *layout) slice(f ruled, set [][]textLine, from, n int, height float64) strip {
	s := strip{height: height}
	if f.fill {
		s.items = append(s.items, Box{W: l.wide, H: height, Fill: Pale})
	}
	rule := func(x1, y1, x2, y2 float64) {
		s.items = append(s.items, Line{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: ruleThin, Color: Black})
	}
	rule(0, 0, l.wide, 0)
	rule(0, height, l.wide, height)
	rule(0, 0, 0, height)
	x := 0.0
	for i, w := range f.widths {
		st := f.style(i)
		lines := part(set[i], from, n)
		y := padTop
		if f.middle || len(f.widths) > 1 && n == len(lines) && n == 1 {
			y = (height - float64(len(lines))*st.lead) / 2
		}
		for k, line := range lines {
			for _, r := range line.runs {
				s.items = append(s.items, move(r, x+padSide, y+float64(k)*st.lead+baseLine(st)))
			}
		}
		x += w
		if i == len(f.widths)-1 {
			x = l.wide
		}
		rule(x, 0, x, height)
	}
	return s
}

func (b table) strips(l *layout) []strip {
	t := b.squared()
	if len(t.Columns) == 0 {
		return note{t.Empty}.strips(l)
	}
	if l.wide/float64(len(t.Columns)) < narrowest {
		return l.records(t)
	}
	f := ruled{size: sizeSmallFour}
	if len(t.Columns) > 5 {
		f.size = sizeFive
	}
	if len(t.Columns) > 9 {
		f.size = sizeSmallFive
	}
	f.widths = l.shares(t, f.size)
	for _, c := range t.Columns {
		f.fonts = append(f.fonts, Song)
		f.aligns = append(f.aligns, [...]align{Left: alignLeft, Right: alignRight, Centre: alignCentre}[min(c.Align, Centre)])
	}
	var titles []string
	for _, c := range t.Columns {
		titles = append(titles, c.Title)
	}
	out := l.caption(t.Caption)
	head := l.row(f.heads(), titles)
	for i := range head {
		head[i].keep = true
	}
	out = append(out, head...)
	var again *strip
	if len(head) == 1 && head[0].height <= l.high*headAtMost {
		again = &head[0]
	}
	return append(out, l.body(f, t, again)...)
}

// body sets the rows of a table and its sum.
func (l *layout) body(f ruled, t Table, head *strip) []strip {
	var out []strip
	for _, cells := range t.Rows {
		out = append(out, l.row(f, cells)...)
	}
	if len(t.Rows) == 0 && t.Empty != "" {
		whole := ruled{widths: []float64{l.wide}, aligns: []align{alignCentre}, fonts: []Font{Song}, size: f.size}
		out = append(out, l.row(whole, []string{t.Empty})...)
	}
	if len(t.Sum) > 0 {
		if len(out) > 0 {
			out[len(out)-1].keep = true
		}
		out = append(out, l.row(f.bold(), t.Sum)...)
	}
	for i := range out {
		out[i].head = head
	}
	return spaced(out)
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
	t.Columns = columns
	return t
}

// shares says how wide each column is, mm. Widths given come first; the others share
// what is left by how much text they hold.
func (l *layout) shares(t Table, size float64) []float64 {
	n := len(t.Columns)
	want, least := make([]float64, n), make([]float64, n)
	sum := 0.0
	for i, c := range t.Columns {
		want[i], least[i] = l.wants(t, i, size)
		if c.Width > 0 {
			want[i] = math.Min(c.Width, 1) * l.wide
		}
		want[i] = math.Max(want[i], least[i])
		sum += want[i]
	}
	if sum <= l.wide {
		for i := range want {
			want[i] *= l.wide / sum
		}
		return want
	}
	low := 0.0
	for i := range least {
		low += least[i]
	}
	for i := range want { // shrink what is above the least
		if low >= l.wide || sum-low <= 0 {
			want[i] = l.wide / float64(n)
			continue
		}
		want[i] = least[i] + (want[i]-least[i])*(l.wide-low)/(sum-low)
	}
	return want
}

// wants estimates the room for the text of a column and the least it can live with, mm.
func (l *layout) wants(t Table, col int, size float64) (float64, float64) {
	em := size / ptPerMM
	most, word := 4.0, 3.0
	look := func(text string, word *float64) {
		for line := range strings.SplitSeq(text, "\n") {
			run := 0.0
			for _, r := range line {
				run += narrow
				if !slim(r) || r == ' ' {
					run = 0
				}
				*word = math.Max(*word, math.Min(run, 8))
			}
			most = math.Max(most, math.Min(ems(line), 24))
		}
	}
	look(t.Columns[col].Title, &word)
	for _, row := range t.Rows {
		if col < len(row) {
			look(row[col], &word)
		}
	}
	if col < len(t.Sum) {
		look(t.Sum[col], &word)
	}
	least := math.Min(word*em+2*padSide, l.wide/float64(len(t.Columns)))
	return most*em + 2*padSide + 0.5, math.Max(least, math.Min(narrowest, l.wide/float64(len(t.Columns))))
}

// narrow is about the width of a Latin letter or figure, in em.
const narrow = 0.58

// slim reports a character that is narrower than a Chinese one.
func slim(r rune) bool { return r < 0x2E80 && !strings.ContainsRune(wholeCell, r) }

// ems estimates the width of a line of text without setting it.
func ems(line string) float64 {
	w := 0.0
	for _, r := range line {
		if slim(r) {
			w += narrow
		} else {
			w++
		}
	}
	return w
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
