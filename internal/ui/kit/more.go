package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
)

// Inset puts a margin around an object.
func Inset(x, y float32, o fyne.CanvasObject) fyne.CanvasObject {
	return &fyne.Container{Layout: inset{x, y}, Objects: []fyne.CanvasObject{o}}
}

// Gap is empty space of a height.
func Gap(high float32) fyne.CanvasObject { return gap(high) }

// Rule is a thin line across.
func Rule() fyne.CanvasObject { return rule() }

// Flow lays objects side by side and begins a new line where the width ends.
func Flow(objects ...fyne.CanvasObject) *fyne.Container { return newFlow(objects...) }

// Wide gives an object a width of its own.
func Wide(width float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.New(&held{wide: width}, o)
}

// Labelled puts a label above a field.
func Labelled(label string, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVBox(Note(label), o)
}

// Pairs lays labels and their values side by side.
func Pairs(objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&twoColumns{gap: 16}, objects...)
}

// KeyScroll is a page that is scrolled with the keyboard as well; onKey sees keys first and may be nil.
func KeyScroll(h *Host, content fyne.CanvasObject, onKey func(*fyne.KeyEvent) bool) interface {
	fyne.CanvasObject
	fyne.Focusable
} {
	s := newKeyScroll(h, content)
	s.onKey = onKey
	return s
}

// NewLookPick returns a field that finds one record of the tables by its name. empty is what it shows while nothing is chosen.
func NewLookPick(h *Host, lookup Lookup, tables []string, empty string) *Pick {
	return newPick(h, empty, lookFor(h, lookup, false, &field.Spec{Kind: field.RefKind, Tables: tables}))
}

// RecordOf returns the record that an option of a lookup stands for; the zero ID for none.
func RecordOf(o Option) field.ID {
	id, _ := parseID(o.Value)
	return id
}

// Ways lead out of an area. The shell, which knows all areas, gives them; an area calls only those that it needs.
type Ways struct {
	Open   func(tables []string, id field.ID) // shows a record in its own area
	Begin  func(r field.Record)               // edits a record that is not saved yet, in its own area
	Print  func(table string, id field.ID)    // shows the pages of a record
	Export func(t *field.Type, q Query)       // writes a list to a file
	Import func()                             // brings a file in
}

// AddPart begins a part of the record in view, such as a step of a case.
func (s *Records) AddPart(t *field.Type) {
	if s.side.page != nil {
		s.side.newPart(t)
	}
}

// Done tells of a change that an area made to the record in view, offers to take it back and shows the record anew.
func (s *Records) Done(r field.Record, seq uint64, text string) {
	s.saved(r, seq, text)
	s.again()
}

// RecordsItem is the screen of one type of record as a member of a group; its word is the name of the list.
func RecordsItem(h *Host, o RecordsSpec) GroupItem {
	t := o.Type
	return GroupItem{Key: t.Table, Text: h.T(t.Table + ".list"), Table: t.Table, Build: func(place any) Screen { return NewRecords(h, o, place) }}
}
