package settings

import (
	"context"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// check opens every record of the folder and tells what it found.
func (s *screen) check() {
	h := s.host
	var rep store.Report
	h.Long(kit.Job{
		Say: "settings.checking",
		Do: func(ctx context.Context, tick kit.Tick) (err error) {
			rep, err = s.desk.Check(ctx, tick)
			return err
		},
		Done: func(err error) {
			if err != nil {
				h.Trouble(h.T("settings.checking"), err, "")
				return
			}
			s.report(rep)
		},
	})
}

func (s *screen) report(rep store.Report) {
	h := s.host
	body := container.NewVBox(kit.Prose(h.T("settings.checked", rep.Records, rep.Entries)))
	if rep.Sound() {
		body.Add(kit.Prose(h.T("settings.sound")))
	}
	for _, t := range rep.Troubles {
		body.Add(kit.Alarm(h.T("trouble." + string(t.Kind))))
		body.Add(kit.Hint(h.T("trouble." + string(t.Kind) + ".hint")))
	}
	var p *kit.Panel
	p = h.Open(kit.PanelSpec{Title: h.T("settings.check"), Body: body, Width: 480,
		Buttons: []*kit.Button{kit.NewButton(h, h.T("kit.close"), kit.Main, func() { p.Close() })}})
}

// askPassphrase changes the passphrase of the person who is signed in.
func (s *screen) askPassphrase() {
	h := s.host
	old, fresh, again := kit.NewPassphraseEntry(h), kit.NewPassphraseEntry(h), kit.NewPassphraseEntry(h)
	strength, alarm := kit.NewStrength(h), kit.Alarm("")
	fresh.OnChanged = strength.Judge
	var p *kit.Panel
	change := func() {
		if fresh.Text != again.Text {
			alarm.SetText(h.T("start.again.differs"))
			h.Focus(again)
			return
		}
		if ps, bad := kit.ProblemsOf(s.desk.CheckPassphrase(fresh.Text)); bad {
			alarm.SetText(h.Problem(ps[0]))
			h.Focus(fresh)
			return
		}
		h.Long(kit.Job{
			Say: "settings.changing",
			Do:  func(ctx context.Context, _ kit.Tick) error { return s.desk.ChangePassphrase(ctx, old.Text, fresh.Text) },
			Done: func(err error) {
				if err != nil {
					what, _ := h.Explain(err)
					alarm.SetText(what)
					h.Focus(old)
					return
				}
				p.Close()
				h.Toast(h.T("settings.changed"), nil)
			},
		})
	}
	old.OnEnter = func() { h.Focus(fresh) }
	fresh.OnEnter = func() { h.Focus(again) }
	again.OnEnter = change
	p = h.Open(kit.PanelSpec{
		Title: h.T("settings.passphrase"), Width: 460, Height: 380, Focus: old,
		Body: container.NewVBox(kit.Labelled(h.T("settings.pass.old"), old), kit.Labelled(h.T("settings.pass.new"), fresh), strength.Row,
			kit.Labelled(h.T("start.again"), again), alarm),
		Buttons: []*kit.Button{
			kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, func() { p.Close() }), kit.NewButton(h, h.T("settings.passphrase"), kit.Main, change),
		},
	})
}
