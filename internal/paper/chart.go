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
	room := l.wide - labelMM - figureMM - 2
	for i, bar := range b.Bars {
		s := l.bar(bar, st, labelMM, figureMM, room, top)
		s.keep = i == 0 && len(b.Bars) > 1 || i == len(b.Bars)-2
		out = append(out, s)
	}
	return spaced(out)
}

// bar draws one bar with its label on the left, right-aligned to the axis, and its figure at the end.
func (l *layout) bar(b Bar, st style, labelMM, figureMM, room, top float64) strip {
	labels := l.set(oneLine(b.Label), st, column{width: labelMM * ptPerMM, align: alignRight})
	figures := l.set(b.figure(), st, column{width: figureMM * ptPerMM})
	lines := max(len(labels), len(figures))
	s := strip{height: math.Max(barPitch, float64(lines)*st.lead+1)}
	axis := labelMM + 2
	long := 0.0
	if top > 0 {
		long = room * length(b.Value) / top
	}
	s.items = append(s.items, Line{X1: axis, X2: axis, Y2: s.height, Width: ruleThin, Color: Grey})
	if long > 0 {
		s.items = append(s.items, Box{X: axis, Y: (s.height - barHeight) / 2, W: long, H: barHeight, Fill: Blue})
	}
	put := func(set []textLine, x float64) {
		y := (s.height - float64(len(set))*st.lead) / 2
		for i, line := range set {
			for _, r := range line.runs {
				s.items = append(s.items, move(r, x, y+float64(i)*st.lead+baseLine(st)))
			}
		}
	}
	put(labels, 0)
	put(figures, axis+long+1)
	return s
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
