package ui

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"time"

	"fyne.io/fyne/v2/canvas"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/theme"
	"cn.halfsky/internal/ui/today"
)

const (
	draftPause = 2 * time.Second  // from the first character until it is kept: what a power cut may cost
	lockNotice = 30 * time.Second // how long before the screen locks itself it says so
	lockLook   = 5 * time.Second  // how often it is looked whether anybody is there
)

// session is where a person is and what she typed and did not save. It leaves the memory of the program only sealed.
type session struct {
	At     string
	Places map[string]json.RawMessage
	Panels []kit.Typing
	Quick  *today.Draft
	Holds  bool // there is typing in it that is saved nowhere
}

// session gathers where the person is. Nothing on the screen changes by it.
func (p *Program) session() session {
	x := session{At: p.shell.At(), Places: map[string]json.RawMessage{}, Panels: p.host.Typings()}
	for key, place := range p.shell.Places() {
		if b := kit.PackPlace(place); b != nil {
			x.Places[key] = b
		}
		x.Holds = x.Holds || kit.Holds(place)
	}
	if d, ok := p.quick.Draft(); ok || d.Open {
		x.Quick, x.Holds = &d, x.Holds || ok
	}
	x.Holds = x.Holds || len(x.Panels) > 0
	return x
}

func (x session) encode() []byte {
	b, err := json.Marshal(x)
	if err != nil {
		return nil // plain data always fits
	}
	return b
}

// places are those of the shell.
func (x session) places() map[string]any {
	all := map[string]any{}
	for key, b := range x.Places {
		if place := kit.UnpackPlace(b); place != nil {
			all[key] = place
		}
	}
	return all
}

// edited is told that something was typed or is no longer unsaved: soon after, it is kept.
func (p *Program) edited() {
	if p.keeping || p.desk == nil {
		return
	}
	p.keeping = true
	p.host.After(draftPause, p.keep)
}

// keep saves what was typed, sealed, beside the data.
func (p *Program) keep() {
	p.keeping = false
	d := p.desk
	if d == nil || p.shell == nil {
		return
	}
	x := p.session()
	var text []byte
	if x.Holds {
		text = x.encode()
	}
	sum := sha256.Sum256(text)
	if sum == p.kept {
		return
	}
	p.kept = sum
	p.host.Quietly(func() error { return d.told(d.office.SaveDraft(text)) }, func(err error) {
		if p.desk != d || errors.Is(err, field.ReadOnly) {
			return // where nothing can be written, nothing can be typed that could be saved
		}
		alert := ""
		if err != nil {
			alert = p.host.T("lock.unkept")
			p.kept = [sha256.Size]byte{} // to be tried again
		}
		p.shell.SetAlert(alert)
	})
}

// watch looks from time to time whether anybody is there.
func (p *Program) watch(d *desk) {
	if p.desk != d {
		return
	}
	if next := p.glance(); next > 0 {
		p.freshen()
		p.host.After(next, func() { p.watch(d) })
	}
}

// freshen has the screen in view see to it that it does not grow old.
func (p *Program) freshen() {
	if p.shell == nil {
		return
	}
	if s, ok := p.shell.screen().(interface{ Look() }); ok {
		s.Look()
	}
}

// glance looks whether anybody is there, and returns when to look again; 0 when the screen was locked. While work is under way the
// screen waits with locking, for locking would end the work.
func (p *Program) glance() time.Duration {
	left := p.desk.office.LockAfter() - p.host.Idle()
	working := p.host.Working() || p.host.Busy()
	switch {
	case (left <= 0 || p.locking) && !working:
		p.lock()
		return 0
	case left <= 0 || p.locking:
		return time.Second
	case left <= lockNotice:
		p.noticed = true
		p.shell.SetAlert(p.host.T("lock.soon", int((left+time.Second-1)/time.Second)))
		return time.Second
	}
	return min(left-lockNotice, lockLook)
}

// stirred is told of every sign of somebody.
func (p *Program) stirred() {
	if p.noticed {
		p.noticed = false
		p.shell.SetAlert("")
	}
}

// lock closes the folder, so that its keys are forgotten, lets go of everything that was on the screen, and asks for the passphrase.
// Where the person was and what she typed is sealed first, and comes back when she unlocks it.
func (p *Program) lock() {
	d := p.desk
	if d == nil || p.shell == nil {
		return
	}
	if p.host.Working() {
		if !p.locking {
			p.locking = true
			p.host.Toast(p.host.T("lock.working"), nil)
		}
		return
	}
	text := p.session().encode()
	p.letGo()
	p.window.SetContent(canvas.NewRectangle(theme.Color(theme.Paper)))
	p.app.Settings().SetTheme(theme.New(p.look)) // the toolkit remembers how wide every text was, and forgets it with the theme
	kit.Go(p.host, func() ([]byte, error) {
		var sealed []byte
		if err := d.office.SaveDraft(text); err != nil {
			sealed = d.office.SealDraft(text)
		}
		clear(text)
		return sealed, d.office.Close()
	}, func(sealed []byte, err error) {
		p.sealed = append(p.sealed, sealed)
		p.begin(true)
		p.host.Trouble(p.host.T("start.closing"), err, "")
	})
}

// letGo drops everything of the open folder that the window holds.
func (p *Program) letGo() {
	p.desk.shut.Store(true)
	p.desk, p.shell, p.quick = nil, nil, today.Quick{}
	p.noticed, p.locking, p.kept = false, false, [sha256.Size]byte{}
	p.host.Forget()
}

// restored returns where the signed-in person was and what she typed. What lay in memory because the folder could not be written
// counts before what lies in the folder. Another person's stays where it is.
func (p *Program) restored() (x session) {
	o := p.desk.office
	for i, sealed := range p.sealed {
		if text, err := o.OpenDraft(sealed); err == nil {
			p.sealed = append(p.sealed[:i:i], p.sealed[i+1:]...)
			if x.decode(text) == nil {
				return x
			}
		}
	}
	text, err := o.Draft()
	if err == nil && text != nil {
		p.kept = sha256.Sum256(text)
		err = x.decode(text)
	}
	if err != nil {
		if errors.Is(err, field.Damaged) { // most often her passphrase was set anew, and her keys with it: the folder is whole
			p.host.Toast(p.host.T("lock.restoring.lost"), nil)
		} else {
			p.host.Trouble(p.host.T("lock.restoring"), err, p.host.T("lock.restoring.lost"))
		}
		p.edited() // what cannot be read makes room
		p.kept = sha256.Sum256([]byte("unreadable"))
		return session{}
	}
	return x
}

func (x *session) decode(text []byte) error {
	if err := json.NewDecoder(bytes.NewReader(text)).Decode(x); err != nil {
		return field.Damaged // its own error may hold what was typed
	}
	return nil
}

// resume brings back what lay over the screen, and says so where something would have been lost.
func (p *Program) resume(x session) {
	if x.Holds {
		p.host.Toast(p.host.T("lock.back"), nil)
	}
	if x.Quick != nil {
		p.quick.Resume(p.host, *x.Quick)
	}
	for _, t := range x.Panels {
		p.reopen(t)
	}
	p.edited() // where nothing is left of it, the draft goes
}

// reopen shows a form over the screen again.
func (p *Program) reopen(t kit.Typing) {
	if s, ok := p.shell.screen().(interface{ ResumeForm(kit.Typing) bool }); ok && s.ResumeForm(t) {
		return
	}
	typ, d := centre.TypeOf(t.Table), p.desk
	if typ == nil {
		return
	}
	o := kit.FormSpec{Resume: &t}
	if owner := typ.Owner(); owner != nil {
		o.Hide = []string{owner.Key}
	}
	kit.Go(p.host, func() (field.Record, error) {
		if t.Rev == 0 {
			return typ.New(), nil
		}
		return d.Get(typ, t.ID)
	}, func(r field.Record, err error) {
		if err != nil {
			p.host.Trouble(p.host.T("lock.restoring"), err, p.host.T("lock.restoring.lost"))
			return
		}
		p.host.FormPanel(d, r, o, func(r field.Record, _ uint64) {
			p.host.Toast(p.host.T("kit.saved", p.host.T(r.Type().Table)), nil)
			p.shell.screen().Shown()
		})
	})
}
