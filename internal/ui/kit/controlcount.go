package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// countControl is an entry for a count with how it is known beside it.
type countControl struct {
	textControl
	known *Pick
	side  *fyne.Container
	line  *fyne.Container
}

func newCountControl(f *Form, s *field.Spec) *countControl {
	h := f.host
	c := &countControl{textControl: textPart(f, s, NewEntry(h))}
	c.entry.OnChanged = func(string) {
		c.typed = true
		f.typing(s)
		if n, ok := field.ParseCount(c.entry.Text, s.Unit); ok {
			text := echoCount(h, n)
			c.echo.SetText(text)
			c.echo.Hidden = text == ""
			c.reveal(!n.IsZero())
		}
	}
	var ways []Option
	for _, k := range field.Knowns {
		ways = append(ways, Option{Value: string(k), Text: h.T("known." + string(k))})
	}
	c.known = NewPick(h, h.T("kit.known"), ways)
	c.known.OnPick = func(o Option) {
		f.left(s)
		p := s.Pointer(f.draft).(*field.Count)
		if p.IsZero() {
			c.known.Set(Option{}) // what is not there is not known in any way
			return
		}
		p.Known = field.Known(o.Value)
		f.changed(s)
	}
	c.known.setOnFocus(func() { f.bring(c.known) })
	wide := rulerFor(theme.Size(theme.Text), false).width(c.known.empty)
	for _, o := range ways {
		wide = max(wide, rulerFor(theme.Size(theme.Text), false).width(o.Text))
	}
	c.side = container.New(&held{wide: wide + 38}, c.known)
	c.side.Hide()
	c.line = container.NewBorder(nil, nil, nil, c.side, c.entry)
	c.box = container.NewVBox(c.line, c.echo)
	return c
}

// reveal shows how a count is known once there is one.
func (c *countControl) reveal(on bool) {
	if c.side.Visible() == on {
		return
	}
	c.side.Hidden = !on
	c.line.Refresh()
}

func (c *countControl) show(r field.Record) {
	c.textControl.show(r)
	n := c.spec.Pointer(r).(*field.Count)
	c.known.SetValue(string(n.Known))
	c.reveal(!n.IsZero())
}

func (c *countControl) settle() *field.Problem {
	if !c.typed {
		return nil
	}
	if p := c.spec.Set(c.form.draft, c.entry.Text, c.form.host.Context()); p != nil {
		return p
	}
	c.show(c.form.draft)
	return nil
}

func (c *countControl) lock(on bool) {
	c.textControl.lock(on)
	c.known.setOff(on)
}

// held gives its object a width of its own.
type held struct{ wide float32 }

func (l *held) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Resize(size)
	}
}

func (l *held) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(l.wide, objects[0].MinSize().Height)
}
