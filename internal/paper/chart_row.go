package paper

import "math"

// row draws the bars of a label as one strip, or as several when its texts are higher than half of a page.
func (p *rowPlan) row(i int) []strip {
	label := p.l.set(p.labels[i], chartType, column{width: (p.left - 2) * ptPerMM, align: alignRight})
	slots := p.slots(i)
	spots := len(p.spots)
	if one := p.draw(i, label, slots); one.height <= p.l.high/2 {
		return []strip{one}
	}
	p.spots = p.spots[:spots]
	first := p.at
	fit := max(int(p.l.high/2/chartType.lead)-1, 1)
	var out []strip
	for _, whole := range slots {
		for from := 0; from == 0 || from < max(len(label), len(whole.behind)); from += fit {
			piece := slot{series: whole.series, behind: part(whole.behind, from, fit), end: whole.end}
			if from == 0 {
				piece.pieces = whole.pieces
			}
			p.at = first + len(out)
			out = append(out, p.draw(i, part(label, from, fit), []slot{piece}))
		}
		label = nil
	}
	return out
}

// draw draws bars one under the other, label on the left and right-aligned to the axis.
func (p *rowPlan) draw(i int, label []textLine, slots []slot) strip {
	sum := p.gap * float64(len(slots)-1)
	for _, one := range slots {
		sum += p.high(one)
	}
	s := strip{height: math.Max(sum+2*barPad, float64(len(label))*chartType.lead+1)}
	s.middle(label, chartType, 0)
	y := (s.height - sum) / 2
	var inked []rect
	for _, one := range slots {
		for _, part := range one.pieces {
			p.spot(i, part.series, rect{p.left + part.from, y, p.left + part.from + part.long, y + p.high(one)})
		}
		if !p.piled() {
			p.spot(i, one.series, rect{p.left, y, p.wide, y + p.high(one)})
		}
		inked = append(inked, p.drawSlot(&s, one, y)...)
		y += p.high(one) + p.gap
	}
	p.spot(i, -1, rect{0, 0, p.wide, s.height})
	var rules []Item
	for n := range p.scale.ticks {
		x := p.left + p.millimetres(p.scale.step*float64(n))
		rule := Line{X1: x, X2: x, Y2: s.height, Width: ruleThin, Color: gridColor}
		if n == 0 {
			rule.Color = Grey
		}
		rules = append(rules, gapped(rule, inked)...)
	}
	s.items = append(rules, s.items...)
	return s
}

// high is the room of one bar with its figures.
func (p *rowPlan) high(s slot) float64 {
	return math.Max(p.thick, float64(len(s.behind))*p.style.lead)
}

// drawSlot draws one bar whose room begins at y, and returns where its figures stand.
func (p *rowPlan) drawSlot(s *strip, one slot, y float64) (inked []rect) {
	middle := y + p.high(one)/2
	for _, part := range one.pieces {
		box := Box{X: p.left + part.from, Y: middle - p.thick/2, W: part.long, H: p.thick}
		s.items = append(s.items, shaded(box, part.series)...)
		if part.text != "" {
			inked = append(inked, p.onMark(s, part.text, p.style, box, part.series))
		}
	}
	x, top := p.left+one.end+1, middle-float64(len(one.behind))/2*p.style.lead
	for k, line := range one.behind {
		from := top + float64(k)*p.style.lead
		s.text(line, x, from+baseLine(p.style))
		inked = append(inked, rect{x, from, x + line.width/ptPerMM, from + p.style.lead})
	}
	return inked
}

// part returns at most n lines from one on.
func part(lines []textLine, from, n int) []textLine {
	return lines[min(from, len(lines)):min(from+n, len(lines))]
}

// middle puts lines halfway between the top and the bottom of a strip.
func (s *strip) middle(lines []textLine, st style, x float64) {
	y := (s.height - float64(len(lines))*st.lead) / 2
	for i, line := range lines {
		s.text(line, x, y+float64(i)*st.lead+baseLine(st))
	}
}
