package fake

import (
	"image"
	"image/color"
	"math"
)

// Size of a drawing, pixels.
const (
	DrawnWidth  = 900
	DrawnHeight = 600
)

// Drawing draws the scene of an event that never was, as its sample photo: a sky or a wall, a banner without words, stands, and heads
// that are circles. The same number gives the same drawing.
func Drawing(n uint64) image.Image {
	m := New(n, march2008)
	img := image.NewRGBA(image.Rect(0, 0, DrawnWidth, DrawnHeight))
	hue := float64(m.between(0, 359))
	horizon := DrawnHeight * m.between(52, 60) / 100
	for y := range DrawnHeight {
		c := tint(hue, 0.28, 0.95-0.18*float64(y)/float64(horizon))
		if y >= horizon {
			c = tint(hue+150, 0.16, 0.82-0.25*float64(y-horizon)/float64(DrawnHeight-horizon))
		}
		for x := range DrawnWidth {
			img.SetRGBA(x, y, c)
		}
	}
	block(img, 90, 60, DrawnWidth-180, 64, color.RGBA{0xa8, 0x1f, 0x3d, 0xff})
	block(img, 110, 84, DrawnWidth-220, 16, color.RGBA{0xf3, 0xe3, 0xc8, 0xff})
	stands := m.between(3, 4)
	wide := (DrawnWidth - 60) / stands
	for i := range stands {
		x := 30 + i*wide
		block(img, x+14, horizon-150, wide-28, 28, tint(hue+float64(60*i), 0.5, 0.85))
		block(img, x+24, horizon-122, 6, 150, tint(0, 0, 0.45))
		block(img, x+wide-30, horizon-122, 6, 150, tint(0, 0, 0.45))
		block(img, x+10, horizon+10, wide-20, 74, tint(hue+float64(40*i), 0.22, 0.97))
	}
	for range m.between(16, 24) {
		x, y := m.between(40, DrawnWidth-40), horizon+m.between(70, DrawnHeight-horizon-40)
		size := 10 + (y-horizon)/9
		disc(img, x, y+2*size, size*3/2, tint(float64(m.between(0, 359)), 0.45, 0.75))
		disc(img, x, y, size, tint(28, 0.3, 0.9))
	}
	return img
}

// tint is a colour by hue in degrees, saturation and value from 0 to 1.
func tint(hue, saturation, value float64) color.RGBA {
	channel := func(n float64) uint8 {
		k := math.Mod(n+hue/60, 6)
		v := value - value*saturation*math.Max(0, math.Min(math.Min(k, 4-k), 1))
		return uint8(math.Round(255 * math.Max(0, math.Min(v, 1))))
	}
	return color.RGBA{channel(5), channel(3), channel(1), 0xff}
}

func block(img *image.RGBA, x, y, w, h int, c color.RGBA) {
	for v := max(y, 0); v < min(y+h, DrawnHeight); v++ {
		for u := max(x, 0); u < min(x+w, DrawnWidth); u++ {
			img.SetRGBA(u, v, c)
		}
	}
}

func disc(img *image.RGBA, x, y, r int, c color.RGBA) {
	for v := max(y-r, 0); v < min(y+r, DrawnHeight); v++ {
		for u := max(x-r, 0); u < min(x+r, DrawnWidth); u++ {
			if (u-x)*(u-x)+(v-y)*(v-y) < r*r {
				img.SetRGBA(u, v, c)
			}
		}
	}
}
