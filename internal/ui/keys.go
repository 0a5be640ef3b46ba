package ui

import (
	"fyne.io/fyne/v2"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// mostFound is how many records a search over everything shows.
const mostFound = 60

// keys are those that work on every screen.
func (s *Shell) keys() []kit.Key {
	keys := []kit.Key{{Name: fyne.KeyF1, Say: "shell.keys.help", Do: s.Help}}
	if s.o.Search != nil {
		keys = append(keys, kit.Key{Name: "K", Mod: kit.Ctrl, Say: "shell.keys.search", Do: s.Search})
	}
	if s.o.Quick != nil {
		keys = append(keys, kit.Key{Name: "N", Mod: kit.Ctrl, Say: "shell.keys.quick", Do: s.quick})
	}
	if s.o.Lock != nil {
		keys = append(keys, kit.Key{Name: "L", Mod: kit.Ctrl, Say: "shell.keys.lock", Over: true, Do: s.lock})
	}
	keys = append(keys, kit.Key{Name: fyne.KeyF6, Say: "shell.keys.rail", Do: func() { s.host.Focus(s.rail) }})
	for i, a := range s.o.Areas {
		if i < 9 {
			keys = append(keys, kit.Key{Name: fyne.KeyName(rune('1' + i)), Mod: fyne.KeyModifierAlt, Say: "shell.area." + a.Key, Do: func() { s.Go(i) }})
		}
	}
	return append(keys, kit.Key{Name: "G", Mod: kit.Ctrl, Say: "shell.keys.lang", Do: func() { s.SetLang(s.other()) }})
}

// Help explains the screen in view and lists its keys.
func (s *Shell) Help() {
	about := ""
	if key := "shell.help." + s.At(); s.host.Book.Has(key) {
		about = s.host.T(key)
	}
	s.host.ShowHelp(s.host.T("shell.area."+s.At()), about)
}

func (s *Shell) quick() { s.o.Quick(s.host) }

// lock leaves at once: what is being typed goes with the places and comes back after unlocking.
func (s *Shell) lock() { s.o.Lock() }

// Search finds anything by its words and goes there: a page or a thing to do, a record.
func (s *Shell) Search() {
	h := s.host
	tables, goals := map[string]string{}, s.goals()
	s.host.OpenFinder(h.T("shell.search.prompt"), func(typed string, show func([]kit.Option)) {
		if field.Tidy(typed) == "" {
			show(nil)
			return
		}
		kit.Go(h, func() ([]kit.Hit, error) { return s.o.Search(typed, mostFound) }, func(hits []kit.Hit, err error) {
			if err != nil {
				h.Trouble(h.T("shell.search"), err, "")
				return
			}
			options, spelled := goals.found(typed)
			for _, hit := range hits {
				tables[hit.ID.String()] = hit.Table
				note := h.T(hit.Table)
				if hit.Note != "" {
					note = h.T("shell.hit", note, hit.Note)
				}
				options = append(options, kit.Option{Value: hit.ID.String(), Text: hit.Name, Note: note})
			}
			show(append(options, spelled...))
		})
	}, func(o kit.Option) {
		if goals.reach(o) {
			return
		}
		var id field.ID
		if err := id.UnmarshalText([]byte(o.Value)); err != nil {
			return // options are made of ids above
		}
		s.Open(tables[o.Value], id)
	})
}
