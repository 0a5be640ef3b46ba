package paper

import (
	"math"
	"strings"
)

// ruled is the frame rows are set into.
type ruled struct {
	widths []float64 // mm, together the width of the type area
	aligns []align
	fonts  []Font
	spans  []int     // columns the cell of a column takes; nil: one each
	tails  []float64 // of columns of numbers: room kept behind the last figure, pt; nil: none
	size   float64   // pt
	low    float64   // least height of a row, mm
	fill   bool      // pale ground, for heads
	middle bool      // centre the lines of a cell from top to bottom
	level  bool      // do so in rows that are not high
	tight  bool      // less room beside the text, for many columns
	flat   bool      // less room above and below it, for a sheet that is to be one page
}

// levelLines is the most lines of a row whose cells are centred from top to bottom.
const levelLines = 8

func (f ruled) style(col int) style {
	return style{font: f.fonts[col], size: f.size, lead: f.size * 1.4 / ptPerMM}
}

// side is the room between rule and text, mm.
func (f ruled) side() float64 {
	if f.tight {
		return padTight
	}
	return padSide
}

// above is the room between rule and text over and under it, mm.
func (f ruled) above() float64 {
	if f.flat {
		return padFlat
	}
	return padTop
}

// heads returns the frame for a row of heads over the same columns.
func (f ruled) heads() ruled {
	h := f
	h.fill, h.middle, h.low, h.tails = true, true, 0, nil
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

// spanning returns the frame for a row whose first text stands across the empty cells behind it.
func (f ruled) spanning(cells []string) ruled {
	n := 1
	for n < len(f.widths) && n < len(cells) && cells[n] == "" {
		n++
	}
	if n == 1 {
		return f
	}
	s := f
	s.spans = make([]int, len(f.widths))
	for i := range s.spans {
		s.spans[i] = 1
	}
	s.spans[0] = n
	s.aligns = append([]align{alignCentre}, f.aligns[1:]...)
	return s
}

// span is how many columns the cell of a column takes.
func (f ruled) span(col int) int {
	if f.spans == nil {
		return 1
	}
	return max(f.spans[col], 1)
}

// across is the width of n columns, mm.
func (f ruled) across(col, n int) float64 {
	return together(f.widths[col : col+n])
}

// cellText is the text of a cell without empty lines around it.
func cellText(s string) string { return strings.Trim(clean(s), "\n") }

// row sets one row: one strip, or several when it is higher than most of a page.
func (l *layout) row(f ruled, cells []string) []strip {
	set := make([][]textLine, len(f.widths))
	most := 1
	for i := 0; i < len(f.widths); i += f.span(i) {
		text := ""
		if i < len(cells) {
			text = cellText(cells[i])
		}
		set[i] = l.cellLines(f, i, text)
		most = max(most, len(set[i]))
	}
	f.middle = f.middle || f.level && most <= levelLines
	lead := f.style(0).lead
	fit := max(int((l.high*rowAtMost-2*f.above())/lead), 1)
	var out []strip
	for from := 0; from < most; from += fit {
		n := min(fit, most-from)
		out = append(out, l.slice(f, set, from, n, math.Max(f.low, float64(n)*lead+2*f.above())))
	}
	return out
}

// cellLines sets the text of one cell.
func (l *layout) cellLines(f ruled, col int, text string) []textLine {
	room := (f.across(col, f.span(col)) - 2*f.side()) * ptPerMM
	if f.fill {
		return l.headLines(text, f.style(col), room)
	}
	lines := l.set(text, f.style(col), column{width: room, align: f.aligns[col], words: true})
	if f.tails != nil && f.tails[col] > 0 && len(lines) == 1 && f.span(col) == 1 {
		lines[0].alignFigures(f.tails[col])
	}
	return lines
}

// headLines sets the text of a head in lines about as long, no word cut.
func (l *layout) headLines(text string, st style, room float64) []textLine {
	var lines []textLine
	for part := range strings.SplitSeq(text, "\n") {
		set := l.balanced(part, st, room)
		if set == nil {
			set = []textLine{{}}
		}
		lines = append(lines, set...)
	}
	return lines
}

// alignFigures moves a right-aligned number to the left, so that its last figure stands
// above that of the others in its column, whatever words are behind it.
func (t *textLine) alignFigures(tail float64) {
	own, found := 0.0, false
	for i := len(t.runs) - 1; i >= 0 && !found; i-- {
		for k := len(t.runs[i].Glyphs) - 1; k >= 0; k-- {
			g := t.runs[i].Glyphs[k]
			if found = g.Text != "" && g.Text[0] >= '0' && g.Text[0] <= '9'; found {
				break
			}
			own += g.Advance
		}
	}
	if !found {
		own = 0
	}
	shift := (tail - own) / ptPerMM
	if len(t.runs) == 0 || shift <= 0 || t.runs[0].X < shift {
		return
	}
	for i := range t.runs {
		t.runs[i].X -= shift
	}
}

// slice draws n lines of every cell of a row, with its rules.
func (l *layout) slice(f ruled, set [][]textLine, from, n int, height float64) strip {
	s := strip{height: height, items: make([]Item, 0, 4+3*len(f.widths))}
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
	for i := 0; i < len(f.widths); i += f.span(i) {
		st := f.style(i)
		lines := part(set[i], from, n)
		y := f.above()
		if f.middle || len(f.widths) > 1 && n == len(lines) && n == 1 {
			y = (height - float64(len(lines))*st.lead) / 2
		}
		for k, line := range lines {
			for _, r := range line.runs {
				s.items = append(s.items, move(r, x+f.side(), y+float64(k)*st.lead+baseLine(st)))
			}
		}
		x += f.across(i, f.span(i))
		if i+f.span(i) == len(f.widths) {
			x = l.wide
		}
		rule(x, 0, x, height)
	}
	return s
}
