package paper

import (
	"math"
	"slices"
	"strings"
)

// need is what a column asks for, em.
type need struct {
	most  float64 // its widest line
	cells float64 // the widest line of its cells, without the heads
	whole float64 // the longest text of its cells, were it on one line
	least float64 // its longest word or number, which no line may break
	tail  float64 // the widest text behind the last figure of a number
}

// Bounds of what a column asks for, em.
const (
	needMost   = 24.0 // a longer line is broken
	needFair   = 4.2  // a column of words gets that much before type is made smaller
	needBare   = 3.0  // an empty column
	wordMost   = 11.0 // a longer word or address may be broken
	tailMost   = 4.0  // a longer text behind a number stands where it likes
	shortWord  = 4.2  // a name or word up to that is not broken
	titleShort = 3.2  // a title of a column up to that is not broken, and one little longer only once
	titleLong  = 4.2  // a longer title of a column may take two lines
)

// typeSizes are those of a table, pt, the first that is small enough.
var typeSizes = []float64{sizeSmallFour, sizeFive, sizeSmallFive, 8, 7.5, 7}

// tableFrame chooses type and widths for a table; false when it fits no page.
func (l *layout) tableFrame(t Table) (ruled, bool) {
	n := len(t.Columns)
	f := ruled{level: true, tight: n > 9}
	needs := l.needs(t)
	sizes := typeSizes
	if n > 5 || t.Dense {
		sizes = sizes[1:]
	}
	if n > 9 {
		sizes = sizes[1:]
	}
	fits := false
	f.size = sizes[len(sizes)-1]
	for _, fair := range []float64{needFair, 0} {
		for _, size := range sizes {
			sum := 0.0
			for _, d := range needs {
				sum += math.Max(d.least, math.Min(d.most, fair))*size/ptPerMM + 2*f.side() + roomHair
			}
			if fits = sum <= l.wide; fits {
				f.size = size
				break
			}
		}
		if fits {
			break
		}
	}
	f.widths = l.divide(t, needs, f)
	for i, c := range t.Columns {
		f.fonts = append(f.fonts, Song)
		f.aligns = append(f.aligns, [...]align{Left: alignLeft, Right: alignRight, Centre: alignCentre}[min(c.Align, Centre)])
		f.tails = append(f.tails, 0)
		if c.Align == Right {
			f.tails[i] = needs[i].tail * f.size
		}
	}
	return f, fits || l.wide/float64(n) >= narrowest
}

// roomHair keeps a text that just fits from being broken, mm.
const roomHair = 0.3

// needs measures the columns of a table.
func (l *layout) needs(t Table) []need {
	out := make([]need, len(t.Columns))
	for i, c := range t.Columns {
		out[i].most = needBare
		most, least := l.titleNeed(c.Title)
		out[i].most, out[i].least = math.Max(needBare, most), least
	}
	for i, cells := range t.Rows {
		if slices.Contains(t.Strong, i) {
			cells = behindWord(cells)
		}
		l.rowNeeds(out, cells, Song, t.Columns)
	}
	l.rowNeeds(out, behindWord(t.Sum), Hei, t.Columns)
	if t.Carried != nil && len(t.Rows) > 0 {
		l.rowNeeds(out, behindWord(t.Carried(t.Rows)), Hei, t.Columns)
	}
	names, spans := grouped(t.Columns)
	for i := 0; i < len(spans); i += spans[i] {
		l.groupNeed(out[i:i+spans[i]], names[i])
	}
	return out
}

// behindWord is a row of sums without its first text when that may stand across the next column.
func behindWord(cells []string) []string {
	if len(cells) > 1 && cells[1] == "" {
		return append([]string{""}, cells[1:]...)
	}
	return cells
}

func (l *layout) rowNeeds(out []need, cells []string, font Font, columns []Column) {
	st := style{font: font, size: 1}
	for i, text := range cells {
		if i == len(out) {
			return
		}
		d := &out[i]
		for line := range strings.SplitSeq(cellText(text), "\n") {
			l.cells = l.shapeInto(l.cells[:0], line, st, false)
			w := width(l.cells)
			d.whole = math.Max(d.whole, w)
			d.cells = math.Max(d.cells, math.Min(w, needMost))
			d.most = math.Max(d.most, d.cells)
			d.least = math.Max(d.least, longestPiece(l.cells))
			if w <= shortWord {
				d.least = math.Max(d.least, w)
			}
			if columns[i].Align == Right {
				if tail := behindFigure(l.cells); tail <= tailMost {
					d.tail = math.Max(d.tail, tail)
				}
			}
		}
	}
}

// titleNeed is the room for the title of a column: a long one may take two lines.
func (l *layout) titleNeed(title string) (most, least float64) {
	for line := range strings.SplitSeq(cellText(title), "\n") {
		cells := l.shape(line, style{font: Hei, size: 1}, true)
		w, word := width(cells), longestPiece(cells)
		switch {
		case w <= titleShort:
			word = w
		case w <= titleLong+2:
			word = math.Max(word, w/2+0.1)
		}
		if w > titleLong {
			w = math.Max(w/2+0.5, word)
		}
		most, least = math.Max(most, w), math.Max(least, word)
	}
	return most, least
}

// groupNeed lets the columns of a group be wide enough for its name together.
func (l *layout) groupNeed(group []need, name string) {
	if name == "" {
		return
	}
	most, least := l.titleNeed(name)
	for i := range group {
		group[i].most = math.Max(group[i].most, most/float64(len(group)))
		group[i].least = math.Max(group[i].least, least/float64(len(group)))
	}
}

// longestPiece is the width of the longest run that no line breaks.
func longestPiece(cells []cell) float64 {
	w, most, part, blank := 0.0, 0.0, 0.0, 0.0
	for i := range cells {
		switch {
		case cells[i].brk == always:
			w, part, blank = 0, 0, 0
		case cells[i].brk == soft:
			w, part, blank = w+blank, 0, 0
		}
		if cells[i].kind == space { // counts only if something follows that it is not parted from
			blank += cells[i].glyph.Advance
			continue
		}
		w += blank + cells[i].glyph.Advance
		part += blank + cells[i].glyph.Advance
		blank = 0
		most = math.Max(most, math.Max(part, math.Min(w, wordMost)))
	}
	return math.Min(most, wordMost)
}

// behindFigure is the width of what stands behind the last figure of a text; 0 without one.
func behindFigure(cells []cell) float64 {
	w := 0.0
	for i := len(cells) - 1; i >= 0; i-- {
		if c := cells[i].glyph.Text; c[0] >= '0' && c[0] <= '9' {
			return w
		}
		w += cells[i].glyph.Advance
	}
	return 0
}

// narrow is about the width of a Latin letter or figure, in em.
const narrow = 0.58

// slim reports a character that is narrower than a Chinese one.
func slim(r rune) bool { return r < lowestWide && classOf(r)&takesCell == 0 }

// ems estimates the width of a line of text without setting it.
func ems(line string) float64 {
	w := 0.0
	for _, r := range line {
		switch {
		case r == footSign:
		case slim(r):
			w += narrow
		default:
			w++
		}
	}
	return w
}
