package paper

import "strings"

// style is how a piece of text looks.
type style struct {
	font  Font
	size  float64 // pt
	cell  float64 // advance of a full-width character, pt; 0 means size
	lead  float64 // from base line to base line, mm
	color Color
}

// full is the advance of one full-width character in pt.
func (s style) full() float64 {
	if s.cell > 0 {
		return s.cell
	}
	return s.size
}

// cell is one glyph on its way into a line.
type cell struct {
	glyph  Glyph
	face   faceID
	kind   kind
	brk    bool    // a line may end before it
	wide   bool    // stretches with the line, as Chinese does
	before float64 // what the cell can lose on its left, pt
	after  float64 // what it can lose on its right, pt
	size   float64 // of its type when it is not that of the text, pt
	rise   float64 // above the base line, mm
	note   int     // number of the footnote whose mark it is part of
}

// Parts of the em that a mark may give up inside a line and at its end.
const (
	squeezeInside = 0.22
	squeezeEnd    = 0.5
)

// Marks whose ink fills half of their cell only.
const (
	halfRight = "，。、；：！？）》」』】〕〉”’"
	halfLeft  = "（《「『【〔〈“‘"
	// wholeCell are marks that faces draw narrow but that take a full cell in Chinese.
	wholeCell = "“”‘’—…·"
)

// twoDashes is the one glyph that draws —— without a gap.
const twoDashes = '⸺'

// shaper turns text into cells and remembers what no face could draw.
type shaper struct {
	missing map[rune]bool
	feet    int // footnotes the document has
}

// shape returns one cell for each glyph of a line of clean text.
func (sh *shaper) shape(s string, st style, title bool) []cell {
	text, marks := sh.marks([]rune(s))
	ok := breaks(text)
	if title {
		keepWords(text, ok)
	}
	cells := make([]cell, 0, len(text))
	for i := 0; i < len(text); i++ {
		cells, marks = sh.marked(cells, marks, i, st)
		r := text[i]
		if r == '—' && i+1 < len(text) && text[i+1] == '—' {
			c := sh.one(twoDashes, st)
			c.glyph.Text, c.glyph.Advance = "——", 2*st.full()
			c.kind, c.brk, c.wide = closer, ok[i], true
			cells = append(cells, c)
			i++
			continue
		}
		c := sh.one(r, st)
		c.brk = ok[i]
		c.kind = kindOf(r)
		if strings.ContainsRune(wholeCell, r) {
			c = sh.mark(c, text, i, st)
		}
		cells = append(cells, c)
	}
	cells, _ = sh.marked(cells, marks, len(text), st)
	return cells
}

// one makes the cell of a character from the first face that has it.
func (sh *shaper) one(r rune, st style) cell {
	id, gid, found := st.font.find(r)
	if !found {
		sh.missing[r] = true
	}
	f := id.get()
	w := f.width(gid) * st.size / 1000
	c := cell{face: id, glyph: Glyph{GID: gid, Text: string(r), Advance: w}}
	if w > 0.95*st.size && w < 1.05*st.size {
		c.wide = true
		c.glyph.Advance = st.full()
		c.glyph.Shift = (st.full() - w) / 2
	}
	switch {
	case strings.ContainsRune(halfRight, r) && c.wide:
		c.after = st.size
	case strings.ContainsRune(halfLeft, r) && c.wide:
		c.before = st.size
	}
	return c
}

// mark gives a quotation mark, dash or dot its full cell, or its narrow form inside Latin text.
func (sh *shaper) mark(c cell, text []rune, i int, st style) cell {
	r := text[i]
	if inLatin(text, i) {
		if to := strings.IndexRune("“”‘’", r); to >= 0 {
			narrow := sh.one([]rune(`""''`)[to/len("“")], st)
			narrow.glyph.Text, narrow.brk, narrow.kind = c.glyph.Text, c.brk, c.kind
			return narrow
		}
		return c
	}
	w := c.face.get().width(c.glyph.GID) * st.size / 1000
	c.wide = true
	c.glyph.Advance = st.full()
	switch {
	case strings.ContainsRune(halfLeft, r):
		c.glyph.Shift, c.before = st.full()-w, st.size
	case strings.ContainsRune(halfRight, r):
		c.glyph.Shift, c.after = 0, st.size
	default:
		c.glyph.Shift = (st.full() - w) / 2
	}
	return c
}

// inLatin reports that a mark stands among Latin words: a Latin letter on the side it
// leans on, and no ideograph on the other.
func inLatin(text []rune, i int) bool {
	left, right := neighbour(text, i, -1), neighbour(text, i, +1)
	latin := func(r rune) bool { return r > 0 && r < 0x250 }
	return (latin(left) || latin(right)) && (left == 0 || latin(left)) && (right == 0 || latin(right))
}

// neighbour returns the nearest character that is no space in one direction, 0 at the edge.
func neighbour(text []rune, i, step int) rune {
	for i += step; i >= 0 && i < len(text); i += step {
		if text[i] != ' ' {
			return text[i]
		}
	}
	return 0
}
