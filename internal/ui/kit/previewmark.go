package kit

import (
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/paper"
)

// point is a character of a document: the page, and the spot on it.
type point struct{ page, spot int }

func (a point) before(b point) bool {
	return a.page < b.page || a.page == b.page && a.spot < b.spot
}

// selection is what is selected, both ends included; empty unless on.
type selection struct {
	on         bool
	begin, end point
}

// sorted returns the ends in the order of the text.
func (s selection) sorted() (point, point) {
	if s.end.before(s.begin) {
		return s.end, s.begin
	}
	return s.begin, s.end
}

// onPage is the range of spots of a page that is selected; there are n of them.
func (s selection) onPage(page, n int) (from, to int) {
	a, b := s.sorted()
	if !s.on || page < a.page || page > b.page {
		return 0, 0
	}
	from, to = 0, n
	if page == a.page {
		from = a.spot
	}
	if page == b.page {
		to = min(b.spot+1, n)
	}
	return from, to
}

// Tints over the page, which is white in every look: what was found, the place in hand, what is selected.
var (
	foundTint  = color.NRGBA{R: 0xff, G: 0xc8, B: 0x28, A: 0x60}
	handTint   = color.NRGBA{R: 0xe0, G: 0x40, B: 0x20, A: 0x70}
	chosenTint = color.NRGBA{R: paper.Blue.R, G: paper.Blue.G, B: paper.Blue.B, A: 0x50}
)

// mark paints over a page what is found and what is selected.
func (r *pageRoll) mark(page int, v *pageView) {
	v.marks = v.marks[:0]
	if r.small {
		return
	}
	p := r.preview
	found, in := p.find.onPage(page)
	if len(found) == 0 && !p.sel.on {
		return
	}
	spots := r.sheets()[page].Spots()
	for i, span := range found {
		tint := foundTint
		if i == in {
			tint = handTint
		}
		r.cover(v, page, spots[span[0]:min(span[1], len(spots))], tint)
	}
	if from, to := p.sel.onPage(page, len(spots)); to > from {
		r.cover(v, page, spots[from:to], chosenTint)
	}
}

// cover lays one box over each line of some characters.
func (r *pageRoll) cover(v *pageView, page int, spots []paper.Spot, tint color.Color) {
	left, top := r.left(page), r.tops[page]
	for i := 0; i < len(spots); {
		a := spots[i]
		end := a.X + a.W
		for i++; i < len(spots) && spots[i].Y == a.Y && spots[i].X >= a.X && spots[i].X < end+2*a.H; i++ {
			end = spots[i].X + spots[i].W
		}
		m := canvas.NewRectangle(tint)
		m.Move(fyne.NewPos(left+float32(a.X)*r.k, top+float32(a.Y)*r.k))
		m.Resize(fyne.NewSize(float32(end-a.X)*r.k, float32(a.H)*r.k))
		v.marks = append(v.marks, m)
	}
}

// bringSpot scrolls so that a character is in view, in the upper half where it was not.
func (r *pageRoll) bringSpot(page, spot int) {
	if page >= len(r.tops) {
		return
	}
	spots := r.sheets()[page].Spots()
	if spot >= len(spots) {
		return
	}
	s := spots[spot]
	x, y := r.left(page)+float32(s.X)*r.k, r.tops[page]+float32(s.Y)*r.k
	at, room := r.scroll.Offset, r.scroll.Size()
	if y < at.Y+20 || y > at.Y+room.Height-40 {
		at.Y = y - room.Height/3
	}
	if x < at.X+10 || x > at.X+room.Width-60 {
		at.X = x - room.Width/3
	}
	r.to(at)
}

// spotAt finds the character nearest to a place in the column.
func (r *pageRoll) spotAt(at fyne.Position) (point, bool) {
	if len(r.tops) == 0 {
		return point{}, false
	}
	page := r.at(at.Y)
	spots := r.sheets()[page].Spots()
	x, y := float64((at.X-r.left(page))/r.k), float64((at.Y-r.tops[page])/r.k)
	best, least := -1, 0.0
	for i, s := range spots {
		dx, dy := away(x, s.X, s.X+s.W), away(y, s.Y, s.Y+s.H)
		if d := dx + 20*dy; best < 0 || d < least { // the line counts more than the place in it
			best, least = i, d
		}
	}
	return point{page, best}, best >= 0
}

// away is how far a value lies outside a range.
func away(v, low, high float64) float64 { return max(low-v, v-high, 0) }

// selectTo selects from where the pointer went down to where it is.
func (p *Preview) selectTo(at fyne.Position, begin bool) {
	spot, ok := p.column.spotAt(at)
	switch {
	case !ok:
		return
	case begin:
		if p.sel.on {
			p.sel = selection{}
			p.column.remark()
		}
		p.sel.begin, p.sel.end = spot, spot
		return
	case p.sel.on && spot == p.sel.end:
		return
	}
	p.sel.on, p.sel.end = true, spot
	p.column.remark()
}

// selectAll selects the text of all pages.
func (p *Preview) selectAll() {
	if p.pages == nil {
		return
	}
	last := len(p.pages.Sheets) - 1
	p.sel = selection{on: true, end: point{last, max(len(p.pages.Sheets[last].Spots())-1, 0)}}
	p.column.remark()
}

// Selected returns the text that is selected.
func (p *Preview) Selected() string {
	if !p.sel.on || p.pages == nil {
		return ""
	}
	a, b := p.sel.sorted()
	var out strings.Builder
	for page := a.page; page <= b.page && page < len(p.pages.Sheets); page++ {
		spots := p.pages.Sheets[page].Spots()
		from, to := p.sel.onPage(page, len(spots))
		for i, s := range spots[min(from, len(spots)):to] {
			if i > 0 || page > a.page {
				out.WriteString(s.Before)
			}
			if i == 0 && page > a.page && s.Before == "" {
				out.WriteByte('\n')
			}
			out.WriteString(s.Text)
		}
	}
	return out.String()
}

// copy hands on what is selected.
func (p *Preview) copy() {
	if text := p.Selected(); text != "" && p.OnCopy != nil {
		p.OnCopy(text)
	}
}

// pageGlass lies over a column and takes what the pointer does there.
type pageGlass struct {
	widget.BaseWidget
	roll *pageRoll
}

func newPageGlass(r *pageRoll) *pageGlass {
	g := &pageGlass{roll: r}
	g.ExtendBaseWidget(g)
	return g
}

// MouseDown takes the keyboard to the pages and begins to select; on a small page it goes there.
func (g *pageGlass) MouseDown(ev *desktop.MouseEvent) {
	p := g.roll.preview
	p.host.Stir()
	if g.roll.small {
		if len(g.roll.tops) > 0 {
			p.GoTo(g.roll.at(ev.Position.Y) + 1)
			p.host.Focus(p.side)
		}
		return
	}
	p.host.Focus(p)
	if ev.Button == desktop.MouseButtonPrimary {
		p.selectTo(ev.Position, true)
	}
}

// MouseUp is called by the toolkit.
func (g *pageGlass) MouseUp(*desktop.MouseEvent) {}

// Dragged selects.
func (g *pageGlass) Dragged(ev *fyne.DragEvent) {
	if !g.roll.small {
		g.roll.preview.selectTo(ev.Position, false)
	}
}

// DragEnd is called by the toolkit.
func (g *pageGlass) DragEnd() {}

// Scrolled scrolls, or changes the size while Control is held.
func (g *pageGlass) Scrolled(ev *fyne.ScrollEvent) {
	if g.roll.small {
		g.roll.scroll.Scrolled(ev)
		return
	}
	g.roll.preview.wheel(ev)
}

// Cursor is called by the toolkit.
func (g *pageGlass) Cursor() desktop.Cursor {
	if g.roll.small {
		return desktop.DefaultCursor
	}
	return desktop.TextCursor
}

// CreateRenderer is called by the toolkit.
func (g *pageGlass) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(byHand()) }
