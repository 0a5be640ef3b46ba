package kit

import (
	"fyne.io/fyne/v2"

	"cn.halfsky/internal/ui/theme"
)

// popup is something that hangs below a control until it is chosen from or left.
type popup struct {
	host  *Host
	over  *overlay
	layer *layer
	owner fyne.Focusable
	size  fyne.Size
	right float32 // how far right of its owner's edge

	onClose func() // it was taken away; may be nil
}

// dropBelow opens content below owner, above it where there is no room, and gives focus the keyboard. A tap outside and Escape
// close it.
func (h *Host) dropBelow(owner fyne.Focusable, content fyne.CanvasObject, size fyne.Size, focus fyne.Focusable) *popup {
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(owner.(fyne.CanvasObject))
	high := owner.(fyne.CanvasObject).Size().Height
	p := &popup{host: h, owner: owner, size: size}
	p.layer = &layer{escape: p.close}
	framed := &fyne.Container{Layout: inset{4, 4}, Objects: []fyne.CanvasObject{frame(), content}}
	p.over = newOverlay(h, framed, false, func(window fyne.Size) (fyne.Position, fyne.Size) {
		s := fyne.NewSize(min(p.size.Width, window.Width-8), min(p.size.Height, window.Height-8))
		x := max(min(at.X+p.right, window.Width-s.Width-4), 4)
		y := at.Y + high + 2
		if y+s.Height > window.Height-4 {
			y = max(at.Y-s.Height-2, 4)
		}
		return fyne.NewPos(x, y), s
	})
	p.over.outside = p.close
	h.push(p.layer)
	h.Window.Canvas().Overlays().Add(p.over)
	if focus != nil {
		h.Window.Canvas().Focus(focus)
	}
	return p
}

// resize changes the size of an open popup.
func (p *popup) resize(size fyne.Size) {
	if p.size != size {
		p.size = size
		overlayLayout{p.over}.Layout(nil, p.over.Size())
		p.over.Refresh()
	}
}

// shift moves an open popup to the right.
func (p *popup) shift(by float32) {
	p.right = by
	overlayLayout{p.over}.Layout(nil, p.over.Size())
}

func (p *popup) open() bool { return p != nil && p.over != nil }

// close takes the popup away and gives the keyboard back to its owner.
func (p *popup) close() {
	if !p.open() {
		return
	}
	p.host.Window.Canvas().Overlays().Remove(p.over)
	p.over = nil
	p.host.pop(p.layer)
	p.host.Focus(p.owner)
	if p.onClose != nil {
		p.onClose()
	}
}

// popupSize is the size of a popup with n options.
func popupSize(width float32, n int, withEntry bool) fyne.Size {
	high := float32(min(max(n, 1), 12))*theme.Size(theme.Row) + 8
	if withEntry {
		high += theme.Size(theme.Control) + 8
	}
	return fyne.NewSize(width, high)
}
