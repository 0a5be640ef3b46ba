package kit

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cn.halfsky/internal/paper"
)

// spotAt is the figure or label under a place; false for none.
func (c *Chart) spotAt(at fyne.Position) (paper.PlotSpot, bool) {
	if c.k <= 0 {
		return paper.PlotSpot{}, false
	}
	x, y := float64((at.X-chartPad)/c.k), float64((at.Y-chartPad)/c.k)
	for _, s := range c.spots {
		if x >= s.X && x <= s.X+s.W && y >= s.Y && y <= s.Y+s.H {
			return s, true
		}
	}
	return paper.PlotSpot{}, false
}

// Tapped opens what is under the pointer.
func (c *Chart) Tapped(ev *fyne.PointEvent) {
	c.host.Stir()
	s, ok := c.spotAt(ev.Position)
	if !ok {
		return
	}
	c.take(s.Label)
	if c.OnOpen != nil {
		c.OnOpen(s.Label, s.Series)
	}
}

// MouseIn is called by the toolkit.
func (c *Chart) MouseIn(*desktop.MouseEvent) {}

// MouseMoved says the figures under the pointer.
func (c *Chart) MouseMoved(ev *desktop.MouseEvent) {
	c.host.Stir()
	if s, ok := c.spotAt(ev.Position); ok {
		c.take(s.Label)
	}
}

// MouseOut is called by the toolkit.
func (c *Chart) MouseOut() {
	if !c.focused {
		c.take(-1)
	}
}

// Cursor shows that figures can be opened.
func (c *Chart) Cursor() desktop.Cursor {
	if c.OnOpen != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// TypedKey goes from label to label and opens.
func (c *Chart) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyRight, fyne.KeyDown:
		c.goTo(min(c.at+1, len(c.rows)-2))
	case fyne.KeyLeft, fyne.KeyUp:
		c.goTo(max(c.at-1, 0))
	case fyne.KeyHome:
		c.goTo(0)
	case fyne.KeyEnd:
		c.goTo(len(c.rows) - 2)
	case fyne.KeyReturn, fyne.KeyEnter:
		if c.OnOpen != nil && c.at >= 0 {
			c.OnOpen(c.at, -1)
			return
		}
		c.showTable()
	default:
		c.stop.TypedKey(ev)
	}
}

// goTo takes a label in hand and has it seen.
func (c *Chart) goTo(label int) {
	c.take(label)
	if c.reveal != nil && !c.mark.Hidden {
		c.reveal(c.mark.Position().Y, c.mark.Position().Y+c.mark.Size().Height)
	}
}

// TypedShortcut copies the figures and gives the others to the screen.
func (c *Chart) TypedShortcut(s fyne.Shortcut) {
	if _, ok := s.(*fyne.ShortcutCopy); !ok {
		c.stop.TypedShortcut(s)
		return
	}
	var lines []string
	for _, row := range c.rows {
		lines = append(lines, strings.Join(row, "\t"))
	}
	fyne.CurrentApp().Clipboard().SetContent(strings.Join(lines, "\n"))
	c.host.copied()
	c.host.Toast(c.host.T("chart.copied"), nil)
}
