package paper

import (
	"math"
	"slices"
	"strings"
)

// Spot is one character as it lies on a page; two that share a shape are one spot.
type Spot struct {
	Text       string
	Before     string  // what stands before it when the text is copied: nothing, a space, tabs, a line end
	X, Y, W, H float64 // its cell from the upper left, mm
}

// Base lines of one line differ by less than this, mm: a mark may stand a little higher than the text behind it.
const sameLine = 1.8

// piece is a run with the cell it stands in.
type piece struct {
	run  Run
	cell ruledCell
	in   bool // it stands in a cell
}

// ruledCell is the room between rules, mm.
type ruledCell struct{ left, right, top float64 }

// textRow is a line of text, or a row of a table.
type textRow struct {
	cells       [][]piece // in reading order; some may be empty in a table
	table       bool
	first       bool    // the first line of its paragraph
	left, right float64 // of the ink, mm
	hang        float64 // where the text behind a mark begins, mm; 0 without a mark
	y, size     float64 // base line, mm; pt
}

// rules are the straight lines of a page by direction.
type rules struct{ across, upright []Line }

func rulesOf(p Page) (r rules) {
	for _, it := range p.Items {
		l, ok := it.(Line)
		if !ok {
			continue
		}
		if l.X1 > l.X2 {
			l.X1, l.X2 = l.X2, l.X1
		}
		if l.Y1 > l.Y2 {
			l.Y1, l.Y2 = l.Y2, l.Y1
		}
		if l.X2-l.X1 >= l.Y2-l.Y1 {
			r.across = append(r.across, l)
		} else {
			r.upright = append(r.upright, l)
		}
	}
	return r
}

// cellOf finds the rules that stand around a run; false when it stands in no table.
func (r rules) cellOf(run Run) (ruledCell, bool) {
	mid := run.Y - run.Size*0.35/ptPerMM
	end := run.X + run.Width()
	c := ruledCell{left: -1, right: math.MaxFloat64, top: -1}
	for _, l := range r.upright {
		if mid < l.Y1-0.3 || mid > l.Y2+0.3 {
			continue
		}
		if l.X1 <= run.X+0.6 && l.X1 > c.left {
			c.left = l.X1
		}
		if l.X1 >= end-0.6 && l.X1 < c.right {
			c.right = l.X1
		}
	}
	if c.left < 0 || c.right == math.MaxFloat64 {
		return c, false
	}
	for _, l := range r.across {
		if l.Y1 <= mid && l.Y1 > c.top && l.X1 <= run.X+0.6 && l.X2 >= run.X {
			c.top = l.Y1
		}
	}
	return c, c.top >= 0
}

// columns are the left edges of the cells of a row.
func (r rules) columns(top float64) []float64 {
	var out []float64
	for _, l := range r.upright {
		if l.Y1 <= top+0.6 && l.Y2 >= top+0.6 && !slices.ContainsFunc(out, func(x float64) bool { return math.Abs(x-l.X1) < 0.3 }) {
			out = append(out, l.X1)
		}
	}
	slices.Sort(out)
	if len(out) > 1 {
		out = out[:len(out)-1] // the right edge of the table
	}
	return out
}

// rowsOf reads a page: lines of running text and rows of tables in the order they were drawn.
func rowsOf(p Page) []textRow {
	_, bottom, _ := areaOf(p)
	r := rulesOf(p)
	byTop := map[float64][]piece{}
	var pieces []piece
	for _, it := range p.Items {
		run, ok := it.(Run)
		if !ok || len(run.Glyphs) == 0 || run.Y > bottom+numberDrop/2 {
			continue
		}
		pc := piece{run: run}
		if pc.cell, pc.in = r.cellOf(run); pc.in {
			byTop[pc.cell.top] = append(byTop[pc.cell.top], pc)
		}
		pieces = append(pieces, pc)
	}
	var out []textRow
	done := make([]bool, len(pieces))
	for i, pc := range pieces {
		switch {
		case done[i]:
		case pc.in:
			if in := byTop[pc.cell.top]; in != nil {
				out = append(out, tableRow(in, r.columns(pc.cell.top)))
				delete(byTop, pc.cell.top)
			}
		default:
			var line []piece
			for k := i; k < len(pieces); k++ { // a mark may be drawn after the text behind it
				if !done[k] && !pieces[k].in && math.Abs(pieces[k].run.Y-pc.run.Y) < sameLine {
					line, done[k] = append(line, pieces[k]), true
				}
			}
			out = append(out, lineRow(line))
		}
	}
	return out
}

func lineRow(line []piece) textRow {
	byPlace(line)
	most := line[0].run
	for _, p := range line {
		if len(p.run.Glyphs) > len(most.Glyphs) {
			most = p.run // what the line is set in, whatever mark stands before it
		}
	}
	last := line[len(line)-1].run
	r := textRow{cells: [][]piece{line}, first: true, left: line[0].run.X, right: last.X + last.Width(), y: most.Y, size: most.Size}
	if len(line) > 1 {
		r.hang = line[1].run.X
	}
	return r
}

func tableRow(in []piece, columns []float64) textRow {
	r := textRow{table: true, cells: make([][]piece, max(len(columns), 1)), y: in[0].run.Y, size: in[0].run.Size}
	for _, p := range in {
		at := 0
		for i, x := range columns {
			if x <= p.run.X+0.6 {
				at = i
			}
		}
		r.cells[at] = append(r.cells[at], p)
	}
	for i := range r.cells {
		byPlace(r.cells[i])
	}
	return r
}

// text returns the characters of the row without its places.
func (r textRow) text() string {
	var b strings.Builder
	for _, s := range r.spots("") {
		b.WriteString(s.Before)
		b.WriteString(s.Text)
	}
	return b.String()
}

// spots returns the characters of the row; before stands before the first.
func (r textRow) spots(before string) []Spot {
	var out []Spot
	for i, cell := range r.cells {
		if i > 0 {
			before += "\t"
		}
		for k, p := range cell {
			if k > 0 {
				before += joint(cell[k-1], p)
			}
			for _, s := range p.run.spots() {
				s.Before = before
				before = ""
				out = append(out, s)
			}
		}
	}
	return out
}

// joint is what stands between two pieces of one cell or line.
func joint(a, b piece) string {
	em := b.run.Size / ptPerMM
	end := a.run.X + a.run.Width()
	if math.Abs(a.run.Y-b.run.Y) < sameLine {
		switch gap := b.run.X - end; {
		case gap > 2*em && !a.in:
			return "\t"
		case gap > 0.3*em:
			return " "
		}
		return ""
	}
	if a.in && a.cell.right-end > raggedLine*em+2*padSide {
		return " " // the line ended before it was full: an entry of its own
	}
	return between(a.run.Text(), b.run.Text())
}

// spots returns where the characters of a run lie. The cell of one is as high as the type and a little more.
func (r Run) spots() []Spot {
	em := r.Size / ptPerMM
	out := make([]Spot, 0, len(r.Glyphs))
	x := r.X
	for _, g := range r.Glyphs {
		w := g.Advance / ptPerMM
		out = append(out, Spot{Text: g.Text, X: x, Y: r.Y - 0.92*em, W: w, H: 1.18 * em})
		x += w
	}
	return out
}
