package settings

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// person shows one account and what can be done with it.
func (s *people) person(p office.Person) {
	h := s.host
	lines := kit.Pairs()
	add := func(key, text string) {
		lines.Add(kit.Note(h.T(key)))
		lines.Add(kit.Word(text))
	}
	add("role", called(h, p))
	add("role.spaces", opens(h, p.Spaces))
	add("people.state", h.T(stateOf(p)))
	add("people.made", h.Shown().Moment(p.Made))
	body := container.NewVBox(lines)
	if p.Job != nil {
		body.Add(kit.Hint(h.T("people.may", rights(h, p.Job))))
	}
	if n := len(p.Own); n > 0 {
		body.Add(kit.Alarm(h.T("people.own", n)))
		body.Add(kit.Hint(h.Book.List(p.OwnCases...)))
	}
	var panel *kit.Panel
	var buttons []*kit.Button
	act := func(key string, do func(office.Person)) {
		buttons = append(buttons, kit.NewButton(h, h.T(key), kit.Ordinary, func() {
			panel.Close()
			do(p)
		}))
	}
	if s.may && !p.Closed {
		act("people.rename", s.rename)
		act("people.role.change", s.changeRole)
		if !p.Me {
			act("people.reset", s.reset)
			act("people.close", s.closePerson)
		}
	}
	if s.may && p.Closed {
		act("people.reopen", s.reset)
	}
	buttons = append(buttons, kit.NewButton(h, h.T("kit.close"), kit.Main, func() { panel.Close() }))
	panel = h.Open(kit.PanelSpec{Title: p.Name, Body: body, Width: 560, Buttons: buttons})
}

// addPerson asks who gets an account.
func (s *people) addPerson() {
	h := s.host
	name, n := kit.NewEntry(h), h.AskPass()
	pick := s.pickRole(centre.RoleStaff)
	var p *kit.Panel
	make := func() {
		pass, ok := n.Typed(s.desk.CheckPassphrase)
		if !ok {
			return
		}
		who := office.NewPerson{Name: field.Tidy(name.Text), Role: pick.role.Value(), Passphrase: pass}
		h.Long(kit.Job{
			Say: "people.adding",
			Do:  func(ctx context.Context, _ kit.Tick) error { return s.desk.AddPerson(ctx, who) },
			Done: func(err error) {
				if ps, bad := kit.ProblemsOf(err); bad {
					n.Alarm.SetText(h.Problem(ps[0]))
					h.Focus(map[string]fyne.Focusable{"passphrase": n.Fresh, "role": pick.role}[ps[0].Field])
					if ps[0].Field == "name" {
						h.Focus(name)
					}
					return
				}
				p.Close()
				if err != nil {
					h.Trouble(h.T("people.adding"), err, "")
					return
				}
				s.done(h.T("people.added", who.Name))
			},
		})
	}
	name.OnEnter = func() { h.Focus(pick.role) }
	n.Again.OnEnter = make
	p = h.Open(kit.PanelSpec{
		Title: h.T("people.add"), Width: 560, Height: 560, Focus: name,
		Body: kit.Scrolled(container.NewVBox(kit.Labelled(h.T("people.name.hint"), name), pick.box, n.Box, kit.Hint(h.T("people.first")), n.Alarm)),
		Keys: []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: make}},
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.Close() }), kit.NewButton(h, h.T("people.add.act"), kit.Main, make),
		},
	})
}

// rolePick chooses a role and says what it opens and allows.
type rolePick struct {
	role *kit.Pick
	what *kit.Paragraph
	box  *fyne.Container
	told func(*centre.Role)
}

func (s *people) pickRole(begin string) *rolePick {
	h := s.host
	var options []kit.Option
	for _, r := range s.jobs {
		options = append(options, kit.Option{Value: r.Key, Text: r.Called(h.Book)})
	}
	p := &rolePick{role: kit.NewPick(h, h.T("kit.pick.none"), options), what: kit.Hint("")}
	tell := func(key string) {
		if r := s.jobOf(key); r != nil {
			p.what.SetText(h.T("people.role.what", opens(h, r.Opens()), rights(h, r)))
			if p.told != nil {
				p.told(r)
			}
		}
	}
	p.role.SetValue(begin)
	tell(begin)
	p.role.OnPick = func(o kit.Option) { tell(o.Value) }
	p.box = container.NewVBox(kit.Labelled(h.T("role"), p.role), p.what)
	return p
}

func (s *people) jobOf(key string) *centre.Role {
	i := slices.IndexFunc(s.jobs, func(r *centre.Role) bool { return r.Key == key })
	if i < 0 {
		return nil
	}
	return s.jobs[i]
}

// rename gives an account another name.
func (s *people) rename(p office.Person) {
	h := s.host
	h.AskText(h.T("people.rename"), h.T("people.rename.what", p.Name), h.T("people.rename"), func(name string) {
		s.long("people.renaming", h.T("people.renamed", field.Tidy(name)), func(ctx context.Context, _ kit.Tick) error {
			return s.desk.RenamePerson(ctx, p.ID, name)
		})
	})
}

// changeRole gives an account another role. What it loses is named before.
func (s *people) changeRole(p office.Person) {
	h := s.host
	pick, loses := s.pickRole(p.Role), kit.Alarm("")
	pick.told = func(r *centre.Role) {
		var lost []field.Space
		for _, sp := range p.Spaces {
			if !slices.Contains(r.Opens(), sp) && (centre.Spaces.Term(string(sp)) != nil || !slices.Contains(r.Opens(), field.Cases)) {
				lost = append(lost, sp)
			}
		}
		loses.SetText("")
		if len(lost) > 0 {
			loses.SetText(h.T("people.role.loses", opens(h, lost)))
		}
	}
	var panel *kit.Panel
	change := func() {
		key := pick.role.Value()
		panel.Close()
		if key != "" && key != p.Role {
			s.long("people.changing", h.T("people.changed", p.Name), func(ctx context.Context, tick kit.Tick) error {
				return s.desk.SetRole(ctx, p.ID, key, tick)
			})
		}
	}
	panel = h.Open(kit.PanelSpec{
		Title: h.T("people.role.of", p.Name), Width: 560, Height: 300, Focus: pick.role, Body: container.NewVBox(pick.box, loses),
		Keys: []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: change}},
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { panel.Close() }), kit.NewButton(h, h.T("people.role.change"), kit.Main, change),
		},
	})
}

// reset gives an account a passphrase without its own.
func (s *people) reset(p office.Person) {
	h := s.host
	n := h.AskPass()
	var panel *kit.Panel
	var lost []field.Space
	reset := func() {
		pass, ok := n.Typed(s.desk.CheckPassphrase)
		if !ok {
			return
		}
		h.Long(kit.Job{
			Say: "people.resetting",
			Do: func(ctx context.Context, _ kit.Tick) (err error) {
				lost, err = s.desk.ResetPerson(ctx, p.ID, pass)
				return err
			},
			Done: func(err error) {
				if ps, bad := kit.ProblemsOf(err); bad {
					n.Alarm.SetText(h.Problem(ps[0]))
					h.Focus(n.Fresh)
					return
				}
				panel.Close()
				if err != nil {
					h.Trouble(h.T("people.resetting"), err, "")
					return
				}
				s.done(h.T("people.was.reset", p.Name))
				if len(lost) > 0 {
					h.Ask(h.T("people.reset"), h.T("people.reset.lost", p.Name, len(lost)), kit.Choice{Text: h.T("kit.close"), Kind: kit.Main})
				}
			},
		})
	}
	n.Again.OnEnter = reset
	title, what := h.T("people.reset.of", p.Name), h.T("people.reset.what")
	if p.Closed {
		title, what = h.T("people.reopen.of", p.Name), h.T("people.reopen.what", called(h, p))
	}
	panel = h.Open(kit.PanelSpec{
		Title: title, Width: 500, Height: 420, Focus: n.Fresh, Body: container.NewVBox(kit.Prose(what), n.Box, n.Alarm),
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { panel.Close() }), kit.NewButton(h, h.T("people.reset.act"), kit.Main, reset),
		},
	})
}

// closePerson says what closing an account does, and does it.
func (s *people) closePerson(p office.Person) {
	h := s.host
	if n := len(p.Own); n > 0 {
		text := h.T("people.handover", n)
		if len(p.OwnCases) > 0 {
			text += "\n" + h.Book.List(p.OwnCases...)
		}
		h.Ask(h.T("people.close"), text, kit.Choice{Text: h.T("kit.close"), Kind: kit.Main})
		return
	}
	what := h.T("people.close.what")
	if p.Open > 0 {
		what += "\n" + h.T("people.close.open", p.Open)
	}
	h.Confirm(h.T("people.close.of", p.Name), what, h.T("people.close.act"), func() {
		s.long("people.closing", h.T("people.closed", p.Name), func(ctx context.Context, tick kit.Tick) error {
			return s.desk.ClosePerson(ctx, p.ID, tick)
		})
	})
}
