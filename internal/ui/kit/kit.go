// Package kit builds screens from field descriptions: tables, lists, forms, record pages and the small parts they share.
//
// Everything in it can be reached and used from the keyboard. A widget hands keys that it does not use itself to the Host, which
// gives them to the topmost layer: an open panel, or else the screen and then the shell. Work that takes time goes through Go or
// Long and comes back to the screen in one hop. Kit knows no record: it reads field descriptions, and reaches the office through
// the small interfaces Source, Writer and Lookup.
package kit

import (
	"crypto/sha256"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
)

// Host is what every screen is given: the window, the words and the clock. One per window; used from the UI thread only.
type Host struct {
	Window fyne.Window
	Book   *say.Book
	Now    func() time.Time            // the clock on the wall, in the zone people see
	Name   func(id field.ID) string    // the name of any record; nil shows none
	Run    func(work func())           // starts work off the UI thread; nil: a goroutine. Tests run it in place
	Later  func(time.Duration, func()) // runs something on the UI thread after a while; nil: the toolkit's timer

	// Composing says whether the input method holds characters that are not committed yet; nil where the window system
	// does not tell.
	Composing func() bool
	// Caret is told where the caret of the entry with the keyboard is on the canvas; nil where nobody wants to know.
	Caret func(at fyne.Position)

	shell  []Key
	screen func() []Key
	layers []*layer
	toast  *toast
	busy   int
	onBusy func(bool)

	stirred time.Time // when there was a sign of somebody last
	onStir  func()
	typing  []*Form // those over the screen that hold typing which would be lost, in the order it began
	onEdit  func()
	board   [sha256.Size]byte // digest of what was put on the clipboard from here; zero when nothing was
}

// NewHost returns the host of a window and takes over its keys.
func NewHost(w fyne.Window, book *say.Book, now func() time.Time) *Host {
	h := &Host{Window: w, Book: book, Now: now}
	h.listen()
	if c, ok := w.Canvas().(desktop.Canvas); ok {
		c.SetOnKeyDown(func(*fyne.KeyEvent) { h.Stir() })
	}
	return h
}

// T is the text under key in the language of the screen.
func (h *Host) T(key string, args ...any) string { return h.Book.T(key, args...) }

// Shown puts values into words.
func (h *Host) Shown() centre.Shown {
	return centre.Shown{Book: h.Book, Zone: h.Now().Location(), Name: h.Name}
}

// Context is what reading a typed value needs.
func (h *Host) Context() field.Context {
	now := h.Now()
	return field.Context{Today: field.DayOf(now), Zone: now.Location()}
}

// Focus gives the keyboard to a widget of the window. It need not have been painted yet.
func (h *Host) Focus(w fyne.Focusable) { h.Window.Canvas().Focus(w) }

// after runs f on the UI thread when d is over.
func (h *Host) after(d time.Duration, f func()) {
	if h.Later != nil {
		h.Later(d, f)
		return
	}
	time.AfterFunc(d, func() { fyne.Do(f) })
}
