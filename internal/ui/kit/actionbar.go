package kit

import (
	"fyne.io/fyne/v2"
)

// actionBar is a row of buttons at the right edge. Those for which there is no room go into a menu; the last one, the main action,
// always stays.
type actionBar struct {
	host    *Host
	actions []Action
	buttons []*Button
	more    *Button
	gone    []Action // those in the menu
}

func newActionBar(h *Host, actions []Action) *fyne.Container {
	b := &actionBar{host: h, actions: actions}
	b.more = NewIconButton(h, "down", h.T("kit.more"), Flat, func() { h.openMenu(b.more, 0, b.gone) })
	var objects []fyne.CanvasObject
	for i, a := range actions {
		if i == len(actions)-1 {
			objects = append(objects, b.more)
		}
		button := a.button(h)
		b.buttons = append(b.buttons, button)
		objects = append(objects, button)
	}
	return &fyne.Container{Layout: b, Objects: objects}
}

const barGap = 4

// Layout is called by the toolkit.
func (b *actionBar) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	fit := b.fit(size.Width)
	b.gone = nil
	for i, button := range b.buttons {
		button.Hidden = i >= fit && i < len(b.buttons)-1
		if button.Hidden {
			b.gone = append(b.gone, b.actions[i])
		}
	}
	b.more.Hidden = len(b.gone) == 0
	x := size.Width
	for i := len(objects) - 1; i >= 0; i-- {
		o := objects[i]
		if !o.Visible() {
			continue
		}
		s := o.MinSize()
		x -= s.Width
		o.Move(fyne.NewPos(x, (size.Height-s.Height)/2))
		o.Resize(s)
		x -= barGap
	}
}

// fit is how many buttons from the left there is room for, beside the last one.
func (b *actionBar) fit(width float32) int {
	var all float32
	for _, button := range b.buttons {
		all += button.MinSize().Width + barGap
	}
	if all <= width || len(b.buttons) < 2 {
		return len(b.buttons)
	}
	room := width - b.more.MinSize().Width - b.buttons[len(b.buttons)-1].MinSize().Width - 2*barGap
	for i, button := range b.buttons[:len(b.buttons)-1] {
		if room -= button.MinSize().Width + barGap; room < 0 {
			return i
		}
	}
	return len(b.buttons)
}

// MinSize is the menu and the main action.
func (b *actionBar) MinSize([]fyne.CanvasObject) fyne.Size {
	if len(b.buttons) == 0 {
		return fyne.Size{}
	}
	last := b.buttons[len(b.buttons)-1].MinSize()
	if len(b.buttons) > 1 {
		last.Width += b.more.MinSize().Width + barGap
	}
	return last
}
