package paper

// PlotFrame is the room a chart is drawn into on a screen.
type PlotFrame struct {
	Wide, High float64 // mm; at least 40 wide
	Lang       string  // as in Options
	Sharp      bool    // high contrast: rules are black
}

// PlotSpot is where a figure of a chart lies, so that it can be touched.
type PlotSpot struct {
	Label, Series int // Series is -1 for the room of the label as a whole
	X, Y, W, H    float64
	strip         int
}

// Drawing is a chart on a page of its own.
type Drawing struct {
	Page  Page
	Spots []PlotSpot // figures first, then the labels, so that the first one that is hit counts
}

// The least width a chart is drawn into, and the most on either side, mm.
const narrowestPlot, largestPlot = 40.0, 5000.0

// within is a measure that can be drawn to, whatever came in.
func within(v, low, high float64) float64 {
	if !(v >= low) { // no number is not either
		return low
	}
	return min(v, high)
}

// PlotPage draws a chart on a page so wide, as high as asked or as high as its bars need, mm. It never breaks.
func PlotPage(p Plot, wide, high float64) Page {
	d := DrawPlot(p, PlotFrame{Wide: wide, High: high})
	d.Page.Height = max(d.Page.Height, within(high, 0, largestPlot))
	return d.Page
}

// DrawPlot draws a chart and says where its figures lie. The field of columns and lines takes what height is left of the frame; bars
// are as high as they are.
func DrawPlot(p Plot, f PlotFrame) Drawing {
	l := newLayout(Options{Lang: f.Lang})
	l.left, l.top = 0, 0
	f.Wide, f.High = within(f.Wide, narrowestPlot, largestPlot), within(f.High, 0, largestPlot)
	l.wide = f.Wide
	l.high = max(f.High, 10*fieldHigh) // no row is cut for being higher than half of it
	low := sketchOn(l, p, fieldLow)
	out := low.page()
	if free := f.High - low.high(); low.upright && free > 1 {
		out = sketchOn(l, p, fieldLow+free).page()
	}
	if f.Sharp {
		sharpen(out.Page.Items)
	}
	return out
}

// sharpen makes the rules black.
func sharpen(items []Item) {
	for i, it := range items {
		if v, ok := it.(Line); ok {
			v.Color = Black
			items[i] = v
		}
	}
}

// drawn is a chart whose strips are drawn.
type drawn struct {
	*sketch
	strips []strip
}

func sketchOn(l *layout, p Plot, field float64) drawn {
	s := newSketch(l, p)
	s.field = field
	d := drawn{sketch: s, strips: s.strips()}
	d.strips = append(d.strips, note{p.Note}.strips(l)...)
	return d
}

// high is the height of all strips, mm.
func (d drawn) high() float64 {
	sum := 0.0
	for i, s := range d.strips {
		if i > 0 {
			sum += max(s.before, d.strips[i-1].after)
		}
		sum += s.height
	}
	return sum
}

// page puts the strips one under the other.
func (d drawn) page() Drawing {
	out := Drawing{Page: Page{Width: d.wide, Height: d.high()}}
	tops := make([]float64, len(d.strips))
	y := 0.0
	for i := range d.strips {
		if i > 0 {
			y += max(d.strips[i].before, d.strips[i-1].after)
		}
		tops[i] = y
		for _, it := range d.strips[i].items {
			out.Page.Items = append(out.Page.Items, move(it, 0, y))
		}
		y += d.strips[i].height
	}
	for _, labels := range []bool{false, true} {
		for _, spot := range d.spots {
			if labels == (spot.Series < 0) {
				spot.Y += tops[d.above+spot.strip]
				out.Spots = append(out.Spots, spot)
			}
		}
	}
	return out
}

// Table is what a chart shows, in words: a row of the names of the series, then a row for each label that begins with it.
func (p Plot) Table(lang string) [][]string {
	s := newSketch(newLayout(Options{Lang: lang}), p)
	head := []string{s.unit}
	for _, m := range s.series {
		head = append(head, m.name)
	}
	out := [][]string{head}
	for i, label := range s.labels {
		row := []string{label}
		for _, m := range s.series {
			row = append(row, m.texts[i])
		}
		out = append(out, row)
	}
	return out
}
