package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/theme"
)

// Chart shows a chart as it is printed, as wide as its room. The arrows and the pointer go from label to label and a line below says
// the figures; Enter opens what a label counts, or shows all figures as a table, and Ctrl+C copies them.
type Chart struct {
	stop
	// OnOpen opens the records behind a label, or behind one figure of it; series is -1 for all. nil: the figures are shown.
	OnOpen func(label, series int)

	reveal func(from, to float32) // brings a part of the chart into view that the keyboard went to; nil where all is in view

	plot    paper.Plot
	rows    [][]string // the figures in words, below the names of the series
	at      int        // the label in hand, -1 for none
	spots   []paper.PlotSpot
	k       float32 // units in a millimetre of what is shown
	high    float32 // of the drawing, in units
	gen     int     // counts the charts that were set
	shown   chartLook
	drawing bool

	ground, ring, mark *canvas.Rectangle
	picture            *canvas.Image
	words              *canvas.Text
}

// chartLook is what a drawing depends on.
type chartLook struct {
	wide, scale, text float32
	sharp             bool
	gen               int
}

// Measures of a chart in units.
const (
	chartPad   = 10
	chartField = 76.0 // height of a chart of columns or lines, mm
)

// NewChart returns a widget that shows a chart.
func NewChart(h *Host, p paper.Plot) *Chart {
	c := &Chart{stop: stop{host: h}, at: -1, words: Note("")}
	c.ground, c.ring, c.mark = canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent), canvas.NewRectangle(color.Transparent)
	c.picture = &canvas.Image{FillMode: canvas.ImageFillStretch, ScaleMode: canvas.ImageScalePixels}
	c.mark.StrokeWidth = 1.5
	c.mark.Hide()
	c.ExtendBaseWidget(c)
	c.Set(p)
	return c
}

// Set shows another chart.
func (c *Chart) Set(p paper.Plot) {
	c.plot, c.rows = p, p.Table(c.lang())
	c.gen++
	c.at = -1
	if c.high == 0 {
		c.high = float32(min(max(chartField, 30+8*float64(len(p.Labels))), 160)) * c.unit()
	}
	c.say()
	c.draw()
}

func (c *Chart) lang() string {
	if c.host.Book.Lang() == say.EN {
		return "en"
	}
	return "zh-CN"
}

// unit is how many units a millimetre takes: type in a chart grows with that of the screen.
func (c *Chart) unit() float32 { return unitsPerMM * theme.Size(theme.Text) / 14 }

// wanted is how the chart has to look now.
func (c *Chart) wanted() chartLook {
	w := chartLook{wide: c.Size().Width - 2*chartPad, text: c.unit(), scale: 1, gen: c.gen}
	if on := c.host.Window; on != nil {
		w.scale = max(on.Canvas().Scale(), 0.1)
	}
	if th, ok := fyne.CurrentApp().Settings().Theme().(*theme.Theme); ok {
		w.sharp = th.Look().Contrast
	}
	return w
}

// draw has the chart drawn off the UI thread, again and again until what is shown is what is wanted.
func (c *Chart) draw() {
	want := c.wanted()
	if c.drawing || want.wide <= 0 || want == c.shown {
		return
	}
	c.drawing = true
	plot, frame := c.plot, paper.PlotFrame{Wide: float64(want.wide / want.text), High: chartField, Lang: c.lang(), Sharp: want.sharp}
	var made paper.Drawing
	var picture image.Image
	c.host.Quietly(func() error {
		made = paper.DrawPlot(plot, frame)
		picture = paper.Raster(made.Page, float64(want.text*want.scale)*25.4)
		return nil
	}, func(err error) {
		c.drawing = false
		if err != nil {
			return // a chart that cannot be drawn stays white; its figures are in the table
		}
		c.shown, c.spots, c.k = want, made.Spots, want.text
		c.picture.Image = picture
		c.high = float32(made.Page.Height) * want.text
		c.Refresh()
	})
}

// say writes the figures of the label in hand, or which keys there are.
func (c *Chart) say() {
	text := ""
	switch {
	case c.at >= 0:
		text = c.reading(c.at)
	case c.focused && c.OnOpen != nil:
		text = c.host.T("chart.keys.open")
	case c.focused:
		text = c.host.T("chart.keys")
	}
	setText(c.words, rulerFor(theme.Size(theme.Small), false).cut(text, max(c.Size().Width-2*chartPad, 0)))
}

// reading is a label with its figures in words.
func (c *Chart) reading(label int) string {
	var figures []string
	for k, text := range c.rows[label+1][1:] {
		if name := c.rows[0][k+1]; name != "" {
			text = c.host.T("chart.value", name, text)
		}
		figures = append(figures, text)
	}
	return c.host.T("chart.values", c.rows[label+1][0], figures)
}

// take takes a label in hand.
func (c *Chart) take(label int) {
	if label < -1 || label >= len(c.rows)-1 || label == c.at {
		return
	}
	c.at = label
	c.place()
	c.say()
}

// place puts the mark around the label in hand.
func (c *Chart) place() {
	c.mark.Hidden = true
	for _, s := range c.spots {
		if s.Label == c.at && s.Series < 0 {
			c.mark.Hidden = false
			c.mark.Move(fyne.NewPos(chartPad+float32(s.X)*c.k, chartPad+float32(s.Y)*c.k))
			c.mark.Resize(fyne.NewSize(float32(s.W)*c.k, float32(s.H)*c.k))
			break
		}
	}
	c.mark.Refresh()
}

// Resize draws the chart anew for another width.
func (c *Chart) Resize(size fyne.Size) {
	changed := size.Width != c.Size().Width
	c.BaseWidget.Resize(size)
	if changed {
		c.draw()
		c.place()
		c.say()
	}
}

// MinSize is the height the drawing takes at the width it has.
func (c *Chart) MinSize() fyne.Size {
	return fyne.NewSize(theme.Size(theme.Text)*20, c.high+2*chartPad+theme.Size(theme.Small)*1.8)
}

// CreateRenderer is called by the toolkit.
func (c *Chart) CreateRenderer() fyne.WidgetRenderer {
	r := &chartRenderer{WidgetRenderer: widget.NewSimpleRenderer(c.picture), c: c, all: []fyne.CanvasObject{c.ground, c.picture, c.mark, c.words, c.ring}}
	r.Refresh()
	return r
}

type chartRenderer struct {
	fyne.WidgetRenderer
	c   *Chart
	all []fyne.CanvasObject
}

func (r *chartRenderer) Objects() []fyne.CanvasObject { return r.all }
func (r *chartRenderer) MinSize() fyne.Size           { return r.c.MinSize() }

// Layout moves what there is; a drawing for another width comes when it is made.
func (r *chartRenderer) Layout(size fyne.Size) {
	c := r.c
	c.ground.Resize(size)
	c.ring.Resize(size)
	c.picture.Move(fyne.NewPos(chartPad, chartPad))
	if c.picture.Image != nil { // dot for dot, or its type would blur
		dots := c.picture.Image.Bounds()
		c.picture.Resize(fyne.NewSize(float32(dots.Dx())/c.shown.scale, float32(dots.Dy())/c.shown.scale))
	}
	c.words.Move(fyne.NewPos(chartPad, chartPad+c.high))
	c.words.Resize(fyne.NewSize(max(size.Width-2*chartPad, 0), theme.Size(theme.Small)*1.8))
}

// Refresh shows whether the chart has the keyboard, in the look there is.
func (r *chartRenderer) Refresh() {
	c := r.c
	c.ground.FillColor = theme.Color(theme.Sheet)
	c.ring.StrokeColor, c.ring.StrokeWidth = theme.Color(theme.Accent), 0
	if c.focused {
		c.ring.StrokeWidth = 2
	}
	c.mark.StrokeColor = theme.Color(theme.Accent)
	c.place()
	c.say()
	c.draw()
	r.Layout(c.Size())
	for _, o := range r.all {
		o.Refresh()
	}
}
