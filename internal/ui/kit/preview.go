package kit

import (
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/ui/theme"
)

// Preview shows the pages of a document as they will be printed: all of them in one column, small ones at the side, with search,
// sizes and text that can be selected. Pages are drawn off the UI thread when they come into view.
type Preview struct {
	stop
	OnCopy func(text string) // is given what was selected when the person copies it; nil: nothing leaves

	pages   *paper.Pages
	gen     int // counts the documents that were shown; a picture of an older one is only shown until the new one is drawn
	zoom    Zoom
	at      int // the page in view, from 0
	column  *pageRoll
	strip   *pageRoll
	side    *pageStrip
	find    *pageFind
	sel     selection
	number  *Entry
	of      *canvas.Text
	percent *canvas.Text
	updated *canvas.Text
	note    *Paragraph
	ring    *canvas.Rectangle
	bar     *fyne.Container
	whole   *fyne.Container
	drawing bool
	laying  bool
	held    func() fyne.KeyModifier // the modifier keys that are held now
}

// Zoom is how large pages are shown: 1 is as large as on paper.
type Zoom float32

// The sizes that follow the room there is.
const (
	FitWidth Zoom = 0
	FitPage  Zoom = -1
)

// zooms are the steps between which the keys go.
var zooms = []Zoom{0.6, 0.8, 1, 1.25, 1.5, 2, 2.5, 3}

// stripRoom is the least width of a preview that has room for small pages at its side.
const stripRoom = 560

// NewPreview returns a preview without pages.
func NewPreview(h *Host) *Preview {
	p := &Preview{stop: stop{host: h}, held: heldKeys, of: Word(""), percent: Word(""), updated: Note(""), note: Prose("").Alone()}
	p.column, p.strip = newPageRoll(p, false), newPageRoll(p, true)
	p.side = newPageStrip(p)
	p.find = newPageFind(p)
	p.ring = canvas.NewRectangle(color.Transparent)
	p.ring.StrokeColor = theme.Color(theme.Accent)
	p.number = NewEntry(h)
	p.number.OnEnter = p.goTyped
	p.number.OnBlur = p.count
	p.bar = p.newBar()
	desk := canvas.NewRectangle(theme.Color(theme.SoftGrey))
	head := container.NewVBox(p.bar, p.find.row)
	p.whole = container.NewBorder(head, nil, p.side, nil, container.NewStack(desk, p.column.scroll, container.NewCenter(p.note), p.ring))
	p.side.Hide()
	p.bar.Hide()
	p.ExtendBaseWidget(p)
	return p
}

// newBar is the row above the pages. Its buttons have keys, so Tab passes them by.
func (p *Preview) newBar() *fyne.Container {
	h := p.host
	button := func(icon, text string, do func()) *Button {
		b := NewIconButton(h, icon, text, Flat, do)
		b.skip = true
		return b
	}
	group := func(objects ...fyne.CanvasObject) fyne.CanvasObject { return container.NewHBox(objects...) }
	number := Wide(theme.Size(theme.Text)*3.6, p.number)
	row := newFlow(
		group(button("up", "", func() { p.turn(-1) }), number, container.NewCenter(p.of), button("down", "", func() { p.turn(1) })),
		group(button("", "－", func() { p.resize(-1) }), container.NewCenter(p.percent), button("", "＋", func() { p.resize(1) })),
		group(button("", h.T("print.fit.width"), func() { p.SetZoom(FitWidth) }), button("", h.T("print.fit.page"), func() { p.SetZoom(FitPage) })),
		group(button("search", h.T("print.find"), p.Find), container.NewCenter(p.updated)),
	)
	return container.NewVBox(&fyne.Container{Layout: inset{8, 3}, Objects: []fyne.CanvasObject{row}}, rule())
}

// SetPages shows a document from its first page; nil shows none, with a word about it.
func (p *Preview) SetPages(pages *paper.Pages, note string) {
	p.column.forget()
	p.strip.forget()
	p.at = 0
	p.note.SetText(note)
	p.note.Hidden = note == ""
	p.put(pages)
	p.column.scroll.ScrollToTop()
	p.strip.scroll.ScrollToTop()
	p.scrolled()
}

// Renew shows the document in view as it was made again: the person stays where she is, and what she sees changes page by page.
func (p *Preview) Renew(pages *paper.Pages) {
	if p.pages == nil {
		p.SetPages(pages, "")
		return
	}
	p.put(pages)
	p.scrolled()
}

func (p *Preview) put(pages *paper.Pages) {
	p.pages = pages
	p.gen++
	p.sel = selection{}
	p.SetUpdating(false)
	p.bar.Hidden = pages == nil
	p.lay()
	p.find.again()
}

// SetUpdating says in a small word that what is shown is about to change.
func (p *Preview) SetUpdating(on bool) {
	text := ""
	if on && p.pages != nil {
		text = p.host.T("print.updating")
	}
	if p.updated.Text != text {
		p.updated.Text = text
		p.updated.Refresh()
	}
}

// Page returns which page is in view, from 1; 0 for none.
func (p *Preview) Page() int {
	if p.pages == nil {
		return 0
	}
	return p.at + 1
}

// GoTo brings a page into view, counted from 1.
func (p *Preview) GoTo(page int) { p.turn(page - 1 - p.at) }

// PreviewPlace is where a person is in a preview.
type PreviewPlace struct {
	Page  int // from 0
	Below float32
	Zoom  Zoom
}

// Place returns where the person is.
func (p *Preview) Place() PreviewPlace {
	page, below := p.column.middle()
	return PreviewPlace{Page: page, Below: below, Zoom: p.zoom}
}

// Resume goes back to a place once there are pages.
func (p *Preview) Resume(at PreviewPlace) {
	p.SetZoom(at.Zoom)
	p.column.toMiddle(at.Page, at.Below)
	p.scrolled()
}

// turn goes so many pages on, back when it is below zero.
func (p *Preview) turn(by int) {
	if p.pages == nil {
		return
	}
	p.column.toPage(min(max(p.at+by, 0), len(p.pages.Sheets)-1))
	p.scrolled()
}

// goTyped goes to the page whose number was typed.
func (p *Preview) goTyped() {
	n, err := strconv.Atoi(field.Fold(p.number.Text))
	if err != nil || p.pages == nil || n < 1 || n > len(p.pages.Sheets) {
		p.number.setBad(true)
		return
	}
	p.GoTo(n)
	p.host.Focus(p)
}

// scrolled follows the column: the page in view is told and marked at the side.
func (p *Preview) scrolled() {
	p.column.show()
	if at := p.column.inView(); at != p.at {
		p.at = at
		p.strip.bring(at)
	}
	p.strip.show()
	p.count()
	p.draw()
}

// count tells which page is in view and how large.
func (p *Preview) count() {
	if p.pages == nil {
		return
	}
	if !p.number.has {
		p.number.setBad(false)
		p.number.set(strconv.Itoa(p.at + 1))
	}
	setText(p.of, p.host.T("print.of", len(p.pages.Sheets)))
	setText(p.percent, p.host.T("print.percent", int(p.column.k/unitsPerMM*100+0.5)))
}

// setText changes a word and paints it anew only where it changed.
func setText(t *canvas.Text, text string) {
	if t.Text != text {
		t.Text = text
		t.Refresh()
	}
}

// SetZoom shows the pages at another size; what is in the middle stays there.
func (p *Preview) SetZoom(z Zoom) {
	if z > 0 {
		z = min(max(z, zooms[0]), zooms[len(zooms)-1])
	}
	p.zoom = z
	p.again()
}

// resize goes to the next larger or smaller size.
func (p *Preview) resize(by int) {
	now := Zoom(p.column.k / unitsPerMM)
	to := now
	for i := range zooms {
		if z := zooms[i]; by > 0 && z > now+0.01 {
			to = z
			break
		}
		if z := zooms[len(zooms)-1-i]; by < 0 && z < now-0.01 {
			to = z
			break
		}
	}
	p.SetZoom(to)
}

// fit shows the small pages where there is more than one page and room for them, and gives the parts their places. Twice, for the row
// of buttons knows how high it is once it knows how wide.
func (p *Preview) fit() {
	p.side.Hidden = p.pages == nil || len(p.pages.Sheets) < 2 || p.Size().Width < stripRoom
	for range 2 {
		if p.whole.Size() != p.Size() {
			p.whole.Resize(p.Size())
			continue
		}
		p.whole.Layout.Layout(p.whole.Objects, p.Size())
	}
	canvas.Refresh(p.whole)
}

// Resize lays the pages out anew when the room changed.
func (p *Preview) Resize(size fyne.Size) {
	changed := size != p.Size()
	p.BaseWidget.Resize(size)
	if changed {
		p.again()
	}
}

// again lays everything out in the room there is.
func (p *Preview) again() {
	p.lay()
	p.scrolled()
}

// lay gives everything its place. Until all of it has one, nothing follows the scrolling.
func (p *Preview) lay() {
	p.laying = true
	p.fit()
	p.column.layout()
	p.strip.layout()
	p.laying = false
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

// heldKeys asks the window system which modifier keys are held.
func heldKeys() fyne.KeyModifier {
	if d, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok {
		return d.CurrentKeyModifiers()
	}
	return 0
}
