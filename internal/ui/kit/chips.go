package kit

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"cn.halfsky/internal/ui/theme"
)

// Chips shows a few options side by side, one of which or several of which are on. The arrows move among them, the space bar
// chooses.
type Chips struct {
	stop
	OnChange func()

	options []Option
	on      []string
	one     bool // exactly one is on
	at      int
	wide    float32
	boxes   []fyne.Position
	sizes   []fyne.Size
	bad     bool
}

// NewChips returns chips of which any number may be on; with one, exactly one is.
func NewChips(h *Host, one bool, options []Option) *Chips {
	c := &Chips{stop: stop{host: h}, one: one, options: options, wide: 480}
	c.ExtendBaseWidget(c)
	return c
}

// Values returns the values that are on, in the order of the options.
func (c *Chips) Values() []string { return slices.Clone(c.on) }

// Set puts these values on. Values that are no option are shown behind the others and kept.
func (c *Chips) Set(values ...string) {
	c.on = nil
	for _, v := range values {
		if !slices.ContainsFunc(c.options, func(o Option) bool { return o.Value == v }) {
			c.options = append(c.options, Option{Value: v, Text: v})
		}
	}
	for _, o := range c.options {
		if slices.Contains(values, o.Value) {
			c.on = append(c.on, o.Value)
		}
	}
	c.Refresh()
}

// offer shows those of all options that are among the codes or are on; without codes all.
func (c *Chips) offer(all []Option, codes []string) {
	c.options, c.at = all, 0
	if codes != nil {
		c.options = offered(slices.Clone(all), append(slices.Clone(codes), c.on...))
	}
	c.Refresh()
}

func (c *Chips) toggle(i int) {
	if c.off || i < 0 || i >= len(c.options) {
		return
	}
	v := c.options[i].Value
	switch {
	case c.one && slices.Contains(c.on, v):
		return
	case c.one:
		c.Set(v)
	case slices.Contains(c.on, v):
		c.Set(slices.DeleteFunc(slices.Clone(c.on), func(o string) bool { return o == v })...)
	default:
		c.Set(append(slices.Clone(c.on), v)...)
	}
	if c.OnChange != nil {
		c.OnChange()
	}
}

// TypedKey moves and chooses.
func (c *Chips) TypedKey(ev *fyne.KeyEvent) {
	switch ev.Name {
	case fyne.KeyLeft:
		c.at = max(c.at-1, 0)
	case fyne.KeyRight:
		c.at = min(c.at+1, len(c.options)-1)
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		c.toggle(c.at)
		return
	default:
		c.stop.TypedKey(ev)
		return
	}
	c.Refresh()
}

// Tapped chooses the chip under the pointer.
func (c *Chips) Tapped(ev *fyne.PointEvent) {
	for i, at := range c.boxes {
		p := ev.Position.Subtract(at)
		if p.X >= 0 && p.Y >= 0 && p.X < c.sizes[i].Width && p.Y < c.sizes[i].Height {
			c.at = i
			c.host.Focus(c)
			c.toggle(i)
			return
		}
	}
}

// place shares out the lines for a width and returns the height of all.
func (c *Chips) place(width float32) float32 {
	c.boxes, c.sizes = c.boxes[:0], c.sizes[:0]
	high := theme.Size(theme.Control) - 4
	r := rulerFor(theme.Size(theme.Text), false)
	var x, y float32
	for _, o := range c.options {
		w := r.width(o.Text) + 38
		if x > 0 && x+w > width {
			x, y = 0, y+high+4
		}
		c.boxes = append(c.boxes, fyne.NewPos(x, y+2))
		c.sizes = append(c.sizes, fyne.NewSize(w, high))
		x += w + 6
	}
	return y + high + 4
}

// MinSize is the height at the width last given.
func (c *Chips) MinSize() fyne.Size {
	return fyne.NewSize(80, c.place(c.wide))
}

// Resize shares out the lines anew.
func (c *Chips) Resize(size fyne.Size) {
	if size.Width > 0 {
		c.wide = size.Width
	}
	c.BaseWidget.Resize(size)
}

// CreateRenderer is called by the toolkit.
func (c *Chips) CreateRenderer() fyne.WidgetRenderer {
	r := &chipsRenderer{c: c}
	r.Refresh()
	return r
}

type chipsRenderer struct {
	c    *Chips
	all  []fyne.CanvasObject
	size fyne.Size // it was drawn for
}

func (r *chipsRenderer) Destroy()                     {}
func (r *chipsRenderer) Objects() []fyne.CanvasObject { return r.all }
func (r *chipsRenderer) MinSize() fyne.Size           { return r.c.MinSize() }

// Layout draws anew for another size only, for the reason the rail has.
func (r *chipsRenderer) Layout(size fyne.Size) {
	if size != r.size {
		r.size = size
		r.Refresh()
	}
}

func (r *chipsRenderer) Refresh() {
	c := r.c
	c.place(c.wide)
	r.all = r.all[:0]
	for i, o := range c.options {
		on := slices.Contains(c.on, o.Value)
		box := canvas.NewRectangle(theme.Color(theme.Field))
		box.CornerRadius, box.StrokeWidth, box.StrokeColor = 3, 1, theme.Color(theme.Edge)
		if c.bad {
			box.StrokeColor = theme.Color(theme.Accent)
		}
		if on {
			box.FillColor = theme.Color(theme.Chosen)
		}
		if c.focused && i == c.at {
			box.StrokeWidth, box.StrokeColor = 2, theme.Color(theme.Accent)
		}
		box.Move(c.boxes[i])
		box.Resize(c.sizes[i])
		r.all = append(r.all, box, r.mark(i, on), r.text(i, o))
	}
}

// mark is a round button where one is on, a box with a tick where several may be.
func (r *chipsRenderer) mark(i int, on bool) fyne.CanvasObject {
	at := c2(r.c.boxes[i], 10, (r.c.sizes[i].Height-14)/2)
	if !r.c.one && on {
		tick := canvas.NewImageFromResource(theme.IconIn("check", theme.Accent))
		tick.FillMode = canvas.ImageFillContain
		tick.Move(at)
		tick.Resize(fyne.NewSquareSize(14))
		return tick
	}
	m := canvas.NewRectangle(color.Transparent)
	m.StrokeWidth, m.StrokeColor = 1, theme.Color(theme.Edge)
	if r.c.one {
		m.CornerRadius = 7
		if on {
			m.StrokeWidth, m.StrokeColor = 4, theme.Color(theme.Accent)
		}
	}
	m.Move(at)
	m.Resize(fyne.NewSquareSize(14))
	return m
}

func (r *chipsRenderer) text(i int, o Option) fyne.CanvasObject {
	t := Word(o.Text)
	if r.c.off {
		t.Color = theme.Color("disabled")
	}
	line := t.TextSize * 1.45
	t.Move(c2(r.c.boxes[i], 29, (r.c.sizes[i].Height-line)/2))
	t.Resize(fyne.NewSize(r.c.sizes[i].Width-30, line))
	return t
}

func c2(at fyne.Position, x, y float32) fyne.Position { return fyne.NewPos(at.X+x, at.Y+y) }
