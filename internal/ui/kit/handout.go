package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// OpenOutside has the system open a file with the program it is for. An error says that there is none.
func OpenOutside(path string) error { return fyne.CurrentApp().OpenURL(fileURL(path)) }

// Copy puts a text on the clipboard; it goes from there when the folder is locked.
func (h *Host) Copy(text string) {
	fyne.CurrentApp().Clipboard().SetContent(text)
	h.copied()
}

// SetBad marks an entry in which something has to be mended.
func (e *Entry) SetBad(on bool) { e.setBad(on) }

// Has says whether the entry has the keyboard.
func (e *Entry) Has() bool { return e.has }

// Follow has a page of Scrolled bring into view whatever gets the keyboard in something that was put on it later.
func Follow(page fyne.CanvasObject, later fyne.CanvasObject) {
	if s, ok := page.(*container.Scroll); ok {
		follow(s, later)
	}
}
