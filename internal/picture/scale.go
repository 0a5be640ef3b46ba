package picture

import (
	"context"
	"image"
	"image/color"
	"image/draw"
	"math"
	"runtime"
	"sync"

	xdraw "golang.org/x/image/draw"
)

// share says which pixels of the source make one of the copy, along one side.
type share struct {
	from    int
	weights []float32
}

// shares spreads the kernel of Catmull and Rom as x/image/draw does. That package keeps the whole picture between its two passes as
// 32 bytes a pixel, which for one of 12 million is 240 MB; here only the rows that the kernel covers are kept.
func shares(to, of int) []share {
	scale := float64(of) / float64(to)
	reach, squeeze := xdraw.CatmullRom.Support, 1.0
	if scale > 1 {
		reach, squeeze = reach*scale, 1/scale
	}
	out := make([]share, to)
	for i := range out {
		center := (float64(i)+0.5)*scale - 0.5
		from := max(int(math.Floor(center-reach)), 0)
		end := max(min(int(math.Ceil(center+reach)), of), from+1)
		out[i] = share{from, make([]float32, end-from)}
		total := 0.0
		for k := range out[i].weights {
			if t := math.Abs((center - float64(from+k)) * squeeze); t < xdraw.CatmullRom.Support {
				w := xdraw.CatmullRom.At(t)
				out[i].weights[k] = float32(w)
				total += w
			}
		}
		for k := range out[i].weights {
			out[i].weights[k] /= float32(total)
		}
	}
	return out
}

// scaled returns the picture on white in another size.
func scaled(ctx context.Context, img image.Image, w, h int) (*image.RGBA, error) {
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	b := img.Bounds()
	if b.Dx() == w && b.Dy() == h {
		draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.Draw(out, out.Bounds(), img, b.Min, draw.Over)
		return out, ctx.Err()
	}
	across, down := shares(w, b.Dx()), shares(h, b.Dy())
	bands := min(runtime.GOMAXPROCS(0), h)
	var wg sync.WaitGroup
	for i := range bands {
		wg.Go(func() {
			s := &scaling{img: img, across: across, row: image.NewRGBA(image.Rect(0, 0, b.Dx(), 1))}
			for y := h * i / bands; y < h*(i+1)/bands && ctx.Err() == nil; y++ {
				s.line(out.Pix[y*out.Stride:][:4*w], down[y])
			}
		})
	}
	wg.Wait()
	return out, ctx.Err()
}

// scaling makes some rows of a copy, one below the other.
type scaling struct {
	img    image.Image
	across []share
	row    *image.RGBA
	first  int         // the row of the source that rows[0] was made of
	rows   [][]float32 // rows of the source in the width of the copy: red, green, blue
	sums   []float32
}

// line fills one row of the copy.
func (s *scaling) line(to []uint8, down share) {
	for len(s.rows) > 0 && s.first < down.from {
		s.rows, s.first = s.rows[1:], s.first+1
	}
	if len(s.rows) == 0 {
		s.first = down.from
	}
	for len(s.rows) < len(down.weights) {
		s.rows = append(s.rows, s.load(s.first+len(s.rows)))
	}
	if s.sums == nil {
		s.sums = make([]float32, 3*len(s.across))
	}
	clear(s.sums)
	for k, w := range down.weights {
		for i, v := range s.rows[k] {
			s.sums[i] += w * v
		}
	}
	for x := range s.across {
		for c := range 3 {
			to[4*x+c] = uint8(max(min(s.sums[3*x+c]+0.5, 255), 0))
		}
		to[4*x+3] = 255
	}
}

// load brings a row of the source to the width of the copy.
func (s *scaling) load(y int) []float32 {
	b := s.img.Bounds()
	draw.Draw(s.row, s.row.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(s.row, s.row.Bounds(), s.img, image.Pt(b.Min.X, b.Min.Y+y), draw.Over)
	out := make([]float32, 3*len(s.across))
	for x, a := range s.across {
		var red, green, blue float32
		pix := s.row.Pix[4*a.from:]
		for k, w := range a.weights {
			p := pix[4*k : 4*k+3]
			red += w * float32(p[0])
			green += w * float32(p[1])
			blue += w * float32(p[2])
		}
		out[3*x], out[3*x+1], out[3*x+2] = red, green, blue
	}
	return out
}

// upright turns a picture as its camera was held: 1 is upright, 2 mirrored, 3 upside down, 4 both, 5 to 8 the same lying on the side.
func upright(img *image.RGBA, turn int) *image.RGBA {
	if turn <= 1 || turn > 8 {
		return img
	}
	w, h := img.Rect.Dx(), img.Rect.Dy()
	ow, oh := w, h
	if turn > 4 {
		ow, oh = h, w
	}
	out := image.NewRGBA(image.Rect(0, 0, ow, oh))
	for y := range oh {
		for x := range ow {
			sx, sy := x, y
			if turn > 4 {
				sx, sy = y, x
			}
			if turn == 2 || turn == 3 || turn == 7 || turn == 8 {
				sx = w - 1 - sx
			}
			if turn == 3 || turn == 4 || turn == 6 || turn == 7 {
				sy = h - 1 - sy
			}
			copy(out.Pix[y*out.Stride+4*x:][:4], img.Pix[sy*img.Stride+4*sx:][:4])
		}
	}
	return out
}
