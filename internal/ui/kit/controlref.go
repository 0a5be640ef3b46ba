package kit

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
)

// lookPause is how long typing must rest before references are looked up.
const lookPause = 120 * time.Millisecond

// mostHits is how many records a lookup shows.
const mostHits = 40

// lookFor looks records up for a Pick, and offers to make a new one of what was typed where create says so.
func lookFor(h *Host, lookup Lookup, create bool, s *field.Spec) func(string, func([]Option)) {
	asked := 0
	return func(typed string, show func([]Option)) {
		if lookup == nil {
			show(nil)
			return
		}
		asked++
		mine := asked
		h.after(lookPause, func() {
			if mine != asked {
				return
			}
			Go(h, func() ([]Hit, error) { return lookup.Look(s.Tables, typed, mostHits) }, func(hits []Hit, err error) {
				if err != nil {
					h.Trouble(h.T("kit.look"), err, "")
					return
				}
				show(hitOptions(h, create, s, hits, typed))
			})
		})
	}
}

func hitOptions(h *Host, create bool, s *field.Spec, hits []Hit, typed string) []Option {
	var out []Option
	for _, hit := range hits {
		o := Option{Value: hit.ID.String(), Text: hit.Name, Note: hit.Note}
		if len(s.Tables) > 1 && o.Note == "" {
			o.Note = h.T(hit.Table)
		}
		out = append(out, o)
	}
	typed = field.Tidy(typed)
	if !create || typed == "" {
		return out
	}
	for _, table := range s.Tables {
		out = append(out, Option{Value: table, Text: h.T("kit.pick.new", h.T(table), typed), New: true})
	}
	return out
}

// pick returns a field that finds the records a reference may point to. A part of a name that is pasted means the one record it fits;
// of a person only the whole name does: to take one for the other does more harm than to be asked.
func (f *Form) pick(s *field.Spec, empty string) *Pick {
	p := newPick(f.host, empty, lookFor(f.host, f.o.Lookup, f.o.Create != nil, s))
	p.part = !s.Has(field.IsPrivate)
	return p
}

// refControl points to one record.
type refControl struct {
	form *Form
	spec *field.Spec
	*halfPick
}

func newRefControl(f *Form, s *field.Spec) *refControl {
	c := &refControl{form: f, spec: s, halfPick: f.half(f.pick(s, f.host.T("kit.pick.none")))}
	c.pick.OnPick = func(o Option) {
		if o.New {
			f.o.Create(o.Value, field.Tidy(c.pick.find.Text), c.put)
			return
		}
		id, _ := parseID(o.Value)
		c.put(id)
	}
	c.pick.setOnFocus(func() { f.bring(c.pick) })
	return c
}

func (c *refControl) put(id field.ID) {
	*c.spec.Pointer(c.form.draft).(*field.ID) = id
	c.show(c.form.draft)
	c.form.changed(c.spec)
}

func (c *refControl) object() fyne.CanvasObject { return c.pick }
func (c *refControl) focus() fyne.Focusable     { return c.pick }
func (c *refControl) settle() *field.Problem    { return nil }
func (c *refControl) lock(on bool)              { c.pick.setOff(on) }
func (c *refControl) blame(on bool)             { c.pick.setBad(on) }

func (c *refControl) show(r field.Record) {
	id := *c.spec.Pointer(r).(*field.ID)
	if id == (field.ID{}) {
		c.pick.Set(Option{})
		return
	}
	c.pick.Set(Option{Value: id.String(), Text: c.form.nameOf(id)})
}

// nameOf names a referred record; one that cannot be named is gone or locked, and says so.
func (f *Form) nameOf(id field.ID) string {
	if f.host.Name != nil {
		if name := f.host.Name(id); name != "" {
			return name
		}
	}
	return f.host.T("kit.ref.unnamed")
}

func parseID(text string) (field.ID, bool) {
	var id field.ID
	if text == "" {
		return id, false
	}
	return id, id.UnmarshalText([]byte(text)) == nil
}

// manyControl holds several values as a row of words that can be taken out, and a field that adds more.
type manyControl struct {
	form *Form
	spec *field.Spec
	*halfPick
	row   *fyne.Container
	get   func(field.Record) []string
	put   func([]string)
	text  func(string) string
	off   bool
	again bool // picking a value that is there takes it out
}

func newManyControl(f *Form, s *field.Spec, options []Option) *manyControl {
	c := &manyControl{form: f, spec: s, again: true}
	c.halfPick = f.half(NewPick(f.host, f.host.T("kit.pick.add"), options))
	c.pick.several = true
	c.get = func(r field.Record) []string { return *s.Pointer(r).(*[]string) }
	c.put = func(v []string) { *s.Pointer(f.draft).(*[]string) = v }
	c.text = func(v string) string { return f.host.Shown().Code(s.Vocab, v) }
	c.begin()
	return c
}

func newRefsControl(f *Form, s *field.Spec) *manyControl {
	c := &manyControl{form: f, spec: s}
	c.halfPick = f.half(f.pick(s, f.host.T("kit.pick.add")))
	c.get = func(r field.Record) []string {
		var out []string
		for _, id := range *s.Pointer(r).(*[]field.ID) {
			out = append(out, id.String())
		}
		return out
	}
	c.put = func(v []string) {
		var ids []field.ID
		for _, t := range v {
			if id, ok := parseID(t); ok {
				ids = append(ids, id)
			}
		}
		*s.Pointer(f.draft).(*[]field.ID) = ids
	}
	c.text = func(v string) string { id, _ := parseID(v); return f.nameOf(id) }
	c.begin()
	return c
}

func (c *manyControl) begin() {
	c.row = newFlow()
	c.pick.OnPick = func(o Option) {
		switch {
		case o.New:
			c.form.o.Create(o.Value, field.Tidy(c.pick.find.Text), func(id field.ID) { c.add(id.String()) })
		case o.Value != "":
			c.add(o.Value)
		}
	}
	c.pick.setOnFocus(func() { c.form.bring(c.pick) })
}

func (c *manyControl) add(value string) {
	values := slices.Clone(c.get(c.form.draft))
	if i := slices.Index(values, value); i >= 0 && c.again {
		values = slices.Delete(values, i, i+1)
	} else if i < 0 {
		values = append(values, value)
	}
	c.change(values)
}

func (c *manyControl) remove(value string) {
	c.change(slices.DeleteFunc(slices.Clone(c.get(c.form.draft)), func(v string) bool { return v == value }))
	c.form.host.Focus(c.pick)
}

func (c *manyControl) change(values []string) {
	c.put(values)
	c.show(c.form.draft)
	c.form.changed(c.spec)
}

func (c *manyControl) object() fyne.CanvasObject { return container.NewVBox(c.row, c.pick) }
func (c *manyControl) focus() fyne.Focusable     { return c.pick }
func (c *manyControl) settle() *field.Problem    { return nil }
func (c *manyControl) blame(on bool)             { c.pick.setBad(on) }

func (c *manyControl) show(r field.Record) {
	values := c.get(r)
	c.pick.on = values
	c.pick.Set(Option{}) // the field itself only adds
	c.row.Objects = nil
	for _, v := range values {
		b := NewIconButton(c.form.host, "close", c.text(v), Ordinary, func() { c.remove(v) })
		b.setOff(c.off)
		b.setOnFocus(func() { c.form.bring(b) })
		c.row.Add(b)
	}
	c.row.Hidden = len(values) == 0
	c.row.Refresh()
}

func (c *manyControl) lock(on bool) {
	c.off = on
	c.pick.Hidden = on
	c.show(c.form.draft)
}
