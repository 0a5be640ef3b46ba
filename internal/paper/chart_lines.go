package paper

import "math"

// Measures of lines, mm.
const (
	lineWidth  = 0.45
	markerHalf = 0.85
	namesMost  = 34.0 // room for the names at the ends of the lines
)

// lines draws the chart with a line for each series, unless its labels or figures have no room.
func (s *sketch) lines() (strip, bool) {
	right := 2.0
	if len(s.series) > 1 {
		names := make([]string, len(s.series))
		for k, m := range s.series {
			names[k] = m.name
		}
		if most := s.widest(names, figureType[0]); most > 0 && most < namesMost {
			right = most + 1
		}
	}
	for n, st := range figureType {
		p, ok := s.newPlane(right)
		if !ok {
			break
		}
		out := p.legend(lineSample)
		p.begin(&out, st.lead+0.5)
		p.curves(&out)
		p.endNames(&out)
		last := n == len(figureType)-1
		if p.atPoints(&out, st, s.thin && last) {
			p.rules(&out)
			return out, true
		}
	}
	return s.linesAndFigures(right)
}

// linesAndFigures draws the lines bare and the figures below the labels, one row for each series.
func (s *sketch) linesAndFigures(right float64) (strip, bool) {
	for _, st := range figureType {
		p, ok := s.newPlane(right)
		if !ok {
			break
		}
		for k := range s.series {
			ok = ok && p.widest(s.series[k].texts, st) <= p.pitch()-0.8
		}
		if !ok {
			continue
		}
		p.left = math.Max(p.left, swatchWide+2)
		p.room = s.wide - p.left - right
		out := p.legend(lineSample)
		p.begin(&out, st.lead+0.5)
		p.curves(&out)
		p.endNames(&out)
		p.rules(&out)
		for k, m := range s.series {
			out.items = append(out.items, lineSample(k, 0, out.height+st.lead/2)...)
			for i, text := range m.texts {
				line := p.l.set(text, st, column{width: p.wide * ptPerMM})[0]
				out.text(line, p.middleOf(i)-line.width/ptPerMM/2, out.height+baseLine(st))
			}
			out.height += st.lead
		}
		return out, true
	}
	return strip{}, false
}

// curves draws the lines, broken where a figure is not known, and then the points.
func (p *plane) curves(s *strip) {
	var points []Item
	for k, m := range p.series {
		var run []Point
		flush := func() {
			if len(run) > 1 {
				s.items = append(s.items, Path{Points: run, Stroke: lineInk(k), Width: lineWidth, Dash: lineDash(k)})
				p.avoid(run)
			}
			run = nil
		}
		for i, v := range m.values {
			if math.IsNaN(v) {
				flush()
				continue
			}
			at := Point{p.middleOf(i), p.floor() - p.up(v)}
			run = append(run, at)
			p.spot(i, k, rect{at.X - 2, at.Y - 2, at.X + 2, at.Y + 2})
			if !p.dense() {
				points = append(points, marker(k, at))
				p.taken = append(p.taken, rect{at.X - markerHalf, at.Y - markerHalf, at.X + markerHalf, at.Y + markerHalf})
			} else if alone(m.values, i) {
				points = append(points, marker(k, at))
			}
		}
		flush()
	}
	s.items = append(s.items, points...)
}

// dense reports that points would touch each other.
func (p *plane) dense() bool { return p.pitch() < 3*markerHalf }

// alone reports a figure between two that are not known: no line goes through it.
func alone(values []float64, i int) bool {
	return (i == 0 || math.IsNaN(values[i-1])) && (i == len(values)-1 || math.IsNaN(values[i+1]))
}

// avoid keeps figures away from a line.
func (p *plane) avoid(run []Point) {
	for i := 1; i < len(run); i++ {
		a, b := run[i-1], run[i]
		n := math.Ceil(math.Hypot(b.X-a.X, b.Y-a.Y) / 0.7)
		for k := 0.0; k <= n && n > 0; k++ {
			x, y := a.X+(b.X-a.X)*k/n, a.Y+(b.Y-a.Y)*k/n
			p.taken = append(p.taken, rect{x - 0.2, y - 0.2, x + 0.2, y + 0.2})
		}
	}
}

// endNames writes the name of each series at the end of its line, where it has room; all of them are in the legend.
func (p *plane) endNames(s *strip) {
	st := figureType[0]
	for k, m := range p.series {
		if len(p.series) < 2 || m.name == "" {
			continue
		}
		for i := len(m.values) - 1; i >= 0; i-- {
			if math.IsNaN(m.values[i]) {
				continue
			}
			x, y := p.middleOf(i)+markerHalf+0.8, p.floor()-p.up(m.values[i])-st.lead/2
			for _, dy := range []float64{0, -0.5, 0.5, -1, 1, -1.5, 1.5, -2, 2} {
				if p.put(s, m.name, inked(st, lineInk(k)), x, y+dy*st.lead) {
					break
				}
			}
			break
		}
	}
}

func inked(st style, c Color) style {
	st.color = c
	return st
}

// atPoints writes the figures at their points, above rather than below. It reports whether every one has found room. Where some may
// be left out, only those are written that a line is looked at for: its ends, its highest and its lowest.
func (p *plane) atPoints(s *strip, st style, leave bool) bool {
	for k, m := range p.series {
		for i, text := range m.texts {
			if math.IsNaN(m.values[i]) {
				text = m.said[i] // a gap says itself that nothing is known
			}
			if text == "" || leave && p.dense() && !turning(m.values, i) {
				continue
			}
			if !p.atPoint(s, k, i, text, st) && !leave {
				return false
			}
		}
	}
	return true
}

// turning reports the first and the last, and the first of the highest and of the lowest figures.
func turning(values []float64, i int) bool {
	high, low := 0, 0
	for k, v := range values {
		if v > values[high] || math.IsNaN(values[high]) {
			high = k
		}
		if v < values[low] || math.IsNaN(values[low]) {
			low = k
		}
	}
	return i == 0 || i == len(values)-1 || i == high || i == low
}

func (p *plane) atPoint(s *strip, k, i int, text string, st style) bool {
	x, y := p.middleOf(i), p.floor()-p.up(p.series[k].values[i])
	w, off := p.measure(text, st), markerHalf+0.3
	for _, at := range []Point{
		{x - w/2, y - off - st.lead}, {x - w/2, y + off}, {x + off, y - st.lead - 0.2}, {x - off - w, y - st.lead - 0.2},
		{x + off, y + 0.2}, {x - off - w, y + 0.2},
	} {
		if p.put(s, text, st, at.X, at.Y) {
			return true
		}
	}
	return false
}
