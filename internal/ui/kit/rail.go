package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cn.halfsky/internal/ui/theme"
)

// RailItem is one line of a rail.
type RailItem struct {
	Icon string
	Text string
}

// Rail is a column of places to go to, of which one is in view. It is one stop of the keyboard: the arrows move in it, Enter goes.
type Rail struct {
	stop
	OnPick func(i int)
	items  []RailItem
	on     int
	at     int
	over   int
}

// NewRail returns a rail with its first item in view.
func NewRail(h *Host, items []RailItem, pick func(i int)) *Rail {
	r := &Rail{stop: stop{host: h}, items: items, OnPick: pick, over: -1}
	r.ExtendBaseWidget(r)
	return r
}

// Set shows which item is in view.
func (r *Rail) Set(i int) {
	r.on, r.at = i, i
	r.Refresh()
}

func (r *Rail) high() float32 { return theme.Size(theme.Control) + 12 }

// TypedKey moves and goes.
func (r *Rail) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyUp:
		r.at = max(r.at-1, 0)
	case fyne.KeyDown:
		r.at = min(r.at+1, len(r.items)-1)
	case fyne.KeyHome:
		r.at = 0
	case fyne.KeyEnd:
		r.at = len(r.items) - 1
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace, fyne.KeyRight:
		r.OnPick(r.at)
		return
	default:
		r.stop.TypedKey(ev)
		return
	}
	r.Refresh()
}

// Tapped goes where the pointer is.
func (r *Rail) Tapped(ev *fyne.PointEvent) {
	if i := int(ev.Position.Y / r.high()); i >= 0 && i < len(r.items) {
		r.at = i
		r.OnPick(i)
	}
}

// MinSize is as wide as the widest word.
func (r *Rail) MinSize() fyne.Size {
	var w float32
	for _, it := range r.items {
		w = max(w, rulerFor(theme.Size(theme.Text), true).width(it.Text))
	}
	return fyne.NewSize(w+theme.Size(theme.IconBox)+38, r.high()*float32(len(r.items)))
}

// CreateRenderer is called by the toolkit.
func (r *Rail) CreateRenderer() fyne.WidgetRenderer {
	w := &railRenderer{r: r}
	w.Refresh()
	return w
}

type railRenderer struct {
	r    *Rail
	all  []fyne.CanvasObject
	size fyne.Size // it was drawn for
}

func (w *railRenderer) Destroy()                     {}
func (w *railRenderer) Objects() []fyne.CanvasObject { return w.all }
func (w *railRenderer) MinSize() fyne.Size           { return w.r.MinSize() }

// Layout draws anew for another size only: a picture that is new asks the window to paint, which lays out again, for ever.
func (w *railRenderer) Layout(size fyne.Size) {
	if size != w.size {
		w.size = size
		w.Refresh()
	}
}

func (w *railRenderer) Refresh() {
	w.all = nil
	for i := range w.r.items {
		w.item(i)
	}
}

func (w *railRenderer) item(i int) {
	r, it := w.r, w.r.items[i]
	high, wide := r.high(), r.Size().Width
	y := float32(i) * high
	ink := theme.Ink
	ground := canvas.NewRectangle(color.Transparent)
	ground.Move(fyne.NewPos(6, y+2))
	ground.Resize(fyne.NewSize(wide-12, high-4))
	ground.CornerRadius = 4
	text := Word(it.Text)
	if i == r.on {
		ink = theme.Accent
		ground.FillColor = theme.Color(theme.Chosen)
		text.TextStyle.Bold = true
	}
	if r.focused && i == r.at {
		ground.StrokeWidth, ground.StrokeColor = 2, theme.Color(theme.Accent)
	}
	icon := canvas.NewImageFromResource(theme.IconIn(it.Icon, ink))
	icon.FillMode = canvas.ImageFillContain
	box := theme.Size(theme.IconBox)
	icon.Move(fyne.NewPos(16, y+(high-box)/2))
	icon.Resize(fyne.NewSquareSize(box))
	text.Color = theme.Color(ink)
	line := text.TextSize * 1.45
	text.Move(fyne.NewPos(16+box+10, y+(high-line)/2))
	text.Resize(fyne.NewSize(wide-box-32, line))
	w.all = append(w.all, ground, icon, text)
}
