package paper

import "math"

// columns draws the chart with columns, unless its labels or figures have no room.
func (s *sketch) columns() (strip, bool) {
	for _, st := range figureType {
		p, ok := s.newPlane(0)
		if !ok {
			break
		}
		out := p.legend(swatch)
		p.begin(&out, st.lead+0.5)
		if s.kind == Stacked {
			ok = p.piles(&out, st)
		} else {
			ok = p.groups(&out, st)
		}
		if ok {
			p.rules(&out)
			return out, true
		}
	}
	return strip{}, false
}

// Widths of columns: the part of the pitch that the columns of one label take, and the most for one, mm.
const (
	groupPart, columnMost = 0.78, 14.0
	pilePart, pileMost    = 0.5, 18.0
)

// groups draws the columns of a label side by side, with the figures above them.
func (p *plane) groups(s *strip, st style) bool {
	n := float64(len(p.series))
	w := math.Min(p.pitch()*groupPart/n, columnMost)
	place := func(i, k int) float64 { return p.middleOf(i) + (float64(k)-n/2)*w }
	for i := range p.labels {
		for k, m := range p.series {
			p.spot(i, k, rect{place(i, k), p.top, place(i, k) + w, p.floor()})
			if high := p.up(m.values[i]); high > 0 {
				box := Box{X: place(i, k) + 0.15, Y: p.floor() - high, W: w - 0.3, H: high}
				s.items = append(s.items, shaded(box, k)...)
				p.taken = append(p.taken, rect{box.X, box.Y, box.X + box.W, p.floor()})
			}
		}
	}
	for i := range p.labels {
		for k, m := range p.series {
			x := place(i, k) + w/2 - p.measure(m.texts[i], st)/2
			if !p.put(s, m.texts[i], st, x, p.floor()-p.up(m.values[i])-st.lead) {
				return false
			}
		}
	}
	return true
}

// piles draws the series of a label one on the other, the first at the foot. The figure of a part that is too thin for it stands
// beside the column, at the end of a slanted rule where it had to give way to another. A column one part of which is not known has no height: no columns then.
func (p *plane) piles(s *strip, st style) bool {
	w := math.Min(p.pitch()*pilePart, pileMost)
	for i := range p.labels {
		x, y := p.middleOf(i)-w/2, p.floor()
		free := p.floor()
		for k, m := range p.series {
			if math.IsNaN(m.values[i]) {
				return false
			}
			high := p.up(m.values[i])
			if high == 0 {
				continue
			}
			y -= high
			box := Box{X: x, Y: y, W: w, H: high}
			s.items = append(s.items, shaded(box, k)...)
			p.spot(i, k, rect{x, y, x + w, y + high})
			wide := p.measure(m.texts[i], st)
			if wide <= w-1 && st.lead <= high {
				p.inked = append(p.inked, p.onMark(s, m.texts[i], st, box, k))
				continue
			}
			at := math.Min(y+high/2+st.lead/2, free) - st.lead
			if wide+2 > p.pitch()-w || !p.put(s, m.texts[i], st, x+w+1.4, at) {
				return false
			}
			if drop := y + high/2 - at - st.lead/2; math.Abs(drop) > 0.3 { // a level rule would be read as a minus
				s.items = append(s.items, Path{Points: []Point{{x + w, y + high/2}, {x + w + 1.2, at + st.lead/2}}, Stroke: Grey, Width: ruleThin})
			}
			free = at
		}
	}
	return true
}
