package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// TappedSecondary shows what can be done with the text, in the language of the screen; the toolkit's own menu speaks the system's.
func (e *Entry) TappedSecondary(ev *fyne.PointEvent) {
	e.host.Focus(e)
	board := fyne.CurrentApp().Clipboard()
	var menu *popup
	box := container.NewVBox()
	add := func(say string, s fyne.Shortcut) {
		box.Add(NewButton(e.host, e.host.T(say), Flat, func() {
			menu.close()
			e.TypedShortcut(s)
		}).AlignLeft())
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
	menu = e.host.dropBelow(e, box, box.MinSize().AddWidthHeight(24, 8), box.Objects[0].(*Button))
	menu.shift(ev.Position.X)
}
