package kit

import (
	"fyne.io/fyne/v2"

	"cn.halfsky/internal/ui/theme"
)

// Keys are the keys of a screen that shows pages, whatever has the keyboard.
func (p *Preview) Keys() []Key {
	return []Key{
		{Name: "F", Mod: Ctrl, Say: "print.keys.find", Do: p.Find}, {Name: fyne.KeyF3, Say: "print.keys.next", Do: p.next},
		{Name: "G", Mod: Ctrl | fyne.KeyModifierShift, Say: "print.keys.goto", Do: p.askPage},
		{Name: fyne.KeyEqual, Mod: Ctrl, Say: "print.keys.larger", Do: func() { p.resize(1) }}, {Name: fyne.KeyPlus, Mod: Ctrl, Do: func() { p.resize(1) }},
		{Name: fyne.KeyEqual, Mod: Ctrl | fyne.KeyModifierShift, Do: func() { p.resize(1) }},
		{Name: fyne.KeyMinus, Mod: Ctrl, Say: "print.keys.smaller", Do: func() { p.resize(-1) }},
		{Name: "0", Mod: Ctrl, Say: "print.keys.fit", Do: p.fitOther},
	}
}

// fitOther goes between the width of the room and the whole page.
func (p *Preview) fitOther() {
	if p.zoom == FitWidth {
		p.SetZoom(FitPage)
		return
	}
	p.SetZoom(FitWidth)
}

// askPage takes the keyboard to the number of the page.
func (p *Preview) askPage() {
	if p.pages != nil {
		p.number.set("")
		p.host.Focus(p.number)
	}
}

// TypedRune changes the size.
func (p *Preview) TypedRune(r rune) {
	switch r {
	case '+', '=':
		p.resize(1)
	case '-':
		p.resize(-1)
	case '0':
		p.fitOther()
	}
}

// TypedKey turns pages and scrolls.
func (p *Preview) TypedKey(ev *fyne.KeyEvent) {
	room := p.column.scroll.Size()
	line := theme.Size(theme.Row) * 2
	switch ev.Name {
	case fyne.KeyPageDown, fyne.KeySpace:
		p.by(0, room.Height-line)
	case fyne.KeyPageUp:
		p.by(0, line-room.Height)
	case fyne.KeyHome:
		p.turn(-p.at)
	case fyne.KeyEnd:
		p.turn(1 << 20)
	case fyne.KeyDown:
		p.by(0, line)
	case fyne.KeyUp:
		p.by(0, -line)
	case fyne.KeyRight:
		p.aside(1, line)
	case fyne.KeyLeft:
		p.aside(-1, line)
	default:
		p.stop.TypedKey(ev)
	}
}

// aside moves pages that are wider than the room, and turns them otherwise.
func (p *Preview) aside(way int, step float32) {
	if p.column.full.Width > p.column.scroll.Size().Width+1 {
		p.by(float32(way)*step, 0)
		return
	}
	p.turn(way)
}

func (p *Preview) by(x, y float32) {
	p.column.to(p.column.scroll.Offset.AddXY(x, y))
	p.scrolled()
}

// TypedShortcut copies what is selected and gives the others to the screen.
func (p *Preview) TypedShortcut(s fyne.Shortcut) {
	switch s.(type) {
	case *fyne.ShortcutCopy:
		p.copy()
	case *fyne.ShortcutSelectAll:
		p.selectAll()
	default:
		p.stop.TypedShortcut(s)
	}
}

// wheel scrolls, or changes the size while Control is held.
func (p *Preview) wheel(ev *fyne.ScrollEvent) {
	if p.held()&Ctrl == 0 {
		p.column.scroll.Scrolled(ev)
		return
	}
	switch {
	case ev.Scrolled.DY > 0:
		p.resize(1)
	case ev.Scrolled.DY < 0:
		p.resize(-1)
	}
}
