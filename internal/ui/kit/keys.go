package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// Ctrl is the key that shortcuts are held with: Control, on a Mac Command.
const Ctrl = fyne.KeyModifierShortcutDefault

// Key is one key and what it does, as F1 lists it.
type Key struct {
	Name fyne.KeyName
	Mod  fyne.KeyModifier // 0 for none; letters need one, or they could not be typed
	Say  string           // say key of what it does; empty: not listed
	Over bool             // a shell key that works over panels too
	Do   func()
}

// layer is something that lies over the screen and has the keyboard to itself.
type layer struct {
	keys   []Key
	escape func()
	work   bool // it shows work under way
}

// SetShellKeys sets the keys that work on every screen.
func (h *Host) SetShellKeys(keys []Key) { h.shell = keys }

// SetScreenKeys sets the keys of the screen in view, asked for at every key because they may change.
func (h *Host) SetScreenKeys(keys func() []Key) { h.screen = keys }

// Keys returns the keys that work now, the nearest first.
func (h *Host) Keys() []Key {
	if n := len(h.layers); n > 0 {
		return h.layers[n-1].keys
	}
	var keys []Key
	if h.screen != nil {
		keys = append(keys, h.screen()...)
	}
	return append(keys, h.shell...)
}

// Press does what a key is for and says whether it was for anything. Escape closes the topmost panel.
func (h *Host) Press(name fyne.KeyName, mod fyne.KeyModifier) bool {
	if n := len(h.layers); n > 0 && name == fyne.KeyEscape && mod == 0 {
		if h.layers[n-1].escape != nil {
			h.layers[n-1].escape()
		}
		return true
	}
	for _, k := range h.Keys() {
		if k.Name == name && k.Mod == mod {
			k.Do()
			return true
		}
	}
	return len(h.layers) > 0 && h.pressOver(name, mod)
}

// pressOver does a shell key that no panel may hold back.
func (h *Host) pressOver(name fyne.KeyName, mod fyne.KeyModifier) bool {
	for _, k := range h.shell {
		if k.Over && k.Name == name && k.Mod == mod {
			k.Do()
			return true
		}
	}
	return false
}

func (h *Host) push(l *layer) { h.layers = append(h.layers, l) }

func (h *Host) pop(l *layer) {
	for i, other := range h.layers {
		if other == l {
			h.layers = append(h.layers[:i], h.layers[i+1:]...)
			return
		}
	}
}

// typedKey is for widgets: a key they have no use for.
func (h *Host) typedKey(ev *fyne.KeyEvent) { h.Press(ev.Name, 0) }

// typedShortcut is for widgets: a shortcut they have no use for.
func (h *Host) typedShortcut(s fyne.Shortcut) bool {
	name, mod := keyOf(s)
	return name != "" && h.Press(name, mod)
}

// keyOf returns the key behind a shortcut; the toolkit turns some into kinds of their own.
func keyOf(s fyne.Shortcut) (fyne.KeyName, fyne.KeyModifier) {
	switch s := s.(type) {
	case *desktop.CustomShortcut:
		return s.KeyName, s.Modifier
	case *fyne.ShortcutUndo:
		return fyne.KeyZ, Ctrl
	case *fyne.ShortcutRedo:
		return fyne.KeyY, Ctrl
	case *fyne.ShortcutCopy:
		return fyne.KeyC, Ctrl
	case *fyne.ShortcutCut:
		return fyne.KeyX, Ctrl
	case *fyne.ShortcutPaste:
		return fyne.KeyV, Ctrl
	case *fyne.ShortcutSelectAll:
		return fyne.KeyA, Ctrl
	}
	return "", 0
}

// listen takes the keys that reach the window because no widget has the focus.
func (h *Host) listen() {
	c := h.Window.Canvas()
	c.SetOnTypedKey(h.typedKey)
	heard := func(s fyne.Shortcut) { h.typedShortcut(s) }
	for _, s := range []fyne.Shortcut{
		&fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}, &fyne.ShortcutCopy{}, &fyne.ShortcutCut{}, &fyne.ShortcutPaste{}, &fyne.ShortcutSelectAll{},
	} {
		c.AddShortcut(s, heard)
	}
	for r := 'A'; r <= 'Z'; r++ {
		for _, mod := range []fyne.KeyModifier{Ctrl, Ctrl | fyne.KeyModifierShift, fyne.KeyModifierAlt} {
			c.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(r), Modifier: mod}, heard)
		}
	}
	for r := '0'; r <= '9'; r++ {
		for _, mod := range []fyne.KeyModifier{Ctrl, fyne.KeyModifierAlt} {
			c.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyName(r), Modifier: mod}, heard)
		}
	}
	for _, name := range []fyne.KeyName{fyne.KeyEqual, fyne.KeyPlus, fyne.KeyMinus} {
		for _, mod := range []fyne.KeyModifier{Ctrl, Ctrl | fyne.KeyModifierShift} {
			c.AddShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: mod}, heard)
		}
	}
	for _, name := range []fyne.KeyName{fyne.KeyLeft, fyne.KeyRight, fyne.KeyUp, fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDelete, fyne.KeyTab} {
		for _, mod := range []fyne.KeyModifier{Ctrl, fyne.KeyModifierAlt} {
			c.AddShortcut(&desktop.CustomShortcut{KeyName: name, Modifier: mod}, heard)
		}
	}
}
