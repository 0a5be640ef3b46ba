package kit

import (
	"encoding/json"
	"slices"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Typing is what a person typed into a form and did not save, as it can be kept elsewhere: plain data, nothing of the screen.
type Typing struct {
	Table  string
	ID     field.ID          // zero for a record that was never saved
	Rev    uint64            // the version she had before her
	Values map[string]any    // what differs from that version, by field; of a new record everything
	Typed  map[string]string // characters that were not read yet or are no choice yet, by field
	Field  string            // where the keyboard was
	Dirty  bool              // something of it is saved nowhere
}

// Record returns a new record as it was typed; nil for one that was saved before, and of a table this program does not know.
func (t Typing) Record() field.Record {
	typ := centre.TypeOf(t.Table)
	if typ == nil || t.Rev != 0 {
		return nil
	}
	r := typ.New()
	t.put(r)
	return r
}

// put puts the values into a record.
func (t Typing) put(r field.Record) {
	for key, v := range t.Values {
		if s := r.Type().Field(key); s != nil {
			_ = s.Put(r, v) // what a newer program typed may not fit; the field stays as it was
		}
	}
}

// holds says whether a form that lies over the screen holds typing that would be lost.
func (h *Host) holds(f *Form, on bool) {
	i := slices.Index(h.typing, f)
	switch {
	case on && i < 0:
		h.typing = append(h.typing, f)
	case !on && i >= 0:
		h.typing = slices.Delete(h.typing, i, i+1)
	}
}

// Edited tells that something was typed which is saved nowhere yet.
func (h *Host) Edited() {
	if h.onEdit != nil {
		h.onEdit()
	}
}

// SetOnEdit sets what is told whenever something was typed, and when typing was saved or given up. It must cost nothing.
func (h *Host) SetOnEdit(f func()) { h.onEdit = f }

// Typings returns what was typed into panels and not saved, those below first. What was typed on the screen itself goes with its
// place.
func (h *Host) Typings() []Typing {
	var out []Typing
	for _, f := range h.typing {
		out = append(out, f.unsaved())
	}
	return out
}

// unsaved returns what was typed, without reading it: that would change what stands in an entry while she types.
func (f *Form) unsaved() Typing {
	m, fresh := f.draft.Base(), f.typ.New()
	t := Typing{Table: f.typ.Table, ID: m.ID, Rev: m.Rev, Values: map[string]any{}, Field: f.FocusedKey(), Dirty: f.dirty}
	for i := range f.typ.Fields {
		s := &f.typ.Fields[i]
		if m.Rev == 0 && (!s.Empty(f.draft) || !s.Equal(fresh, f.draft)) || m.Rev != 0 && !s.Equal(f.orig, f.draft) {
			t.Values[s.Key] = s.Raw(f.draft)
		}
	}
	keep := func(l *formLine, text string) {
		if t.Typed == nil {
			t.Typed = map[string]string{}
		}
		t.Typed[l.spec.Key] = text
	}
	for _, l := range f.lines {
		if c, ok := l.control.(interface{ raw() string }); ok && l.unread {
			keep(l, c.raw())
		}
		if half := l.half(); half != "" {
			keep(l, half)
			t.Field = l.spec.Key // the keyboard is in its options
		}
	}
	return t
}

// halfPick is the field of a control that chooses, with what is being typed into it and is no choice yet.
type halfPick struct{ pick *Pick }

func (f *Form) half(p *Pick) *halfPick {
	p.onHalf = f.touch
	return &halfPick{p}
}

func (c *halfPick) half() string { return c.pick.Half() }

// retype has the characters there again as soon as the keyboard comes.
func (c *halfPick) retype(text string) { c.pick.kept = text }

// half is what is being typed in the line and is no choice yet; empty for nothing.
func (l *formLine) half() string {
	if c, ok := l.control.(interface{ half() string }); ok {
		return c.half()
	}
	return ""
}

// resume puts typing back into a form of the same record. Where the record was saved by somebody since, the version stays the one
// she had before her, so that saving says so.
func (f *Form) resume(t Typing) {
	t.put(f.draft)
	if m := f.draft.Base(); m.Rev != 0 {
		m.Rev = t.Rev
	}
	f.showAll()
	for _, l := range f.lines {
		text, ok := t.Typed[l.spec.Key]
		if c, can := l.control.(interface{ retype(string) }); ok && can {
			c.retype(text)
		}
	}
	f.touch()
}

// raw returns the characters as they stand in the entry.
func (c *textControl) raw() string { return c.entry.Text }

// retype puts characters into the entry as if they had just been typed.
func (c *textControl) retype(text string) {
	c.form.line(c.spec).reopen()
	c.entry.SetText(text)
	c.entry.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyPageDown}) // to the end: she goes on where she stopped
}

// reopen shows a masked value again that was being edited.
func (l *formLine) reopen() {
	l.shown = true
	l.unmask()
	l.place.Refresh()
}

// packed is a place as it is kept elsewhere.
type packed struct {
	Kind string
	Body json.RawMessage
}

// The kinds of places that can be kept. The words are permanent.
const (
	packedRecords = "records"
	packedGroup   = "group"
	packedPlain   = "plain"
)

// PlainPlace is the place of a screen of an area, as only that area reads it.
type PlainPlace json.RawMessage

type packedGroupPlace struct {
	Key    string
	Places map[string]json.RawMessage
}

// PackPlace returns a Place as plain data; nil for one that holds nothing worth keeping over a lock.
func PackPlace(place any) json.RawMessage {
	switch p := place.(type) {
	case interface{ Plain() PlainPlace }:
		return pack(packedPlain, json.RawMessage(p.Plain()))
	case RecordsPlace:
		return pack(packedRecords, p)
	case GroupPlace:
		g := packedGroupPlace{Key: p.Key, Places: map[string]json.RawMessage{}}
		for key, below := range p.Places {
			if b := PackPlace(below); b != nil {
				g.Places[key] = b
			}
		}
		return pack(packedGroup, g)
	}
	return nil
}

func pack(kind string, v any) json.RawMessage {
	body, err := json.Marshal(v)
	if err != nil {
		return nil // plain data always fits
	}
	out, err := json.Marshal(packed{kind, body})
	if err != nil {
		return nil
	}
	return out
}

// UnpackPlace returns the Place that PackPlace packed; nil for anything else.
func UnpackPlace(b json.RawMessage) any {
	var p packed
	if json.Unmarshal(b, &p) != nil {
		return nil
	}
	switch p.Kind {
	case packedPlain:
		return PlainPlace(p.Body)
	case packedRecords:
		var r RecordsPlace
		if json.Unmarshal(p.Body, &r) == nil {
			return r
		}
	case packedGroup:
		var g packedGroupPlace
		if json.Unmarshal(p.Body, &g) != nil {
			return nil
		}
		out := GroupPlace{Key: g.Key, Places: map[string]any{}}
		for key, below := range g.Places {
			if place := UnpackPlace(below); place != nil {
				out.Places[key] = place
			}
		}
		return out
	}
	return nil
}

// Holds says whether a place holds typing that was not saved.
func Holds(place any) bool {
	switch p := place.(type) {
	case interface{ Holds() bool }:
		return p.Holds()
	case RecordsPlace:
		return p.Typing != nil && p.Typing.Dirty || p.Foot != nil && p.Foot.Dirty || p.Over != nil
	case GroupPlace:
		for _, below := range p.Places {
			if Holds(below) {
				return true
			}
		}
	}
	return false
}
