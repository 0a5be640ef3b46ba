package audit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// entryMost is how many records of an entry are shown; an import has thousands.
const entryMost = 40

// open shows one entry with what it changed.
func (s *screen) open(seq uint64) {
	h := s.host
	type read struct {
		entry store.Entry
		about string
	}
	kit.Go(h, func() (read, error) {
		e, err := s.desk.Entry(seq)
		if err != nil {
			return read{}, err
		}
		return read{e, s.desk.EntryAbout(e)}, nil
	}, func(r read, err error) {
		if err != nil {
			h.Trouble(h.T("audit.loading"), err, "")
			return
		}
		s.showEntry(r.entry, r.about)
	})
}

func (s *screen) showEntry(e store.Entry, about string) {
	h := s.host
	who := e.Who
	if who == "" {
		who = h.T("kit.history.unknown")
	}
	var p *kit.Panel
	box := container.NewVBox(kit.Note(h.T("audit.entry.line", h.Shown().Moment(e.At), who)), kit.Prose(about))
	if e.Reason != "" {
		box.Add(kit.Prose(h.T("audit.entry.reason", e.Reason)))
	}
	if e.Undoes != 0 {
		box.Add(kit.Hint(h.T("audit.entry.undoes", int(e.Undoes))))
	}
	if e.Group != 0 {
		box.Add(kit.Hint(h.T("audit.entry.group", int(e.Group))))
	}
	shown, changes := 0, false
	for _, op := range e.Ops {
		if op.Kind > store.Restored || op.Type == nil {
			continue
		}
		changes = true
		if shown++; shown <= entryMost {
			box.Add(kit.Rule())
			box.Add(s.record(op, func() { p.Close() }))
		}
	}
	if shown > entryMost {
		box.Add(kit.Hint(h.T("audit.entry.many", shown-entryMost)))
	}
	var buttons []*kit.Button
	if changes {
		buttons = append(buttons, kit.NewIconButton(h, "undo", h.T("audit.undo"), kit.Ordinary, func() {
			p.Close()
			h.ShowUndo(s.desk, e.Seq, s.read)
		}))
	}
	buttons = append(buttons, kit.NewButton(h, h.T("kit.close"), kit.Main, func() { p.Close() }))
	p = h.Open(kit.PanelSpec{Title: h.T("audit.entry", int(e.Seq), office.VerbWords(h.Book, e.Verb)), Body: kit.Scrolled(box), Width: 720, Height: 520, Buttons: buttons})
}

// record is what an entry did to one record: its name, and each field with what it was and became.
func (s *screen) record(op store.Op, leave func()) fyne.CanvasObject {
	h, t := s.host, op.Type
	name := h.Name(op.ID)
	if name == "" {
		name = h.T("audit.unnamed")
	}
	head := container.NewHBox(kit.Strong(h.T("audit.about", h.T(t.Table), name)), kit.Note(kit.KindWords(h, op.Kind)))
	if h.Name(op.ID) != "" && t.Owner() == nil && op.Kind != store.Deleted && t != centre.CentreType && t != centre.RoleType {
		head.Add(kit.NewButton(h, h.T("audit.entry.open"), kit.Flat, func() {
			leave()
			s.ways.Open([]string{t.Table}, op.ID)
		}))
	}
	box := container.NewVBox(head)
	if op.Moved {
		key := "audit.entry.moved.in"
		if op.To == "" {
			key = "audit.entry.moved.out"
		}
		box.Add(kit.Prose(h.T(key)))
	}
	if op.Kind == store.Changed {
		for _, key := range op.Keys {
			if f := t.Field(key); f != nil {
				box.Add(s.change(op, f))
			}
		}
	}
	return box
}

// change is one field of an operation. A masked one shows its values when the person asks, and the journal has that she did.
func (s *screen) change(op store.Op, f *field.Spec) fyne.CanvasObject {
	h := s.host
	words := h.Shown()
	line := func(show func(*field.Spec, field.Record) string) string {
		return h.T("kit.history.from", words.Label(op.Type, f), show(f, op.Old), show(f, op.New))
	}
	plain := func(f *field.Spec, r field.Record) string {
		if r == nil || f.Empty(r) {
			return h.T("kit.history.nothing")
		}
		return words.Field(f, r)
	}
	if !f.Has(field.IsMasked) {
		return kit.Prose(line(plain))
	}
	place := container.NewStack()
	masked := func(f *field.Spec, r field.Record) string {
		if r == nil || f.Empty(r) {
			return h.T("kit.history.nothing")
		}
		return kit.MaskText
	}
	show := kit.NewIconButton(h, "eye", line(masked), kit.Flat, func() { s.reveal(op, f, place, line(plain)) })
	place.Add(show.AlignLeft())
	return place
}

// reveal notes that a masked value is looked at, and then shows it: not the other way round.
func (s *screen) reveal(op store.Op, f *field.Spec, place *fyne.Container, text string) {
	h := s.host
	kit.Go(h, func() (struct{}, error) {
		r, err := s.desk.Get(op.Type, op.ID)
		if err == nil {
			err = s.desk.Saw(r, f.Key)
		}
		return struct{}{}, err
	}, func(_ struct{}, err error) {
		if err != nil {
			h.Trouble(h.T("kit.history.seen"), err, "")
			return
		}
		place.Objects = []fyne.CanvasObject{kit.Prose(text)}
		place.Refresh()
	})
}
