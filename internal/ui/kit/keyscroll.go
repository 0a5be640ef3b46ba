package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// keyScroll is a page that is scrolled with the keyboard as well.
type keyScroll struct {
	stop
	scroll *container.Scroll
	ring   *canvas.Rectangle
	onKey  func(*fyne.KeyEvent) bool
	self   func() fyne.Widget // the widget on screen: this or the one it is a part of
}

func newKeyScroll(h *Host, content fyne.CanvasObject) *keyScroll {
	s := &keyScroll{}
	s.begin(h, content)
	s.self = func() fyne.Widget { return s }
	s.ExtendBaseWidget(s)
	return s
}

func (s *keyScroll) begin(h *Host, content fyne.CanvasObject) {
	s.host, s.scroll, s.ring = h, container.NewVScroll(content), canvas.NewRectangle(color.Transparent)
	s.ring.StrokeColor = theme.Color(theme.Accent)
}

// Tapped brings the keyboard to the page.
func (s *keyScroll) Tapped(*fyne.PointEvent) {
	if f, ok := s.self().(fyne.Focusable); ok {
		s.host.Focus(f)
	}
}

// FocusGained is called by the toolkit.
func (s *keyScroll) FocusGained() {
	s.stop.FocusGained()
	s.frame()
}

// FocusLost is called by the toolkit.
func (s *keyScroll) FocusLost() {
	s.stop.FocusLost()
	s.frame()
}

// TypedKey scrolls.
func (s *keyScroll) TypedKey(ev *fyne.KeyEvent) {
	if s.onKey != nil && s.onKey(ev) {
		return
	}
	line, y := theme.Size(theme.Row), s.scroll.Offset.Y
	switch ev.Name {
	case fyne.KeyDown:
		scrollTo(s.scroll, y+line)
	case fyne.KeyUp:
		scrollTo(s.scroll, y-line)
	case fyne.KeySpace:
		s.page(1)
	case fyne.KeyHome:
		scrollTo(s.scroll, 0)
	case fyne.KeyEnd:
		scrollTo(s.scroll, s.scroll.Content.MinSize().Height)
	default:
		if !turned(ev, s.page) {
			s.stop.TypedKey(ev)
		}
	}
}

func (s *keyScroll) page(by float32) { turn(s.scroll, by) }

// bring scrolls something on the page into view.
func (s *keyScroll) bring(o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	if driver.CanvasForObject(o) == nil {
		return
	}
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s.scroll).Y
	switch bottom := top + o.Size().Height; {
	case top < 0:
		s.scroll.ScrollToOffset(fyne.NewPos(0, max(s.scroll.Offset.Y+top-8, 0)))
	case bottom > s.scroll.Size().Height:
		s.scroll.ScrollToOffset(fyne.NewPos(0, s.scroll.Offset.Y+bottom-s.scroll.Size().Height+8))
	}
}

// MinSize lets the page be as small as a few lines.
func (s *keyScroll) MinSize() fyne.Size { return fyne.NewSize(200, theme.Size(theme.Row)*3) }

// frame shows whether the page has the keyboard.
func (s *keyScroll) frame() {
	s.ring.StrokeWidth = 0
	if s.focused {
		s.ring.StrokeWidth = 1
	}
	s.ring.Refresh()
}

// CreateRenderer is called by the toolkit.
func (s *keyScroll) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewStack(s.scroll, s.ring))
}
