package kit

import (
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/ui/theme"
)

// unitsPerMM is how many of the toolkit's units a millimetre of paper is at full size.
const unitsPerMM = 96 / 25.4

// Room around pages, in the toolkit's units.
const (
	rollMargin = 14
	rollGap    = 12
	stripWide  = 118
	widestFit  = 1100 // pages that fit the width of a large screen are no wider
)

// pageRoll is a column of pages that scrolls. Only the pages in view have objects on the screen, however many there are.
type pageRoll struct {
	preview *Preview
	small   bool // the small pages at the side
	scroll  *container.Scroll
	hold    *fyne.Container
	glass   *pageGlass
	k       float32   // units to a millimetre
	tops    []float32 // of every page
	full    fyne.Size // of the column
	views   map[int]*pageView
	free    []*pageView
	first   int // the pages in view; last is the one behind them
	last    int
	cache   pageCache
}

// pageView is one page on the screen.
type pageView struct {
	sheet  *canvas.Rectangle
	image  *canvas.Image
	number *canvas.Text
	marks  []*canvas.Rectangle
	shown  drawn // what the picture is of
}

func newPageRoll(p *Preview, small bool) *pageRoll {
	r := &pageRoll{preview: p, small: small, views: map[int]*pageView{}, k: unitsPerMM}
	r.cache.most = columnBytes
	if small {
		r.cache.most = stripBytes
	}
	r.glass = newPageGlass(r)
	r.hold = &fyne.Container{Layout: rollLayout{r}, Objects: []fyne.CanvasObject{r.glass}}
	r.scroll = container.NewScroll(r.hold)
	r.scroll.OnScrolled = func(fyne.Position) {
		if !p.laying {
			p.scrolled()
		}
	}
	return r
}

// sheets are the pages there are.
func (r *pageRoll) sheets() []paper.Page {
	if r.preview.pages == nil {
		return nil
	}
	return r.preview.pages.Sheets
}

// scale is how many units a millimetre is.
func (r *pageRoll) scale() float32 {
	var wide, high float32 = 1, 1
	for _, s := range r.sheets() {
		wide, high = max(wide, float32(s.Width)), max(high, float32(s.Height))
	}
	if r.small {
		return (stripWide - 2*rollMargin) / wide
	}
	room := r.scroll.Size()
	byWidth := min(room.Width-2*rollMargin-1, widestFit) / wide // a unit less, or rounding would call for a bar below
	switch r.preview.zoom {
	case FitWidth:
		return max(byWidth, 0.2)
	case FitPage:
		return max(min(byWidth, (room.Height-2*rollMargin)/high), 0.2)
	}
	return float32(r.preview.zoom) * unitsPerMM
}

// layout gives every page its place. What is in the middle of the room stays there.
func (r *pageRoll) layout() {
	page, below := r.middle()
	across := r.across()
	atTop := r.scroll.Offset.Y <= 0
	r.k = r.scale()
	r.tops = r.tops[:0]
	y := float32(rollMargin)
	var wide float32
	for _, s := range r.sheets() {
		r.tops = append(r.tops, y)
		y += float32(s.Height)*r.k + rollGap
		if r.small {
			y += theme.Size(theme.Small) * 1.4
		}
		wide = max(wide, float32(s.Width)*r.k)
	}
	r.full = fyne.NewSize(wide+2*rollMargin, y-rollGap+rollMargin)
	for page, v := range r.views {
		r.release(page, v)
	}
	r.first, r.last = 0, 0
	r.scroll.Refresh()
	x := across*r.full.Width - r.scroll.Size().Width/2
	if atTop {
		r.to(fyne.NewPos(x, 0))
		return
	}
	r.toMiddle(page, below)
	r.to(fyne.NewPos(x, r.scroll.Offset.Y))
}

// across is where the middle of the room is, as a part of the width of the column.
func (r *pageRoll) across() float32 {
	wide := r.scroll.Size().Width
	if r.full.Width <= wide {
		return 0.5
	}
	return (r.scroll.Offset.X + wide/2) / r.full.Width
}

// size is how large a page is drawn.
func (r *pageRoll) size(page int) fyne.Size {
	s := r.sheets()[page]
	return fyne.NewSize(float32(s.Width)*r.k, float32(s.Height)*r.k)
}

// left is the left edge of a page.
func (r *pageRoll) left(page int) float32 {
	return (max(r.full.Width, r.scroll.Size().Width) - r.size(page).Width) / 2
}

// middle is the page in the middle of the room, and how far below its upper edge the middle is, as a part of its height.
func (r *pageRoll) middle() (int, float32) {
	y := r.scroll.Offset.Y + r.scroll.Size().Height/2
	page := r.at(y)
	if page >= len(r.tops) {
		return 0, 0
	}
	high := float32(1)
	if page < len(r.sheets()) {
		high = max(r.size(page).Height, 1)
	}
	return page, (y - r.tops[page]) / high
}

// toMiddle brings a place of a page into the middle of the room.
func (r *pageRoll) toMiddle(page int, below float32) {
	if n := len(r.tops); n > 0 {
		if page >= n {
			page, below = n-1, 1
		}
		r.to(fyne.NewPos(r.scroll.Offset.X, r.tops[page]+below*r.size(page).Height-r.scroll.Size().Height/2))
	}
}

// toPage brings the upper edge of a page into view.
func (r *pageRoll) toPage(page int) {
	if page < len(r.tops) {
		r.to(fyne.NewPos(r.scroll.Offset.X, r.tops[page]-rollMargin))
	}
}

func (r *pageRoll) to(at fyne.Position) {
	most := r.full.Subtract(r.scroll.Size())
	r.scroll.ScrollToOffset(fyne.NewPos(max(min(at.X, most.Width), 0), max(min(at.Y, most.Height), 0)))
}

// bring scrolls no farther than it must to show a page.
func (r *pageRoll) bring(page int) {
	if page >= len(r.tops) {
		return
	}
	top, bottom := r.tops[page]-rollMargin, r.tops[page]+r.size(page).Height+2*rollGap
	switch y, high := r.scroll.Offset.Y, r.scroll.Size().Height; {
	case top < y:
		r.to(fyne.NewPos(0, top))
	case bottom > y+high:
		r.to(fyne.NewPos(0, bottom-high))
	}
}

// at is the page at a height of the column.
func (r *pageRoll) at(y float32) int {
	low, high := 0, len(r.tops)
	for low+1 < high {
		if mid := (low + high) / 2; r.tops[mid] <= y {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// inView is the page that the person looks at: the one in the middle, but the last one at the end and the first at the beginning.
func (r *pageRoll) inView() int {
	n := len(r.tops)
	y, high := r.scroll.Offset.Y, r.scroll.Size().Height
	switch {
	case n == 0 || y <= 0:
		return 0
	case y+high >= r.full.Height-1:
		return n - 1
	}
	return r.at(y + high*0.4)
}

// show gives the pages in view their objects and takes those of the others back.
func (r *pageRoll) show() {
	n := len(r.tops)
	first, last := 0, 0
	if n > 0 && r.scroll.Size().Height > 0 {
		first = r.at(r.scroll.Offset.Y)
		last = min(r.at(r.scroll.Offset.Y+r.scroll.Size().Height)+1, n)
	}
	if first != r.first || last != r.last {
		r.first, r.last = first, last
		for page, v := range r.views {
			if page < first || page >= last {
				r.release(page, v)
			}
		}
		for page := first; page < last; page++ {
			r.lend(page)
		}
		r.assemble()
	}
	if r.small {
		r.ring()
	}
}

// release takes the objects of a page back for another.
func (r *pageRoll) release(page int, v *pageView) {
	delete(r.views, page)
	r.free = append(r.free, v)
}

// lend gives a page objects, those that it had last where they are left.
func (r *pageRoll) lend(page int) {
	v := r.views[page]
	if v == nil {
		v = r.take(page)
		r.views[page] = v
	}
	at, size := fyne.NewPos(r.left(page), r.tops[page]), r.size(page)
	v.sheet.Move(at.SubtractXY(1, 1))
	v.sheet.Resize(size.AddWidthHeight(2, 2))
	v.image.Move(at)
	v.image.Resize(size)
	if r.small {
		v.number.Text = fmt.Sprint(page + 1)
		v.number.Move(at.AddXY(0, size.Height+2))
		v.number.Resize(fyne.NewSize(size.Width, v.number.TextSize*1.3))
	}
	r.picture(page, v)
	r.mark(page, v)
}

func (r *pageRoll) take(page int) *pageView {
	for i := len(r.free) - 1; i >= 0; i-- {
		if v := r.free[i]; v.shown.page == page || i == 0 {
			r.free = append(r.free[:i], r.free[i+1:]...)
			if v.shown.page != page {
				v.shown, v.image.Image = drawn{page: page}, nil
			}
			return v
		}
	}
	v := &pageView{sheet: canvas.NewRectangle(color.White), image: &canvas.Image{FillMode: canvas.ImageFillStretch}, number: Note(""), shown: drawn{page: page}}
	v.sheet.StrokeColor, v.sheet.StrokeWidth = theme.Color(theme.Line), 1
	v.number.Alignment = fyne.TextAlignCenter
	return v
}

// ring marks the small page whose large one is in view.
func (r *pageRoll) ring() {
	for page, v := range r.views {
		wide, ink := float32(1), theme.Line
		if page == r.preview.at {
			wide, ink = 2, theme.Accent
		}
		if v.sheet.StrokeWidth != wide {
			v.sheet.StrokeWidth, v.sheet.StrokeColor = wide, theme.Color(ink)
			v.sheet.Refresh()
		}
	}
}

// assemble puts the objects of the pages in view on the screen.
func (r *pageRoll) assemble() {
	all := make([]fyne.CanvasObject, 0, len(r.views)*4+1)
	for page := r.first; page < r.last; page++ {
		v := r.views[page]
		all = append(all, v.sheet, v.image)
		if r.small {
			all = append(all, v.number)
		}
		for _, m := range v.marks {
			all = append(all, m)
		}
	}
	r.hold.Objects = append(all, r.glass)
	canvas.Refresh(r.hold) // the pictures are as they were
}

// remark paints the marks of the pages in view anew.
func (r *pageRoll) remark() {
	for page, v := range r.views {
		r.mark(page, v)
	}
	r.assemble()
}

// rollLayout says how large the column is; the pages have their places from show.
type rollLayout struct{ r *pageRoll }

// Layout is called by the toolkit.
func (l rollLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) { l.r.glass.Resize(size) }

// MinSize is called by the toolkit.
func (l rollLayout) MinSize([]fyne.CanvasObject) fyne.Size { return l.r.full }
