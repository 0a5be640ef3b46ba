package kit

import (
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
	xdraw "golang.org/x/image/draw"

	"cn.halfsky/internal/ui/theme"
)

// pictureView shows a picture: as large as the place, or larger. Plus and minus change the size; the arrows move a picture that is
// larger than the place, and turn to the next one otherwise.
type pictureView struct {
	stop
	picture image.Image
	zoom    int        // index in enlargings
	note    *Paragraph // why there is no picture
	image   *canvas.Image
	hold    *fyne.Container
	scroll  *container.Scroll
	ring    *canvas.Rectangle
	whole   *fyne.Container
	asked   int
	drawn   fyne.Size
	onTurn  func(by int)
}

// enlargings are the sizes a picture is shown in, as multiples of the one that fits.
var enlargings = []float32{1, 1.5, 2, 3, 4}

func newPictureView(h *Host) *pictureView {
	v := &pictureView{stop: stop{host: h}, note: Prose("").Alone(), image: &canvas.Image{FillMode: canvas.ImageFillStretch}, ring: canvas.NewRectangle(color.Transparent)}
	v.hold = &fyne.Container{Layout: pictureLayout{v}, Objects: []fyne.CanvasObject{v.image}}
	v.scroll = container.NewScroll(v.hold)
	v.ring.StrokeColor = theme.Color(theme.Accent)
	v.whole = container.NewStack(canvas.NewRectangle(theme.Color(theme.SoftGrey)), v.scroll, container.NewCenter(v.note), v.ring)
	v.ExtendBaseWidget(v)
	return v
}

// set shows another picture as it fits, or words in its place.
func (v *pictureView) set(picture image.Image, note string) {
	v.note.SetText(note)
	v.picture, v.zoom, v.drawn = picture, 0, fyne.Size{}
	v.image.Image = nil
	v.image.Refresh()
	v.draw()
}

func (v *pictureView) enlarge(by int) {
	at := min(max(v.zoom+by, 0), len(enlargings)-1)
	if at == v.zoom || v.picture == nil {
		return
	}
	middle := v.middle()
	v.zoom = at
	v.draw()
	size, room := v.size(), v.scroll.Size()
	v.to(fyne.NewPos(middle.X*size.Width-room.Width/2, middle.Y*size.Height-room.Height/2))
}

// middle is the point of the picture in the middle of the place, 0 to 1.
func (v *pictureView) middle() fyne.Position {
	size, room, at := v.size(), v.scroll.Size(), v.scroll.Offset
	if v.zoom == 0 || size.Width <= 0 || size.Height <= 0 {
		return fyne.NewPos(0.5, 0.5)
	}
	return fyne.NewPos((at.X+room.Width/2)/size.Width, (at.Y+room.Height/2)/size.Height)
}

// size is how large the picture is drawn, in the toolkit's units. A small picture is not drawn larger than its pixels to fit.
func (v *pictureView) size() fyne.Size {
	room := v.scroll.Size()
	if v.picture == nil || room.Width <= 0 || room.Height <= 0 {
		return fyne.Size{}
	}
	b := v.picture.Bounds()
	w, h := float32(b.Dx()), float32(b.Dy())
	k := min(room.Width/w, room.Height/h, 1/v.host.Window.Canvas().Scale()) * enlargings[v.zoom]
	return fyne.NewSize(w*k, h*k)
}

// draw brings the picture to the pixels of the screen off the UI thread. One that comes after the next was asked for is dropped.
func (v *pictureView) draw() {
	size := v.size()
	v.hold.Refresh()
	v.scroll.Refresh()
	if size == v.drawn || size.Width <= 0 {
		return
	}
	v.drawn = size
	v.asked++
	mine, from, scale := v.asked, v.picture, v.host.Window.Canvas().Scale()
	Go(v.host, func() (image.Image, error) { return inPixels(from, int(size.Width*scale), int(size.Height*scale)), nil }, func(img image.Image, _ error) {
		if mine == v.asked {
			v.image.Image = img
			v.image.Refresh()
		}
	})
}

// inPixels makes a picture smaller, as every pixel counts; enlarging is the screen's.
func inPixels(from image.Image, w, h int) image.Image {
	b := from.Bounds()
	if w >= b.Dx() || w < 1 || h < 1 {
		return from
	}
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	xdraw.BiLinear.Scale(to, to.Rect, from, b, xdraw.Src, nil)
	return to
}

func (v *pictureView) to(at fyne.Position) {
	most := v.hold.MinSize().Subtract(v.scroll.Size())
	v.scroll.ScrollToOffset(fyne.NewPos(max(min(at.X, most.Width), 0), max(min(at.Y, most.Height), 0)))
}

// TypedRune changes the size.
func (v *pictureView) TypedRune(r rune) {
	switch r {
	case '+', '=':
		v.enlarge(1)
	case '-':
		v.enlarge(-1)
	case '0':
		v.enlarge(-len(enlargings))
	}
}

// TypedKey moves the picture, or turns to another one.
func (v *pictureView) TypedKey(ev *fyne.KeyEvent) {
	step, by := theme.Size(theme.Row)*2, map[fyne.KeyName]fyne.Position{
		fyne.KeyLeft: {X: -1}, fyne.KeyRight: {X: 1}, fyne.KeyUp: {Y: -1}, fyne.KeyDown: {Y: 1},
	}
	way, arrow := by[ev.Name]
	switch {
	case arrow && v.zoom > 0:
		v.to(v.scroll.Offset.AddXY(way.X*step, way.Y*step))
	case arrow:
		v.onTurn(int(way.X + way.Y))
	case ev.Name == fyne.KeyPageDown || ev.Name == fyne.KeySpace:
		v.onTurn(1)
	case ev.Name == fyne.KeyPageUp:
		v.onTurn(-1)
	default:
		v.stop.TypedKey(ev)
	}
}

// Resize draws the picture anew when the place changed.
func (v *pictureView) Resize(size fyne.Size) {
	changed := size != v.Size()
	v.BaseWidget.Resize(size)
	if changed {
		v.draw()
	}
}

// Refresh shows whether the picture has the keyboard.
func (v *pictureView) Refresh() {
	v.ring.StrokeWidth = 0
	if v.focused {
		v.ring.StrokeWidth = 1
	}
	v.ring.Refresh()
}

// MinSize lets the place be small.
func (v *pictureView) MinSize() fyne.Size { return fyne.NewSize(240, 200) }

// CreateRenderer is called by the toolkit.
func (v *pictureView) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(v.whole) }

// pictureLayout puts the picture in the middle.
type pictureLayout struct{ v *pictureView }

// Layout is called by the toolkit.
func (l pictureLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s := l.v.size()
	objects[0].Resize(s)
	objects[0].Move(fyne.NewPos(max((size.Width-s.Width)/2, 0), max((size.Height-s.Height)/2, 0)))
}

// MinSize is called by the toolkit.
func (l pictureLayout) MinSize([]fyne.CanvasObject) fyne.Size { return l.v.size() }
