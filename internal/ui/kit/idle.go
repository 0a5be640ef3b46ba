package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// The toolkit tells nobody of all the keys and pointer moves of a window. So each widget of kit that hears of one says so here, and
// what lies below all of them (Watched) hears of the rest.

// Stir is told of every sign that somebody is there: a key, the pointer, a touch.
func (h *Host) Stir() {
	h.stirred = h.clock()
	if h.onStir != nil {
		h.onStir()
	}
}

// SetOnStir sets what is told of every sign of somebody; it must cost nothing.
func (h *Host) SetOnStir(f func()) { h.onStir = f }

// Idle returns for how long there was no sign of anybody. A clock that was set back counts as a sign, for else it would keep the
// screen open until it has caught up.
func (h *Host) Idle() time.Duration {
	now := h.clock()
	if now.Before(h.stirred) || h.stirred.IsZero() {
		h.stirred = now
	}
	return now.Sub(h.stirred)
}

// clock is the clock on the wall: the other one stands still while the computer sleeps, and a laptop that was carried away asleep
// must be locked when it wakes.
func (h *Host) clock() time.Time { return h.Now().Round(0) }

// Busy says whether something is under way that the screen waits for.
func (h *Host) Busy() bool { return h.busy > 0 }

// Quietly runs do off the UI thread and then done on it, for what nobody waits for: the status line does not speak of it.
func (h *Host) Quietly(do func() error, done func(error)) {
	h.run(func() {
		_, err := caught(func() (struct{}, error) { return struct{}{}, do() })
		fyne.Do(func() { done(err) })
	})
}

// After runs f on the UI thread when d is over.
func (h *Host) After(d time.Duration, f func()) { h.after(d, f) }

// Watched returns content on a ground that notices the pointer wherever no widget does.
func Watched(h *Host, content fyne.CanvasObject) fyne.CanvasObject {
	w := &watched{host: h, content: content}
	w.ExtendBaseWidget(w)
	return w
}

type watched struct {
	widget.BaseWidget
	host    *Host
	content fyne.CanvasObject
}

// CreateRenderer is called by the toolkit.
func (w *watched) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(w.content) }

// MouseIn is called by the toolkit.
func (w *watched) MouseIn(*desktop.MouseEvent) { w.host.Stir() }

// MouseMoved is called by the toolkit.
func (w *watched) MouseMoved(*desktop.MouseEvent) { w.host.Stir() }

// MouseOut is called by the toolkit.
func (w *watched) MouseOut() {}

// MouseDown is called by the toolkit.
func (w *watched) MouseDown(*desktop.MouseEvent) { w.host.Stir() }

// MouseUp is called by the toolkit.
func (w *watched) MouseUp(*desktop.MouseEvent) {}

// MouseIn is called by the toolkit.
func (o *overlay) MouseIn(*desktop.MouseEvent) { o.host.Stir() }

// MouseMoved is called by the toolkit.
func (o *overlay) MouseMoved(*desktop.MouseEvent) { o.host.Stir() }

// MouseOut is called by the toolkit.
func (o *overlay) MouseOut() {}

// KeyDown is called by the toolkit for every key, before it means anything.
func (s *stop) KeyDown(*fyne.KeyEvent) { s.host.Stir() }

// KeyUp is called by the toolkit.
func (s *stop) KeyUp(*fyne.KeyEvent) {}

// KeyDown is called by the toolkit for every key, before it means anything.
func (b *tableBody) KeyDown(*fyne.KeyEvent) { b.table.host.Stir() }

// KeyUp is called by the toolkit.
func (b *tableBody) KeyUp(*fyne.KeyEvent) {}

// KeyDown is called by the toolkit for every key, before it means anything.
func (e *Entry) KeyDown(ev *fyne.KeyEvent) {
	e.host.Stir()
	e.Entry.KeyDown(ev)
}

// TypedRune is called by the toolkit. What an input method writes comes without keys.
func (e *Entry) TypedRune(r rune) {
	e.host.Stir()
	e.Entry.TypedRune(r)
}
