package start

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// lookInto looks at a folder that did not open and says what can be done.
func (s *Screen) lookInto() {
	h := s.host
	var d office.Diagnosis
	h.Long(kit.Job{
		Say: "start.looking",
		Do: func(context.Context, kit.Tick) error {
			d = s.o.Door.Diagnose(s.typed.dir)
			return nil
		},
		Done: func(err error) {
			h.Trouble(h.T("start.looking"), err, "")
			s.show(func() fyne.CanvasObject { return s.damaged(d) })
		},
	})
}

// damaged says what is wrong with a folder, and offers the newest proved backup and a rescue of what opens.
func (s *Screen) damaged(d office.Diagnosis) fyne.CanvasObject {
	h := s.host
	box := container.NewVBox(kit.Heading(h.T("start.damaged")), kit.Hint(h.T("start.unlock.where", s.typed.dir)), kit.Gap(6), kit.Prose(h.T("start.damaged.what")))
	for _, t := range d.Troubles {
		box.Add(kit.Alarm(h.T("trouble." + string(t.Kind))))
	}
	add := func(text, what string, kind kit.ButtonKind, do func()) {
		b := kit.NewButton(h, text, kind, do).AlignLeft()
		if s.first == nil {
			s.first = b
		}
		box.Add(b)
		box.Add(kit.Inset(12, 0, kit.Hint(what)))
		box.Add(kit.Gap(6))
	}
	if d.HasBackup {
		add(h.T("start.damaged.backup", h.Shown().Moment(d.Backup.Made), ago(h, d.Backup)), h.T("start.damaged.backup.what"), kit.Main, func() {
			s.backup = d.Backup
			s.show(s.restoreOne)
		})
	} else {
		box.Add(kit.Alarm(h.T("start.damaged.nobackup")))
		box.Add(kit.Gap(6))
	}
	add(h.T("start.restore"), h.T("start.damaged.other"), kit.Ordinary, func() { s.show(s.restore) })
	if d.Rescue {
		add(h.T("start.rescue"), h.T("start.rescue.what"), kit.Ordinary, func() { s.show(s.rescue) })
	}
	s.back = func() { s.show(s.unlock) }
	box.Add(container.NewHBox(kit.NewButton(h, h.T("kit.back"), kit.Flat, s.back)))
	return box
}

// rescue asks where what opens of the folder is brought.
func (s *Screen) rescue() fyne.CanvasObject {
	h := s.host
	pass, account, alarm := kit.NewPassphraseEntry(h), kit.NewEntry(h), kit.Alarm("")
	account.SetText(s.typed.account)
	to := kit.NewPathLine(h, s.free(), kit.PathSpec{Title: h.T("start.restore.to"), Hint: h.T("start.place.hint"), Act: h.T("start.place.act")})
	s.back = func() { s.lookInto() }
	s.enter = func() {
		s.save(field.Tidy(account.Text), pass.Text, to.Path(), func(err error) {
			what, next := h.Explain(err)
			switch {
			case errors.Is(err, field.Damaged):
				what, next = h.T("rescue.nokeys"), h.T("rescue.nokeys.hint")
			case errors.Is(err, field.Exists):
				what, next = h.T("rescue.exists"), h.T("rescue.exists.hint")
			}
			alarm.SetText(what + next)
			h.Focus(pass)
			s.whole.Refresh()
		})
	}
	pass.OnEnter, account.OnEnter, to.Line.OnEnter = s.enter, s.enter, s.enter
	s.first = pass
	return container.NewVBox(kit.Heading(h.T("start.rescue")), kit.Prose(h.T("start.rescue.how")), kit.Labelled(h.T("start.pass"), pass),
		kit.Labelled(h.T("start.account.maybe"), account), kit.Labelled(h.T("start.restore.to"), to.Container), alarm, kit.Gap(6),
		container.NewHBox(kit.NewButton(h, h.T("start.rescue.act"), kit.Main, s.enter), kit.NewButton(h, h.T("kit.back"), kit.Flat, s.back)))
}

// save brings what opens into a new folder, opens that and says what did not come along.
func (s *Screen) save(account, pass, to string, failed func(error)) {
	h := s.host
	var rep office.RescueReport
	h.Long(kit.Job{
		Say: "start.rescuing",
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			rep, err = s.o.Door.Rescue(ctx, s.typed.dir, account, pass, to, tick)
			return err
		},
		Done: func(err error) {
			if err != nil {
				failed(err)
				return
			}
			s.typed.dir, s.typed.account = to, account
			s.openThen(pass, failed, func() { s.tellRescue(rep) })
		},
	})
}

func (s *Screen) tellRescue(rep office.RescueReport) {
	h := s.host
	body := container.NewVBox(kit.Prose(h.T("rescue.done", rep.Saved, rep.Slots, rep.To)))
	for _, l := range rep.Losses() {
		body.Add(kit.Prose(h.T(l.Say, l.N)))
	}
	if !rep.Whole() {
		body.Add(kit.Hint(h.T("rescue.notwhole.hint")))
	}
	var p *kit.Panel
	p = h.Open(kit.PanelSpec{Title: h.T("start.rescue"), Body: body, Width: 520, Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.close"), kit.Main, func() { p.Close() })}})
}
