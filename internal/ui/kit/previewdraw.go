package kit

import (
	"image"

	xdraw "golang.org/x/image/draw"

	"cn.halfsky/internal/paper"
)

// How many bytes of pictures are kept: some screens of the column, and the small pages of a book.
const (
	columnBytes = 48 << 20
	stripBytes  = 16 << 20
	highestDots = 4096 // of a picture: what an old graphics card can hold
)

// drawn says what a picture is of.
type drawn struct {
	page int
	gen  int // of the document
	dots int // its width
}

// kept is a picture with when it was last used.
type kept struct {
	drawn
	picture *image.RGBA
	used    int
}

// pageCache keeps pictures of pages up to a size; those not used for the longest time go first.
type pageCache struct {
	all   map[int]*kept
	bytes int
	most  int
	clock int
}

func (c *pageCache) get(page int) *kept {
	k := c.all[page]
	if k != nil {
		c.clock++
		k.used = c.clock
	}
	return k
}

// put keeps a picture; those of the pages from first to last are in view and stay.
func (c *pageCache) put(k *kept, first, last int) {
	if c.all == nil {
		c.all = map[int]*kept{}
	}
	c.drop(k.page)
	c.clock++
	k.used = c.clock
	c.all[k.page] = k
	c.bytes += len(k.picture.Pix)
	for c.bytes > c.most {
		oldest := -1
		for page, o := range c.all {
			if (page < first || page >= last) && page != k.page && (oldest < 0 || o.used < c.all[oldest].used) {
				oldest = page
			}
		}
		if oldest < 0 {
			return
		}
		c.drop(oldest)
	}
}

func (c *pageCache) drop(page int) {
	if k := c.all[page]; k != nil {
		c.bytes -= len(k.picture.Pix)
		delete(c.all, page)
	}
}

// forget drops all pictures: another document is shown.
func (r *pageRoll) forget() {
	r.cache.all, r.cache.bytes = nil, 0
	for page, v := range r.views {
		r.release(page, v)
	}
	for _, v := range r.free {
		v.shown, v.image.Image = drawn{page: -1}, nil
	}
	r.first, r.last = 0, 0
}

// wanted is the picture that a page should have now.
func (r *pageRoll) wanted(page int) drawn {
	size, scale := r.size(page), r.preview.host.Window.Canvas().Scale()
	if high := size.Height * scale; high > highestDots {
		scale *= highestDots / high
	}
	return drawn{page: page, gen: r.preview.gen, dots: max(int(size.Width*scale), 1)}
}

// picture shows the best picture there is of a page: the right one, or else an older or smaller one until that is drawn.
func (r *pageRoll) picture(page int, v *pageView) {
	k := r.cache.get(page)
	if k == nil && v.image.Image == nil && !r.small {
		k = r.preview.strip.cache.get(page)
	}
	if k == nil || k.drawn == v.shown {
		return
	}
	v.shown, v.image.Image = k.drawn, k.picture
	v.image.Refresh()
}

// lacking is the first of the pages from, to that has no picture yet; -1 for none.
func (r *pageRoll) lacking(from, to int) int {
	for page := max(from, 0); page < min(to, len(r.tops)); page++ {
		if k := r.cache.all[page]; k == nil || k.drawn != r.wanted(page) {
			return page
		}
	}
	return -1
}

// draw has the pages drawn that are in view, then the small ones, then those next to the ones in view: one at a time and off the UI
// thread, so that what comes into view meanwhile is drawn next.
func (p *Preview) draw() {
	if p.drawing || p.pages == nil {
		return
	}
	r, page := p.nextUp()
	if page < 0 {
		return
	}
	p.drawing = true
	want, sheet := r.wanted(page), p.pages.Sheets[page]
	var picture *image.RGBA
	p.host.Quietly(func() error {
		picture = r.raster(sheet, want.dots)
		return nil
	}, func(err error) {
		p.drawing = false
		if err != nil {
			picture = image.NewRGBA(image.Rect(0, 0, 1, 1)) // a page that cannot be drawn stays white
		}
		if want.gen == p.gen {
			r.cache.put(&kept{drawn: want, picture: picture}, r.first, r.last)
			for _, roll := range []*pageRoll{r, p.column} {
				if v := roll.views[want.page]; v != nil {
					roll.picture(want.page, v)
				}
			}
		}
		p.draw()
	})
}

// spare says whether there is room for the pictures of the pages next to those in view.
func (r *pageRoll) spare() bool {
	w := r.wanted(r.first)
	size := r.size(r.first)
	one := float32(w.dots) * float32(w.dots) * size.Height / max(size.Width, 1) * 4
	return int(one)*(r.last-r.first+2) <= r.cache.most
}

// finer is how much finer a small page is drawn before it is brought to its size: drawn as small as it is, its rules would be as dark
// as its titles.
const finer = 3

// raster draws a page so many dots wide.
func (r *pageRoll) raster(sheet paper.Page, dots int) *image.RGBA {
	dpi := float64(dots) / (sheet.Width / 25.4)
	if !r.small {
		return paper.Raster(sheet, dpi)
	}
	fine := paper.Raster(sheet, dpi*finer)
	b := fine.Bounds()
	to := image.NewRGBA(image.Rect(0, 0, b.Dx()/finer, b.Dy()/finer))
	xdraw.BiLinear.Scale(to, to.Rect, fine, b, xdraw.Src, nil)
	return to
}

// nextUp is the page to be drawn next and where it is shown.
func (p *Preview) nextUp() (*pageRoll, int) {
	c := p.column
	if page := c.lacking(c.first, c.last); page >= 0 {
		return c, page
	}
	if !p.side.Hidden {
		if page := p.strip.lacking(p.strip.first, p.strip.last); page >= 0 {
			return p.strip, page
		}
	}
	if c.last > c.first && c.spare() {
		if page := c.lacking(c.last, c.last+1); page >= 0 {
			return c, page
		}
		if page := c.lacking(c.first-1, c.first); page >= 0 {
			return c, page
		}
	}
	return nil, -1
}
