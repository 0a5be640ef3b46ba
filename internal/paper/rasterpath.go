package paper

import (
	"image"
	"image/draw"
	"math"

	scale "golang.org/x/image/draw"
)

// path fills the area, then draws the strokes, which on a screen are at least most of a dot wide.
func (r *rasterer) path(p Path) {
	if len(p.Points) == 0 {
		return
	}
	points := make([]Point, len(p.Points), len(p.Points)+1)
	for i, at := range p.Points {
		points[i] = Point{at.X * r.k, at.Y * r.k}
	}
	if p.Closed {
		points = append(points, points[0])
	}
	if p.Fill != nil {
		r.fill([][]Point{points}, *p.Fill)
	}
	if p.Width <= 0 {
		return
	}
	w := math.Max(p.Width*r.k, 0.8)
	var areas [][]Point
	if p.dots {
		a, b := points[0], points[len(points)-1]
		long := math.Hypot(b.X-a.X, b.Y-a.Y)
		for at := 0.0; at <= long && p.Dash*r.k >= 1; at += p.Dash * r.k {
			areas = append(areas, disc(Point{a.X + at/long*(b.X-a.X), a.Y + at/long*(b.Y-a.Y)}, w/2))
		}
		r.fill(areas, p.Stroke)
		return
	}
	for _, part := range dashes(points, p.Dash*r.k) {
		areas = append(areas, stroke(part, w, p.Dash == 0)...)
	}
	r.fill(areas, p.Stroke)
}

// fill paints areas in one go, in a window as large as they are. Where they overlap they count once.
func (r *rasterer) fill(areas [][]Point, c Color) {
	box := image.Rectangle{}
	for _, a := range areas {
		for _, p := range a {
			at := image.Rect(int(math.Floor(p.X)), int(math.Floor(p.Y)), int(math.Ceil(p.X))+1, int(math.Ceil(p.Y))+1)
			box = box.Union(at)
		}
	}
	box = box.Intersect(r.img.Bounds().Inset(-1))
	if box.Empty() {
		return
	}
	r.v.Reset(box.Dx(), box.Dy())
	for _, a := range areas {
		for i, p := range a {
			x, y := float32(p.X-float64(box.Min.X)), float32(p.Y-float64(box.Min.Y))
			if i == 0 {
				r.v.MoveTo(x, y)
			} else {
				r.v.LineTo(x, y)
			}
		}
		r.v.ClosePath()
	}
	r.v.DrawOp = draw.Over
	r.v.Draw(r.img, box, image.NewUniform(c.rgba()), image.Point{})
}

// dashes cuts a row of points into its dashes; all of it when there are none. A dash shorter than a dot and a half is not told from a line.
func dashes(points []Point, dash float64) [][]Point {
	if dash < 1.5 {
		return [][]Point{points}
	}
	var out [][]Point
	part, left, on := []Point{points[0]}, dash, true
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		for long := math.Hypot(b.X-a.X, b.Y-a.Y); long > left; long = math.Hypot(b.X-a.X, b.Y-a.Y) {
			k := left / long
			a = Point{a.X + k*(b.X-a.X), a.Y + k*(b.Y-a.Y)}
			if on {
				out = append(out, append(part, a))
			}
			part, left, on = []Point{a}, dash, !on
		}
		left -= math.Hypot(b.X-a.X, b.Y-a.Y)
		part = append(part, b)
	}
	if on && len(part) > 1 {
		out = append(out, part)
	}
	return out
}

// stroke returns the areas that strokes of width w cover: a bar for each, round where they meet and, when asked for, at the ends.
// All run the same way round, so that none takes another away.
func stroke(points []Point, w float64, ends bool) [][]Point {
	var out [][]Point
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		long := math.Hypot(b.X-a.X, b.Y-a.Y)
		if long == 0 {
			continue
		}
		nx, ny := -(b.Y-a.Y)/long*w/2, (b.X-a.X)/long*w/2
		out = append(out, []Point{{a.X + nx, a.Y + ny}, {a.X - nx, a.Y - ny}, {b.X - nx, b.Y - ny}, {b.X + nx, b.Y + ny}})
	}
	for i, p := range points {
		if inside := i > 0 && i < len(points)-1; (ends || inside) && w > 1.5 {
			out = append(out, disc(p, w/2))
		}
	}
	return out
}

// disc is a round area, the same way round as the bars.
func disc(at Point, radius float64) []Point {
	const corners = 12
	out := make([]Point, corners)
	for i := range out {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / corners)
		out[i] = Point{at.X + radius*cos, at.Y + radius*sin}
	}
	return out
}

// picture draws a photo, from the copy made for the last page where it had the same size.
func (r *rasterer) picture(p Picture) {
	x0, y0 := int(math.Round(p.X*r.k)), int(math.Round(p.Y*r.k))
	area := image.Rect(x0, y0, int(math.Round((p.X+p.W)*r.k)), int(math.Round((p.Y+p.H)*r.k)))
	if area.Empty() {
		return
	}
	if small := p.Image.scaled(area.Dx(), area.Dy()); small != nil {
		draw.Draw(r.img, area, small, image.Point{}, draw.Src)
	}
}

// scaled returns the picture at a size, at most that of the largest raster; nil when it does not decode, which NewImage has ruled out.
func (im *Image) scaled(w, h int) *image.RGBA {
	im.mu.Lock()
	defer im.mu.Unlock()
	if im.small != nil && im.small.Rect.Dx() == w && im.small.Rect.Dy() == h {
		return im.small
	}
	img, err := im.decode()
	if err != nil {
		return nil
	}
	small := image.NewRGBA(image.Rect(0, 0, w, h))
	near := shrunk(img, max(im.width/w, 1), max(im.height/h, 1))
	scale.BiLinear.Scale(small, small.Rect, near, near.Bounds(), scale.Src, nil)
	im.small = small
	return small
}

// shrunk makes one dot of every kx by ky, which is quick and leaves little for the better way.
func shrunk(img image.Image, kx, ky int) *image.RGBA {
	b := img.Bounds()
	whole := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(whole, whole.Rect, img, b.Min, draw.Src)
	if kx == 1 && ky == 1 {
		return whole
	}
	out := image.NewRGBA(image.Rect(0, 0, b.Dx()/kx, b.Dy()/ky))
	n := uint32(kx * ky)
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			var r, g, b uint32
			for dy := range ky {
				row := whole.Pix[(y*ky+dy)*whole.Stride+4*x*kx:]
				for i := 0; i < 4*kx; i += 4 {
					r, g, b = r+uint32(row[i]), g+uint32(row[i+1]), b+uint32(row[i+2])
				}
			}
			at := out.Pix[y*out.Stride+4*x:]
			at[0], at[1], at[2], at[3] = uint8(r/n), uint8(g/n), uint8(b/n), 255
		}
	}
	return out
}
