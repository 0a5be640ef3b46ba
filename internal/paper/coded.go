package paper

import "strconv"

// coded is a code, a line of it under another: the number of the line, its characters, each as wide as the widest and the check on
// pale ground, and beside them as many empty cells for a copy by hand.
type coded struct{ lines []string }

// Measures of a code, mm.
const (
	codeGroup   = 4 // characters that stand together
	codeLeft    = 8.0
	codeCell    = 5.4 // of a character
	codeGap     = 3.2 // between groups
	codeApart   = 5.4 // between the characters and the cells
	codeBox     = 5.4 // of an empty cell
	codeHigh    = 9.0
	codeBetween = 2.2
	codeSize    = 17.0 // pt
)

func (b coded) strips(l *layout) []strip {
	st := style{font: Hei, size: codeSize, lead: codeHigh}
	number := style{font: Hei, size: sizeSmallFour, lead: codeHigh}
	var out []strip
	for i, line := range b.lines {
		s := strip{height: codeHigh, before: codeBetween, keep: i+1 < len(b.lines)}
		for _, r := range l.set(strconv.Itoa(i+1)+".", number, column{width: codeLeft * ptPerMM})[0].runs {
			s.items = append(s.items, move(r, 0, baseLine(number)))
		}
		groups := inGroups(line)
		x := codeLeft
		for n, group := range groups {
			if n == len(groups)-1 {
				s.items = append(s.items, Box{X: x + float64(len(group)-1)*codeCell, W: codeCell, H: codeHigh, Fill: Pale})
			}
			for _, r := range cutRuns(l.even(group, st), st, 0) {
				s.items = append(s.items, move(r, x, baseLine(st)))
			}
			x += float64(len(group))*codeCell + codeGap
		}
		x += codeApart - codeGap
		for n, group := range groups {
			s.items = append(s.items, boxes(len(group), x, n == len(groups)-1)...)
			x += float64(len(group))*codeBox + codeGap
		}
		out = append(out, s)
	}
	return spaced(out)
}

func inGroups(line string) (out [][]rune) {
	chars := []rune(line)
	for at := 0; at < len(chars); at += codeGroup {
		out = append(out, chars[at:min(at+codeGroup, len(chars))])
	}
	return out
}

// even sets the characters of a group as one run, each in the middle of its cell: whoever marks them in the file gets them together.
func (l *layout) even(group []rune, st style) (line []cell) {
	for _, r := range group {
		c := l.one(r, st)
		c.glyph.Shift = (codeCell*ptPerMM - c.glyph.Advance) / 2
		c.glyph.Advance = codeCell * ptPerMM
		line = append(line, c)
	}
	return line
}

// boxes draws n empty cells, the last on pale ground where it is for a check.
func boxes(n int, x float64, last bool) (out []Item) {
	right := x + float64(n)*codeBox
	if last {
		out = append(out, Box{X: right - codeBox, W: codeBox, H: codeHigh, Fill: Pale})
	}
	rule := func(x1, y1, x2, y2 float64) {
		out = append(out, Line{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: ruleThin, Color: Grey})
	}
	rule(x, 0, right, 0)
	rule(x, codeHigh, right, codeHigh)
	for i := range n + 1 {
		rule(x+float64(i)*codeBox, 0, x+float64(i)*codeBox, codeHigh)
	}
	return out
}

// blanks is a row of words, each before a line to write on.
type blanks []string

func (b blanks) strips(l *layout) []strip {
	const high, gap = 9.6, 4.0
	st := style{font: Song, size: sizeFive, lead: high}
	s := strip{height: high}
	wide := (l.wide - gap*float64(len(b)-1)) / float64(len(b))
	for i, word := range b {
		x := float64(i) * (wide + gap)
		label := l.set(oneLine(word), st, column{width: wide * ptPerMM})[0]
		for _, r := range label.runs {
			s.items = append(s.items, move(r, x, baseLine(st)))
		}
		y := baseLine(st) + 1
		s.items = append(s.items, Line{X1: x + label.width/ptPerMM + 1, Y1: y, X2: x + wide, Y2: y, Width: ruleThin, Color: Black})
	}
	return []strip{s}
}
