package paper

import (
	"strconv"
	"strings"
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
	l := &layout{shaper: shaper{own: owned.Load()}, opts: o}
	l.names = []string{oneLine(o.Author)}
	l.western = !strings.HasPrefix(o.Lang, "zh") && o.Lang != ""
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
