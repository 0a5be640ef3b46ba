package start

import (
	"context"
	"errors"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// unlocking is the view that asks for the passphrase of a folder.
type unlocking struct {
	screen     *Screen
	account    *kit.Entry
	pass       *kit.Entry
	what, next *kit.Paragraph
	wait       *kit.Paragraph
	look       *kit.Button // what to do about a folder that is damaged
	goes       bool        // the countdown is running
	asked      bool        // Enter was pressed while it ran: open when it is over
}

// unlock asks for the passphrase of a folder, and for the name where several people have one. What is wrong is told apart: a wrong
// passphrase, a folder in use, damaged or newer.
func (s *Screen) unlock() fyne.CanvasObject {
	h := s.host
	u := &unlocking{screen: s, account: kit.NewEntry(h), pass: kit.NewPassphraseEntry(h), what: kit.Alarm(""), next: kit.Hint(""), wait: kit.Prose("")}
	u.account.SetText(s.typed.account)
	u.account.OnChanged = func(text string) { s.typed.account = text }
	u.pass.OnEnter, u.account.OnEnter = u.open, func() { h.Focus(u.pass) }
	u.look = kit.NewButton(h, h.T("start.damaged.look"), kit.Ordinary, s.lookInto)
	u.look.Hide()
	many := s.o.Door.Look(s.typed.dir).People > 1
	title := h.T("start.unlock")
	if s.o.Locked {
		title = h.T("start.locked", s.o.User)
	}
	box := container.NewVBox(kit.Heading(title), kit.Hint(h.T("start.unlock.where", s.typed.dir)), kit.Gap(8))
	if s.first = u.pass; many && !s.o.Locked {
		box.Add(kit.Labelled(h.T("start.account"), u.account))
		if s.typed.account == "" {
			s.first = u.account
		}
	}
	for _, o := range []fyne.CanvasObject{kit.Labelled(h.T("start.pass"), u.pass), u.what, u.next, u.wait, kit.Flow(u.look)} {
		box.Add(o)
	}
	if s.typed.dir == s.o.Sample {
		box.Add(kit.Hint(h.T("start.sample.pass", SamplePassphrase)))
	}
	box.Add(kit.Gap(6))
	box.Add(u.buttons(many))
	u.count()
	return box
}

// buttons are the ways on from here.
func (u *unlocking) buttons(many bool) *fyne.Container {
	s, h := u.screen, u.screen.host
	row := kit.Flow(kit.NewButton(h, h.T("start.unlock.act"), kit.Main, u.open))
	switch {
	case s.o.Locked && many:
		row.Add(kit.NewButton(h, h.T("lock.other"), kit.Flat, func() {
			s.o.Locked, s.typed.account = false, ""
			s.show(s.unlock)
		}))
	case !s.o.Locked:
		s.back = func() { s.show(s.welcome) }
		row.Add(kit.NewButton(h, h.T("start.other"), kit.Flat, s.back))
	}
	row.Add(kit.NewButton(h, h.T("start.forgot"), kit.Flat, func() { s.show(s.forgot) }))
	return row
}

// open opens the folder, once the time is over that passphrases cost which did not fit.
func (u *unlocking) open() {
	h := u.screen.host
	u.what.SetText("")
	u.next.SetText("")
	u.look.Hide()
	if u.pass.Text == "" {
		u.what.SetText(h.T("start.pass.empty"))
		h.Focus(u.pass)
		return
	}
	if u.count() {
		u.asked = true
		return
	}
	u.screen.open(u.pass.Text, u.failed)
}

// failed says what was wrong and what can be done.
func (u *unlocking) failed(err error) {
	h := u.screen.host
	what, next := h.Explain(err)
	u.what.SetText(what)
	u.next.SetText(next)
	u.look.Hidden = !errors.Is(err, field.Damaged)
	if errors.Is(err, field.Passphrase) {
		u.pass.SetText("")
	}
	h.Focus(u.pass)
	u.count()
	u.screen.whole.Refresh()
}

// count says how long the next passphrase has to wait, second by second; false when it has not.
func (u *unlocking) count() bool {
	h := u.screen.host
	left := u.screen.o.Door.Look(u.screen.typed.dir).Wait
	u.wait.SetText("")
	if left <= 0 {
		if u.asked {
			u.asked = false
			u.open()
		}
		return false
	}
	u.wait.SetText(h.T("start.wait", int((left+time.Second-1)/time.Second)))
	if !u.goes {
		u.goes = true
		h.After(min(left, time.Second), func() {
			u.goes = false
			if fyne.CurrentApp().Driver().CanvasForObject(u.pass) != nil { // the view is still there
				u.count()
			}
		})
	}
	return true
}

// open opens the folder. failed is told why it could not be.
func (s *Screen) open(pass string, failed func(error)) { s.openThen(pass, failed, func() {}) }

// openThen is open with something to do when the folder is in view.
func (s *Screen) openThen(pass string, failed func(error), then func()) {
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
			then()
		},
	})
}
