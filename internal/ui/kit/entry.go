package kit

import (
	"image/color"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// Entry is the one place where people type. It differs from the toolkit's in what Chinese office work needs: Tab leaves it,
// with several lines too; keys and shortcuts it has no use for go to the screen; Enter does something only where OnEnter is set
// and never while characters are being composed.
type Entry struct {
	widget.Entry
	OnEnter   func()                    // Enter in a one-line entry
	OnKey     func(*fyne.KeyEvent) bool // sees keys first; true keeps them from the entry
	OnBlur    func()                    // the keyboard left
	OnPaste   func(text string) bool    // sees pasted text first; true keeps it from the entry
	host      *Host
	onFocus   func()
	onPage    func(by float32)
	has       bool
	bad       bool
	frame     *canvas.Rectangle
	scroll    *container.Scroll
	hint      string
	wheel     *wheel
	onWheel   func(*fyne.ScrollEvent) // scrolls the page the entry stands on
	acceptTab bool                    // Tab is a key like others: in popups, where it takes what is in hand
	cell      bool                    // it is the cell in hand of a sheet
}

// NewEntry returns an entry of one line.
func NewEntry(h *Host) *Entry {
	e := &Entry{host: h}
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// NewLongEntry returns an entry of several lines that shows so many of them.
func NewLongEntry(h *Host, lines int) *Entry {
	e := &Entry{host: h}
	e.MultiLine, e.Wrapping = true, fyne.TextWrapBreak
	e.ExtendBaseWidget(e)
	e.SetMinRowsVisible(lines)
	return e
}

// NewPassphraseEntry returns an entry that hides what is typed.
func NewPassphraseEntry(h *Host) *Entry {
	e := &Entry{host: h}
	e.Password, e.Wrapping = true, fyne.TextWrap(fyne.TextTruncateClip)
	e.ExtendBaseWidget(e)
	return e
}

// AcceptsTab says that Tab moves on, but for entries of popups.
func (e *Entry) AcceptsTab() bool { return e.acceptTab }

// TypedKey is called by the toolkit.
func (e *Entry) TypedKey(ev *fyne.KeyEvent) {
	if e.OnKey != nil && !e.composing() && e.OnKey(ev) {
		return
	}
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		if e.composing() {
			return
		}
		if e.OnEnter != nil && !e.MultiLine {
			e.OnEnter()
			return
		}
	case fyne.KeyPageDown, fyne.KeyPageUp:
		if !e.MultiLine && turned(ev, e.onPage) {
			return
		}
	case fyne.KeyEscape, fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8, fyne.KeyF9,
		fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		if !e.composing() {
			e.host.typedKey(ev)
		}
		return
	}
	e.Entry.TypedKey(ev)
}

// TypedShortcut gives text shortcuts to the entry and the others to the screen. Undo goes on to the screen when there is no
// more typing to take back.
func (e *Entry) TypedShortcut(s fyne.Shortcut) {
	switch s := s.(type) {
	case *fyne.ShortcutUndo:
		before := e.Text
		e.Entry.TypedShortcut(s)
		if e.Text == before {
			e.host.typedShortcut(s)
		}
		return
	case *fyne.ShortcutCopy, *fyne.ShortcutCut:
		e.Entry.TypedShortcut(s)
		e.host.copied()
		return
	case *fyne.ShortcutPaste:
		if e.OnPaste != nil && e.OnPaste(s.Clipboard.Content()) {
			return
		}
		if !e.Password {
			e.Entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: cleanClipboard{s.Clipboard}})
			return
		}
	}
	if editing(s) && !e.rowOf(s) || !e.host.typedShortcut(s) {
		e.Entry.TypedShortcut(s)
	}
}

// cleanClipboard gives the text without the characters that no record keeps, which would show as boxes until it is saved.
type cleanClipboard struct{ fyne.Clipboard }

// Content is called by the toolkit.
func (c cleanClipboard) Content() string { return strings.Map(field.Clean, c.Clipboard.Content()) }

// rowOf says whether a shortcut is about the row a cell stands in: there Ctrl+Delete takes the row out.
func (e *Entry) rowOf(s fyne.Shortcut) bool {
	name, _ := keyOf(s)
	return e.cell && name == fyne.KeyDelete
}

// editing says whether a shortcut works on text, whatever else it means on a screen.
func editing(s fyne.Shortcut) bool {
	switch name, _ := keyOf(s); name {
	case fyne.KeyX, fyne.KeyC, fyne.KeyV, fyne.KeyA, fyne.KeyY:
		_, custom := s.(*desktop.CustomShortcut)
		return !custom
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete, fyne.KeyInsert:
		return true
	}
	return false
}

// FocusGained is called by the toolkit.
func (e *Entry) FocusGained() {
	e.has = true
	e.setWheel()
	if e.onFocus != nil {
		e.onFocus()
	}
	e.Entry.FocusGained()
	e.tellCaret()
}

// FocusLost is called by the toolkit.
func (e *Entry) FocusLost() {
	had := e.has
	e.has = false
	e.setWheel()
	e.Entry.FocusLost()
	if had && e.OnBlur != nil {
		e.OnBlur()
	}
}

// CreateRenderer is called by the toolkit. A frame in the accent colour lies over an entry in which something has to be mended.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	e.frame = canvas.NewRectangle(color.Transparent)
	e.frame.StrokeWidth, e.frame.StrokeColor, e.frame.CornerRadius = 1.5, theme.Color(theme.Accent), 3
	e.frame.Hidden = !e.bad
	e.wheel = newWheel(func(ev *fyne.ScrollEvent) { e.onWheel(ev) })
	e.wheel.Hidden = e.onWheel == nil
	r := e.Entry.CreateRenderer()
	e.findScroll(r.Objects())
	e.OnCursorChanged = e.tellCaret
	return &entryRenderer{r, e}
}

type entryRenderer struct {
	fyne.WidgetRenderer
	e *Entry
}

func (r *entryRenderer) Objects() []fyne.CanvasObject {
	return append(slices.Clone(r.WidgetRenderer.Objects()), r.e.frame, r.e.wheel)
}

func (r *entryRenderer) Layout(size fyne.Size) {
	r.WidgetRenderer.Layout(size)
	r.e.frame.Resize(size)
	r.e.wheel.Resize(size)
}

// Hint shows, while the entry is empty, what belongs into it; what does not fit is cut.
func (e *Entry) Hint(text string) {
	e.hint = text
	e.cutHint(e.Size().Width)
}

func (e *Entry) cutHint(width float32) {
	if e.hint == "" {
		return
	}
	room := width - 4*theme.Size(theme.Inner)
	if e.Icon != nil {
		room -= theme.Size(theme.IconBox)
	}
	if text := rulerFor(theme.Size(theme.Text), false).cut(e.hint, room); text != e.PlaceHolder {
		e.SetPlaceHolder(text)
	}
}

// Resize is called by the toolkit.
func (e *Entry) Resize(size fyne.Size) {
	e.cutHint(size.Width)
	e.Entry.Resize(size)
}

// wheel lies over an entry and gives the turning of the wheel to the page the entry stands on: the toolkit's entry would keep it,
// and a form would stop under the pointer.
type wheel struct {
	widget.BaseWidget
	turn func(*fyne.ScrollEvent)
}

func newWheel(turn func(*fyne.ScrollEvent)) *wheel {
	w := &wheel{turn: turn}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled is called by the toolkit.
func (w *wheel) Scrolled(ev *fyne.ScrollEvent) { w.turn(ev) }

// CreateRenderer is called by the toolkit.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(byHand()) }

// setWheel leaves the wheel to a long entry while it has the keyboard.
func (e *Entry) setWheel() {
	if e.wheel != nil {
		e.wheel.Hidden = e.onWheel == nil || e.MultiLine && e.has
	}
}

func (e *Entry) setBad(on bool) {
	if e.bad == on {
		return
	}
	e.bad = on
	if e.frame != nil {
		e.frame.Hidden = !on
		e.frame.Refresh()
	}
}

func (e *Entry) composing() bool { return e.host.Composing != nil && e.host.Composing() }

func (e *Entry) setOnFocus(f func()) { e.onFocus = f }

func (e *Entry) setOnPage(f func(float32)) { e.onPage = f }

// set changes the text without telling OnChanged.
func (e *Entry) set(text string) {
	if e.Text == text {
		return
	}
	changed := e.OnChanged
	e.OnChanged = nil
	e.SetText(text)
	e.OnChanged = changed
	if !e.MultiLine {
		e.CursorColumn = len([]rune(text)) // who comes to a field adds to it more often than she begins anew
	}
}
