package paper

import "math"

// plane is the field of a chart of columns or lines, between the axis on the left and the labels below.
type plane struct {
	*sketch
	left  float64 // where the field begins, mm
	room  float64 // how wide it is, mm
	top   float64 // where it begins in the strip, mm
	scale axis
	names [][]textLine // the labels; nil for one that is left out
	face  style        // of the labels
	rows  int          // of the labels
	taken []rect       // where there are marks and figures
	inked []rect       // where there are figures
}

// rect is the room of a mark or a figure, mm.
type rect struct{ x1, y1, x2, y2 float64 }

// figureApart is how near two figures may come, mm.
const figureApart = 0.3

// nameDrop is the room between the axis of zero and the labels, mm: the number at its end reaches into it.
const nameDrop = 1.3

func (r rect) meets(o rect) bool {
	return r.x1 < o.x2+figureApart && o.x1 < r.x2+figureApart && r.y1 < o.y2 && o.y1 < r.y2
}

// newPlane scales the field. It reports false when the labels have no room below it.
func (s *sketch) newPlane(right float64) (*plane, bool) {
	p := &plane{sketch: s}
	s.spots = nil
	steps := int(math.Min(math.Max(s.field/tickType.lead/2, 1), 6))
	p.scale = newAxis(s.most(s.piled()), steps, s.whole(), s.book)
	p.left = s.widest(p.scale.ticks, tickType) + 1.5
	p.room = s.wide - p.left - right
	return p, p.room > 0 && p.setNames()
}

// pitch is the room of one label.
func (p *plane) pitch() float64 { return p.room / float64(len(p.labels)) }

// middleOf is where the i-th label stands.
func (p *plane) middleOf(i int) float64 { return p.left + p.pitch()*(float64(i)+0.5) }

// floor is where the axis of zero runs.
func (p *plane) floor() float64 { return p.top + p.field }

// up is the height of a value over the axis of zero, mm.
func (p *plane) up(v float64) float64 {
	if top := p.scale.top(); top > 0 && v > 0 {
		return v / top * p.field
	}
	return 0
}

// setNames sets the labels in one row or two, in the largest type that has room. Days and hours may leave some out instead.
func (p *plane) setNames() bool {
	for _, st := range append([]style{chartType}, figureType[:2]...) {
		p.face, p.rows, p.names = st, 1, nil
		ok := true
		for _, label := range p.labels {
			lines, fits := p.twoRows(label, st, p.pitch()-1)
			ok = ok && fits
			p.rows = max(p.rows, len(lines))
			p.names = append(p.names, lines)
		}
		if ok {
			return true
		}
	}
	return p.thin && p.kind == Lines && p.leaveOut()
}

// leaveOut keeps every second, third … label, so that those that stay do not touch.
func (p *plane) leaveOut() bool {
	p.face, p.rows = figureType[0], 1
	for every := 2; every < 2*len(p.labels); every++ {
		ok, last := true, -math.MaxFloat64
		for i := range p.labels {
			p.names[i] = nil
			if i%every != 0 {
				continue
			}
			p.names[i] = p.l.set(p.labels[i], p.face, column{width: p.wide * ptPerMM})
			half := p.names[i][0].width / ptPerMM / 2
			x := p.middleOf(i)
			ok = ok && len(p.names[i]) == 1 && x-half > math.Max(last+1.5, 0) && x+half <= p.wide
			last = x + half
		}
		if ok {
			return true
		}
	}
	return false
}

// twoRows sets a label into a narrow room, in two rows of about one length if one has no room, and no word cut.
func (p *plane) twoRows(text string, st style, mm float64) ([]textLine, bool) {
	cells := p.l.shape(text, st, false)
	if len(cells) == 0 {
		return []textLine{{}}, true
	}
	word, all := longestWord(cells), width(cells)
	room := mm * ptPerMM
	if word > room {
		return nil, false
	}
	if all > room {
		for try := math.Max(all/2, word); try < room; try += st.size / 4 {
			if len(p.l.cut(cells, try, st)) <= 2 {
				room = try
				break
			}
		}
	}
	var lines []textLine
	for _, part := range p.l.cut(cells, room, st) {
		lines = append(lines, finish(part, st, column{width: mm * ptPerMM, align: alignCentre}, 0, true, false))
	}
	return lines, len(lines) <= 2
}

// longestWord is the widest piece that no line end may cut, pt.
func longestWord(cells []cell) float64 {
	most, run := 0.0, 0.0
	for i, c := range cells {
		if i > 0 && c.brk == always {
			run = 0
		}
		run += c.glyph.Advance
		most = math.Max(most, run)
	}
	return most
}

// begin places the field below what the strip holds already and writes its axis and labels.
func (p *plane) begin(s *strip, above float64) {
	p.top = s.height + above
	for n, text := range p.scale.ticks {
		y := p.floor() - p.up(p.scale.step*float64(n))
		line := p.l.set(text, tickType, column{width: p.wide * ptPerMM})[0]
		x, top := p.left-1-line.width/ptPerMM, y-tickType.lead/2
		s.text(line, x, top+baseLine(tickType))
		p.taken = append(p.taken, rect{x, top, p.left - 1, top + tickType.lead})
	}
	for i, lines := range p.names {
		for k, line := range lines {
			x := p.middleOf(i) - (p.pitch()-1)/2
			if p.pitch()-1 < line.width/ptPerMM { // of labels that are left out the neighbours give room
				x = p.middleOf(i) - line.width/ptPerMM/2
			}
			s.text(line, x, p.floor()+nameDrop+float64(k)*p.face.lead+baseLine(p.face))
		}
	}
	s.height = p.floor() + nameDrop + float64(p.rows)*p.face.lead + 0.5
	for i := range p.labels {
		p.spot(i, -1, rect{p.middleOf(i) - p.pitch()/2, p.top, p.middleOf(i) + p.pitch()/2, s.height})
	}
}

// put places a figure with its top left corner, unless something is there already.
func (p *plane) put(s *strip, text string, st style, x, y float64) bool {
	line := p.l.set(text, st, column{width: p.wide * ptPerMM})
	w := line[0].width / ptPerMM
	r := rect{x, y + 0.3, x + w, y + st.lead - 0.3}
	if len(line) > 1 || x < 0 || x+w > p.wide || y < p.top-st.lead-0.5 || y+st.lead > p.floor()+0.01 {
		return false
	}
	for _, o := range p.taken {
		if r.meets(o) {
			return false
		}
	}
	p.taken, p.inked = append(p.taken, r), append(p.inked, r)
	s.text(line[0], x, y+baseLine(st))
	return true
}

// rules draws the lines of the field under everything else, with gaps where figures stand.
func (p *plane) rules(s *strip) {
	var out []Item
	for n := range p.scale.ticks {
		y := p.floor() - p.up(p.scale.step*float64(n))
		rule := Line{X1: p.left, Y1: y, X2: p.left + p.room, Y2: y, Width: ruleThin, Color: gridColor}
		if n == 0 {
			rule.Color = Grey
		}
		out = append(out, gapped(rule, p.inked)...)
	}
	s.items = append(out, s.items...)
}
