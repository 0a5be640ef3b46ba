package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
)

// FocusNamed brings the keyboard, and with it into view, to the button of a page that says text, or to what stands below or beside
// these words. Nothing happens where neither is there.
func FocusNamed(h *Host, page fyne.CanvasObject, text string) {
	seen := false
	var look func(o fyne.CanvasObject) bool
	look = func(o fyne.CanvasObject) bool {
		if !o.Visible() {
			return false
		}
		switch x := o.(type) {
		case *container.Scroll:
			return look(x.Content)
		case *fyne.Container:
			for _, below := range x.Objects {
				if look(below) {
					return true
				}
			}
			return false
		case *canvas.Text:
			seen = seen || x.Text == text
			return false
		case *Button:
			seen = seen || x.text == text
		case *Table:
			if seen {
				h.focusSoon(x.body)
			}
			return seen
		}
		f, ok := o.(fyne.Focusable)
		if !ok || !seen {
			return false
		}
		if d, ok := o.(fyne.Disableable); ok && d.Disabled() {
			return false
		}
		h.focusSoon(f)
		return true
	}
	look(page)
}

// focusSoon brings the keyboard to something on a page that may not be laid out yet, and into view once it is.
func (h *Host) focusSoon(f fyne.Focusable) {
	h.Focus(f)
	h.after(firstFrame, func() {
		if h.Window.Canvas().Focused() == f {
			f.FocusGained()
		}
	})
}
