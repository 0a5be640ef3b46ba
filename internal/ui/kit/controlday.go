package kit

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/ui/theme"
)

// dayControl is an entry for a date, perhaps with a time: typed as offices write it, read back with its weekday, or chosen from
// a calendar that the arrow down opens.
type dayControl struct {
	textControl
	button *Button
	popup  *popup
}

func newDayControl(f *Form, s *field.Spec) *dayControl {
	c := &dayControl{textControl: *newTextControl(f, s, NewEntry(f.host))}
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
	if c.spec.Set(r, shorthand(c.form.host, c.spec, c.entry.Text), c.form.host.Context()) == nil {
		c.say(r)
	}
}

func (c *dayControl) settle() *field.Problem {
	if !c.typed {
		return nil
	}
	if p := c.spec.Set(c.form.draft, shorthand(c.form.host, c.spec, c.entry.Text), c.form.host.Context()); p != nil {
		return p
	}
	c.show(c.form.draft)
	return nil
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

// editText is the value of a field as a person would type it.
func editText(h *Host, s *field.Spec, r field.Record) string {
	switch p := s.Pointer(r).(type) {
	case *field.Day:
		if h.Book.Lang() == say.ZH {
			return h.Shown().Day(*p)
		}
	case *field.Moment:
		if *p == 0 {
			return ""
		}
		t := p.In(h.Now().Location())
		if h.Book.Lang() == say.ZH {
			return h.Shown().Moment(*p)
		}
		return t.Format("2006-01-02 15:04")
	case *field.Fen:
		return strings.TrimSuffix(p.String(), ".00")
	}
	return s.Text(r)
}

// echo is how a value reads, where that tells more than what was typed: the weekday of a date, a large sum with its commas, a
// count that is not plain.
func echo(h *Host, s *field.Spec, r field.Record) string {
	switch p := s.Pointer(r).(type) {
	case *field.Day:
		if p.Exact() {
			return h.T("kit.echo.day", h.Shown().Day(*p), h.Book.Weekday(p.Time().Weekday()))
		}
		return h.Shown().Day(*p)
	case *field.Moment:
		if *p != 0 {
			t := p.In(h.Now().Location())
			return h.T("kit.echo.moment", h.Book.Day(t.Year(), int(t.Month()), t.Day()), h.Book.Weekday(t.Weekday()), h.Book.Clock(t.Hour(), t.Minute()))
		}
	case *field.Fen:
		if *p >= 1000_00 || *p%100 != 0 {
			return h.Book.Money(int64(*p))
		}
	case *field.Count:
		return echoCount(h, *p)
	}
	return ""
}

func echoCount(h *Host, c field.Count) string {
	switch {
	case c.IsZero():
		return ""
	case !c.HasValue:
		return h.T("kit.echo.many")
	case c.Written == "" && c.Qualifier == "":
		return ""
	case c.Exact():
		return h.T("kit.echo.exact", c.Plain())
	}
	return h.T("kit.echo.about", c.Plain(), c.Value)
}

// shorthand turns the words people use for near days into dates: today, yesterday, tomorrow in either language, and +3 or -2.
func shorthand(h *Host, s *field.Spec, text string) string {
	if s.Kind != field.DayKind && s.Kind != field.MomentKind {
		return text
	}
	typed := field.Fold(text)
	today := h.Context().Today
	for key, off := range nearDays {
		for _, lang := range say.Langs() {
			for _, w := range strings.Split(say.For(lang).T(key), " ") {
				if rest, ok := strings.CutPrefix(typed, w); ok && (rest == "" || s.Kind == field.MomentKind) {
					return strings.TrimSpace(today.Add(off).String() + " " + rest)
				}
			}
		}
	}
	if n, err := strconv.Atoi(typed); err == nil && len(typed) > 1 && len(typed) < 5 && (typed[0] == '+' || typed[0] == '-') {
		return today.Add(n).String()
	}
	return text
}

var nearDays = map[string]int{"kit.near.today": 0, "kit.near.yesterday": -1, "kit.near.tomorrow": 1, "kit.near.before": -2, "kit.near.after": 2}

// countControl is an entry for a count with how it is known beside it.
type countControl struct {
	textControl
	known *Pick
}

func newCountControl(f *Form, s *field.Spec) *countControl {
	h := f.host
	c := &countControl{textControl: *newTextControl(f, s, NewEntry(h))}
	c.entry.OnChanged = func(string) {
		c.typed = true
		f.typing(s)
		if n, ok := field.ParseCount(c.entry.Text, s.Unit); ok {
			text := echoCount(h, n)
			c.echo.SetText(text)
			c.echo.Hidden = text == ""
		}
	}
	var ways []Option
	for _, k := range []field.Known{field.ByCount, field.BySign, field.ByDeclare, field.ByEstimate} {
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
	side := container.New(&held{wide: theme.Size(theme.Text) * 7}, c.known)
	c.box = container.NewVBox(container.NewBorder(nil, nil, nil, side, c.entry), c.echo)
	return c
}

func (c *countControl) show(r field.Record) {
	c.textControl.show(r)
	c.known.SetValue(string(c.spec.Pointer(r).(*field.Count).Known))
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
