package paper

import (
	"math"
	"strings"

	"cn.halfsky/internal/say"
)

// sketch is a chart on its way to strips.
type sketch struct {
	plotted
	l     *layout
	book  *say.Book
	title string
	empty string
	wide  float64 // mm
	field float64 // height of the field of columns or lines, mm
	// What is known once it is drawn: whether it is columns or lines, how many strips the caption takes, where the figures lie.
	upright bool
	above   int
	at      int // the strip that is drawn
	spots   []PlotSpot
}

// Measures of a chart, mm.
const (
	fieldHigh  = 62.0 // of columns and lines
	fieldLow   = 30.0 // the least of it
	tickHigh   = 4.6  // a row of numbers on an axis
	swatchWide = 5.0
	swatchHigh = 2.8
)

// Type of a chart, from the largest to the smallest it is set in.
var (
	chartType  = style{font: Song, size: sizeFive, lead: sizeFive * 1.35 / ptPerMM}
	figureType = []style{chartStyle(9), chartStyle(8), chartStyle(7)}
	tickType   = chartStyle(8)
)

func chartStyle(size float64) style {
	return style{font: Song, size: size, lead: size * 1.25 / ptPerMM}
}

// grid is the colour of the lines a mark is measured by.
var gridColor = Color{206, 206, 206}

func newSketch(l *layout, p Plot) *sketch {
	lang := say.ZH
	if strings.HasPrefix(l.opts.Lang, "en") {
		lang = say.EN
	}
	book := say.For(lang)
	s := &sketch{plotted: p.figures(book), l: l, book: book, title: p.Caption, empty: oneLine(p.Empty), wide: l.wide, field: fieldHigh}
	if s.empty == "" {
		s.empty = book.T("chart.empty")
	}
	return s
}

// strips draws the chart; all of it stays on one page when one can hold it.
func (s *sketch) strips() []strip {
	out := s.l.caption(s.title)
	s.above = len(out)
	out = append(out, s.body()...)
	sum := 0.0
	for _, part := range out {
		sum += part.before + part.height
	}
	n := len(out) - 1
	for i := range n {
		out[i].keep = out[i].keep || sum <= s.l.high || i == n-1
	}
	return out
}

func (s *sketch) body() []strip {
	if !s.known() {
		return s.nothing()
	}
	switch s.kind {
	case BarsUp, Stacked:
		if one, ok := s.columns(); ok {
			s.upright = true
			return []strip{one}
		}
	case Lines:
		if one, ok := s.lines(); ok {
			s.upright = true
			return []strip{one}
		}
	}
	s.spots = nil
	return s.rows()
}

// nothing says that no figure is known.
func (s *sketch) nothing() []strip {
	lines := s.l.set(s.empty, chartType, column{width: (s.wide - 4) * ptPerMM, align: alignCentre})
	one := strip{height: float64(len(lines))*chartType.lead + 6}
	one.items = frame(s.wide, one.height, gridColor)
	one.middle(lines, chartType, 2)
	return []strip{one}
}

// frame is a rectangle of thin rules.
func frame(w, h float64, c Color) []Item {
	rule := func(x1, y1, x2, y2 float64) Item {
		return Line{X1: x1, Y1: y1, X2: x2, Y2: y2, Width: ruleThin, Color: c}
	}
	return []Item{rule(0, 0, w, 0), rule(0, h, w, h), rule(0, 0, 0, h), rule(w, 0, w, h)}
}

// measure is how wide a line of text is, mm.
func (s *sketch) measure(text string, st style) float64 {
	return width(s.l.shape(text, st, false)) / ptPerMM
}

// widest is the room the longest of some texts takes, mm.
func (s *sketch) widest(texts []string, st style) float64 {
	most := 0.0
	for _, text := range texts {
		most = max(most, s.measure(text, st))
	}
	return most
}

// legend is the unit and, if there are several, the names of the series with the look of their marks, in as many rows as they take.
func (s *sketch) legend(sample func(i int, x, y float64) []Item) strip {
	var out strip
	x, lead := 0.0, chartType.lead+0.6
	if s.unit == "" && !s.named() {
		return out
	}
	put := func(text string, before float64, draw func(x, y float64) []Item) {
		lines := s.l.set(text, chartType, column{width: (s.wide - before) * ptPerMM})
		wide := before + lines[0].width/ptPerMM
		if x > 0 && (x+wide > s.wide || len(lines) > 1) {
			x, out.height = 0, out.height+lead
		}
		out.items = append(out.items, draw(x, out.height+lead/2)...)
		for i, line := range lines {
			if i > 0 {
				out.height += lead
			}
			out.text(line, x+before, out.height+(lead-chartType.lead)/2+baseLine(chartType))
		}
		x += wide + 5
		if len(lines) > 1 {
			x = math.Inf(1)
		}
	}
	if s.unit != "" {
		put(s.unit, 0, func(float64, float64) []Item { return nil })
	}
	for i, m := range s.series {
		if s.named() {
			put(m.name, swatchWide+1.2, func(x, y float64) []Item { return sample(i, x, y) })
		}
	}
	out.height += lead + 1
	return out
}

// text puts a line with its base line at y.
func (s *strip) text(line textLine, x, y float64) {
	for _, r := range line.runs {
		s.items = append(s.items, move(r, x, y))
	}
}

// swatch is the sample of a shade in the legend, its middle at y.
func swatch(i int, x, y float64) []Item {
	return shaded(Box{X: x, Y: y - swatchHigh/2, W: swatchWide, H: swatchHigh}, i)
}

// spot notes where the figure of a label lies, in the strip that is drawn.
func (s *sketch) spot(label, series int, r rect) {
	s.spots = append(s.spots, PlotSpot{Label: label, Series: series, X: r.x1, Y: r.y1, W: r.x2 - r.x1, H: r.y2 - r.y1, strip: s.at})
}
