package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/ui/theme"
)

// toastTime is how long a message stays; one with something to undo stays twice as long.
const toastTime = 5 * time.Second

// toast is the place for short messages at the lower edge. It never takes the keyboard: what it offers has a key too.
type toast struct {
	box   *fyne.Container
	shown int // counts messages, so that the timer of an old one does not take away a new one
}

// Toasts returns the object that shows short messages; the shell lays it over the screens.
func (h *Host) Toasts() fyne.CanvasObject {
	h.toast = &toast{box: container.New(bottomLeft{})}
	return h.toast.box
}

// Toast shows a short message. With undo it offers to take something back.
func (h *Host) Toast(text string, undo func()) {
	if h.toast == nil {
		return
	}
	h.toast.shown++
	mine := h.toast.shown
	hide := func() {
		if h.toast.shown == mine {
			h.toast.box.Objects = nil
			h.toast.box.Refresh()
		}
	}
	line := container.NewHBox()
	ground := canvas.NewRectangle(theme.Color(theme.Ink))
	ground.CornerRadius = 4
	w := Word(text)
	w.Color = theme.Color(theme.Paper)
	line.Add(container.NewCenter(w))
	stay := toastTime
	if undo != nil {
		stay *= 2
		line.Add(NewIconButton(h, "undo", h.T("kit.undo"), Ordinary, func() { hide(); undo() }))
	}
	h.toast.box.Objects = []fyne.CanvasObject{newShield(&fyne.Container{Layout: inset{14, 6}, Objects: []fyne.CanvasObject{ground, line}})}
	h.toast.box.Refresh()
	h.after(stay, hide)
}

// bottomLeft puts its object at the lower left edge and takes no room itself: lists stand there, and no line that somebody is
// typing into.
type bottomLeft struct{}

func (bottomLeft) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		s := o.MinSize()
		o.Resize(s)
		o.Move(fyne.NewPos(12, size.Height-s.Height-40))
	}
}

func (bottomLeft) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }
