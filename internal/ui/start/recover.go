package start

import (
	"context"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// forgot is the way in without a passphrase: by a recovery sheet, or with the help of another person in charge.
func (s *Screen) forgot() fyne.CanvasObject {
	h := s.host
	s.back = func() { s.show(s.unlock) }
	back := kit.NewButton(h, h.T("kit.back"), kit.Flat, s.back)
	box := container.NewVBox(kit.Heading(h.T("start.forgot")), kit.Hint(h.T("start.unlock.where", s.typed.dir)), kit.Gap(6), kit.Prose(h.T("start.forgot.people")))
	if at := s.o.Door.Look(s.typed.dir); at.People > 0 && at.Sheets == 0 {
		box.Add(kit.Alarm(h.T("start.forgot.none")))
		box.Add(kit.Gap(6))
		box.Add(container.NewHBox(back))
		s.first = back
		return box
	}
	codes := kit.NewCodes(h)
	box.Add(kit.Prose(h.T("start.forgot.sheet")))
	box.Add(codes.Box)
	box.Add(kit.Gap(6))
	s.enter = func() { s.openSheet(codes) }
	box.Add(container.NewHBox(kit.NewButton(h, h.T("start.forgot.act"), kit.Main, s.enter), back))
	s.first = codes.First()
	return box
}

// openSheet opens the folder by the sheet that was typed, and asks who is to get a new passphrase.
func (s *Screen) openSheet(codes *kit.Codes) {
	h := s.host
	var people []store.AccountInfo
	h.Long(kit.Job{
		Say: "start.opening",
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			people, err = s.o.Door.OpenSheet(ctx, s.typed.dir, codes.Codes(), tick)
			return err
		},
		Done: func(err error) {
			if ps, bad := kit.ProblemsOf(err); bad {
				codes.Blame(ps)
				return
			}
			if err != nil {
				h.Trouble(h.T("start.forgot"), err, "")
				return
			}
			s.show(func() fyne.CanvasObject { return s.renew(people) })
		},
	})
}

// renew asks who gets a new passphrase, and which.
func (s *Screen) renew(people []store.AccountInfo) fyne.CanvasObject {
	h := s.host
	var options []kit.Option
	for _, p := range people {
		options = append(options, kit.Option{Value: p.ID.String(), Text: p.Name})
	}
	who, n := kit.NewPick(h, h.T("kit.pick.none"), options), h.AskPass()
	if len(options) == 1 {
		who.Set(options[0])
	}
	s.back = func() {
		kit.Go(h, func() (struct{}, error) { return struct{}{}, s.o.Door.EndSheet() }, func(_ struct{}, err error) {
			s.show(s.unlock)
			h.Trouble(h.T("start.closing"), err, "")
		})
	}
	s.enter = func() {
		id := kit.RecordOf(kit.Option{Value: who.Value()})
		if id == (field.ID{}) {
			h.Focus(who)
			return
		}
		if pass, ok := n.Typed(s.o.Door.CheckPassphrase); ok {
			s.recover(id, pass, n)
		}
	}
	n.Again.OnEnter = s.enter
	if s.first = who; len(options) == 1 {
		s.first = n.Fresh
	}
	return container.NewVBox(kit.Heading(h.T("start.renew")), kit.Prose(h.T("start.renew.what")), kit.Gap(6), kit.Labelled(h.T("start.renew.who"), who), n.Box, n.Alarm,
		kit.Gap(6), container.NewHBox(kit.NewButton(h, h.T("start.renew.act"), kit.Main, s.enter), kit.NewButton(h, h.T("kit.cancel"), kit.Flat, s.back)))
}

// recover gives the account its new passphrase and opens the folder.
func (s *Screen) recover(id field.ID, pass string, n *kit.NewPass) {
	h := s.host
	var done office.Recovered
	h.Long(kit.Job{
		Say: "start.renewing",
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			done, err = s.o.Door.Recover(ctx, id, pass, tick)
			return err
		},
		Done: func(err error) {
			if ps, bad := kit.ProblemsOf(err); bad {
				n.Alarm.SetText(h.Problem(ps[0]))
				h.Focus(n.Fresh)
				return
			}
			if err != nil {
				s.show(s.unlock)
				h.Trouble(h.T("start.renewing"), err, "")
				return
			}
			s.o.Opened()
			text := h.T("start.renewed", done.Sheet.Number)
			if len(done.Lost) > 0 {
				text += "\n" + h.T("start.renewed.lost", len(done.Lost))
			}
			h.Ask(h.T("start.renew"), text, kit.Choice{Text: h.T("kit.close"), Kind: kit.Main})
		},
	})
}
