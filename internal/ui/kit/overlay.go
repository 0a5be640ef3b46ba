package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// overlay fills the window above everything else and holds one thing at a place of its choice. Nothing below it can be reached.
type overlay struct {
	widget.BaseWidget
	content fyne.CanvasObject
	ground  *canvas.Rectangle
	place   func(window fyne.Size) (fyne.Position, fyne.Size)
	outside func() // a tap beside the content
	host    *Host
}

func newOverlay(h *Host, content fyne.CanvasObject, shaded bool, place func(fyne.Size) (fyne.Position, fyne.Size)) *overlay {
	o := &overlay{host: h, content: newShield(content), place: place, ground: canvas.NewRectangle(color.Transparent)}
	if shaded {
		o.ground.FillColor = theme.Color("shadow")
	}
	o.ExtendBaseWidget(o)
	return o
}

// Tapped is called by the toolkit for taps beside the content.
func (o *overlay) Tapped(*fyne.PointEvent) {
	if o.outside != nil {
		o.outside()
	}
}

// MinSize leaves the window its size.
func (o *overlay) MinSize() fyne.Size { return fyne.Size{} }

// CreateRenderer is called by the toolkit.
func (o *overlay) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(&fyne.Container{Layout: overlayLayout{o}, Objects: []fyne.CanvasObject{o.ground, o.content}})
}

type overlayLayout struct{ o *overlay }

func (l overlayLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l.o.ground.Resize(size)
	at, s := l.o.place(size)
	l.o.content.Move(at)
	l.o.content.Resize(s)
}

func (l overlayLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// frame is the ground of something that floats.
func frame() *canvas.Rectangle {
	r := canvas.NewRectangle(theme.Color(theme.Sheet))
	r.StrokeWidth, r.StrokeColor, r.CornerRadius = 1, theme.Color(theme.Edge), 4
	r.Shadow = canvas.Shadow{Color: theme.Color("shadow"), BlurRadius: 12, Offset: fyne.NewPos(0, 3)}
	return r
}

// shield keeps taps on its content from reaching what lies below it.
type shield struct {
	widget.BaseWidget
	content fyne.CanvasObject
}

func newShield(content fyne.CanvasObject) *shield {
	s := &shield{content: content}
	s.ExtendBaseWidget(s)
	return s
}

// Tapped takes the tap and does nothing.
func (s *shield) Tapped(*fyne.PointEvent) {}

// CreateRenderer is called by the toolkit.
func (s *shield) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(s.content) }
