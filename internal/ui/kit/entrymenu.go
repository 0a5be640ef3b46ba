package kit

import "fyne.io/fyne/v2"

// TappedSecondary shows what can be done with the text, in the language of the screen; the toolkit's own menu speaks the system's.
func (e *Entry) TappedSecondary(ev *fyne.PointEvent) {
	e.host.Focus(e)
	board := fyne.CurrentApp().Clipboard()
	var actions []Action
	add := func(say string, s fyne.Shortcut) {
		actions = append(actions, Action{Text: e.host.T(say), Do: func() { e.TypedShortcut(s) }})
	}
	if !e.Disabled() && !e.Password {
		add("kit.text.cut", &fyne.ShortcutCut{Clipboard: board})
	}
	if !e.Password {
		add("kit.text.copy", &fyne.ShortcutCopy{Clipboard: board})
	}
	if !e.Disabled() {
		add("kit.text.paste", &fyne.ShortcutPaste{Clipboard: board})
	}
	add("kit.text.all", &fyne.ShortcutSelectAll{})
	e.host.openMenu(e, ev.Position.X, actions)
}
