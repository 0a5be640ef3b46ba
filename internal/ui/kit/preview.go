package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/ui/theme"
)

// Preview shows the pages of a document as they will be printed, one at a time. Page up and page down turn them, the arrows scroll,
// plus and minus change the size.
type Preview struct {
	stop
	pages  *paper.Pages
	at     int
	zoom   float32 // of the width there is; below 0.1 the whole page
	image  *canvas.Image
	hold   *fyne.Container
	scroll *container.Scroll
	count  *canvas.Text
	note   *Paragraph
	ring   *canvas.Rectangle
	whole  *fyne.Container
	asked  int
}

var zooms = []float32{0, 0.6, 0.8, 1, 1.4, 2}

// NewPreview returns a preview without pages.
func NewPreview(h *Host) *Preview {
	p := &Preview{stop: stop{host: h}, zoom: 1, image: &canvas.Image{FillMode: canvas.ImageFillStretch}, count: Note(""), note: Prose("").Alone()}
	p.hold = &fyne.Container{Layout: pageLayout{p}, Objects: []fyne.CanvasObject{p.image}}
	p.scroll = container.NewScroll(p.hold)
	p.ring = canvas.NewRectangle(color.Transparent)
	p.ring.StrokeColor = theme.Color(theme.Accent)
	turn := func(icon string, by int) *Button {
		b := NewIconButton(h, icon, "", Flat, func() { p.turn(by) })
		b.skip = true
		return b
	}
	size := func(text string, by int) *Button {
		b := NewButton(h, text, Flat, func() { p.resize(by) })
		b.skip = true
		return b
	}
	bar := container.NewCenter(container.NewHBox(turn("left", -1), container.NewCenter(p.count), turn("right", 1), size("－", -1), size("＋", 1)))
	desk := canvas.NewRectangle(theme.Color(theme.SoftGrey))
	p.whole = container.NewBorder(bar, nil, nil, nil, container.NewStack(desk, p.scroll, container.NewCenter(p.note), p.ring))
	p.ExtendBaseWidget(p)
	return p
}

// SetPages shows a document from its first page; nil shows none, with a word about it.
func (p *Preview) SetPages(pages *paper.Pages, note string) {
	p.pages, p.at = pages, 0
	p.note.SetText(note)
	p.note.Hidden = note == ""
	if pages == nil {
		p.image.Image = nil
		p.image.Refresh()
		p.count.Text = ""
		p.count.Refresh()
	}
	p.scroll.ScrollToTop()
	p.draw()
}

// Page returns which page is in view, from 1; 0 for none.
func (p *Preview) Page() int {
	if p.pages == nil {
		return 0
	}
	return p.at + 1
}

func (p *Preview) turn(by int) {
	if p.pages == nil {
		return
	}
	to := min(max(p.at+by, 0), len(p.pages.Sheets)-1)
	if to != p.at {
		p.at = to
		p.scroll.ScrollToTop()
		p.draw()
	}
}

func (p *Preview) resize(by int) {
	i := 0
	for k, z := range zooms {
		if z <= p.zoom {
			i = k
		}
	}
	p.zoom = zooms[min(max(i+by, 0), len(zooms)-1)]
	p.draw()
}

// size is how large the page in view is drawn, in the toolkit's units.
func (p *Preview) size() fyne.Size {
	if p.pages == nil || p.at >= len(p.pages.Sheets) {
		return fyne.Size{}
	}
	s := p.pages.Sheets[p.at]
	room := p.scroll.Size().SubtractWidthHeight(28, 24)
	if p.zoom < 0.1 {
		k := min(room.Width/float32(s.Width), room.Height/float32(s.Height))
		return fyne.NewSize(float32(s.Width)*k, float32(s.Height)*k)
	}
	wide := max(min(room.Width, 900)*p.zoom, 60)
	return fyne.NewSize(wide, wide*float32(s.Height)/float32(s.Width))
}

// draw rasters the page in view off the UI thread. A picture that comes after the next was asked for is dropped.
func (p *Preview) draw() {
	p.hold.Refresh()
	size := p.size()
	if size.Width <= 0 {
		return
	}
	p.count.Text = p.host.T("kit.preview.page", p.at+1, len(p.pages.Sheets))
	p.count.Refresh()
	p.asked++
	mine, sheet := p.asked, p.pages.Sheets[p.at]
	scale := p.host.Window.Canvas().Scale()
	dpi := float64(size.Width*scale) / (sheet.Width / 25.4)
	Go(p.host, func() (image.Image, error) { return paper.Raster(sheet, dpi), nil }, func(picture image.Image, _ error) {
		if mine != p.asked {
			return
		}
		p.image.Image = picture
		p.image.Refresh()
		p.hold.Refresh()
	})
}

// TypedRune changes the size.
func (p *Preview) TypedRune(r rune) {
	switch r {
	case '+', '=':
		p.resize(1)
	case '-':
		p.resize(-1)
	}
}

// TypedKey turns pages and scrolls.
func (p *Preview) TypedKey(ev *fyne.KeyEvent) {
	at := p.scroll.Offset
	step := theme.Size(theme.Row) * 2
	switch ev.Name {
	case fyne.KeyPageDown:
		p.turn(1)
	case fyne.KeyPageUp:
		p.turn(-1)
	case fyne.KeyHome:
		p.turn(-p.at)
	case fyne.KeyEnd:
		p.turn(1 << 20)
	case fyne.KeyDown, fyne.KeySpace:
		p.to(at.AddXY(0, step))
	case fyne.KeyUp:
		p.to(at.AddXY(0, -step))
	case fyne.KeyRight:
		p.to(at.AddXY(step, 0))
	case fyne.KeyLeft:
		p.to(at.AddXY(-step, 0))
	default:
		p.stop.TypedKey(ev)
	}
}

func (p *Preview) to(at fyne.Position) {
	most := p.hold.MinSize().Subtract(p.scroll.Size())
	p.scroll.ScrollToOffset(fyne.NewPos(max(min(at.X, most.Width), 0), max(min(at.Y, most.Height), 0)))
}

// Resize draws the page anew when the room changed.
func (p *Preview) Resize(size fyne.Size) {
	changed := size != p.Size()
	p.BaseWidget.Resize(size)
	if changed && p.pages != nil {
		p.draw()
	}
}

// Refresh shows whether the preview has the keyboard.
func (p *Preview) Refresh() {
	p.ring.StrokeWidth = 0
	if p.focused {
		p.ring.StrokeWidth = 2
	}
	p.ring.Refresh()
}

// MinSize lets the preview be small.
func (p *Preview) MinSize() fyne.Size { return fyne.NewSize(240, 200) }

// CreateRenderer is called by the toolkit.
func (p *Preview) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(p.whole) }

// pageLayout puts the page in the middle with a margin around it.
type pageLayout struct{ p *Preview }

// Layout is called by the toolkit.
func (l pageLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s := l.p.size()
	objects[0].Resize(s)
	objects[0].Move(fyne.NewPos(max((size.Width-s.Width)/2, 0), 12))
}

// MinSize is called by the toolkit.
func (l pageLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	s := l.p.size()
	if s.Width == 0 {
		return s
	}
	return s.AddWidthHeight(24, 24)
}
