package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/ui/theme"
)

// tellCaret tells the host where the caret is, so that the input method can show its candidates there and not in a corner of the
// window. The position is the lower end of the caret on the canvas, and never outside the entry: long text scrolls within it.
func (e *Entry) tellCaret() {
	if e.host.Caret == nil || !e.has {
		return
	}
	at := e.CursorPosition().AddXY(0, fyne.MeasureText("M", e.Theme().Size(theme.Text), e.TextStyle).Height)
	if e.scroll != nil {
		at = at.Add(e.scroll.Position()).Subtract(e.scroll.Offset)
	}
	size := e.Size()
	at.X, at.Y = min(max(at.X, 0), size.Width), min(max(at.Y, 0), size.Height)
	e.host.Caret(fyne.CurrentApp().Driver().AbsolutePositionForObject(e).Add(at))
}

// findScroll keeps the part of the toolkit's entry in which its text scrolls: the entry itself does not tell how far.
func (e *Entry) findScroll(parts []fyne.CanvasObject) {
	for _, o := range parts {
		if s, ok := o.(*container.Scroll); ok {
			e.scroll = s
		}
	}
}
