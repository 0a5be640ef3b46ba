package kit

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// control is the part of a form in which one field is typed or chosen. It writes to the form's draft itself.
type control interface {
	object() fyne.CanvasObject
	focus() fyne.Focusable
	show(r field.Record)    // puts the draft's value on the screen
	settle() *field.Problem // reads what was typed into the draft
	lock(on bool)           // read only
	blame(on bool)          // shows that something has to be mended
}

// newControl returns the control for a field.
func newControl(f *Form, s *field.Spec) control {
	switch s.Kind {
	case field.LongKind:
		if f.o.Line != nil {
			return newTextControl(f, s, NewEntry(f.host))
		}
		return newTextControl(f, s, NewLongEntry(f.host, 4))
	case field.ChoiceKind:
		return newChoiceControl(f, s)
	case field.ChoicesKind:
		return newChoicesControl(f, s)
	case field.DayKind, field.MomentKind:
		return newDayControl(f, s)
	case field.CountKind:
		return newCountControl(f, s)
	case field.YesNoKind:
		return newYesNoControl(f, s)
	case field.RefKind:
		return newRefControl(f, s)
	case field.RefsKind:
		return newRefsControl(f, s)
	}
	return newTextControl(f, s, NewEntry(f.host))
}

// textControl is for texts, numbers and money: what is typed is read when the keyboard leaves.
type textControl struct {
	form  *Form
	spec  *field.Spec
	entry *Entry
	echo  *Paragraph // how the value was read, where that is not plain
	box   fyne.CanvasObject
	typed bool // there is typing that was not read yet
}

func newTextControl(f *Form, s *field.Spec, e *Entry) *textControl {
	c := textPart(f, s, e)
	e.OnChanged = func(string) {
		c.typed = true
		f.typing(s)
	}
	return &c
}

// textPart is what controls with an entry have in common; the caller sets what happens as characters are typed.
func textPart(f *Form, s *field.Spec, e *Entry) textControl {
	c := textControl{form: f, spec: s, entry: e, echo: Hint("")}
	c.echo.Hide()
	c.box = container.NewVBox(e, c.echo)
	e.OnBlur = func() { f.left(s) }
	e.setOnFocus(func() { f.bring(e) })
	e.onWheel = func(ev *fyne.ScrollEvent) { f.scroll.Scrolled(ev) }
	if f.o.Line != nil {
		e.OnEnter = f.Save
	}
	return c
}

func (c *textControl) object() fyne.CanvasObject { return c.box }
func (c *textControl) focus() fyne.Focusable     { return c.entry }

func (c *textControl) show(r field.Record) {
	c.entry.set(editText(c.form.host, c.spec, r))
	c.typed = false
	c.say(r)
}

// say shows under the entry how the value reads where that tells the person more than what she typed.
func (c *textControl) say(r field.Record) {
	text := echo(c.form.host, c.spec, r, c.entry.Text)
	c.echo.SetText(text)
	c.echo.Hidden = text == ""
}

func (c *textControl) settle() *field.Problem {
	if !c.typed {
		return nil
	}
	if p := c.spec.Set(c.form.draft, shorthand(c.form.host, c.spec, c.form.draft, c.entry.Text), c.form.host.Context()); p != nil {
		return p
	}
	c.show(c.form.draft)
	return nil
}

func (c *textControl) blame(on bool) { c.entry.setBad(on) }

func (c *textControl) lock(on bool) {
	if on {
		c.entry.Disable()
	} else {
		c.entry.Enable()
	}
}

// choiceControl chooses one word of a vocabulary.
type choiceControl struct {
	form *Form
	spec *field.Spec
	*halfPick
	long bool // one of the words does not fit into half a line
}

// halfLine is how many characters a word may be wide in half a line of a form.
const halfLine = 30

func newChoiceControl(f *Form, s *field.Spec) *choiceControl {
	options, size := offered(optionsOf(f.host.Shown(), s.Vocab), f.o.Offer[s.Key]), theme.Size(theme.Text)
	c := &choiceControl{form: f, spec: s, halfPick: f.half(NewPick(f.host, f.host.T("kit.pick.none"), options))}
	c.long = slices.ContainsFunc(options, func(o Option) bool { return rulerFor(size, false).width(o.Text) > halfLine*size })
	c.pick.must = s.Required
	c.pick.OnPick = func(o Option) {
		*s.Pointer(f.draft).(*string) = o.Value
		f.changed(s)
		if f.o.Line != nil && o.Value != "" { // a line is typed from left to right
			f.host.Window.Canvas().FocusNext()
		}
	}
	c.pick.setOnFocus(func() { f.bring(c.pick) })
	return c
}

// offered keeps the options whose values are among the codes; all where none are given.
func offered(all []Option, codes []string) []Option {
	if codes == nil {
		return all
	}
	return slices.DeleteFunc(all, func(o Option) bool { return !slices.Contains(codes, o.Value) })
}

func (c *choiceControl) object() fyne.CanvasObject { return c.pick }
func (c *choiceControl) focus() fyne.Focusable     { return c.pick }
func (c *choiceControl) settle() *field.Problem    { return nil }
func (c *choiceControl) lock(on bool)              { c.pick.setOff(on) }

func (c *choiceControl) show(r field.Record) {
	code := *c.spec.Pointer(r).(*string)
	words := c.form.host.Shown()
	c.pick.Set(Option{Value: code, Text: words.Path(c.spec.Vocab, code)})
}

func (c *choiceControl) blame(on bool) { c.pick.setBad(on) }

// fewOptions is up to how many words of a vocabulary stand side by side; more go into a list.
const fewOptions = 12

// newChoicesControl chooses several words of a vocabulary: side by side when they are few, from a list when they are many.
func newChoicesControl(f *Form, s *field.Spec) control {
	options := optionsOf(f.host.Shown(), s.Vocab)
	if len(options) > fewOptions {
		return newManyControl(f, s, options)
	}
	c := &chipsControl{form: f, chips: NewChips(f.host, false, options), all: options}
	c.put = func(values []string) { *s.Pointer(f.draft).(*[]string) = values }
	c.get = func(r field.Record) []string { return *s.Pointer(r).(*[]string) }
	c.listen(s)
	return c
}

func newYesNoControl(f *Form, s *field.Spec) control {
	h := f.host
	c := &chipsControl{form: f, chips: NewChips(h, true, []Option{
		{Value: "yes", Text: h.T("yesno.yes")}, {Value: "no", Text: h.T("yesno.no")}, {Value: "", Text: h.T("yesno.notasked")}})}
	c.put = func(values []string) {
		if answer, ok := field.ParseYesNo(values[0]); ok {
			*s.Pointer(f.draft).(*field.YesNo) = answer
		}
	}
	c.get = func(r field.Record) []string { return []string{s.Pointer(r).(*field.YesNo).String()} }
	c.listen(s)
	return c
}

// chipsControl is for options side by side.
type chipsControl struct {
	form  *Form
	chips *Chips
	all   []Option // of a vocabulary, of which a Fit may offer some
	put   func([]string)
	get   func(field.Record) []string
}

func (c *chipsControl) listen(s *field.Spec) {
	c.chips.OnChange = func() {
		c.put(c.chips.Values())
		c.form.changed(s)
	}
	c.chips.setOnFocus(func() { c.form.bring(c.chips) })
}

func (c *chipsControl) object() fyne.CanvasObject { return c.chips }
func (c *chipsControl) focus() fyne.Focusable     { return c.chips }
func (c *chipsControl) show(r field.Record)       { c.chips.Set(c.get(r)...) }
func (c *chipsControl) settle() *field.Problem    { return nil }
func (c *chipsControl) lock(on bool)              { c.chips.setOff(on) }
func (c *chipsControl) blame(on bool)             { c.chips.bad = on; c.chips.Refresh() }
