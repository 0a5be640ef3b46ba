package paper

import (
	"math"
	"strconv"
)

type chart Chart

// Measures of a bar chart, mm.
const (
	barPitch  = 8.0
	barHeight = 4.6
)

func (b chart) strips(l *layout) []strip {
	out := l.caption(b.Caption)
	if len(b.Bars) == 0 {
		return out
	}
	st := style{font: Song, size: sizeFive, lead: sizeFive * 1.35 / ptPerMM}
	top, label, figure := 0.0, 0.0, 0.0
	for _, bar := range b.Bars {
		top = math.Max(top, length(bar.Value))
		label = math.Max(label, width(l.shape(oneLine(bar.Label), st, false)))
		figure = math.Max(figure, width(l.shape(bar.figure(), st, false)))
	}
	labelMM := math.Min(label/ptPerMM+1, l.wide*0.4)
	figureMM := math.Min(figure/ptPerMM+2, l.wide*0.25)
	frame := barFrame{style: st, label: labelMM, figure: figureMM, top: top}
	for i, bar := range b.Bars {
		part := l.bar(bar, frame)
		part[len(part)-1].keep = i == 0 && len(b.Bars) > 1 || i == len(b.Bars)-2
		out = append(out, part...)
	}
	return spaced(out)
}

// barFrame is what the bars of one chart share.
type barFrame struct {
	style         style
	label, figure float64 // room for the texts on either side, mm
	top           float64 // the largest value
}

// bar draws one bar with its label on the left, right-aligned to the axis, and its
// figure at the end. Texts higher than most of a page go on in further strips.
func (l *layout) bar(b Bar, f barFrame) []strip {
	labels := l.set(oneLine(b.Label), f.style, column{width: f.label * ptPerMM, align: alignRight})
	figures := l.set(b.figure(), f.style, column{width: f.figure * ptPerMM})
	axis := f.label + 2
	room := l.wide - axis - f.figure - 1
	long := 0.0
	if f.top > 0 {
		long = room * length(b.Value) / f.top
	}
	fit := int(l.high / 2 / f.style.lead)
	var out []strip
	for from := 0; from == 0 || from < max(len(labels), len(figures)); from += fit {
		left, right := part(labels, from, fit), part(figures, from, fit)
		s := strip{height: math.Max(barPitch, float64(max(len(left), len(right)))*f.style.lead+1)}
		s.items = append(s.items, Line{X1: axis, X2: axis, Y2: s.height, Width: ruleThin, Color: Grey})
		if long > 0 && from == 0 {
			s.items = append(s.items, Box{X: axis, Y: (s.height - barHeight) / 2, W: long, H: barHeight, Fill: Blue})
		}
		s.middle(left, f.style, 0)
		s.middle(right, f.style, axis+long+1)
		out = append(out, s)
	}
	return out
}

// part returns at most n lines from one on.
func part(lines []textLine, from, n int) []textLine {
	return lines[min(from, len(lines)):min(from+n, len(lines))]
}

// middle puts lines halfway between the top and the bottom of a strip.
func (s *strip) middle(lines []textLine, st style, x float64) {
	y := (s.height - float64(len(lines))*st.lead) / 2
	for i, line := range lines {
		for _, r := range line.runs {
			s.items = append(s.items, move(r, x, y+float64(i)*st.lead+baseLine(st)))
		}
	}
}

// length is the value a bar shows: nothing below zero, nothing that is no number.
func length(v float64) float64 {
	if v > 0 && !math.IsInf(v, 0) {
		return v
	}
	return 0
}

// figure is what is printed at the end of a bar.
func (b Bar) figure() string {
	if text := oneLine(b.Text); text != "" {
		return text
	}
	return strconv.FormatFloat(b.Value, 'f', -1, 64)
}
