package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
)

// dayControl is an entry for a date, perhaps with a time: typed as offices write it, read back with its weekday, or chosen from
// a calendar that the arrow down opens.
type dayControl struct {
	textControl
	button *Button
	popup  *popup
}

func newDayControl(f *Form, s *field.Spec) *dayControl {
	c := &dayControl{textControl: textPart(f, s, NewEntry(f.host))}
	e := c.entry
	e.OnChanged = func(string) {
		c.typed = true
		f.typing(s)
		c.preview()
	}
	e.OnKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyDown {
			c.open()
			return true
		}
		return false
	}
	c.button = NewIconButton(f.host, "day", "", Flat, c.open)
	c.button.skip = true // the arrow down does the same
	c.box = container.NewVBox(container.NewBorder(nil, nil, nil, c.button, e), c.echo)
	return c
}

func (c *dayControl) lock(on bool) {
	c.textControl.lock(on)
	c.button.Hidden = on
}

// preview shows while she types how the date is read, the weekday with it.
func (c *dayControl) preview() {
	r := c.form.typ.New()
	if c.spec.Set(r, shorthand(c.form.host, c.spec, c.form.draft, c.entry.Text), c.form.host.Context()) == nil {
		c.say(r)
	}
}

func (c *dayControl) open() {
	if c.popup.open() || c.entry.Disabled() {
		return
	}
	h := c.form.host
	p := c.settle()
	day := field.Day{}
	if p == nil {
		day = dayIn(h, c.spec, c.form.draft)
	}
	cal := NewCalendar(h, day)
	cal.OnPick = func(d field.Day) {
		c.popup.close()
		c.take(d)
	}
	c.popup = h.dropBelow(c.entry, cal, cal.MinSize().AddWidthHeight(8, 8), cal)
}

// take puts a day from the calendar into the draft; the time of day that was there stays.
func (c *dayControl) take(d field.Day) {
	switch p := c.spec.Pointer(c.form.draft).(type) {
	case *field.Day:
		d.Half = p.Half
		*p = d
	case *field.Moment:
		z := c.form.host.Now().Location()
		t := p.In(z)
		hour, minute := t.Hour(), t.Minute()
		if *p == 0 {
			hour, minute = 9, 0
		}
		*p = field.MomentOf(time.Date(d.Year, time.Month(d.Month), d.Date, hour, minute, 0, 0, z))
	}
	c.show(c.form.draft)
	c.form.changed(c.spec)
}

func dayIn(h *Host, s *field.Spec, r field.Record) field.Day {
	switch p := s.Pointer(r).(type) {
	case *field.Day:
		return *p
	case *field.Moment:
		if *p != 0 {
			return field.DayOf(p.In(h.Now().Location()))
		}
	}
	return field.Day{}
}
