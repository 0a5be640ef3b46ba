package paper

import (
	"slices"
	"unicode/utf8"
)

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
	before float64 // what the cell can lose on its left, pt
	after  float64 // what it can lose on its right, pt
	size   float64 // of its type when it is not that of the text, pt
	rise   float64 // above the base line, mm
	note   int     // number of the footnote whose mark it is part of
	face   faceID
	kind   kind
	brk    chance // whether a line may end before it
	wide   bool   // stretches with the line, as Chinese does
}

// Parts of the em that a mark may give up inside a line and at its end.
const (
	squeezeInside = 0.22
	squeezeEnd    = 0.5
)

// twoDashes is the one glyph that draws —— without a gap.
const twoDashes = '⸺'

// shaper turns text into cells and remembers what no face could draw.
type shaper struct {
	own     *ownFaces  // the person's own faces, as they were when the document began
	boxes   *codeBoxes // the characters that no face has
	feet    int        // footnotes the document has
	western bool       // the language of the document is written in letters
	names   []string   // names no title is cut in, beside the words of the trade
	text    []rune     // room that every text uses again
	cells   []cell     // room that every paragraph uses again
}

// shape returns one cell for each glyph of a line of clean text. In a title no word is cut.
func (sh *shaper) shape(s string, st style, title bool) []cell {
	return sh.shapeInto(nil, s, st, title)
}

// shapeInto appends the cells to a list.
func (sh *shaper) shapeInto(cells []cell, s string, st style, title bool) []cell {
	sh.text = sh.text[:0]
	for _, r := range s {
		sh.text = append(sh.text, r)
	}
	text, marks := sh.marks(sh.text)
	if len(marks) > 0 {
		s = string(text)
	}
	var keep []bool
	if title {
		keep = keepWords(text, sh.names)
	}
	cells = slices.Grow(cells, len(text)+4*len(marks))
	for i, at := 0, 0; i < len(text); {
		cells, marks = sh.marked(cells, marks, i, st)
		_, long := utf8.DecodeRuneInString(s[at:])
		step := 1
		var c cell
		if text[i] == '—' && i+1 < len(text) && text[i+1] == '—' {
			c, step = sh.dashes(st), 2
		} else {
			c = sh.char(text, i, st)
		}
		c.glyph.Text = s[at : at+step*long]
		if i > 0 && (keep == nil || !keep[i]) {
			c.brk = mayBreak(text, i)
		}
		cells = append(cells, c)
		i, at = i+step, at+step*long
	}
	cells, _ = sh.marked(cells, marks, len(text), st)
	return cells
}

// dashes is the cell of ——, drawn whole.
func (sh *shaper) dashes(st style) cell {
	c := sh.draw(twoDashes, st)
	c.glyph.Advance, c.kind, c.wide = 2*st.full(), closer, true
	return c
}

// char makes the cell of one character of a text.
func (sh *shaper) char(text []rune, i int, st style) cell {
	r := text[i]
	cl := classOf(r)
	var c cell
	if cl&takesCell != 0 {
		c = sh.mark(text, i, st)
	} else {
		c = sh.draw(r, st)
	}
	c.kind = kind(cl & kindMask)
	if half := st.size / 2; c.wide { // a space beside a mark is blank enough
		switch {
		case c.before > 0 && i > 0 && text[i-1] == ' ':
			c.glyph.Advance, c.glyph.Shift, c.before = c.glyph.Advance-half, c.glyph.Shift-half, 0
		case c.after > 0 && i+1 < len(text) && text[i+1] == ' ':
			c.glyph.Advance, c.after = c.glyph.Advance-half, 0
		}
	}
	return c
}

// one makes the cell of a character that stands for itself.
func (sh *shaper) one(r rune, st style) cell {
	c := sh.draw(r, st)
	c.glyph.Text = string(r)
	return c
}

// draw makes the cell of a character from the first face that has it.
func (sh *shaper) draw(r rune, st style) cell {
	id, gid := sh.find(st.fontFor(r), r)
	w := id.get().width(gid) * st.size / 1000
	c := cell{face: id, glyph: Glyph{GID: gid, Advance: w}}
	cl := classOf(r)
	if w > 0.95*st.size && w < 1.05*st.size && kind(cl&kindMask) != letter {
		c.wide = true
		c.glyph.Advance = st.full()
		c.glyph.Shift = (st.full() - w) / 2
		switch {
		case cl&inkLeft != 0:
			c.after = st.size
		case cl&inkRight != 0:
			c.before = st.size
		}
	}
	return c
}

// fontFor is the kind of type that draws a character: the letters and figures of the
// brush faces look large and childish beside their ideographs, so those of 宋体 stand in.
func (s style) fontFor(r rune) Font {
	if r < lowestLatin && (s.font == Fang || s.font == Kai) && classOf(r)&takesCell == 0 {
		return Song
	}
	return s.font
}

// lowestLatin is where the letters of Western languages end.
const lowestLatin = 0x250

// mark gives a quotation mark, dash or dot its full cell, or its narrow form inside Latin text.
func (sh *shaper) mark(text []rune, i int, st style) cell {
	r := text[i]
	if inLatin(text, i) || sh.western && quotesWithin(text, i) {
		return sh.latinMark(r, st)
	}
	c := sh.draw(r, st)
	w := c.face.get().width(c.glyph.GID) * st.size / 1000
	c.wide = true
	c.glyph.Advance = st.full()
	switch cl := classOf(r); {
	case cl&inkRight != 0:
		c.glyph.Shift, c.before = st.full()-w, st.size
	case cl&inkLeft != 0:
		c.glyph.Shift, c.after = 0, st.size
	default:
		c.glyph.Shift = (st.full() - w) / 2
	}
	return c
}

// latinMark is a mark among Latin words: quotation marks without the blank half of their cell.
func (sh *shaper) latinMark(r rune, st style) cell {
	if st.font == Fang || st.font == Kai {
		st.font = Song
	}
	c := sh.draw(r, st)
	if !c.wide {
		return c
	}
	var w float64
	switch r {
	case '“', '”':
		w = 0.46 * st.size
	case '‘', '’':
		w = 0.27 * st.size
	default:
		return c
	}
	if c.before > 0 {
		c.glyph.Shift = w - st.size
	} else {
		c.glyph.Shift = 0
	}
	c.glyph.Advance, c.wide, c.before, c.after = w, false, 0, 0
	return c
}

// inLatin reports that a mark stands among Latin words: a Latin letter on the side it
// leans on, and no ideograph on the other.
func inLatin(text []rune, i int) bool {
	left, right := neighbour(text, i, -1), neighbour(text, i, +1)
	latin := func(r rune) bool { return r > 0 && r < lowestLatin }
	return (latin(left) || latin(right)) && (left == 0 || latin(left)) && (right == 0 || latin(right))
}

// quotesWithin reports that a quotation mark stands between a sentence in letters and what it quotes, whatever that is written in: “示例” was held.
// Single marks go in pairs: in “‘示例’活动” was held the second is as narrow as the first.
func quotesWithin(text []rune, i int) bool {
	if bordersLatin(text, i) {
		return true
	}
	step, other := 0, rune(0)
	switch text[i] {
	case '‘':
		step, other = +1, '’'
	case '’':
		step, other = -1, '‘'
	}
	for k := 1; step != 0 && k <= quotedMost && i+k*step >= 0 && i+k*step < len(text); k++ {
		if text[i+k*step] == other {
			return bordersLatin(text, i+k*step)
		}
	}
	return false
}

// quotedMost is the most characters between two single marks that are taken for a pair.
const quotedMost = 40

// bordersLatin reports that behind a closing mark, or before an opening one, a Latin text goes on, other marks put aside.
func bordersLatin(text []rune, i int) bool {
	step := +1
	switch text[i] {
	case '“', '‘':
		step = -1
	case '”', '’':
	default:
		return false
	}
	for i += step; i >= 0 && i < len(text); i += step {
		switch r := text[i]; r {
		case ' ', '“', '”', '‘', '’':
		default:
			return r < lowestLatin
		}
	}
	return false
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
