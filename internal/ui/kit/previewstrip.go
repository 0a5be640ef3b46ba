package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// pageStrip is the place of the small pages at the side: the arrows and clicks go to pages.
type pageStrip struct {
	stop
	preview *Preview
	ring    *canvas.Rectangle
	whole   *fyne.Container
}

func newPageStrip(p *Preview) *pageStrip {
	s := &pageStrip{stop: stop{host: p.host}, preview: p, ring: canvas.NewRectangle(color.Transparent)}
	s.ring.StrokeColor = theme.Color(theme.Accent)
	s.whole = container.NewStack(canvas.NewRectangle(theme.Color(theme.Under)), p.strip.scroll, s.ring)
	s.ExtendBaseWidget(s)
	return s
}

// Disabled keeps the keyboard away while there is nothing to choose.
func (s *pageStrip) Disabled() bool { return s.Hidden }

// TypedKey goes to pages.
func (s *pageStrip) TypedKey(ev *fyne.KeyEvent) {
	p := s.preview
	switch ev.Name {
	case fyne.KeyDown, fyne.KeyRight:
		p.turn(1)
	case fyne.KeyUp, fyne.KeyLeft:
		p.turn(-1)
	case fyne.KeyPageDown:
		p.turn(5)
	case fyne.KeyPageUp:
		p.turn(-5)
	case fyne.KeyHome:
		p.turn(-p.at)
	case fyne.KeyEnd:
		p.turn(1 << 20)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		s.host.Focus(p)
	default:
		s.stop.TypedKey(ev)
	}
}

// TypedRune changes the size of the large pages.
func (s *pageStrip) TypedRune(r rune) {
	if r != ' ' {
		s.preview.TypedRune(r)
	}
}

// Refresh shows whether the strip has the keyboard.
func (s *pageStrip) Refresh() {
	s.ring.StrokeWidth = 0
	if s.focused {
		s.ring.StrokeWidth = 2
	}
	s.ring.Refresh()
}

// MinSize is as wide as a small page with its margins.
func (s *pageStrip) MinSize() fyne.Size { return fyne.NewSize(stripWide, 100) }

// CreateRenderer is called by the toolkit.
func (s *pageStrip) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.whole) }
