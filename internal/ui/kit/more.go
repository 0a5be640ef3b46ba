package kit

import (
	"errors"

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

// NewLookPick returns a field that finds one record of the tables by its name. empty is what it shows while nothing is chosen. With
// create it also offers what was typed as something new: an Option that is New, whose words Typed returns.
func NewLookPick(h *Host, lookup Lookup, tables []string, empty string, create bool) *Pick {
	return newPick(h, empty, lookFor(h, lookup, create, &field.Spec{Kind: field.RefKind, Tables: tables}))
}

// Typed returns what was typed into the list of options when it was last open.
func (p *Pick) Typed() string {
	if p.find == nil {
		return ""
	}
	return field.Tidy(p.find.Text)
}

// RecordOf returns the record that an option of a lookup stands for; the zero ID for none.
func RecordOf(o Option) field.ID {
	id, _ := parseID(o.Value)
	return id
}

// Ways lead out of an area. The shell, which knows all areas, gives them; an area calls only those that it needs.
type Ways struct {
	Open   func(tables []string, id field.ID)            // shows a record in its own area
	Print  func(kind string, id field.ID, day field.Day) // shows the pages of a document: of a record, or of the time that holds a day
	Export func(t *field.Type, q Query)                  // writes a list to a file
	Import func()                                        // brings a file in
	Act    func(verb string, id field.ID)                // does what a verb of another area does to a record, where that opens a screen of its own
	Into   func(r field.Record)                          // brings in a file of what are parts of a record, such as the lines of a job fair
}

// EditPart edits a part of the record in view.
func (s *Records) EditPart(part field.Record) { s.side.editPart(part) }

// Done tells of a change that an area made to the record in view, offers to take it back and shows the record anew.
func (s *Records) Done(r field.Record, seq uint64, text string) {
	s.saved(r, seq, text)
	s.again()
}

// Again reads the record in view anew.
func (s *Records) Again() { s.again() }

// RecordsItem is the screen of one type of record as a member of a group; its word is the name of the list.
func RecordsItem(h *Host, o RecordsSpec) GroupItem {
	t := o.Type
	return GroupItem{Key: t.Table, Text: h.T(t.Table + ".list"), Table: t.Table, Build: func(place any) Screen { return NewRecords(h, o, place) }}
}

// Choose asks for one of a few fixed options, taken with the arrows or by typing part of its name.
func (h *Host) Choose(prompt string, options []Option, done func(Option)) {
	h.OpenFinder(prompt, func(typed string, show func([]Option)) { show(matching(options, typed)) }, done)
}

// ShowForm edits a record in a panel under a title of the area's own.
func (h *Host) ShowForm(title string, r field.Record, o FormSpec) {
	var p *Panel
	var f *Form
	leave := func() { f.Leave(func() { p.Close() }) }
	saved := o.Saved
	o.Saved = func(r field.Record, seq uint64) {
		p.Close()
		if saved != nil {
			saved(r, seq)
		}
	}
	o.inPanel = true
	f = NewForm(h, r, o)
	p = h.Open(PanelSpec{
		Title: title, Body: f, Width: 780, Height: 480, Escape: leave,
		Keys:    []Key{{Name: "S", Mod: Ctrl, Say: "kit.keys.save", Do: f.Save}},
		Buttons: []*Button{NewButton(h, h.T("kit.cancel"), Ordinary, leave), NewButton(h, h.T("kit.save"), Main, f.Save)},
	})
	f.focusFirst()
}

// NewVocabPick returns a field that chooses one word of a vocabulary.
func NewVocabPick(h *Host, empty string, v *field.Vocab) *Pick {
	return NewPick(h, empty, optionsOf(h.Shown(), v))
}

// ProblemsOf returns what the person has to mend, where an error is that.
func ProblemsOf(err error) (field.Problems, bool) {
	var ps field.Problems
	return ps, errors.As(err, &ps) && len(ps) > 0
}

// NewFoundTable returns a small table of records under the name of their list, for a page: hidden until FillFound put records into
// it. Columns are keys of fields.
func NewFoundTable(h *Host, t *field.Type, columns []string, tones map[string]func(field.Record) Tone) (*Table, *fyne.Container) {
	table := NewFlatTable(h, columnsOf(h, ListSpec{Type: t, Columns: columns, Tones: tones}))
	box := container.NewVBox(Title(h.T(t.Table+".list")), table)
	box.Hide()
	return table, box
}

// FillFound reads the records that a query finds into a table of NewFoundTable, which stays hidden when there are none.
func FillFound(h *Host, src Source, t *field.Type, q Query, table *Table, box *fyne.Container) {
	Go(h, func() (Found, error) { return src.Find(t, q) }, func(found Found, err error) {
		if err != nil {
			h.Trouble(h.T("kit.list.loading"), err, "")
			return
		}
		table.SetRows(ShowRows(h, t, found))
		box.Hidden = found.Len() == 0
		box.Refresh()
	})
}
