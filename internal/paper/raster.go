package paper

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/vector"
)

// Raster draws a page as a picture with so many dots to the inch, from the same list
// the PDF is written from. Places are kept within 10 and 1200 dots to the inch.
func Raster(p Page, dpi float64) *image.RGBA {
	dpi = math.Min(math.Max(dpi, 10), 1200)
	k := dpi / 25.4 // dots in a millimetre
	img := image.NewRGBA(image.Rect(0, 0, int(math.Ceil(p.Width*k)), int(math.Ceil(p.Height*k))))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	r := rasterer{img: img, k: k}
	for _, it := range p.Items {
		switch v := it.(type) {
		case Run:
			r.run(v)
		case Line:
			r.line(v)
		case Box:
			r.box(v.X, v.Y, v.W, v.H, v.Fill)
		case Path:
			r.path(v)
		case Picture:
			r.picture(v)
		}
	}
	return img
}

type rasterer struct {
	img     *image.RGBA
	k       float64
	v       vector.Rasterizer
	outline drawing
}

func (c Color) rgba() color.RGBA { return color.RGBA{c.R, c.G, c.B, 255} }

// line draws a rule, which on a screen is at least one dot wide.
func (r *rasterer) line(l Line) {
	w := math.Max(l.Width, 1/r.k)
	x, y := math.Min(l.X1, l.X2), math.Min(l.Y1, l.Y2)
	dx, dy := math.Abs(l.X2-l.X1), math.Abs(l.Y2-l.Y1)
	if dx >= dy {
		r.box(x, y-w/2, dx, w, l.Color)
		return
	}
	r.box(x-w/2, y, w, dy, l.Color)
}

func (r *rasterer) box(x, y, w, h float64, c Color) {
	x0, y0 := int(math.Round(x*r.k)), int(math.Round(y*r.k))
	x1, y1 := int(math.Round((x+w)*r.k)), int(math.Round((y+h)*r.k))
	area := image.Rect(x0, y0, max(x1, x0+1), max(y1, y0+1))
	draw.Draw(r.img, area, image.NewUniform(c.rgba()), image.Point{}, draw.Src)
}

// run draws every glyph of a run from its outline.
func (r *rasterer) run(run Run) {
	f := run.face.get()
	k := float32(run.Size / ptPerMM * r.k / float64(f.em)) // dots in a unit of the face
	x, y := run.X*r.k, run.Y*r.k
	ink := image.NewUniform(run.Color.rgba())
	for _, g := range run.Glyphs {
		left := x + g.Shift/ptPerMM*r.k
		x += g.Advance / ptPerMM * r.k
		r.outline.glyph(f, g.GID, turn{a: k, d: -k, e: float32(left), f: float32(y)})
		r.shape(ink)
	}
}

// shape fills the outline that was read last, in a window as large as its ink.
func (r *rasterer) shape(ink *image.Uniform) {
	steps := r.outline.steps
	if len(steps) == 0 {
		return
	}
	low, high := [2]float32{steps[0].x, steps[0].y}, [2]float32{steps[0].x, steps[0].y}
	for _, s := range steps {
		low[0], low[1] = min(low[0], s.x), min(low[1], s.y)
		high[0], high[1] = max(high[0], s.x), max(high[1], s.y)
		if s.op == 'q' {
			low[0], low[1] = min(low[0], s.cx), min(low[1], s.cy)
			high[0], high[1] = max(high[0], s.cx), max(high[1], s.cy)
		}
	}
	window := image.Rect(floor(low[0]), floor(low[1]), floor(high[0])+1, floor(high[1])+1).Intersect(r.img.Bounds())
	if window.Empty() {
		return
	}
	r.v.Reset(window.Dx(), window.Dy())
	dx, dy := float32(window.Min.X), float32(window.Min.Y)
	for _, s := range steps {
		switch s.op {
		case 'm':
			r.v.ClosePath()
			r.v.MoveTo(s.x-dx, s.y-dy)
		case 'l':
			r.v.LineTo(s.x-dx, s.y-dy)
		default:
			r.v.QuadTo(s.cx-dx, s.cy-dy, s.x-dx, s.y-dy)
		}
	}
	r.v.ClosePath()
	r.v.Draw(r.img, window, ink, image.Point{})
}

// floor is the dot a place lies in, kept within what a picture can be.
func floor(v float32) int { return int(math.Floor(math.Min(math.Max(float64(v), -1e6), 1e6))) }
