package paper

// Ways a line meets the edges of its column.
type align uint8

const (
	alignLeft align = iota
	alignRight
	alignCentre
	alignBoth // every line but the last is as wide as the column
)

// column is the room a text is set into.
type column struct {
	width  float64 // pt
	indent float64 // of the first line of each paragraph, pt
	align  align
	words  bool // break between words where that leaves no line too short, as in a narrow column
}

// Widest gaps between two Chinese characters and between two words that still look like a line, em.
const (
	slackMax  = 0.5
	slackWord = 0.6
)

// textLine is one line, its runs placed from the left edge of the column on base line 0.
type textLine struct {
	runs  []Run
	width float64 // of the ink and marks, pt
}

// set breaks clean text into lines. Every \n ends a paragraph. There is at least one line.
func (sh *shaper) set(text string, st style, col column) []textLine {
	var lines []textLine
	for len(text) > 0 || lines == nil {
		para := text
		text = ""
		for i := range para {
			if para[i] == '\n' {
				para, text = para[:i], para[i+1:]
				break
			}
		}
		lines = append(lines, sh.paragraph(para, st, col)...)
	}
	return lines
}

func (sh *shaper) paragraph(para string, st style, col column) []textLine {
	sh.cells = sh.shapeInto(sh.cells[:0], para, st, false)
	cells := sh.cells
	if len(cells) == 0 {
		return []textLine{{}}
	}
	if col.align == alignBoth && sh.ragged(cells) {
		col.align = alignLeft // without hyphens, words stretched to the edge would leave holes
	}
	ends := endings(cells, st, col)
	if col.words && len(ends) > 1 && len(cells) <= wordsMost {
		if kept := sh.byWords(para, st, col); kept != nil {
			ends = kept
		}
		cells = sh.cells
	}
	ends = mendRunt(cells, ends, st, col)
	lines := make([]textLine, 0, len(ends))
	indent, from := col.indent, 0
	for _, e := range ends {
		lines = append(lines, finish(cells[from:e.at], st, col, indent, e.at == len(cells), e.squeeze))
		indent, from = 0, e.at
	}
	return lines
}

// wordsMost is the most characters of a text that is broken between words.
const wordsMost = 80

// byWords ends lines between words; nil when that takes more lines or breaks a word after all.
func (sh *shaper) byWords(para string, st style, col column) []ending {
	plain := len(endings(sh.cells, st, col))
	sh.cells = sh.shapeInto(sh.cells[:0], para, st, true)
	ends := endings(sh.cells, st, col)
	for _, e := range ends[:len(ends)-1] {
		if len(ends) > plain || sh.cells[e.at].brk == never {
			sh.cells = sh.shapeInto(sh.cells[:0], para, st, false)
			return nil
		}
	}
	return ends
}

// ragged reports a paragraph that is mostly words of letters, or has many of them in a document in a Western language.
func (sh *shaper) ragged(cells []cell) bool {
	letters := 0
	for i := range cells {
		if cells[i].kind == letter || cells[i].kind == space {
			letters++
		}
	}
	if sh.western {
		return 4*letters > len(cells)
	}
	return 3*letters > 2*len(cells)
}

// ending is where a line ends and whether its marks have to be squeezed for it.
type ending struct {
	at      int
	squeeze bool
}

func endings(cells []cell, st style, col column) []ending {
	var ends []ending
	indent := col.indent
	for from := 0; from < len(cells); {
		n, squeeze := fill(cells[from:], col.width-indent, st.size, true)
		from += n
		ends = append(ends, ending{from, squeeze})
		indent = 0
	}
	return ends
}

// tooLoose is the part of a line that may stay empty before a word or address is broken.
const tooLoose = 0.25

// fill returns how many cells go on a line and whether they have to be squeezed to
// fit, which is only considered when asked for.
func fill(cells []cell, room, size float64, squeeze bool) (int, bool) {
	const hair = 0.01
	w, cut, weak := 0.0, 0, 0
	i := 0
	for ; i < len(cells); i++ {
		if i > 0 {
			switch cells[i].brk {
			case always:
				cut = i
			case soft:
				weak = i
			}
		}
		a := cells[i].glyph.Advance
		if cells[i].kind == space { // spaces may hang over the edge
			a = 0
		}
		if w+a > room+hair {
			break
		}
		w += cells[i].glyph.Advance
	}
	if i == len(cells) {
		return i, false
	}
	slack := room - width(trim(cells[:cut]))
	if cut == i && slack < 0.02*size {
		return cut, false
	}
	if next := nextBreak(cells, i); squeeze && next > 0 {
		line := trim(cells[:next])
		if over := width(line) - room; over > 0 && over <= give(line, size) {
			return next, true
		}
	}
	if cut == 0 || slack > tooLoose*room {
		return emergency(cells, cut, weak, i, room), false
	}
	return cut, false
}

// emergency ends a line that would be far too short, or that has no place to end at:
// inside an address or a date, or anywhere in a word that is longer than a line.
func emergency(cells []cell, cut, weak, i int, room float64) int {
	if weak > cut {
		return weak
	}
	w := 0.0
	for j := cut; cut > 0 && (j == cut || j < len(cells) && cells[j].brk != always); j++ {
		if w += cells[j].glyph.Advance; w > room {
			cut = 0
		}
	}
	if cut > 0 {
		return cut
	}
	for i > 1 && (cells[i].kind == glue || cells[i].note > 0) { // an accent stays with its letter
		i--
	}
	return max(i, 1)
}

// nextBreak returns the end of the shortest line that goes past cell i, when it is near.
func nextBreak(cells []cell, i int) int {
	for j := i + 1; j <= len(cells) && j <= i+4; j++ {
		if j == len(cells) || cells[j].brk == always {
			return j
		}
	}
	return 0
}

// trim leaves out the spaces at the end of a line.
func trim(cells []cell) []cell {
	for len(cells) > 1 && cells[len(cells)-1].kind == space {
		cells = cells[:len(cells)-1]
	}
	return cells
}

func width(cells []cell) float64 {
	w := 0.0
	for _, c := range cells {
		w += c.glyph.Advance
	}
	return w
}

// give is the most the marks of a line can lose together, pt.
func give(cells []cell, size float64) float64 {
	g := 0.0
	for i, c := range cells {
		switch {
		case c.after > 0 && i == len(cells)-1:
			g += squeezeEnd * size
		case c.after > 0, c.before > 0 && i > 0:
			g += squeezeInside * size
		}
	}
	return g
}
