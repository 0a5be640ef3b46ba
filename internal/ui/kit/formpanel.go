package kit

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// FormPanel edits a record in a panel over the screen: a part of the record in view, or what a reference should point to. done gets
// the saved record. Closing it asks when something would be lost.
func (h *Host) FormPanel(k Keeper, r field.Record, o FormSpec, done func(field.Record, uint64)) {
	var p *Panel
	var f *Form
	leave := func() { f.Leave(func() { p.Close() }) }
	if o.Save == nil {
		o.Save = k.Save
	}
	if o.Lookup == nil {
		o.Lookup = k
	}
	if o.Create == nil {
		o.Create = h.Creator(k)
	}
	if o.Saw == nil {
		o.Saw = h.Watcher(k, r)
	}
	o.Saved = func(r field.Record, seq uint64) {
		p.Close()
		if done != nil {
			done(r, seq)
		}
	}
	o.inPanel = true
	f = NewForm(h, r, o)
	title := titleOf(h, r)
	if r.Base().Rev == 0 {
		title = h.T("kit.record.new", h.T(r.Type().Table))
	}
	const width, around = 780, 170 // around the fields: title, buttons, margins
	p = h.Open(PanelSpec{
		Title: title, Body: f, Width: width, Height: min(f.height(width-80)+around, 640), Escape: leave,
		Keys: []Key{{Name: "S", Mod: Ctrl, Say: "kit.keys.save", Do: f.Save}},
		Buttons: append(h.filesOf(k, r).button(),
			NewButton(h, h.T("kit.cancel"), Ordinary, leave),
			NewButton(h, h.T("kit.save"), Main, f.Save)),
	})
	f.focusFirst()
}

// Creator makes what a reference should point to, in a panel of its own: the name that was typed is filled in.
func (h *Host) Creator(k Keeper) func(table, name string, done func(field.ID)) {
	return func(table, name string, done func(field.ID)) {
		t := centre.TypeOf(table)
		if t == nil {
			return
		}
		Go(h, func() (field.Record, error) { return k.New(t, field.ID{}) }, func(r field.Record, err error) {
			if err != nil {
				h.Trouble(h.T("kit.record.new", h.T(table)), err, "")
				return
			}
			if s := nameField(t); s != nil {
				_ = s.Set(r, name, h.Context()) // a name that is no good is left out: the form asks for it
			}
			h.FormPanel(k, r, FormSpec{}, func(r field.Record, _ uint64) { done(r.Base().ID) })
		})
	}
}

// nameField is the field that names a record of the type.
func nameField(t *field.Type) *field.Spec {
	for _, key := range t.Title {
		if s := t.Field(key); s != nil && s.Kind == field.TextKind {
			return s
		}
	}
	return nil
}

// Watcher notes that the person had a masked field of a record shown.
func (h *Host) Watcher(past Past, r field.Record) func(key string) {
	return func(key string) {
		Go(h, func() (struct{}, error) { return struct{}{}, past.Saw(r, key) }, func(_ struct{}, err error) {
			h.Trouble(h.T("kit.history.seen"), err, "")
		})
	}
}
