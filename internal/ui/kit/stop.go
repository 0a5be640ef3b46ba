package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/ui/theme"
)

// stop is a place where the keyboard can be: what all widgets of kit have in common. The widget that embeds it handles its own
// keys first and gives the others to stop, which gives them to the host.
type stop struct {
	widget.BaseWidget
	host    *Host
	focused bool
	off     bool
	onFocus func() // brings the widget into view
	onPage  func(by float32)
}

// FocusGained is called by the toolkit.
func (s *stop) FocusGained() {
	s.focused = true
	if s.onFocus != nil {
		s.onFocus()
	}
	s.Refresh()
}

// FocusLost is called by the toolkit.
func (s *stop) FocusLost() {
	s.focused = false
	s.Refresh()
}

// TypedRune is called by the toolkit.
func (s *stop) TypedRune(rune) {}

// TypedKey is called by the toolkit.
func (s *stop) TypedKey(ev *fyne.KeyEvent) {
	if !turned(ev, s.onPage) {
		s.host.typedKey(ev)
	}
}

// TypedShortcut is called by the toolkit.
func (s *stop) TypedShortcut(sc fyne.Shortcut) { s.host.typedShortcut(sc) }

// Disabled says whether the widget is out of use.
func (s *stop) Disabled() bool { return s.off }

// Enable puts the widget to use.
func (s *stop) Enable() { s.setOff(false) }

// Disable puts the widget out of use.
func (s *stop) Disable() { s.setOff(true) }

func (s *stop) setOff(off bool) {
	if s.off != off {
		s.off = off
		s.Refresh()
	}
}

func (s *stop) setOnFocus(f func()) { s.onFocus = f }

func (s *stop) setOnPage(f func(float32)) { s.onPage = f }

// ring draws the frame of a control: its edge, and that it has the keyboard.
func (s *stop) ring(r *canvas.Rectangle) {
	r.CornerRadius = 3
	r.StrokeWidth, r.StrokeColor = 1, theme.Color(theme.Edge)
	if s.focused {
		r.StrokeWidth, r.StrokeColor = 2, theme.Color(theme.Accent)
	}
}
