package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// FootSpec is a line at the foot of a page, always at hand, in which the next part of its record is begun.
type FootSpec struct {
	Part   *field.Type
	Line   []string                         // the fields of the line; the whole form has the others too
	Title  string                           // of the button
	Form   func(field.Record, *FormSpec)    // changes the form before it is made; may be nil
	Keeper Keeper                           //
	Fresh  func(part, empty field.Record)   // brings up to date what the program filled into the empty part; may be nil
	Saved  func(field.Record)               // told before the page shows it; may be nil
	saved  func(r field.Record, seq uint64) //
}

// foot shows the line, or the whole form.
type foot struct {
	host  *Host
	o     FootSpec
	owner field.ID
	form  *Form // nil until the empty part is there
	empty field.Record
	open  bool
	ask   bool // the keyboard goes to it when it is there
	box   *fyne.Container
	kept  *Typing // what is to be put back into it
}

// newFoot returns the foot of a page. before is what was typed into an earlier one of the same record, or nil.
func newFoot(h *Host, owner field.ID, o FootSpec, before *Typing) *foot {
	f := &foot{host: h, o: o, owner: owner, box: container.NewStack(), kept: before}
	Go(h, func() (field.Record, error) { return o.Keeper.New(o.Part, owner) }, func(r field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.new", h.T(o.Part.Table)), err, "")
			return
		}
		f.empty = r
		f.open = f.kept != nil && f.wide(*f.kept)
		f.build()
	})
	return f
}

// wide says whether typing goes beyond the fields of the line.
func (f *foot) wide(t Typing) bool {
	for key := range t.Values {
		if s := f.o.Part.Field(key); s != nil && s.Empty(f.empty) && !has(f.o.Line, key) {
			return true
		}
	}
	for key := range t.Typed {
		if !has(f.o.Line, key) {
			return true
		}
	}
	return t.Field != "" && !has(f.o.Line, t.Field)
}

// build makes the form anew, as a line or whole, with what was typed.
func (f *foot) build() {
	h := f.host
	o := FormSpec{Lookup: f.o.Keeper, Create: h.Creator(f.o.Keeper), Save: f.save, Saved: f.o.saved, Resume: f.kept}
	if owner := f.o.Part.Owner(); owner != nil {
		o.Hide = []string{owner.Key}
	}
	if f.o.Form != nil {
		f.o.Form(f.empty, &o)
	}
	if !f.open {
		o.Line = f.o.Line
	}
	f.form = NewForm(h, f.empty, o)
	f.kept = nil
	more := "kit.foot.more"
	if f.open {
		more = "kit.foot.less"
	}
	save := NewButton(h, f.o.Title, Main, f.form.Save)
	rest := NewButton(h, h.T(more), Flat, f.turn)
	var body fyne.CanvasObject
	if f.open {
		title := container.NewHBox(Title(f.o.Title))
		body = container.NewBorder(title, container.NewBorder(nil, nil, nil, container.NewHBox(rest, save)), nil, nil,
			container.New(&tall{theme.Size(theme.Row) * 9}, f.form))
	} else {
		body = container.NewBorder(nil, nil, nil, container.New(lower{}, container.NewHBox(save, rest)), f.form)
	}
	f.box.Objects = []fyne.CanvasObject{container.NewVBox(rule(), &fyne.Container{Layout: inset{12, 4}, Objects: []fyne.CanvasObject{body}})}
	f.box.Refresh()
	if f.ask {
		f.focus()
	}
}

// turn shows the whole form, or the line again. What was typed stays.
func (f *foot) turn() {
	if f.form == nil {
		return
	}
	at := f.form.FocusedKey()
	if ps := f.form.settle(); len(ps) > 0 {
		f.form.Blame(ps) // what cannot be read would be lost with its field
		return
	}
	t := f.form.unsaved()
	f.kept, f.open = &t, !f.open
	f.build()
	if f.open || has(f.o.Line, at) {
		f.form.Focus(at)
		return
	}
	f.form.Focus("")
}

func (f *foot) save(r field.Record) (uint64, error) {
	if f.o.Fresh != nil {
		f.o.Fresh(r, f.empty)
	}
	return f.o.Keeper.Save(r)
}

// focus takes the keyboard to the line.
func (f *foot) focus() {
	if f.form == nil {
		f.ask = true
		return
	}
	f.ask = false
	f.form.Focus("")
}

// has says whether the keyboard is in it.
func (f *foot) has() bool { return f.form != nil && f.form.FocusedKey() != "" }

// dirty says whether something was typed that would be lost.
func (f *foot) dirty() bool { return f.form != nil && f.form.Dirty() }

// typing is what was typed; nil for nothing.
func (f *foot) typing() *Typing {
	if f.form == nil {
		return f.kept
	}
	if !f.form.Dirty() {
		return nil
	}
	t := f.form.unsaved()
	return &t
}

// leave does something that takes the foot away, after asking where something would be lost.
func (f *foot) leave(then func()) {
	if f.form == nil {
		then()
		return
	}
	f.form.Leave(then)
}

// keys are those of the line while the keyboard is in it.
func (f *foot) keys() []Key {
	if !f.has() {
		return nil
	}
	return []Key{
		{Name: "S", Mod: Ctrl, Say: "kit.keys.save", Do: f.form.Save},
		{Name: fyne.KeyReturn, Mod: Ctrl, Say: "kit.keys.foot", Do: f.turn},
	}
}

// tall gives its content a height of its own.
type tall struct{ high float32 }

func (l *tall) Layout(objects []fyne.CanvasObject, size fyne.Size) { objects[0].Resize(size) }

func (l *tall) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, l.high)
}

// lower puts buttons beside the controls of a line, below its labels.
type lower struct{}

func (lower) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s := objects[0].MinSize()
	objects[0].Move(fyne.NewPos(0, theme.Size(theme.Small)*1.45+theme.Size(theme.Pad)))
	objects[0].Resize(s)
}

func (lower) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[0].MinSize().AddWidthHeight(0, theme.Size(theme.Small)*1.45)
}

// lineLayout sets the fields of a form side by side: texts of any length take what room is left.
type lineLayout struct{ gap float32 }

func (l lineLayout) widths(objects []fyne.CanvasObject, width float32) []float32 {
	out := make([]float32, len(objects))
	left, free := width, -1
	for i, o := range objects {
		line, ok := o.(*formLine)
		switch {
		case ok && line.spec.Kind == field.LongKind:
			free = i
			continue
		case ok && line.spec.Kind == field.ChoiceKind:
			out[i] = theme.Size(theme.Text) * 11
		default:
			out[i] = theme.Size(theme.Text) * 6.5
		}
		left -= out[i]
	}
	left -= l.gap * float32(len(objects)-1)
	if free >= 0 {
		out[free] = max(left, 80)
	}
	return out
}

// Layout is called by the toolkit.
func (l lineLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for i, w := range l.widths(objects, size.Width) {
		objects[i].Move(fyne.NewPos(x, 0))
		objects[i].Resize(fyne.NewSize(w, size.Height))
		x += w + l.gap
	}
}

// MinSize is called by the toolkit.
func (l lineLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	high := float32(0)
	for _, o := range objects {
		high = max(high, o.MinSize().Height)
	}
	return fyne.NewSize(320, high)
}
