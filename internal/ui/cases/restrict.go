package cases

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Restricter keeps cases to named people. It is called off the UI thread.
type Restricter interface {
	May(right string) bool
	Nameable() []store.AccountInfo                  // who can be named
	Named(id field.ID) ([]store.AccountInfo, error) // who is
	Restrict(id field.ID, names []field.ID) (seq uint64, err error)
	Unrestrict(id field.ID) (seq uint64, err error)
	NameOn(id, account field.ID) error
	NameOff(ctx context.Context, id, account field.ID, tick kit.Tick) error
}

// restricted reports whether a case lies in a space of its own.
func restricted(c *centre.Case) bool { return c.Space != "" }

// restricting are the actions of a case about who may open it.
func (a *area) restricting(c *centre.Case) []kit.Action {
	if !a.desk.May(centre.MayRestrict) {
		return nil
	}
	key := "restrict.act"
	if restricted(c) {
		key = "restrict.names"
	}
	return []kit.Action{{Icon: "lock", Text: a.host.T(key), Kind: kit.Flat, Do: func() { a.askNames(c) },
		Key: kit.Key{Name: "B", Mod: kit.Ctrl, Say: "restrict.keys"}}}
}

// askNames asks who may open a case.
func (a *area) askNames(c *centre.Case) {
	h := a.host
	type people struct{ can, are []store.AccountInfo }
	kit.Go(h, func() (people, error) {
		p := people{can: a.desk.Nameable()}
		var err error
		if restricted(c) {
			p.are, err = a.desk.Named(c.ID)
		}
		return p, err
	}, func(p people, err error) {
		if err != nil {
			h.Trouble(h.T("restrict.act"), err, "")
			return
		}
		a.showNames(c, p.can, p.are)
	})
}

func (a *area) showNames(c *centre.Case, can, are []store.AccountInfo) {
	h := a.host
	var options []kit.Option
	for _, p := range can {
		options = append(options, kit.Option{Value: p.ID.String(), Text: p.Name})
	}
	chips, alarm := kit.NewChips(h, false, options), kit.Alarm("")
	chips.Set(idsOf(are)...)
	if !restricted(c) { // it begins with whoever works on the case
		chips.Set(idsOf(slices.DeleteFunc(slices.Clone(can), func(p store.AccountInfo) bool { return p.ID != a.desk.Me().ID && p.Name != c.Handler }))...)
	}
	body := container.NewVBox(kit.Prose(h.T("restrict.what")), kit.Gap(4), chips, alarm, kit.Hint(h.T("restrict.hint")))
	var p *kit.Panel
	agree := func() {
		if len(chips.Values()) == 0 {
			alarm.SetText(h.T("restrict.need.names"))
			return
		}
		p.Close()
		if restricted(c) {
			a.changeNames(c, idsOf(are), chips.Values())
			return
		}
		a.change(c, h.T("restrict.done"), func() (uint64, error) { return a.desk.Restrict(c.ID, readIDs(chips.Values())) })
	}
	buttons := []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.Close() })}
	if restricted(c) {
		buttons = append(buttons, kit.NewButton(h, h.T("restrict.lift"), kit.Ordinary, func() {
			p.Close()
			a.lift(c)
		}))
	}
	buttons = append(buttons, kit.NewButton(h, h.T("restrict.agree"), kit.Main, agree))
	p = h.Open(kit.PanelSpec{Title: h.T("restrict.title"), Body: body, Width: 560, Focus: chips, Buttons: buttons,
		Keys: []kit.Key{{Name: "S", Mod: kit.Ctrl, Do: agree}}})
}

// lift puts a case back to all who open cases, after saying so.
func (a *area) lift(c *centre.Case) {
	h := a.host
	h.Confirm(h.T("restrict.lift"), h.T("restrict.lift.what"), h.T("restrict.lift"), func() {
		a.change(c, h.T("restrict.lifted"), func() (uint64, error) { return a.desk.Unrestrict(c.ID) })
	})
}

// changeNames names who was added and takes off who was left out; that seals the case anew.
func (a *area) changeNames(c *centre.Case, before, after []string) {
	h := a.host
	h.Long(kit.Job{
		Say: "restrict.sealing",
		Do: func(ctx context.Context, tick kit.Tick) error {
			for _, id := range readIDs(after) {
				if !slices.Contains(before, id.String()) {
					if err := a.desk.NameOn(c.ID, id); err != nil {
						return err
					}
				}
			}
			for _, id := range readIDs(before) {
				if !slices.Contains(after, id.String()) {
					if err := a.desk.NameOff(ctx, c.ID, id, tick); err != nil {
						return err
					}
				}
			}
			return nil
		},
		Done: func(err error) {
			if err != nil {
				h.Trouble(h.T("restrict.sealing"), err, "")
				return
			}
			h.Toast(h.T("restrict.changed"), nil)
		},
	})
}

func idsOf(people []store.AccountInfo) (ids []string) {
	for _, p := range people {
		ids = append(ids, p.ID.String())
	}
	return ids
}

func readIDs(texts []string) (ids []field.ID) {
	for _, t := range texts {
		if id := kit.RecordOf(kit.Option{Value: t}); id != (field.ID{}) {
			ids = append(ids, id)
		}
	}
	return ids
}

// locked tells of a case that this person may not open what everybody may know: its number, its state and whom to ask.
func (a *area) locked(r field.Record) {
	h := a.host
	c, ok := r.(*centre.Case)
	if !ok {
		return
	}
	words := h.Shown()
	lines := kit.Pairs()
	for _, l := range [][2]string{{"case.number", c.Number}, {"case.state", words.Code(centre.CaseState, c.State)}, {"case.handler", c.Handler}} {
		if l[1] != "" {
			lines.Add(kit.Note(h.T(l[0])))
			lines.Add(kit.Word(l[1]))
		}
	}
	ask := h.T("restrict.ask.nobody")
	if c.Handler != "" {
		ask = h.T("restrict.ask", c.Handler)
	}
	var p *kit.Panel
	p = h.Open(kit.PanelSpec{Title: h.T("restrict.locked"), Width: 480, Body: container.NewVBox(lines, kit.Gap(6), kit.Prose(ask)),
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.close"), kit.Main, func() { p.Close() })}})
}

// restrictedBadge says that a case is kept to named people.
func (a *area) restrictedBadge() fyne.CanvasObject {
	return kit.Badge(a.host.T("restrict.badge"), kit.Late)
}
