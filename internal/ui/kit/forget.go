package kit

import (
	"crypto/sha256"
	"slices"

	"fyne.io/fyne/v2"
)

// Working says whether long work is under way that shows how far it is.
func (h *Host) Working() bool {
	return slices.ContainsFunc(h.layers, func(l *layer) bool { return l.work })
}

// Forget takes away everything that lies over the screen and lets go of everything the screens left here: keys, messages, forms, and
// what was copied from them, where the clipboard still holds it.
func (h *Host) Forget() {
	overlays := h.Window.Canvas().Overlays()
	for _, o := range overlays.List() {
		overlays.Remove(o)
	}
	h.Window.Canvas().Unfocus()
	h.layers, h.typing, h.shell, h.screen, h.onBusy = nil, nil, nil, nil, nil
	if h.toast != nil {
		h.toast.box.Objects = nil
		h.toast = nil
	}
	h.wipe()
}

// copied is told that something was put on the clipboard. Only its digest is kept.
func (h *Host) copied() {
	if text := fyne.CurrentApp().Clipboard().Content(); text != "" {
		h.board = sha256.Sum256([]byte(text))
	}
}

// wipe empties the clipboard if it holds what was last copied here.
func (h *Host) wipe() {
	board := fyne.CurrentApp().Clipboard()
	if h.board != ([sha256.Size]byte{}) && sha256.Sum256([]byte(board.Content())) == h.board {
		board.SetContent("")
	}
	h.board = [sha256.Size]byte{}
}
