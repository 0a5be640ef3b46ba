package paper

import (
	"math"
	"strings"
)

// Measures of bars to the right, mm.
const (
	barHigh   = 4.6 // of the bar of a chart with one series
	barPad    = 1.7 // above and below the bars of a label
	groupHigh = 3.4 // of one bar among several
	groupGap  = 0.6 // between them
)

// rowPlan is what the rows of one chart share.
type rowPlan struct {
	*sketch
	style  style   // of figures
	left   float64 // where the bars begin, mm
	room   float64 // that the longest bar takes, mm
	behind float64 // room behind it for figures, mm
	thick  float64 // of a bar, mm
	gap    float64 // between the bars of a label, mm
	scale  axis
}

// slot is one bar: its pieces from the axis on, and what is said behind them.
type slot struct {
	series int // of a bar that is no pile
	pieces []barPiece
	end    float64 // of the last piece, mm from the axis
	behind []textLine
}

// barPiece is one mark of a bar.
type barPiece struct {
	series     int
	from, long float64 // mm from the axis
	text       string  // on it; "" for none
}

// rows draws the chart with bars to the right.
func (s *sketch) rows() []strip {
	p := s.planRows()
	head := p.head()
	head.keep = true
	out := []strip{head}
	for i := range s.labels {
		s.at = len(out)
		out = append(out, p.row(i)...)
	}
	for i := 1; i < len(out); i++ {
		out[i].head = &head
	}
	return out
}

// piled reports that the series of a label are parts of one bar.
func (s *sketch) piled() bool { return s.kind == Shares || s.kind == Stacked }

func (s *sketch) planRows() *rowPlan {
	p := &rowPlan{sketch: s, style: chartType, thick: barHigh}
	if len(s.series) > 1 {
		p.style = figureType[0]
		if !s.piled() {
			p.thick, p.gap = groupHigh, groupGap
		}
	}
	p.left = math.Min(s.widest(s.labels, chartType)+1, s.wide*0.4) + 2
	most := 0.0
	for _, m := range s.series {
		most = math.Max(most, s.widest(m.texts, p.style))
	}
	p.reserve(math.Max(math.Min(most+2, s.wide*0.25), 5))
	if s.piled() {
		p.reserve(5)
		if p.crowded() {
			p.reserve(s.wide * 0.25)
		}
	}
	return p
}

// reserve keeps room for figures behind the bars and scales what is left. The longest bar ends at the last tick or before it.
func (p *rowPlan) reserve(behind float64) {
	p.behind = behind
	p.room = p.wide - p.left - behind - 1
	if p.kind == Shares {
		p.scale = axis{step: 25, ticks: []string{"0", "25%", "50%", "75%", "100%"}}
		return
	}
	whole := p.whole()
	for steps := 8; steps > 0; steps-- {
		p.scale = newAxis(p.most(p.piled()), steps, whole, p.book)
		if p.widest(p.scale.ticks, tickType)+1.5 <= p.room/float64(max(len(p.scale.ticks)-1, 1)) {
			return
		}
	}
}

// millimetres is the length of the mark for a value.
func (p *rowPlan) millimetres(v float64) float64 {
	if top := p.scale.top(); top > 0 && v > 0 {
		return v / top * p.room
	}
	return 0
}

// head is what stands above the bars and is repeated on every page they reach: unit, legend and axis.
func (p *rowPlan) head() strip {
	s := p.legend(swatch)
	end := -1.0
	for i, text := range p.scale.ticks {
		line := p.l.set(text, tickType, column{width: p.wide * ptPerMM})[0]
		w := line.width / ptPerMM
		x := math.Min(p.left+p.millimetres(p.scale.step*float64(i))-w/2, p.wide-w)
		if x < end+1 { // where only one step has room, its number may have none
			continue
		}
		s.text(line, x, s.height+baseLine(tickType))
		end = x + w
	}
	s.height += tickHigh
	return s
}

// crowded reports that not every part of the bars has room for its figure.
func (p *rowPlan) crowded() bool {
	for i := range p.labels {
		for _, one := range p.slots(i) {
			if len(one.behind) > 0 {
				return true
			}
		}
	}
	return false
}

// slots are the bars of a label.
func (p *rowPlan) slots(i int) []slot {
	if p.piled() {
		return []slot{p.pile(i)}
	}
	out := make([]slot, len(p.series))
	for k, m := range p.series {
		out[k].series, out[k].end = k, p.millimetres(m.values[i])
		if out[k].end > 0 {
			out[k].pieces = []barPiece{{series: k, long: out[k].end}}
		}
		out[k].behind = p.said(m.texts[i])
	}
	return out
}

// said sets figures behind a bar.
func (p *rowPlan) said(text string) []textLine {
	return p.l.set(text, p.style, column{width: p.behind * ptPerMM})
}

// pile is the bar of a label made of its parts. What has no room on its part is said behind the bar, by name.
func (p *rowPlan) pile(i int) slot {
	texts, values, whole := p.parts(i)
	var out slot
	var rest []string
	for k, v := range values {
		one := barPiece{series: k, from: out.end, text: texts[k]}
		if whole {
			one.long = p.millimetres(v)
		}
		if p.measure(one.text, p.style)+1.2 > one.long {
			if v != 0 {
				rest = append(rest, strings.TrimSpace(p.series[k].name+" "+one.text))
			}
			one.text = ""
		}
		if one.long > 0 {
			out.pieces = append(out.pieces, one)
			out.end += one.long
		}
	}
	out.behind = p.listed(rest)
	return out
}

// listed sets figures with their names behind a bar, as many on a line as it has room for.
func (p *rowPlan) listed(items []string) (lines []textLine) {
	for len(items) > 0 {
		n := 1
		for n < len(items) && p.measure(p.book.List(items[:n+1]...), p.style) <= p.behind {
			n++
		}
		lines = append(lines, p.said(p.book.List(items[:n]...))...)
		items = items[n:]
	}
	return lines
}

// parts are the figures of a label as parts of one bar, as a share of it where the chart shows shares. A part that is not known
// leaves no share of anything: then there is no bar, and the figures are said.
func (p *rowPlan) parts(i int) (texts []string, values []float64, whole bool) {
	sum := 0.0
	for _, m := range p.series {
		texts, values = append(texts, m.texts[i]), append(values, m.values[i])
		sum += m.values[i]
	}
	whole = !math.IsNaN(sum) || p.kind != Shares
	for k, v := range values {
		if p.kind == Shares && sum > 0 {
			values[k] = v / sum * 100
			share := figureText(math.Round(values[k]*10)/10, p.book) + "%"
			texts[k] = strings.TrimSpace(p.series[k].said[i] + " " + share)
		}
	}
	return texts, values, whole
}
