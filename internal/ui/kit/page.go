package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/theme"
)

// PageSpec says what a page shows besides the record's fields.
type PageSpec struct {
	Source   Source                            // for the parts; nil: none are shown
	Parts    []*field.Type                     // nil: those that centre knows
	Top      []fyne.CanvasObject               // what stands above the fields: risk, clocks
	Middle   []fyne.CanvasObject               // what stands between the fields and the parts: a timeline
	Foot     *FootSpec                         // the line in which the next part is begun; nil: none
	Hide     []string                          // keys of fields that are not shown
	Fit      Fit                               // how the fields stand
	Saw      func(key string)                  // the person had a masked field shown
	OpenRef  func(table []string, id field.ID) // goes to a referred record; nil: references are plain words
	OpenPart func(t *field.Type, id field.ID)
	NewPart  func(t *field.Type)
	Tones    map[string]func(field.Record) Tone
	files    *files // of the record; nil: none are shown
}

// Page shows one record as a sheet of paper: its title, what is filled in, and its parts as small tables.
type Page struct {
	keyScroll
	rec   field.Record
	o     PageSpec
	box   *fyne.Container
	parts map[string]*Table
}

// NewPage returns the page of a record. Its parts are read when it is made.
func NewPage(h *Host, r field.Record, o PageSpec) *Page {
	p := &Page{rec: r, o: o, box: container.NewVBox(), parts: map[string]*Table{}}
	sheet := canvas.NewRectangle(theme.Color(theme.Sheet))
	sheet.StrokeColor, sheet.StrokeWidth = theme.Color(theme.Line), 1
	page := &fyne.Container{Layout: inset{24, 18}, Objects: []fyne.CanvasObject{sheet, p.box}}
	p.begin(h, &fyne.Container{Layout: inset{10, 8}, Objects: []fyne.CanvasObject{canvas.NewRectangle(theme.Color(theme.Paper)), page}})
	p.self = func() fyne.Widget { return p }
	p.ExtendBaseWidget(p)
	p.fill()
	return p
}

// Record returns the record the page shows.
func (p *Page) Record() field.Record { return p.rec }

func (p *Page) fill() {
	t := p.rec.Type()
	h := p.host
	p.box.Add(Note(h.T(t.Table)))
	title := paragraph(titleOf(h, p.rec), theme.Heading, theme.Ink)
	title.bold = true
	title.fill()
	p.box.Add(title)
	switch {
	case p.rec.Base().ReadOnly:
		p.box.Add(Alarm(h.T("kit.record.readonly")))
	case p.rec.Base().Gone != 0:
		p.box.Add(Alarm(h.T("kit.record.gone")))
	}
	for _, o := range p.o.Top {
		p.box.Add(o)
		p.lead(o)
	}
	p.box.Add(rule())
	p.box.Add(p.fields())
	for _, o := range p.o.Middle {
		p.box.Add(o)
		p.lead(o)
	}
	p.readParts()
}

// lead has whatever in an object takes the keyboard come into view.
func (p *Page) lead(o fyne.CanvasObject) { lead(o, p.bring, p.page) }

// titleOf names a record in words; a record without a name is called by its type.
func titleOf(h *Host, r field.Record) string {
	t, words := r.Type(), h.Shown()
	out := ""
	for _, key := range t.Title {
		if s := t.Field(key); s != nil && !s.Empty(r) {
			if out != "" {
				out += "　"
			}
			out += words.Field(s, r)
		}
	}
	if out == "" {
		return h.T(t.Table)
	}
	return out
}

func (p *Page) fields() fyne.CanvasObject {
	t := p.rec.Type()
	grid := &fyne.Container{Layout: &twoColumn{between: 24, below: 5}}
	for _, s := range p.o.Fit.order(t.With(field.InForm)) {
		named := s.Kind == field.TextKind && has(t.Title, s.Key) // it stands in the heading
		if s.Empty(p.rec) || named || has(p.o.Hide, s.Key) || has(p.o.Fit.Hide, s.Key) {
			continue
		}
		grid.Add(newPair(p.o.Fit.label(p.host, t, s), p.value(s), s.Kind == field.LongKind))
	}
	if len(grid.Objects) == 0 {
		return Hint(p.host.T("kit.record.empty"))
	}
	return grid
}

func (p *Page) value(s *field.Spec) fyne.CanvasObject {
	if s.Has(field.IsMasked) {
		return p.masked(s)
	}
	if p.o.OpenRef != nil {
		switch v := s.Pointer(p.rec).(type) {
		case *field.ID:
			return p.link(s, *v)
		case *[]field.ID:
			row := newFlow()
			for _, id := range *v {
				row.Add(p.link(s, id))
			}
			return row
		}
	}
	return Prose(p.words(s))
}

func (p *Page) words(s *field.Spec) string {
	text := p.host.Shown().Field(s, p.rec)
	if s.Kind == field.CountKind {
		if known := p.rec.Type().Field(s.Key).Pointer(p.rec).(*field.Count).Known; known != "" {
			text = p.host.T("kit.known.by", text, p.host.T("known."+string(known)))
		}
	}
	return text
}

func (p *Page) link(s *field.Spec, id field.ID) fyne.CanvasObject {
	name := ""
	if p.host.Name != nil {
		name = p.host.Name(id)
	}
	if name == "" {
		return Prose(p.host.T("kit.ref.unnamed"))
	}
	b := NewButton(p.host, name, Flat, func() { p.o.OpenRef(s.Tables, id) })
	b.link = true
	p.lead(b)
	return b
}

// masked is a private value that appears when the person asks for it.
func (p *Page) masked(s *field.Spec) fyne.CanvasObject {
	place := container.NewStack()
	b := NewIconButton(p.host, "eye", p.host.T("kit.masked", MaskText), Flat, nil)
	b.tap = func() {
		place.Objects = []fyne.CanvasObject{Prose(p.words(s))}
		place.Refresh()
		p.scroll.Refresh()
		if p.o.Saw != nil {
			p.o.Saw(s.Key)
		}
		p.host.Focus(p)
	}
	p.lead(b)
	place.Add(b.AlignLeft())
	return place
}

// readParts puts a small table for each type of part below the fields.
func (p *Page) readParts() {
	types := p.o.Parts
	if types == nil {
		types = centre.PartsOf(p.rec.Type().Table)
	}
	if p.o.Source == nil {
		return
	}
	for _, t := range types {
		if t != centre.AttachmentType {
			p.part(t)
		}
	}
	p.files()
}

func (p *Page) part(t *field.Type) {
	h := p.host
	owner := t.Owner()
	if owner == nil {
		return
	}
	head := container.NewHBox(Title(h.T(t.Table + ".list")))
	if p.o.NewPart != nil && p.rec.Base().Gone == 0 && !p.rec.Base().ReadOnly {
		add := NewIconButton(h, "add", h.T("kit.add"), Flat, func() { p.o.NewPart(t) })
		p.lead(add)
		head.Add(add)
	}
	cols := columnsOf(h, ListSpec{Type: t, Columns: keysBut(t, owner.Key), Tones: p.o.Tones})
	table := NewFlatTable(h, cols)
	p.lead(table)
	table.OnOpen = func(i int) {
		if p.o.OpenPart != nil {
			p.o.OpenPart(t, table.rows.ID(i))
		}
	}
	none := Hint(h.T("kit.part.empty"))
	table.Hide()
	none.Hide() // until it is known that there are none
	p.parts[t.Table] = table
	p.box.Add(gap(6))
	p.box.Add(head)
	p.box.Add(table)
	p.box.Add(none)
	q := Query{Where: []store.Cond{store.Where(owner.Key, p.rec.Base().ID.String())}, Sort: store.ByMade}
	Go(h, func() (Found, error) { return p.o.Source.Find(t, q) }, func(found Found, err error) {
		if err != nil {
			h.Trouble(h.T("kit.list.loading"), err, "")
			return
		}
		table.Hidden = found.Len() == 0
		none.Hidden = !table.Hidden
		table.SetRows(ShowRows(h, t, found))
		p.box.Refresh()
		p.scroll.Refresh()
	})
}

// keysBut are the list columns of a part without the reference to what it is a part of.
func keysBut(t *field.Type, owner string) []string {
	keys := []string{}
	for _, s := range t.With(field.InList) {
		if s.Key != owner {
			keys = append(keys, s.Key)
		}
	}
	return keys
}

func has(keys []string, key string) bool {
	for _, k := range keys {
		if k == key {
			return true
		}
	}
	return false
}
