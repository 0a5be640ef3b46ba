package registry

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// item is the screen of one type of record, with the verb that joins two of its records.
func (a *area) item(spec kit.RecordsSpec) kit.GroupItem {
	t := spec.Type
	return kit.GroupItem{Key: t.Table, Text: a.host.T(t.Table + ".list"), Table: t.Table, Build: func(place any) kit.Screen {
		var screen *kit.Records
		spec.Actions = func(r field.Record) []kit.Action {
			if r.Base().Gone != 0 || r.Base().ReadOnly {
				return nil
			}
			return []kit.Action{{Text: a.host.T("same.join.button"), Kind: kit.Flat, Key: kit.Key{Name: fyne.KeyF8, Say: "same.keys.open"},
				Do: func() { a.join(r, screen) }}}
		}
		screen = kit.NewRecords(a.host, spec, place)
		return screen
	}}
}

// join asks which record is the same as one, and goes to the one that stays.
func (a *area) join(r field.Record, screen *kit.Records) {
	a.host.AskJoin(a.desk, a.desk, r, func(kept field.Record, seq uint64) {
		screen.Done(kept, seq, a.host.T("same.join.done"))
		screen.Open(kept.Base().ID)
	})
}

// watchPause is how long typing of a new person must rest before she is looked for.
const watchPause = 600 * time.Millisecond

// watch looks, while a new person is typed, whether she is known already, and says so once for each person. It holds up nothing: the
// form warns of nothing by it.
func (a *area) watch() func(field.Record) field.Problems {
	asked, last := 0, ""
	told := map[field.ID]bool{}
	return func(r field.Record) field.Problems {
		p := r.(*centre.Person)
		sought := office.Sought{Name: p.Name, Phone: p.Phone, ResidentID: p.ResidentID, Birth: p.Birth, Most: 1}
		typed := strings.Join([]string{p.Name, p.Phone, p.ResidentID, p.Birth.String()}, "|")
		if typed == last {
			return nil
		}
		last = typed
		asked++
		mine := asked
		a.host.After(watchPause, func() {
			if mine == asked {
				a.tell(sought, told)
			}
		})
		return nil
	}
}

func (a *area) tell(sought office.Sought, told map[field.ID]bool) {
	kit.Go(a.host, func() ([]office.Same, error) { return a.desk.SamePersons(sought) }, func(all []office.Same, err error) {
		if err != nil {
			a.host.Trouble(a.host.T("same.reading"), err, "")
			return
		}
		for _, x := range all {
			if told[x.ID] || x.Why[0] == office.SameSound { // a name that sounds alike is no reason to stop somebody who types
				continue
			}
			told[x.ID] = true
			a.host.Toast(a.host.T("same.new", x.Name, a.host.T("same.why."+x.Why[0])), nil)
		}
	})
}

// mostPairs is how many pairs of one type are proposed; who has joined those sees the next.
const mostPairs = 200

// same is the screen that proposes records that may be one.
type same struct {
	*area
	table *kit.Table
	whole *fyne.Container
	all   []proposal
	asked int
	last  uint64
}

// proposal is a pair with its type.
type proposal struct {
	t *field.Type
	office.Alike
}

func (a *area) buildSame(any) kit.Screen {
	h := a.host
	s := &same{area: a}
	s.table = kit.NewTable(h, []kit.Column{
		{Key: "kind", Title: h.T("same.col.kind"), Width: 70, Fixed: true},
		{Key: "a", Title: h.T("same.col.a"), Width: 220, Loose: true, Fixed: true},
		{Key: "b", Title: h.T("same.col.b"), Width: 220, Loose: true, Fixed: true},
		{Key: "why", Title: h.T("same.col.why"), Width: 190, Loose: true, Fixed: true},
	})
	s.table.SetEmpty(h.T("same.empty"), "", nil)
	s.table.OnOpen = s.look
	s.whole = container.NewBorder(kit.Inset(12, 8, kit.Hint(h.T("same.about"))), nil, nil, nil, s.table)
	return s
}

// Content is called by the shell.
func (s *same) Content() fyne.CanvasObject { return s.whole }

// Leave is called by the shell; nothing can be lost here.
func (s *same) Leave(then func()) { then() }

// Place is called by the shell.
func (s *same) Place() any { return nil }

// Keys is called by the shell.
func (s *same) Keys() []kit.Key {
	return []kit.Key{
		{Name: fyne.KeyF5, Say: "today.keys.again", Do: s.Shown},
		{Name: "Z", Mod: kit.Ctrl, Say: "kit.keys.undo", Do: func() { s.undo(s.last) }},
	}
}

// Shown reads the proposals anew.
func (s *same) Shown() {
	s.asked++
	mine := s.asked
	kit.Go(s.host, func() (all []proposal, err error) {
		for _, t := range []*field.Type{centre.PersonType, centre.OrganisationType, centre.CaseType} {
			found, err := s.desk.Duplicates(t, mostPairs)
			if err != nil {
				return nil, err
			}
			for _, x := range found {
				all = append(all, proposal{t, x})
			}
		}
		return all, nil
	}, func(all []proposal, err error) {
		if mine != s.asked {
			return
		}
		if err != nil {
			s.host.Trouble(s.host.T("same.reading"), err, "")
			return
		}
		s.all = all
		s.table.SetRows(pairs{s})
		if s.table.Selected() < 0 && len(all) > 0 {
			s.table.Select(0)
		}
	})
	s.table.Focus()
}

// look shows a pair side by side.
func (s *same) look(i int) {
	if i < 0 || i >= len(s.all) {
		return
	}
	p := s.all[i]
	s.host.ShowJoin(s.desk, kit.JoinPair{Type: p.t, Keep: p.A, Drop: p.B}, func(_ field.Record, seq uint64) {
		s.last = seq
		s.host.Toast(s.host.T("same.join.done"), func() { s.undo(seq) })
		s.Shown()
	})
}

func (s *same) undo(seq uint64) {
	h := s.host
	if seq == 0 {
		return
	}
	kit.Go(h, func() (struct{}, error) { return struct{}{}, s.desk.Undo(seq) }, func(_ struct{}, err error) {
		if err != nil {
			h.Trouble(h.T("kit.undoing"), err, h.T("kit.kept.record"))
			return
		}
		s.last = 0
		h.Toast(h.T("kit.undone"), nil)
		s.Shown()
	})
}

// pairs shows the proposals in a table.
type pairs struct{ *same }

// Len is called by the table.
func (p pairs) Len() int { return len(p.all) }

// ID is called by the table.
func (p pairs) ID(i int) field.ID { return p.all[i].B }

// Text is called by the table.
func (p pairs) Text(i int, key string) string {
	x := p.all[i]
	switch key {
	case "kind":
		return p.host.T(x.t.Table)
	case "a":
		return x.Names[0]
	case "b":
		return x.Names[1]
	}
	return p.host.T("same.why." + x.Why)
}
