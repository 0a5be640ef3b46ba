package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/ui/theme"
)

// Scrolled returns content that scrolls, with Page Up and Page Down too, and that brings into view whatever in it gets the keyboard.
func Scrolled(content fyne.CanvasObject) *container.Scroll {
	s := container.NewVScroll(content)
	follow(s, content)
	return s
}

func follow(s *container.Scroll, o fyne.CanvasObject) {
	lead(o, func(o fyne.CanvasObject) { bringInto(s, o) }, func(by float32) { turn(s, by) })
}

// lead has whatever in an object takes the keyboard come into view by bring, and turn the page it stands on by page, as many times as
// said.
func lead(o fyne.CanvasObject, bring func(fyne.CanvasObject), page func(by float32)) {
	at := o
	switch x := o.(type) {
	case *fyne.Container:
		for _, below := range x.Objects {
			lead(below, bring, page)
		}
		return
	case *Timeline:
		x.follow(bring)
		x.setOnPage(page)
		return
	case *Table:
		if b, ok := x.body.(*flatBody); ok {
			o = b
		}
	}
	if f, ok := o.(interface{ setOnFocus(func()) }); ok {
		f.setOnFocus(func() { bring(at) })
	}
	if p, ok := o.(interface{ setOnPage(func(float32)) }); ok {
		p.setOnPage(page)
	}
}

// turned turns the page where a key is for that and there is one.
func turned(ev *fyne.KeyEvent, page func(by float32)) bool {
	by := map[fyne.KeyName]float32{fyne.KeyPageDown: 1, fyne.KeyPageUp: -1}[ev.Name]
	if by == 0 || page == nil {
		return false
	}
	page(by)
	return true
}

// turn scrolls by so many pages, each a line short of what is in view.
func turn(s *container.Scroll, by float32) {
	scrollTo(s, s.Offset.Y+by*(s.Size().Height-theme.Size(theme.Row)))
}

// scrollTo scrolls as near to a place as there is content.
func scrollTo(s *container.Scroll, y float32) {
	s.ScrollToOffset(fyne.NewPos(0, max(min(y, s.Content.MinSize().Height-s.Size().Height), 0)))
}

// bringInto scrolls so that something is in view, with a little air around it.
func bringInto(s *container.Scroll, o fyne.CanvasObject) {
	driver := fyne.CurrentApp().Driver()
	if driver.CanvasForObject(o) == nil || driver.CanvasForObject(s) == nil {
		return
	}
	const air = 28 // a label above, a hint below
	top := driver.AbsolutePositionForObject(o).Y - driver.AbsolutePositionForObject(s).Y
	bottom := top + o.Size().Height
	switch {
	case top < air:
		s.ScrollToOffset(fyne.NewPos(0, max(s.Offset.Y+top-air, 0)))
	case bottom > s.Size().Height-air:
		s.ScrollToOffset(fyne.NewPos(0, s.Offset.Y+bottom-s.Size().Height+air))
	}
}
