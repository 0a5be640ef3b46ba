package paper

import "math"

// finish justifies one line and cuts it into runs. The cells are changed.
func finish(all []cell, st style, col column, indent float64, last, squeeze bool) textLine {
	line := trim(all)
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
	for i := len(line); i < len(all); i++ { // hanging spaces are kept for copying, without room
		all[i].glyph.Advance = 0
	}
	return textLine{runs: cutRuns(all, st, max(x, 0)), width: w}
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
	gaps, most := 0, slackWord
	for i := 1; i < len(line); i++ {
		if stretches(line, i) {
			gaps++
			if line[i-1].kind != space {
				most = slackMax
			}
		}
	}
	if gaps == 0 || slack <= 0 || slack/float64(gaps) > most*size {
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
	a, b := &line[i-1], &line[i]
	if b.note > 0 {
		return false
	}
	return a.kind == space || (a.wide || b.wide) && !(a.kind == letter && b.kind == letter)
}

// cutRuns joins neighbouring cells of one face and size.
func cutRuns(line []cell, st style, x float64) []Run {
	glyphs := make([]Glyph, 0, len(line))
	runs := make([]Run, 0, 1+changes(line))
	from := 0
	for i := range line {
		c := &line[i]
		if i > 0 && c.sameRun(&line[i-1]) {
			glyphs = append(glyphs, c.glyph)
			x += c.glyph.Advance
			continue
		}
		if n := len(runs); n > 0 {
			runs[n-1].Glyphs = glyphs[from:i:i]
		}
		size := st.size
		if c.size > 0 {
			size = c.size
		}
		runs = append(runs, Run{X: x / ptPerMM, Y: -c.rise, Size: size, Color: st.color, face: c.face, note: uint16(c.note), rise: int16(math.Round(c.rise * 1000))})
		from = i
		glyphs = append(glyphs, c.glyph)
		x += c.glyph.Advance
	}
	if n := len(runs); n > 0 {
		runs[n-1].Glyphs = glyphs[from:len(line):len(line)]
	}
	return runs
}

func (c *cell) sameRun(o *cell) bool {
	return c.face == o.face && c.size == o.size && c.note == o.note
}

func changes(line []cell) int {
	n := 0
	for i := 1; i < len(line); i++ {
		if !line[i].sameRun(&line[i-1]) {
			n++
		}
	}
	return n
}
