package paper

import (
	"cmp"
	"math"
	"slices"
)

// White is the ground of a page.
var White = Color{255, 255, 255}

// shade is how the marks of one series are filled, so that neighbours differ on a black and white copy as well.
type shade struct {
	fill  Color
	ink   Color // of figures on it; a hatched shade gives them a ground of their own
	lines Color // of the hatching
	hatch hatch
	edge  bool // light on the page: has an outline
}

// hatch is the ways the lines of a hatching run.
type hatch uint8

const (
	rising hatch = 1 << iota
	falling
	upright
	level
)

// hatchStep is the way from one line of a hatching to the next, mm.
const hatchStep, hatchWidth = 1.3, 0.2

var (
	paleBlue  = Color{205, 216, 232}
	paleEarth = Color{238, 222, 206}
	night     = Color{28, 38, 58}
	stone     = Color{140, 140, 136}
	earth     = Color{128, 74, 44}
)

// shades follow each other so that a dark one is beside a light one, and no two of them look alike without colour.
var shades = []shade{
	{fill: Blue, ink: White},
	{fill: paleBlue, ink: Black, edge: true},
	{fill: night, ink: White},
	{fill: White, ink: Black, lines: Blue, hatch: rising, edge: true},
	{fill: stone, ink: Black},
	{fill: paleEarth, ink: Black, lines: earth, hatch: falling, edge: true},
	{fill: White, ink: Black, lines: night, hatch: rising | falling, edge: true},
	{fill: Blue, ink: Black, lines: White, hatch: rising},
	{fill: White, ink: Black, lines: stone, hatch: upright, edge: true},
	{fill: night, ink: Black, lines: White, hatch: falling},
	{fill: White, ink: Black, edge: true},
	{fill: stone, ink: Black, lines: White, hatch: level},
	{fill: White, ink: Black, lines: night, hatch: upright | level, edge: true},
}

// shadeOf is the shade of the i-th series.
func shadeOf(i int) shade { return shades[i%len(shades)] }

// shaded fills a box for the i-th series.
func shaded(b Box, i int) []Item {
	s := shadeOf(i)
	b.Fill = s.fill
	out := []Item{b}
	if s.hatch&rising != 0 {
		out = append(out, s.slant(b, false)...)
	}
	if s.hatch&falling != 0 {
		out = append(out, s.slant(b, true)...)
	}
	if s.hatch&upright != 0 {
		for x := hatchStep / 2; x < b.W; x += hatchStep {
			out = append(out, s.line(Point{b.X + x, b.Y}, Point{b.X + x, b.Y + b.H}))
		}
	}
	if s.hatch&level != 0 {
		for y := hatchStep / 2; y < b.H; y += hatchStep {
			out = append(out, s.line(Point{b.X, b.Y + y}, Point{b.X + b.W, b.Y + y}))
		}
	}
	if s.edge {
		out = append(out, edgeOf(b, s))
	}
	return out
}

func (s shade) line(a, b Point) Item {
	return Path{Points: []Point{a, b}, Stroke: s.lines, Width: hatchWidth}
}

// slant draws lines at 45°, cut off at the edges of the box.
func (s shade) slant(b Box, mirrored bool) []Item {
	var out []Item
	for t := hatchStep/2 - math.Floor(b.H/hatchStep)*hatchStep; t < b.W; t += hatchStep {
		from, to := math.Max(t, 0), math.Min(t+b.H, b.W) // the line runs from the foot at t to the top at t+H
		if to-from < 0.05 {
			continue
		}
		p, q := Point{b.X + from, b.Y + b.H - (from - t)}, Point{b.X + to, b.Y + b.H - (to - t)}
		if mirrored {
			p.Y, q.Y = 2*b.Y+b.H-p.Y, 2*b.Y+b.H-q.Y
		}
		out = append(out, s.line(p, q))
	}
	return out
}

// edgeOf is the edge of a light mark, drawn inside of it.
func edgeOf(b Box, s shade) Item {
	ink := s.lines
	if s.hatch == 0 {
		ink = Blue
	}
	const in = hatchWidth / 2
	w, h := math.Max(b.W-2*in, 0), math.Max(b.H-2*in, 0)
	return Path{Closed: true, Stroke: ink, Width: hatchWidth, Points: []Point{
		{b.X + in, b.Y + in}, {b.X + in + w, b.Y + in}, {b.X + in + w, b.Y + in + h}, {b.X + in, b.Y + in + h},
	}}
}

// onMark puts a figure in the middle of a mark and returns where it stands. On a hatching it has a ground of its own.
func (s *sketch) onMark(to *strip, text string, st style, b Box, series int) rect {
	look := shadeOf(series)
	st.color = look.ink
	line := s.l.set(text, st, column{width: s.wide * ptPerMM})[0]
	w := line.width / ptPerMM
	x, y := b.X+(b.W-w)/2, b.Y+(b.H-st.lead)/2
	if look.hatch != 0 {
		to.items = append(to.items, Box{X: x - 0.3, Y: y + 0.2, W: w + 0.6, H: st.lead - 0.4, Fill: White})
	}
	to.text(line, x, y+baseLine(st))
	return rect{x, y + 0.3, x + w, y + st.lead - 0.3}
}

// gapped cuts a rule that runs level or upright where it would go through figures.
func gapped(rule Line, figures []rect) []Item {
	const room = 0.4
	from, to := rule.X1, rule.X2
	upright := rule.X1 == rule.X2
	if upright {
		from, to = rule.Y1, rule.Y2
	}
	var cuts [][2]float64
	for _, r := range figures {
		if upright && r.x1-room < rule.X1 && rule.X1 < r.x2+room {
			cuts = append(cuts, [2]float64{r.y1 - room, r.y2 + room})
		}
		if !upright && r.y1-room/2 < rule.Y1 && rule.Y1 < r.y2+room/2 {
			cuts = append(cuts, [2]float64{r.x1 - room, r.x2 + room})
		}
	}
	slices.SortFunc(cuts, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
	var out []Item
	piece := func(a, b float64) {
		if b-a < 0.1 {
			return
		}
		if one := rule; upright {
			one.Y1, one.Y2 = a, b
			out = append(out, one)
		} else {
			one.X1, one.X2 = a, b
			out = append(out, one)
		}
	}
	for _, c := range cuts {
		piece(from, min(c[0], to))
		from = max(from, c[1])
	}
	piece(from, to)
	return out
}
