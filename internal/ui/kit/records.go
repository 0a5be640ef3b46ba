package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/theme"
)

// RecordsSpec says what a screen of records does besides the ordinary. Every function may be nil.
type RecordsSpec struct {
	Type    *field.Type
	Keeper  Keeper
	List    func(*ListSpec)                    // changes the list before it is made
	Form    func(field.Record, *FormSpec)      // changes the form of a record before it is made
	Page    func(field.Record, *PageSpec)      // changes the page of a record before it is made
	Actions func(field.Record) []Action        // further buttons on the page of a record
	Print   func(field.Record)                 //
	Export  func(Query)                        //
	OpenRef func(tables []string, id field.ID) // goes to a record of another area
}

// Records is the screen of one type of record: the list at the left, the record at the right. Enter opens, Escape goes back, F2
// edits; what was typed is never lost without asking.
type Records struct {
	host  *Host
	o     RecordsSpec
	list  *List
	side  *recordSide
	split *splitBox
	last  uint64   // the newest change made here, for Ctrl+Z
	open  field.ID // the record at the right
	asked int
	field string // of the form that is to have the keyboard, after the screen was built anew
	shown bool
}

// RecordsPlace is where a person is on a screen of records.
type RecordsPlace struct {
	List  ListPlace
	Open  field.ID
	Draft field.Record // what she was editing; nil when she was not
	Field string       // where the keyboard was in it
}

// NewRecords returns the screen; place is what Place of an earlier one gave, or nil.
func NewRecords(h *Host, o RecordsSpec, place any) *Records {
	s := &Records{host: h, o: o}
	spec := ListSpec{Type: o.Type, Source: o.Keeper, Lookup: o.Keeper, New: s.New, Open: s.enter, Select: s.selected}
	if o.Export != nil {
		spec.Actions = []Action{{Icon: "export", Text: h.T("kit.export"), Do: func() { o.Export(s.list.Query()) }}}
	}
	if o.List != nil {
		o.List(&spec)
	}
	s.list = NewList(h, spec)
	s.side = &recordSide{screen: s, box: container.NewStack()}
	s.split = newSplitBox(s.list, s.side.box)
	if p, ok := place.(RecordsPlace); ok {
		s.list.SetPlace(p.List)
		s.open = p.Open
		switch {
		case p.Draft != nil:
			s.resume(p)
		case p.Open != (field.ID{}):
			s.show(p.Open, nil)
		}
	} else {
		s.list.Reload()
	}
	return s
}

// Content is called by the shell.
func (s *Records) Content() fyne.CanvasObject { return s.split.box }

// List returns the list at the left.
func (s *Records) List() *List { return s.list }

// Shown is called by the shell.
func (s *Records) Shown() {
	s.shown = true
	s.list.Reload()
	if s.side.form != nil {
		s.focusForm()
		return
	}
	s.list.Focus()
}

func (s *Records) focusForm() {
	if s.shown {
		s.side.form.Focus(s.field)
		s.field = ""
	}
}

// Place is called by the shell.
func (s *Records) Place() any {
	p := RecordsPlace{List: s.list.Place(), Open: s.open}
	if f := s.side.form; f != nil {
		p.Field = f.FocusedKey()
		p.Draft = f.Draft()
	}
	return p
}

// Leave is called by the shell.
func (s *Records) Leave(then func()) {
	if s.side.form == nil {
		then()
		return
	}
	s.side.form.Leave(then)
}

// Keys is called by the shell.
func (s *Records) Keys() []Key {
	keys := []Key{{Name: "F", Mod: Ctrl, Say: "kit.keys.find", Do: s.list.FocusSearch}}
	if s.list.o.New != nil {
		keys = append(keys, Key{Name: "N", Mod: Ctrl | fyne.KeyModifierShift, Say: "kit.keys.new", Do: s.list.o.New})
	}
	keys = append(keys, s.side.keys()...)
	if s.o.Export != nil {
		keys = append(keys, Key{Name: "E", Mod: Ctrl, Say: "kit.keys.export", Do: func() { s.o.Export(s.list.Query()) }})
	}
	return append(keys, Key{Name: "Z", Mod: Ctrl, Say: "kit.keys.undo", Do: func() { s.Undo(s.last) }})
}

// Open shows a record, from wherever the person comes.
func (s *Records) Open(id field.ID) {
	s.Leave(func() {
		s.list.Table.SelectID(id)
		s.show(id, func() { s.host.Focus(s.side.page) })
	})
}

// enter opens the line in hand and takes the keyboard to the page.
func (s *Records) enter(id field.ID) {
	if s.side.form != nil {
		s.side.form.Focus("")
		return
	}
	s.show(id, func() { s.host.Focus(s.side.page) })
}

// selected follows the line in hand once a record is open. Unsaved typing keeps its record until the person decided.
func (s *Records) selected(id field.ID) {
	if id == s.open || id == (field.ID{}) {
		return
	}
	if s.side.form != nil && s.side.form.Dirty() {
		s.side.form.Leave(func() { s.show(id, nil) })
		s.list.Table.SelectID(s.open)
		return
	}
	if s.side.form == nil && s.side.page == nil {
		return
	}
	s.asked++
	mine := s.asked
	s.host.after(120*time.Millisecond, func() {
		if mine == s.asked {
			s.show(id, nil)
		}
	})
}

// show opens a record at the right.
func (s *Records) show(id field.ID, then func()) {
	s.asked++
	mine := s.asked
	Go(s.host, func() (field.Record, error) { return s.o.Keeper.Get(s.o.Type, id) }, func(r field.Record, err error) {
		if mine != s.asked {
			return
		}
		if err != nil {
			s.host.Trouble(s.host.T("kit.record.loading"), err, "")
			return
		}
		s.open = id
		s.side.showPage(r)
		s.split.setRight(true)
		if then != nil {
			then()
		}
	})
}

// New begins a record.
func (s *Records) New() {
	s.Leave(func() {
		Go(s.host, func() (field.Record, error) { return s.o.Keeper.New(s.o.Type, field.ID{}) }, func(r field.Record, err error) {
			if err != nil {
				s.host.Trouble(s.host.T("kit.record.new", s.host.T(s.o.Type.Table)), err, "")
				return
			}
			s.Begin(r)
		})
	})
}

// Begin edits a record that is not saved yet: one that an area filled in part.
func (s *Records) Begin(r field.Record) {
	s.open = r.Base().ID
	s.side.showForm(r, nil)
	s.split.setRight(true)
	s.side.form.Focus("")
}

// resume goes back to editing after the screen was built anew.
func (s *Records) resume(p RecordsPlace) {
	s.field = p.Field
	if p.Draft.Base().Rev == 0 {
		s.side.showForm(p.Draft.Type().New(), p.Draft)
		s.split.setRight(true)
		s.focusForm()
		return
	}
	s.show(p.Open, func() {
		s.side.showForm(s.side.rec, p.Draft)
		s.focusForm()
	})
}

// back goes one step back: from editing to the page, from the page to the list.
func (s *Records) back() {
	switch {
	case s.side.form != nil:
		s.side.form.Leave(func() {
			r := s.side.form.orig
			if r.Base().Rev == 0 {
				s.closeSide()
				return
			}
			s.side.showPage(r)
			s.host.Focus(s.side.page)
		})
	case s.side.page != nil && s.host.Window.Canvas().Focused() == fyne.Focusable(s.side.page):
		s.list.Focus()
	case s.side.page != nil:
		s.closeSide()
	}
}

func (s *Records) closeSide() {
	s.asked++
	s.open = field.ID{}
	s.side.clear()
	s.split.setRight(false)
	s.list.Focus()
}

// saved tells the person and offers to take it back.
func (s *Records) saved(r field.Record, seq uint64, text string) {
	s.last = seq
	s.list.Reload()
	s.host.Toast(text, func() { s.Undo(seq) })
}

// Undo takes a change back; 0 says that there is none.
func (s *Records) Undo(seq uint64) {
	h := s.host
	if seq == 0 {
		h.Toast(h.T("kit.undo.none"), nil)
		return
	}
	s.Leave(func() {
		Go(h, func() (struct{}, error) { return struct{}{}, s.o.Keeper.Undo(seq) }, func(_ struct{}, err error) {
			if err != nil {
				h.Trouble(h.T("kit.undoing"), err, h.T("kit.kept.record"))
				return
			}
			s.last = 0
			h.Toast(h.T("kit.undone"), nil)
			s.list.Reload()
			s.again()
		})
	})
}

// again shows the open record as it is now; one that is no more goes away.
func (s *Records) again() {
	if s.open == (field.ID{}) {
		return
	}
	id := s.open
	Go(s.host, func() (field.Record, error) { return s.o.Keeper.Get(s.o.Type, id) }, func(r field.Record, err error) {
		if id != s.open {
			return
		}
		if err != nil || r.Base().Gone != 0 {
			s.closeSide()
			return
		}
		s.side.showPage(r)
	})
}

// remove deletes the open record after saying what will happen.
func (s *Records) remove() {
	r, h := s.side.rec, s.host
	if r == nil || r.Base().Rev == 0 || r.Base().ReadOnly {
		return
	}
	name, title := h.T(s.o.Type.Table), titleOf(h, r)
	h.Confirm(h.T("kit.delete.title", name, title), h.T("kit.delete.what"), h.T("kit.delete"), func() {
		Go(h, func() (uint64, error) { return s.o.Keeper.Delete(r) }, func(seq uint64, err error) {
			if err != nil {
				h.Trouble(h.T("kit.deleting", name), err, h.T("kit.kept.record"))
				return
			}
			s.closeSide()
			s.saved(r, seq, h.T("kit.deleted", name, title))
		})
	})
}

// splitBox shows the list alone, or the list and a record beside it.
type splitBox struct {
	box    *fyne.Container
	layout *splitLayout
}

func newSplitBox(left, right fyne.CanvasObject) *splitBox {
	l := &splitLayout{}
	line := rule()
	right.Hide()
	line.Hide()
	return &splitBox{box: &fyne.Container{Layout: l, Objects: []fyne.CanvasObject{left, line, right}}, layout: l}
}

func (b *splitBox) setRight(on bool) {
	if b.layout.both == on {
		return
	}
	b.layout.both = on
	for _, o := range b.box.Objects[1:] {
		if on {
			o.Show()
		} else {
			o.Hide()
		}
	}
	b.box.Refresh()
}

type splitLayout struct{ both bool }

func (l *splitLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if !l.both {
		objects[0].Resize(size)
		return
	}
	left := max(size.Width*0.4, min(size.Width/2, theme.Size(theme.Text)*26))
	objects[0].Resize(fyne.NewSize(left, size.Height))
	objects[1].Move(fyne.NewPos(left, 0))
	objects[1].Resize(fyne.NewSize(1, size.Height))
	objects[2].Move(fyne.NewPos(left+1, 0))
	objects[2].Resize(fyne.NewSize(size.Width-left-1, size.Height))
}

func (l *splitLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(600, 300)
}
