package paper

import (
	"math"
	"strconv"
	"strings"

	"cn.halfsky/internal/say"
)

// plotted are the figures of a plot made fit to draw: clean, and one for each label in every series.
type plotted struct {
	kind   PlotKind
	labels []string
	series []marks
	unit   string
	thin   bool
}

// marks is a series made fit to draw.
type marks struct {
	name   string
	values []float64 // NaN: no mark
	texts  []string  // at the marks
	said   []string  // as they were given, "" for the value
}

// Bounds of what can be drawn to a scale: no figure of a centre is larger, and no part of it smaller.
const (
	largestMark  = 1e15
	smallestMark = 1e-3
)

// noFigure stands where no figure is known.
const noFigure = "—"

func (p Plot) figures(book *say.Book) plotted {
	f := plotted{kind: p.Kind, unit: oneLine(p.Unit), thin: p.Thin}
	n := len(p.Labels)
	for _, s := range p.Series {
		n = max(n, len(s.Values), len(s.Texts))
	}
	for i := range n {
		f.labels = append(f.labels, oneLine(at(p.Labels, i)))
	}
	for _, s := range p.Series {
		m := marks{name: oneLine(s.Name), values: make([]float64, n), texts: make([]string, n), said: make([]string, n)}
		for i := range n {
			v := math.NaN()
			if i < len(s.Values) {
				v = s.Values[i]
			}
			m.values[i], m.said[i] = markOf(v), oneLine(at(s.Texts, i))
			if m.texts[i] = m.said[i]; m.texts[i] == "" {
				m.texts[i] = figureText(v, book)
			}
		}
		f.series = append(f.series, m)
	}
	return f
}

func at(texts []string, i int) string {
	if i < len(texts) {
		return texts[i]
	}
	return ""
}

// markOf is the value a mark is drawn for, NaN where there is none: unknown, below zero, or beyond any scale.
func markOf(v float64) float64 {
	switch {
	case math.IsNaN(v) || v < 0 || v > largestMark:
		return math.NaN()
	case v < smallestMark:
		return 0
	}
	return v
}

// figureText writes a value as it is read; a dash for none.
func figureText(v float64, book *say.Book) string {
	switch {
	case math.IsNaN(v) || math.IsInf(v, 0):
		return noFigure
	case math.Abs(v) > largestMark:
		return strconv.FormatFloat(v, 'g', 4, 64)
	case v == math.Trunc(v):
		return book.Number(int64(v))
	}
	if math.Abs(v) < smallestMark {
		return strconv.FormatFloat(v, 'g', 4, 64)
	}
	text := strconv.FormatFloat(v, 'f', 6, 64) // what a sum of fractions adds at the end is no figure
	return strings.TrimSuffix(strings.TrimRight(text, "0"), ".")
}

// known reports that there is at least one figure with a mark.
func (f plotted) known() bool {
	for _, s := range f.series {
		for _, v := range s.values {
			if !math.IsNaN(v) {
				return true
			}
		}
	}
	return false
}

// named reports that the series need a legend.
func (f plotted) named() bool {
	return len(f.series) > 1 || len(f.series) == 1 && f.series[0].name != ""
}

// most is the end of the longest mark: the largest value, or the largest sum where parts are set one on the other.
func (f plotted) most(stacked bool) float64 {
	most := 0.0
	for i := range f.labels {
		sum := 0.0
		for _, s := range f.series {
			v := s.values[i]
			if math.IsNaN(v) {
				continue
			}
			sum += v
			if !stacked {
				most = max(most, v)
			}
		}
		if stacked {
			most = max(most, sum)
		}
	}
	return most
}

// whole reports that all values are whole numbers, so that half a step on the axis would mean nothing.
func (f plotted) whole() bool {
	for _, s := range f.series {
		for _, v := range s.values {
			if !math.IsNaN(v) && v != math.Trunc(v) {
				return false
			}
		}
	}
	return true
}

// axis is a scale from zero in steps of 1, 2 or 5.
type axis struct {
	step  float64
	ticks []string // from zero on
}

// top is the value at the last tick.
func (a axis) top() float64 { return a.step * float64(len(a.ticks)-1) }

// newAxis makes a scale of at most so many steps that holds the value. Without any there is the zero alone.
func newAxis(most float64, steps int, whole bool, book *say.Book) axis {
	a := axis{step: 1}
	n := 0
	if most > 0 {
		a.step = roundStep(most/float64(steps), whole)
		n = int(math.Ceil(most/a.step - 1e-9))
	}
	for i := range n + 1 {
		a.ticks = append(a.ticks, figureText(roundTo(a.step*float64(i), a.step), book))
	}
	return a
}

// roundStep is the smallest of 1, 2, 5, 10 … not below the wish.
func roundStep(wish float64, whole bool) float64 {
	if whole && wish <= 1 {
		return 1
	}
	ten := math.Pow(10, math.Floor(math.Log10(wish)))
	for _, k := range []float64{1, 2, 5} {
		if k*ten >= wish*(1-1e-9) {
			return k * ten
		}
	}
	return 10 * ten
}

// roundTo takes away what multiplying a step has added in the last binary digit.
func roundTo(v, step float64) float64 {
	digits := math.Pow(10, max(0, math.Ceil(-math.Log10(step))))
	if math.IsInf(digits, 0) {
		return v
	}
	return math.Round(v*digits) / digits
}
