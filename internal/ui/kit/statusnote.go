package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// StatusNote is a state in the status line that leads to where it can be changed: by a click, Enter or the space bar.
type StatusNote struct {
	stop
	text *canvas.Text
	line *canvas.Rectangle // below it when the keyboard or the pointer is here
	over bool
	tap  func()
}

// NewStatusNote returns an empty note.
func NewStatusNote(h *Host, tap func()) *StatusNote {
	n := &StatusNote{stop: stop{host: h}, text: Note(""), line: canvas.NewRectangle(theme.Color(theme.Accent)), tap: tap}
	n.line.Hide()
	n.off = true
	n.ExtendBaseWidget(n)
	return n
}

// Set shows a state; late in the colour of what needs somebody. Without words there is nothing to reach.
func (n *StatusNote) Set(text string, late bool) {
	n.text.Text, n.off = text, text == ""
	n.text.Color = theme.Color(theme.Faint)
	if late {
		n.text.Color = theme.Color(theme.Accent)
	}
	n.Refresh()
}

// Text returns what it says.
func (n *StatusNote) Text() string { return n.text.Text }

// Tapped is called by the toolkit.
func (n *StatusNote) Tapped(*fyne.PointEvent) { n.do() }

// TypedKey is called by the toolkit.
func (n *StatusNote) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		n.do()
	default:
		n.stop.TypedKey(ev)
	}
}

func (n *StatusNote) do() {
	if !n.off && n.tap != nil {
		n.tap()
	}
}

// MouseIn is called by the toolkit.
func (n *StatusNote) MouseIn(*desktop.MouseEvent) { n.over = true; n.Refresh() }

// MouseMoved is called by the toolkit.
func (n *StatusNote) MouseMoved(*desktop.MouseEvent) { n.host.Stir() }

// MouseOut is called by the toolkit.
func (n *StatusNote) MouseOut() { n.over = false; n.Refresh() }

// MinSize is that of the words.
func (n *StatusNote) MinSize() fyne.Size { return n.text.MinSize() }

// CreateRenderer is called by the toolkit.
func (n *StatusNote) CreateRenderer() fyne.WidgetRenderer {
	return &statusRenderer{widget.NewSimpleRenderer(byHand(n.text, n.line)), n}
}

type statusRenderer struct {
	fyne.WidgetRenderer
	n *StatusNote
}

func (r *statusRenderer) Layout(size fyne.Size) {
	r.n.text.Resize(size)
	r.n.line.Move(fyne.NewPos(0, size.Height-1))
	r.n.line.Resize(fyne.NewSize(size.Width, 1))
}

func (r *statusRenderer) Refresh() {
	r.n.line.Hidden = r.n.off || !r.n.focused && !r.n.over
	r.n.line.Refresh()
	r.n.text.Refresh()
	canvas.Refresh(r.n)
}
