package settings

import (
	"context"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// people is the screen of accounts and roles. Who may not change them sees them.
type people struct {
	host   *kit.Host
	desk   Desk
	may    bool
	all    []office.Person
	jobs   []*centre.Role
	table  *kit.Table
	roles  *kit.Table
	waits  *kit.Paragraph // what waits to be sealed anew
	finish *kit.Button
	whole  fyne.CanvasObject
}

func newPeople(h *kit.Host, desk Desk) *people {
	s := &people{host: h, desk: desk, may: desk.May(centre.MayAccounts), waits: kit.Alarm("")}
	s.table = kit.NewFlatTable(h, []kit.Column{
		{Key: "name", Title: h.T("people.name"), Width: 170, Loose: true, Fixed: true},
		{Key: "role", Title: h.T("role"), Width: 130, Fixed: true, Loose: true},
		{Key: "spaces", Title: h.T("role.spaces"), Width: 190, Fixed: true, Loose: true},
		{Key: "state", Title: h.T("people.state"), Width: 110, Fixed: true},
		{Key: "made", Title: h.T("people.made"), Width: 165, Fixed: true},
	})
	s.table.OnOpen = func(i int) { s.person(s.all[i]) }
	s.roles = kit.NewFlatTable(h, []kit.Column{
		{Key: "name", Title: h.T("role"), Width: 130, Loose: true, Fixed: true},
		{Key: "spaces", Title: h.T("role.spaces"), Width: 170, Loose: true, Fixed: true},
		{Key: "rights", Title: h.T("role.rights"), Width: 360, Loose: true, Fixed: true},
		{Key: "people", Title: h.T("people.count"), Width: 70, Right: true, Fixed: true},
	})
	s.roles.OnOpen = func(i int) { s.role(s.jobs[i]) }
	s.finish = kit.NewButton(h, h.T("people.finish"), kit.Ordinary, s.rotate)
	s.waits.Hide()
	s.finish.Hide()
	hint, row, below := h.T("people.hint"), kit.Flow(), kit.Flow()
	if s.may {
		row.Add(kit.NewIconButton(h, "add", h.T("people.add"), kit.Main, s.addPerson))
		row.Add(kit.NewButton(h, h.T("people.rotate"), kit.Ordinary, s.askRotate))
		below.Add(kit.NewIconButton(h, "add", h.T("people.role.add"), kit.Ordinary, func() { s.editRole(centre.RoleType.New().(*centre.Role)) }))
	} else {
		hint = h.T("people.denied")
	}
	s.whole = column(
		part(h.T("people.title"), s.waits, kit.Flow(s.finish), kit.Hint(hint), s.table, kit.Gap(4), row),
		part(h.T("role.list"), kit.Hint(h.T("people.role.hint")), s.roles, kit.Gap(4), below))
	return s
}

// peopleNames are the words on it that are looked for.
func peopleNames(desk Desk) []string {
	if !desk.May(centre.MayAccounts) {
		return []string{"role.list"}
	}
	return []string{"people.add", "people.rotate", "role.list", "people.role.add"}
}

// Find brings the keyboard to what has that name.
func (s *people) Find(name string) { kit.FocusNamed(s.host, s.whole, name) }

// read reads accounts and roles and shows them.
func (s *people) read() {
	h := s.host
	type found struct {
		people []office.Person
		roles  []*centre.Role
		waits  int
	}
	kit.Go(h, func() (f found, err error) {
		if f.people, err = s.desk.People(); err == nil {
			f.roles, err = s.desk.Roles()
		}
		f.waits = s.desk.Unsealed()
		return f, err
	}, func(f found, err error) {
		if err != nil {
			h.Trouble(h.T("people.title"), err, "")
			return
		}
		s.all, s.jobs = f.people, f.roles
		s.table.SetRows(&personRows{s.host, f.people})
		s.roles.SetRows(&roleRows{s.host, f.roles, f.people})
		s.waits.SetText(h.T("people.waits", f.waits))
		s.waits.Hidden = f.waits == 0
		s.finish.Hidden = f.waits == 0 || !s.may
		s.whole.Refresh()
		if s.table.Selected() < 0 && len(s.all) > 0 {
			s.table.Select(0)
		}
	})
}

// done tells that something was done and shows the lists anew.
func (s *people) done(text string) {
	s.host.Toast(text, nil)
	s.read()
}

// long does a work of which the lists show the outcome; said is told when it went well.
func (s *people) long(say, said string, do func(context.Context, kit.Tick) error) {
	h := s.host
	h.Long(kit.Job{Say: say, Do: do, Done: func(err error) {
		if err != nil {
			h.Trouble(h.T(say), err, "")
			s.read()
			return
		}
		s.done(said)
	}})
}

// askRotate says what new keys are good for, and makes them.
func (s *people) askRotate() {
	h := s.host
	h.Confirm(h.T("people.rotate"), h.T("people.rotate.what"), h.T("people.rotate.act"), s.rotate)
}

func (s *people) rotate() {
	s.long("people.rotating", s.host.T("people.rotated"), s.desk.RotateKeys)
}

// Content is called by the shell.
func (s *people) Content() fyne.CanvasObject { return s.whole }

// Shown reads the lists anew.
func (s *people) Shown() {
	s.read()
	s.table.Focus()
}

// Leave is called by the shell; nothing can be lost here.
func (s *people) Leave(then func()) { then() }

// Keys is called by the shell.
func (s *people) Keys() []kit.Key {
	keys := []kit.Key{{Name: fyne.KeyF5, Say: "today.keys.again", Do: s.read}}
	if s.may {
		keys = append(keys, kit.Key{Name: "N", Mod: kit.Ctrl | fyne.KeyModifierShift, Say: "people.keys.add", Do: s.addPerson})
	}
	return keys
}

// Place is called by the shell.
func (s *people) Place() any { return nil }

// personRows shows accounts.
type personRows struct {
	host *kit.Host
	all  []office.Person
}

// Len is called by the table.
func (r *personRows) Len() int { return len(r.all) }

// ID is called by the table.
func (r *personRows) ID(i int) field.ID { return r.all[i].ID }

// Text is called by the table.
func (r *personRows) Text(i int, key string) string {
	h, p := r.host, r.all[i]
	switch key {
	case "name":
		return p.Name
	case "role":
		return called(h, p)
	case "spaces":
		return opens(h, p.Spaces)
	case "state":
		return h.T(stateOf(p))
	case "made":
		return h.Shown().Day(field.DayOf(p.Made.In(h.Now().Location())))
	}
	return ""
}

// stateOf is the word for how an account stands.
func stateOf(p office.Person) string {
	switch {
	case p.Closed:
		return "people.state.closed"
	case p.Me:
		return "people.state.me"
	}
	return "people.state.open"
}

// called is what the role of an account is called.
func called(h *kit.Host, p office.Person) string {
	if p.Job == nil {
		return h.T("role.word.none")
	}
	return p.Job.Called(h.Book)
}

// opens puts spaces into words; restricted cases are counted.
func opens(h *kit.Host, spaces []field.Space) string {
	var out []string
	restricted := 0
	for _, code := range centre.Spaces.Offered() {
		for _, sp := range spaces {
			if string(sp) == code {
				out = append(out, h.T("space."+code))
			}
		}
	}
	for _, sp := range spaces {
		if centre.Spaces.Term(string(sp)) == nil {
			restricted++
		}
	}
	if restricted > 0 {
		out = append(out, h.T("people.restricted", restricted))
	}
	return h.Book.List(out...)
}

// rights puts rights into words.
func rights(h *kit.Host, r *centre.Role) string {
	var out []string
	for _, code := range centre.Rights.Offered() {
		if r.May(code) {
			out = append(out, h.T("right."+code))
		}
	}
	switch len(out) {
	case 0:
		return h.T("people.rights.none")
	case len(centre.Rights.Offered()):
		return h.T("people.rights.all")
	}
	return h.Book.List(out...)
}
