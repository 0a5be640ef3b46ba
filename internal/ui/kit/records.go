package kit

import (
	"encoding/json"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
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
	Locked  func(field.Record)                 // told of a record this person may not open, with what its list shows
	Over    func() json.RawMessage             // what was begun in a panel that is no form, as plain data; nil: nothing
	Reopen  func(json.RawMessage)              // goes on with what Over gave
	Resume  func(Typing) bool                  // goes on with a form of the area's own that lay over the page; false: it has none of that kind
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
	over  json.RawMessage // what Over gave to an earlier screen, until this one is shown
}

// RecordsPlace is where a person is on a screen of records.
type RecordsPlace struct {
	List   ListPlace
	Open   field.ID
	Typing *Typing         // what she was editing; nil when she was not
	Foot   *Typing         // what she had begun in the line at the foot of the page; nil for nothing
	Over   json.RawMessage `json:",omitempty"` // what she had begun in a panel that is no form; nil for nothing
}

// NewRecords returns the screen; place is what Place of an earlier one gave, or nil.
func NewRecords(h *Host, o RecordsSpec, place any) *Records {
	s := &Records{host: h, o: o}
	spec := ListSpec{Type: o.Type, Source: o.Keeper, Lookup: o.Keeper, New: s.New, Open: s.enter, Select: s.selected, Click: s.clicked}
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
		s.over = p.Over
		s.open, s.side.kept, s.side.keptOf = p.Open, p.Foot, p.Open
		switch {
		case p.Typing != nil:
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
	if over := s.over; over != nil && s.o.Reopen != nil {
		s.over = nil
		defer s.o.Reopen(over) // it lies over the rest, and takes the keyboard
	}
	s.list.Reload()
	if s.side.form != nil {
		s.focusForm()
		return
	}
	s.list.Focus()
}

func (s *Records) focusForm() {
	if s.shown {
		s.list.waiting = false // its lines may come later, and must not take the keyboard away
		s.side.form.Focus(s.field)
		s.field = ""
	}
}

// Place is called by the shell.
func (s *Records) Place() any {
	p := RecordsPlace{List: s.list.Place(), Open: s.open, Over: s.over}
	if s.o.Over != nil && s.over == nil {
		p.Over = s.o.Over()
	}
	if f := s.side.form; f != nil {
		t := f.unsaved()
		p.Typing = &t
	}
	if p.Foot = s.side.kept; s.side.foot != nil {
		p.Foot = s.side.foot.typing()
	}
	return p
}

// Leave is called by the shell. What was begun in the foot of the page stays there until she comes back.
func (s *Records) Leave(then func()) {
	if s.side.form == nil {
		then()
		return
	}
	s.side.form.Leave(then)
}

// turn goes to another record: what was begun in the foot of the page would be lost with it.
func (s *Records) turn(then func()) {
	s.Leave(func() {
		if s.side.foot == nil || !s.side.foot.dirty() {
			then()
			return
		}
		s.side.foot.leave(then)
	})
}

// Foot takes the keyboard to the line at the foot of the page, where the next part of the record is begun.
func (s *Records) Foot() {
	if s.side.foot != nil {
		s.side.foot.focus()
	}
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
	if a, ok := s.list.chartAction(); ok {
		keys = append(keys, keysOf([]Action{a})...)
	}
	return append(keys, Key{Name: "Z", Mod: Ctrl, Say: "kit.keys.undo", Do: func() { s.Undo(s.last) }})
}

// Open shows a record, from wherever the person comes.
func (s *Records) Open(id field.ID) {
	s.turn(func() {
		if s.list.Table.SelectID(id); s.list.Table.SelectedID() != id { // it was made a moment ago, or the list is still being read
			s.list.ReloadAt(id)
		}
		s.show(id, func() { s.host.Focus(s.side.page) })
	})
}

// enter opens the line in hand and takes the keyboard to the page.
func (s *Records) enter(id field.ID) {
	if s.side.form != nil {
		s.side.form.Focus("")
		return
	}
	if id != s.open {
		s.turn(func() { s.show(id, func() { s.host.Focus(s.side.page) }) })
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
		s.side.form.Leave(func() { s.goOn(id) })
		s.list.Table.SelectID(s.open)
		return
	}
	if s.side.form == nil && s.side.page == nil {
		return
	}
	if s.side.foot != nil && s.side.foot.dirty() {
		s.side.foot.leave(func() { s.goOn(id) })
		s.list.Table.SelectID(s.open)
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

// goOn shows the record that was waited for until typing was saved or given up, and takes it in hand in the list: what stands there
// and what is open must not be two records.
func (s *Records) goOn(id field.ID) {
	s.list.ReloadAt(id)
	s.show(id, nil)
}

// clickPause is how long a click waits for its second one before the record is shown: showing it moves the lines.
const clickPause = 350 * time.Millisecond

// clicked shows the record whose line was clicked.
func (s *Records) clicked(id field.ID) {
	if s.side.form != nil || s.side.page != nil {
		return // selected has shown it
	}
	s.asked++
	mine := s.asked
	s.host.after(clickPause, func() {
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
		if r := s.faced(id); r != nil && errors.Is(err, field.Locked) {
			s.o.Locked(r)
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

// faced returns what the list shows of a record that may not be opened; nil where nobody tells of such.
func (s *Records) faced(id field.ID) field.Record {
	rows := s.list.Table.Rows()
	if s.o.Locked == nil || rows == nil {
		return nil
	}
	if i := indexOf(rows, id); i >= 0 {
		return RecordAt(rows, i)
	}
	return nil
}

// New begins a record.
func (s *Records) New() {
	s.turn(func() {
		Go(s.host, func() (field.Record, error) { return s.o.Keeper.New(s.o.Type, field.ID{}) }, func(r field.Record, err error) {
			if err != nil {
				s.host.Trouble(s.host.T("kit.record.new", s.host.T(s.o.Type.Table)), err, "")
				return
			}
			s.Begin(r)
		})
	})
}

// ResumeForm goes on with a form that lay over the page; false where only a plain one can take its place.
func (s *Records) ResumeForm(t Typing) bool { return s.o.Resume != nil && s.o.Resume(t) }

// Begin edits a record that is not saved yet: one that an area filled in part.
func (s *Records) Begin(r field.Record) {
	s.open = r.Base().ID
	s.side.showForm(r, nil)
	s.split.setRight(true)
	s.side.form.Focus("")
}

// resume goes back to editing after the screen was built anew.
func (s *Records) resume(p RecordsPlace) {
	s.field = p.Typing.Field
	if p.Typing.Rev == 0 {
		s.side.showForm(s.o.Type.New(), p.Typing)
		s.split.setRight(true)
		s.focusForm()
		return
	}
	s.show(p.Open, func() {
		s.side.showForm(s.side.rec, p.Typing)
		s.focusForm()
	})
}

// back goes one step back: from editing to the page, from the page to the list.
func (s *Records) back() {
	switch {
	case s.side.form != nil:
		f := s.side.form
		f.Leave(func() {
			if s.side.form != f {
				return // it was saved, and its page is there
			}
			r := f.orig
			if r.Base().Rev == 0 {
				s.closeSide()
				return
			}
			s.side.showPage(r)
			s.host.Focus(s.side.page)
		})
	case s.side.page != nil && s.host.Window.Canvas().Focused() == fyne.Focusable(s.side.page):
		s.list.Focus()
	case s.side.foot != nil && s.side.foot.has():
		s.host.Focus(s.side.page)
	case s.side.page != nil:
		s.turn(s.closeSide)
	}
}

func (s *Records) closeSide() {
	s.asked++
	s.open = field.ID{}
	s.side.clear()
	s.split.setRight(false)
	s.list.Focus()
}
