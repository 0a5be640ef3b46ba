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
}

// slackMax is the widest gap between two characters that still looks like a line, in em.
const slackMax = 0.5

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
	cells := sh.shape(para, st, false)
	if len(cells) == 0 {
		return []textLine{{}}
	}
	var lines []textLine
	indent := col.indent
	for from := 0; from < len(cells); {
		to, fit := fill(cells[from:], col.width-indent, st.size, true)
		to += from
		last := to == len(cells)
		lines = append(lines, finish(cells[from:to], st, col, indent, last, fit))
		indent = 0
		from = to
	}
	return lines
}

// fill returns how many cells go on a line and whether they have to be squeezed to
// fit, which is only considered when asked for.
func fill(cells []cell, room, size float64, squeeze bool) (int, bool) {
	const hair = 0.01
	w, cut := 0.0, 0
	i := 0
	for ; i < len(cells); i++ {
		if i > 0 && cells[i].brk {
			cut = i
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
	if cut == i && room-width(trim(cells[:cut])) < 0.02*size {
		return cut, false
	}
	if next := nextBreak(cells, i); squeeze && next > 0 {
		line := trim(cells[:next])
		if over := width(line) - room; over > 0 && over <= give(line, size) {
			return next, true
		}
	}
	if cut > 0 {
		return cut, false
	}
	return max(i, 1), false
}

// nextBreak returns the end of the shortest line that goes past cell i, when it is near.
func nextBreak(cells []cell, i int) int {
	for j := i + 1; j <= len(cells) && j <= i+4; j++ {
		if j == len(cells) || cells[j].brk {
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

// finish justifies one line and cuts it into runs.
func finish(all []cell, st style, col column, indent float64, last, squeeze bool) textLine {
	line := append([]cell(nil), trim(all)...)
	tail := all[len(line):]
	room := col.width - indent
	switch {
	case squeeze:
		tighten(line, width(line)-room, st.size)
	case col.align == alignBoth && !last:
		spread(line, room-width(line), st.size)
	}
	if n := len(line) - 1; col.align == alignRight && line[n].after > 0 {
		line[n].glyph.Advance -= squeezeEnd * line[n].after // its blank half hangs, so that the ink is flush
	}
	w := width(line)
	x := indent
	switch col.align {
	case alignRight:
		x += room - w
	case alignCentre:
		x += (room - w) / 2
	}
	for _, c := range tail { // hanging spaces are kept for copying, without room
		c.glyph.Advance = 0
		line = append(line, c)
	}
	return textLine{runs: cutRuns(line, st, max(x, 0)), width: w}
}

// tighten takes over points from the marks of a line, the last mark first.
func tighten(line []cell, over, size float64) {
	n := len(line) - 1
	if line[n].after > 0 {
		take := min(over, squeezeEnd*size)
		line[n].glyph.Advance -= take
		over -= take
	}
	places := 0
	for i, c := range line {
		if i < n && c.after > 0 || i > 0 && c.before > 0 {
			places++
		}
	}
	if places == 0 || over <= 0 {
		return
	}
	each := over / float64(places)
	for i := range line {
		if i < n && line[i].after > 0 {
			line[i].glyph.Advance -= each
		}
		if i > 0 && line[i].before > 0 {
			line[i-1].glyph.Advance -= each
		}
	}
}

// spread shares slack points evenly between Chinese characters and at spaces.
func spread(line []cell, slack, size float64) {
	gaps := 0
	for i := 1; i < len(line); i++ {
		if stretches(line, i) {
			gaps++
		}
	}
	if gaps == 0 || slack <= 0 || slack/float64(gaps) > slackMax*size {
		return
	}
	each := slack / float64(gaps)
	for i := 1; i < len(line); i++ {
		if stretches(line, i) {
			line[i-1].glyph.Advance += each
		}
	}
}

// stretches reports that the gap before cell i may grow.
func stretches(line []cell, i int) bool {
	a, b := line[i-1], line[i]
	if b.note > 0 {
		return false
	}
	return a.kind == space || (a.wide || b.wide) && !(a.kind == letter && b.kind == letter)
}

// cutRuns joins neighbouring cells of one face.
func cutRuns(line []cell, st style, x float64) []Run {
	var runs []Run
	for _, c := range line {
		size := st.size
		if c.size > 0 {
			size = c.size
		}
		if n := len(runs); n == 0 || runs[n-1].face != c.face || runs[n-1].Size != size || runs[n-1].note != c.note {
			runs = append(runs, Run{X: x / ptPerMM, Y: -c.rise, Size: size, Color: st.color, face: c.face, note: c.note, rise: c.rise})
		}
		r := &runs[len(runs)-1]
		r.Glyphs = append(r.Glyphs, c.glyph)
		x += c.glyph.Advance
	}
	return runs
}
