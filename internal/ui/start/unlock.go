package start

import (
	"context"
	"errors"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// unlock asks for the passphrase of a folder. What is wrong is told apart: a wrong passphrase, a folder in use, damaged or newer.
func (s *Screen) unlock() fyne.CanvasObject {
	h := s.host
	pass, account := kit.NewPassphraseEntry(h), kit.NewEntry(h)
	account.SetText(s.typed.account)
	account.OnChanged = func(text string) { s.typed.account = text }
	what, next := kit.Alarm(""), kit.Hint("")
	open := func() {
		what.SetText("")
		next.SetText("")
		if pass.Text == "" {
			what.SetText(h.T("start.pass.empty"))
			h.Focus(pass)
			return
		}
		s.open(pass.Text, func(err error) {
			w, n := h.Explain(err)
			what.SetText(w)
			next.SetText(n)
			if errors.Is(err, field.Passphrase) {
				pass.SetText("")
			}
			h.Focus(pass)
			s.whole.Refresh()
		})
	}
	pass.OnEnter, account.OnEnter = open, func() { h.Focus(pass) }
	s.first = pass
	title := h.T("start.unlock")
	if s.o.Locked {
		title = h.T("start.locked", s.o.User)
	}
	box := container.NewVBox(kit.Heading(title), kit.Hint(h.T("start.unlock.where", s.typed.dir)), kit.Gap(8), kit.Labelled(h.T("start.pass"), pass), what, next)
	buttons := container.NewHBox(kit.NewButton(h, h.T("start.unlock.act"), kit.Main, open))
	if s.o.Locked {
		buttons.Add(kit.NewButton(h, h.T("lock.other"), kit.Flat, func() {
			s.o.Locked, s.typed.account = false, ""
			s.show(s.unlock)
			h.Focus(account)
		}))
	}
	if !s.o.Locked {
		box.Add(kit.Labelled(h.T("start.account"), account))
		s.back = func() { s.show(s.welcome) }
		buttons.Add(kit.NewButton(h, h.T("start.other"), kit.Flat, s.back))
	}
	if s.typed.dir == s.o.Sample {
		box.Add(kit.Hint(h.T("start.sample.pass", SamplePassphrase)))
	}
	box.Add(kit.Gap(6))
	box.Add(buttons)
	return box
}

// open opens the folder. failed is told why it could not be.
func (s *Screen) open(pass string, failed func(error)) {
	dir, account := s.typed.dir, field.Tidy(s.typed.account)
	s.host.Long(kit.Job{
		Say: "start.opening",
		Do:  func(ctx context.Context, tick kit.Tick) error { return s.o.Door.Open(ctx, dir, account, pass, tick) },
		Done: func(err error) {
			if err != nil {
				failed(err)
				return
			}
			s.o.Opened()
		},
	})
}
