package paper

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
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
	img *image.RGBA
	k   float64
	v   vector.Rasterizer
	buf sfnt.Buffer
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
	shapes := run.face.shapes()
	size := run.Size / ptPerMM * r.k // dots to the em
	ppem := fixed.Int26_6(math.Round(size * 64))
	x, y := run.X*r.k, run.Y*r.k
	ink := image.NewUniform(run.Color.rgba())
	for _, g := range run.Glyphs {
		left := x + g.Shift/ptPerMM*r.k
		x += g.Advance / ptPerMM * r.k
		if len(f.outline(g.GID)) == 0 {
			continue
		}
		segments, err := shapes.LoadGlyph(&r.buf, sfnt.GlyphIndex(g.GID), ppem, nil)
		if err != nil {
			continue // a shape the font cannot give is left white, as in a reader
		}
		r.shape(segments, left, y, ink)
	}
}

// shape fills one outline, in a window as large as its ink.
func (r *rasterer) shape(segments sfnt.Segments, x, y float64, ink *image.Uniform) {
	bounds := segments.Bounds()
	x0, y0 := int(math.Floor(x))+bounds.Min.X.Floor(), int(math.Floor(y))+bounds.Min.Y.Floor()
	x1, y1 := int(math.Ceil(x))+bounds.Max.X.Ceil()+1, int(math.Ceil(y))+bounds.Max.Y.Ceil()+1
	r.v.Reset(x1-x0, y1-y0)
	dx, dy := float32(x-float64(x0)), float32(y-float64(y0))
	at := func(p fixed.Point26_6) (float32, float32) {
		return dx + float32(p.X)/64, dy + float32(p.Y)/64
	}
	for _, s := range segments {
		ax, ay := at(s.Args[0])
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			r.v.ClosePath()
			r.v.MoveTo(ax, ay)
		case sfnt.SegmentOpLineTo:
			r.v.LineTo(ax, ay)
		case sfnt.SegmentOpQuadTo:
			bx, by := at(s.Args[1])
			r.v.QuadTo(ax, ay, bx, by)
		case sfnt.SegmentOpCubeTo:
			bx, by := at(s.Args[1])
			cx, cy := at(s.Args[2])
			r.v.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	r.v.ClosePath()
	r.v.Draw(r.img, image.Rectangle{Min: image.Pt(x0, y0), Max: image.Pt(x0, y0).Add(r.v.Size())}, ink, image.Point{})
}
