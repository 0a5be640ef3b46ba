package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
)

// recordSide is the right half of a screen of records: the page of a record, or its form.
type recordSide struct {
	screen  *Records
	box     *fyne.Container
	rec     field.Record
	page    *Page
	form    *Form
	actions []Action
	state   *canvas.Text
	foot    *foot   // of the page; nil: it has none
	kept    *Typing // what is to be put back into the foot of the page of keptOf
	keptOf  field.ID
	again   bool // the keyboard goes back to the foot
}

func (d *recordSide) clear() {
	d.rec, d.page, d.form, d.actions, d.foot, d.kept = nil, nil, nil, nil, nil, nil
	d.box.Objects = nil
	d.box.Refresh()
}

// fill shows a bar of actions above a body.
func (d *recordSide) fill(title, body fyne.CanvasObject) {
	bar := container.NewBorder(nil, nil, d.backButton(), nil, newActionBar(d.screen.host, d.actions))
	if title != nil { // while editing there are two buttons, and a title that gives way
		buttons := container.NewHBox()
		for _, a := range d.actions {
			buttons.Add(a.button(d.screen.host))
		}
		bar = container.NewBorder(nil, nil, d.backButton(), buttons, title)
	}
	head := container.NewVBox(&fyne.Container{Layout: inset{8, 4}, Objects: []fyne.CanvasObject{bar}}, rule())
	d.box.Objects = []fyne.CanvasObject{container.NewBorder(head, nil, nil, nil, body)}
	d.box.Refresh()
}

func (d *recordSide) backButton() *Button {
	h := d.screen.host
	return NewIconButton(h, "left", h.T("kit.back"), Flat, d.screen.back)
}

func (d *recordSide) showPage(r field.Record) {
	s, h := d.screen, d.screen.host
	before := d.footTyping(r)
	d.rec, d.form = r, nil
	o := PageSpec{Source: s.o.Keeper, Saw: h.Watcher(s.o.Keeper, r), OpenRef: s.o.OpenRef, NewPart: d.newPart, OpenPart: d.openPart, files: d.files(r)}
	if s.o.Page != nil {
		s.o.Page(r, &o)
	}
	d.actions = nil
	if s.o.Actions != nil {
		d.actions = s.o.Actions(r)
	}
	history := Action{Icon: "history", Text: h.T("kit.history"), Kind: Flat, Key: Key{Name: "H", Mod: Ctrl, Say: "kit.keys.history"},
		Do: func() {
			h.ShowHistory(s.o.Keeper, s.o.Type, r.Base().ID, func() { s.list.Reload(); s.again() })
		}}
	d.actions = append(d.actions, history)
	if s.o.Print != nil {
		d.actions = append(d.actions, Action{Icon: "print", Text: h.T("kit.print"), Kind: Flat, Key: Key{Name: "P", Mod: Ctrl, Say: "kit.keys.print"},
			Do: func() { s.o.Print(r) }})
	}
	d.actions = append(d.actions, o.files.action()...)
	if !r.Base().ReadOnly && r.Base().Gone == 0 {
		d.actions = append(d.actions,
			Action{Icon: "delete", Text: h.T("kit.delete"), Kind: Flat, Key: Key{Name: fyne.KeyDelete, Mod: Ctrl, Say: "kit.keys.delete"}, Do: s.remove},
			Action{Text: h.T("kit.edit"), Kind: Main, Key: Key{Name: fyne.KeyF2, Say: "kit.keys.edit"}, Do: d.edit})
	}
	d.page = NewPage(h, r, o)
	d.page.onKey = func(ev *fyne.KeyEvent) bool {
		if ev.Name == fyne.KeyReturn || ev.Name == fyne.KeyEnter {
			d.edit()
			return true
		}
		return false
	}
	d.foot = nil
	if o.Foot == nil || r.Base().ReadOnly || r.Base().Gone != 0 {
		d.fill(nil, d.page)
		return
	}
	f := *o.Foot
	f.saved = d.begun
	d.foot = newFoot(h, r.Base().ID, f, before)
	d.fill(nil, container.NewBorder(nil, d.foot.box, nil, nil, d.page))
}

// footFocus takes the keyboard to the foot of the page where there is one.
func (d *recordSide) footFocus() {
	if d.foot != nil && len(d.screen.host.layers) == 0 {
		d.foot.focus()
	}
}

// footTyping is what was typed into the foot of the page that the next one of the same record replaces.
func (d *recordSide) footTyping(r field.Record) *Typing {
	t := d.kept
	if d.kept = nil; t != nil && d.keptOf == r.Base().ID {
		return t
	}
	if d.foot == nil || d.rec == nil || d.rec.Base().ID != r.Base().ID {
		return nil
	}
	return d.foot.typing()
}

// begun is told that the part begun in the foot was saved: the page shows it, and the next one can be begun.
func (d *recordSide) begun(part field.Record, seq uint64) {
	s := d.screen
	d.again = d.foot.has()
	if d.foot.o.Saved != nil {
		d.foot.o.Saved(part)
	}
	d.foot = nil
	s.saved(part, seq, s.host.T("kit.saved", s.host.T(part.Type().Table)))
	s.again()
}

// parts is how many parts the page shows below the record.
func (d *recordSide) parts() int {
	n := 0
	if d.page != nil {
		for _, t := range d.page.parts {
			n += t.Len()
		}
	}
	return n
}

func (d *recordSide) edit() {
	if d.rec == nil || d.rec.Base().ReadOnly || d.rec.Base().Gone != 0 {
		return
	}
	d.showForm(d.rec, nil)
	d.form.Focus("")
}

// showForm edits a record; before is what was typed before, or nil.
func (d *recordSide) showForm(r field.Record, before *Typing) {
	s, h := d.screen, d.screen.host
	d.kept, d.keptOf = d.footTyping(r), r.Base().ID
	d.rec, d.page, d.foot = r, nil, nil
	d.state = Note("")
	o := FormSpec{Lookup: s.o.Keeper, Create: h.Creator(s.o.Keeper), Save: s.o.Keeper.Save, Saw: h.Watcher(s.o.Keeper, r), Saved: d.saved, Edited: d.edited}
	if s.o.Form != nil {
		s.o.Form(r, &o)
	}
	d.form = NewForm(h, r, o)
	d.actions = []Action{
		{Text: h.T("kit.cancel"), Kind: Ordinary, Do: s.back},
		{Text: h.T("kit.save"), Kind: Main, Key: Key{Name: "S", Mod: Ctrl, Say: "kit.keys.save"}, Do: d.form.Save},
	}
	title := titleOf(h, r)
	if r.Base().Rev == 0 {
		title = h.T("kit.record.new", h.T(r.Type().Table))
	}
	d.fill(container.NewBorder(nil, nil, nil, container.NewCenter(d.state), newCutTitle(title)), d.form)
	if before != nil {
		d.form.resume(*before)
	}
}

func (d *recordSide) edited(dirty bool) {
	d.state.Text = ""
	if dirty {
		d.state.Text = d.screen.host.T("kit.unsaved")
	}
	d.state.Refresh()
}

func (d *recordSide) saved(r field.Record, seq uint64) {
	s, h := d.screen, d.screen.host
	s.open = r.Base().ID
	s.saved(r, seq, h.T("kit.saved", h.T(r.Type().Table)))
	d.showPage(r)
	h.Focus(d.page)
}

func (d *recordSide) newPart(t *field.Type) {
	s, h := d.screen, d.screen.host
	Go(h, func() (field.Record, error) { return s.o.Keeper.New(t, s.open) }, func(part field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.new", h.T(t.Table)), err, "")
			return
		}
		d.editPart(part)
	})
}

func (d *recordSide) openPart(t *field.Type, id field.ID) {
	s, h := d.screen, d.screen.host
	Go(h, func() (field.Record, error) { return s.o.Keeper.Get(t, id) }, func(part field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.loading"), err, "")
			return
		}
		d.editPart(part)
	})
}

func (d *recordSide) editPart(part field.Record) {
	s, h := d.screen, d.screen.host
	o := FormSpec{}
	if owner := part.Type().Owner(); owner != nil {
		o.Hide = []string{owner.Key}
	}
	if s.o.Form != nil {
		s.o.Form(part, &o)
	}
	h.FormPanel(s.o.Keeper, part, o, func(_ field.Record, seq uint64) {
		s.saved(part, seq, h.T("kit.saved", h.T(part.Type().Table)))
		s.again()
	})
}

// keys are those of the actions in the bar, and Escape.
func (d *recordSide) keys() []Key {
	var keys []Key
	if d.foot != nil {
		keys = d.foot.keys()
	}
	keys = append(keys, keysOf(d.actions)...)
	if d.form != nil || d.page != nil {
		keys = append(keys, Key{Name: fyne.KeyEscape, Say: "kit.keys.back", Do: d.screen.back})
	}
	return keys
}
