package paper

import (
	"slices"
	"strconv"
)

// The sheet of GB/T 9704-2012, A4, in mm. The type area is 156 by 225.
const (
	sheetWidth, sheetHeight = 210.0, 297.0
	marginTop, marginLeft   = 37.0, 28.0
	areaWidth, areaHeight   = 156.0, 225.0
	lineHeight              = areaHeight / 22
	cellWidth               = areaWidth / 28 * ptPerMM // of one character, pt
	numberDrop              = 7.0                      // page number below the type area, mm
)

// A landscape sheet for grids has narrower margins: the standard turns the page, a wall needs the room.
const sideMargin, sideTop, sideBottom = 15.0, 18.0, 18.0

// The sizes of Chinese type that the pages use, pt.
const (
	sizeTwo       = 22.0
	sizeThree     = 15.75
	sizeFour      = 14.0
	sizeSmallFour = 12.0
	sizeFive      = 10.5
	sizeSmallFive = 9.0
)

// strip is a horizontal slice of a document that is never cut.
type strip struct {
	height float64 // mm
	before float64 // empty room above, left out at the top of a page, mm
	after  float64 // empty room below, shared with the room above the next strip, mm
	keep   bool    // stays on one page with the next strip
	turn   bool    // starts a new page
	head   *strip  // repeated above this strip when a page begins with it
	items  []Item  // placed from the left edge of the type area and the top of the strip
	mark   *Mark
}

// layout is a document on its way to pages.
type layout struct {
	shaper
	opts       Options
	left, top  float64 // of the type area, mm
	wide, high float64 // type area, mm
	sheetW     float64
	sheetH     float64
	strips     []strip
}

func newLayout(o Options) *layout {
	l := &layout{shaper: shaper{missing: map[rune]bool{}}, opts: o}
	l.left, l.top, l.wide, l.high = marginLeft, marginTop, areaWidth, areaHeight
	l.sheetW, l.sheetH = sheetWidth, sheetHeight
	if o.Landscape {
		l.sheetW, l.sheetH = sheetHeight, sheetWidth
		l.left, l.top = sideMargin, sideTop
		l.wide, l.high = l.sheetW-2*sideMargin, l.sheetH-sideTop-sideBottom
	}
	return l
}

// width of the type area in pt.
func (l *layout) width() float64 { return l.wide * ptPerMM }

// pages flows the strips over as many pages as they need.
func (l *layout) pages() *Pages {
	p := &Pages{opts: l.opts}
	page := l.blank()
	y := 0.0
	for i := range l.strips {
		if i > 0 { // the larger of two rooms that meet
			l.strips[i].before = max(l.strips[i].before, l.strips[i-1].after)
		}
	}
	for i := range l.strips {
		s := &l.strips[i]
		atTop := y == 0
		need := l.chain(i, atTop)
		if !atTop && (s.turn || y+need > l.high+0.001 && l.fitsAlone(i)) ||
			!atTop && y+s.before+s.height > l.high+0.001 {
			p.Sheets = append(p.Sheets, page)
			page, y, atTop = l.blank(), 0, true
		}
		if atTop && s.head != nil {
			l.place(&page, s.head, y)
			y += s.head.height
		} else if !atTop {
			y += s.before
		}
		l.place(&page, s, y)
		y += s.height
	}
	p.Sheets = append(p.Sheets, page)
	for i := range p.Sheets {
		l.furnish(&p.Sheets[i], i+1)
	}
	for r := range l.missing {
		p.Missing = append(p.Missing, r)
	}
	slices.Sort(p.Missing)
	return p
}

func (l *layout) blank() Page { return Page{Width: l.sheetW, Height: l.sheetH} }

// chain is the height of a strip with all that have to stay with it.
func (l *layout) chain(i int, atTop bool) float64 {
	h := l.strips[i].height
	if !atTop {
		h += l.strips[i].before
	}
	for l.strips[i].keep && i+1 < len(l.strips) && !l.strips[i+1].turn {
		i++
		h += l.strips[i].before + l.strips[i].height
	}
	return h
}

// fitsAlone reports that a chain fits a page of its own, so that moving it helps.
func (l *layout) fitsAlone(i int) bool {
	h := l.chain(i, true)
	if head := l.strips[i].head; head != nil {
		h += head.height
	}
	return h <= l.high+0.001
}

// place copies the items of a strip onto a page.
func (l *layout) place(page *Page, s *strip, y float64) {
	dx, dy := l.left, l.top+y
	for _, it := range s.items {
		page.Items = append(page.Items, move(it, dx, dy))
	}
	if s.mark != nil {
		m := *s.mark
		m.Y = round(dy)
		page.Marks = append(page.Marks, m)
	}
}

// move returns an item in another place.
func move(it Item, dx, dy float64) Item {
	switch v := it.(type) {
	case Run:
		v.X, v.Y = round(v.X+dx), round(v.Y+dy)
		return v
	case Line:
		v.X1, v.Y1, v.X2, v.Y2 = round(v.X1+dx), round(v.Y1+dy), round(v.X2+dx), round(v.Y2+dy)
		return v
	case Box:
		v.X, v.Y = round(v.X+dx), round(v.Y+dy)
		return v
	}
	return it
}

// furnish adds the page number, with a dash each side, odd pages right and even
// pages left, one character in; and the footer on the other side.
func (l *layout) furnish(page *Page, n int) {
	st := style{font: Song, size: sizeFour}
	room := l.width() - 2*sizeFour
	col := column{width: room, align: alignRight}
	foot := column{width: room, align: alignLeft}
	if n%2 == 0 {
		col.align, foot.align = alignLeft, alignRight
	}
	y := l.high + numberDrop + 1.5
	number := l.set("— "+strconv.Itoa(n)+" —", st, col)[0]
	l.put(page, number, sizeFour/ptPerMM, y)
	if l.opts.Footer == "" {
		return
	}
	foot.width = room - number.width - sizeFour
	x := sizeFour / ptPerMM
	if n%2 == 0 {
		x += (number.width + sizeFour) / ptPerMM
	}
	l.put(page, l.set(oneLine(l.opts.Footer), style{font: Song, size: sizeSmallFive, color: Grey}, foot)[0], x, y)
}

func (l *layout) put(page *Page, line textLine, x, y float64) {
	for _, r := range line.runs {
		page.Items = append(page.Items, move(r, l.left+x, l.top+y))
	}
}
