package events

import (
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// nameFiles are the endings of files that names are read from.
var nameFiles = []string{".xlsx", ".csv", ".json"}

// adding is the panel in which names are typed, pasted or read from a file.
type adding struct {
	*signIn
	names *kit.Entry
	note  *kit.Paragraph
	panel *kit.Panel
}

// add opens it.
func (s *signIn) add() {
	h := s.host
	a := &adding{signIn: s, names: kit.NewLongEntry(h, 14), note: kit.Hint(h.T("attend.add.hint"))}
	a.names.OnChanged = func(text string) { a.note.SetText(h.T("attend.add.count", len(office.ParseArrivals(text)))) }
	cancel := kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { a.panel.Close() })
	file := kit.NewButton(h, h.T("attend.file"), kit.Ordinary, a.file)
	save := kit.NewButton(h, h.T("attend.add.act"), kit.Main, a.save)
	a.panel = h.Open(kit.PanelSpec{
		Title: h.T("attend.add"), Width: 640, Focus: a.names, Body: container.NewBorder(nil, a.note, nil, nil, a.names),
		Buttons: []*kit.Button{cancel, file, save},
		Keys:    []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "attend.add.act", Do: a.save}, {Name: "O", Mod: kit.Ctrl, Say: "attend.file", Do: a.file}},
	})
}

// file reads names from a file into the panel, where they can be looked at before they are saved.
func (a *adding) file() {
	h := a.host
	h.AskPath(kit.PathSpec{Title: h.T("attend.file"), Hint: h.T("attend.file.hint"), Ends: nameFiles, Act: h.T("attend.file.act"), Done: func(path string) {
		kit.Go(h, func() ([]office.Arrival, error) { return a.desk.ReadArrivals(path) }, func(all []office.Arrival, err error) {
			if err != nil {
				h.Trouble(h.T("attend.file"), err, "")
				return
			}
			text := a.names.Text
			for _, x := range all {
				text += x.Name + "\t" + x.Unit + "\t" + x.Phone + "\t" + x.Note + "\n"
			}
			a.names.SetText(text)
			h.Focus(a.names)
		})
	}})
}

func (a *adding) save() {
	all := office.ParseArrivals(a.names.Text)
	if len(all) == 0 {
		a.note.SetText(a.host.T("attend.add.none"))
		return
	}
	a.panel.Close()
	a.put(all, false)
}

// put saves people on the list.
func (s *signIn) put(all []office.Arrival, walkIn bool) {
	type saved struct{ out []office.Listed }
	kit.Go(s.host, func() (saved, error) {
		out, _, err := s.desk.AddAttendees(s.event.ID, all, walkIn)
		return saved{out}, err
	}, func(got saved, err error) {
		if err != nil {
			s.host.Trouble(s.host.T("attend.saving"), err, s.host.T("attend.kept"))
			return
		}
		s.took(all, got.out, walkIn)
	})
}

// took shows what became of people who were put on the list.
func (s *signIn) took(all []office.Arrival, out []office.Listed, walkIn bool) {
	h := s.host
	m := mark{made: true}
	var twice, bad []string
	for i, o := range out {
		switch {
		case o.Record != nil:
			m.ids = append(m.ids, o.Record.ID)
		case o.Twice:
			twice = append(twice, all[i].Name)
		default:
			p := o.Problems[0]
			bad = append(bad, h.T("attend.bad", all[i].Name, h.T("attendee."+p.Field), h.Problem(p)))
		}
	}
	key := "attend.added"
	if walkIn {
		key = "attend.walkedin"
	}
	said := h.T(key, len(m.ids), all[0].Name)
	if len(twice) > 0 {
		said += h.T("attend.twice", h.Book.List(firstFew(twice)...), len(twice))
	}
	if len(bad) > 0 {
		said += h.T("attend.notput", len(bad), h.Book.List(firstFew(bad)...))
	}
	s.state.SetText(said)
	at := field.ID{}
	if len(m.ids) > 0 {
		s.done = append(s.done, m)
		at = m.ids[len(m.ids)-1]
	}
	if len(bad) > 0 && walkIn {
		return // what is typed stays, to be put right
	}
	s.clear(at)
}

// firstFew are as many words as a line has room for.
func firstFew(words []string) []string { return words[:min(len(words), 5)] }

// edit opens the line in hand: a slip in a name, a unit that is on record.
func (s *signIn) edit() {
	id := s.table.SelectedID()
	if id == (field.ID{}) {
		return
	}
	h := s.host
	kit.Go(h, func() (field.Record, error) { return s.desk.Get(centre.AttendeeType, id) }, func(r field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.loading"), err, "")
			return
		}
		h.FormPanel(s.desk, r, kit.FormSpec{Hide: []string{"event"}, Saw: h.Watcher(s.desk, r)}, func(field.Record, uint64) { s.clear(id) })
	})
}

// remove takes the line in hand off the list; Ctrl+Z does not bring a removed one back, the message does.
func (s *signIn) remove() {
	id := s.table.SelectedID()
	if id == (field.ID{}) {
		return
	}
	h := s.host
	kit.Go(h, func() (uint64, error) {
		r, err := s.desk.Get(centre.AttendeeType, id)
		if err != nil {
			return 0, err
		}
		return s.desk.Delete(r)
	}, func(seq uint64, err error) {
		if err != nil {
			h.Trouble(h.T("attend.saving"), err, "")
			return
		}
		h.Toast(h.T("attend.removed"), func() {
			kit.Go(h, func() (struct{}, error) { return struct{}{}, s.desk.Undo(seq) }, func(_ struct{}, err error) {
				if err != nil {
					h.Trouble(h.T("kit.undo"), err, "")
					return
				}
				s.look(id)
			})
		})
		s.clear(field.ID{})
	})
}
