package kit

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"cn.halfsky/internal/ui/theme"
)

// Lane is something that one key counts: an entrance, a department, a class of people at a desk.
type Lane struct {
	Name  string
	Total int64
}

// CountBar is one bar of a counter's chart: a quarter of an hour.
type CountBar struct {
	Label string
	Value int64
}

// Counts is what a counter shows.
type Counts struct {
	Title string
	Since string // how long it has been going on, in words
	Parts string // what the total is made up of, in words; may be empty
	State string // whether every tap is saved, in words
	Late  bool   // it is not: in the colour that asks for attention
	Total int64
	Lanes []Lane // the first nine have a key
	At    int    // the lane that the space bar counts at
	Bars  []CountBar
	Hint  string // the keys, in words
}

// keyed is how many lanes have a key of their own.
const keyed = 9

// Counter shows a figure large enough to be read from across a square and turns keys and clicks into taps. Space and + count one at
// the lane in hand, - takes one back, 1 to 9 count at their lane, the arrows move, Backspace undoes. A key that is held down counts
// once: somebody may lean on it.
type Counter struct {
	stop
	OnTap  func(lane int, by int64)
	OnMove func(lane int)
	OnUndo func()
	counts Counts
}

// NewCounter returns a counter that shows nothing yet.
func NewCounter(h *Host) *Counter {
	c := &Counter{stop: stop{host: h}}
	c.ExtendBaseWidget(c)
	return c
}

// Set shows other counts.
func (c *Counter) Set(counts Counts) {
	c.counts = counts
	c.Refresh()
}

// Counts returns what is shown.
func (c *Counter) Counts() Counts { return c.counts }

// KeyDown counts. The toolkit calls it once for a key, however long it is held.
func (c *Counter) KeyDown(ev *fyne.KeyEvent) {
	c.host.Stir()
	switch ev.Name {
	case fyne.KeySpace, fyne.KeyPlus, fyne.KeyEqual:
		c.tap(c.counts.At, 1)
	case fyne.KeyMinus:
		c.tap(c.counts.At, -1)
	case fyne.KeyBackspace:
		c.OnUndo()
	default:
		if n, err := strconv.Atoi(string(ev.Name)); err == nil && n >= 1 {
			c.tap(n-1, 1)
		}
	}
}

// KeyUp is called by the toolkit.
func (c *Counter) KeyUp(*fyne.KeyEvent) {}

// TypedKey moves; what KeyDown did is not done again.
func (c *Counter) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft, fyne.KeyUp:
		c.move(c.counts.At - 1)
	case fyne.KeyRight, fyne.KeyDown:
		c.move(c.counts.At + 1)
	case fyne.KeySpace, fyne.KeyPlus, fyne.KeyEqual, fyne.KeyMinus, fyne.KeyBackspace:
	default:
		c.stop.TypedKey(ev)
	}
}

func (c *Counter) tap(lane int, by int64) {
	if lane >= 0 && lane < len(c.counts.Lanes) {
		c.OnTap(lane, by)
	}
}

func (c *Counter) move(to int) {
	if to >= 0 && to < len(c.counts.Lanes) {
		c.OnMove(to)
	}
}

// Tapped counts one at the lane under the pointer, or at the lane in hand anywhere else.
func (c *Counter) Tapped(ev *fyne.PointEvent) {
	c.host.Stir()
	if i, ok := c.laneAt(ev.Position); ok {
		c.tap(i, 1)
		return
	}
	c.tap(c.counts.At, 1)
}

// MouseIn is called by the toolkit.
func (c *Counter) MouseIn(*desktop.MouseEvent) {}

// MouseMoved is called by the toolkit.
func (c *Counter) MouseMoved(*desktop.MouseEvent) { c.host.Stir() }

// MouseOut is called by the toolkit.
func (c *Counter) MouseOut() {}

// MinSize lets a counter be small.
func (c *Counter) MinSize() fyne.Size {
	return fyne.NewSize(theme.Size(theme.Text)*30, theme.Size(theme.Text)*24)
}

// CreateRenderer is called by the toolkit.
func (c *Counter) CreateRenderer() fyne.WidgetRenderer {
	r := &counterRenderer{c: c}
	r.Refresh()
	return r
}
