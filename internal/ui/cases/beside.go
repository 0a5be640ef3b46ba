package cases

import (
	"errors"
	"time"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// Besider is what a second person's decision at this screen needs of the office: it is hers, and whoever is signed in stays signed in.
// But for TryWait, it is called off the UI thread.
type Besider interface {
	ApproveBeside(id field.ID, who office.Second) error
	RejectBeside(id field.ID, reason string, who office.Second) error
	SeeRiskBeside(check field.ID, who office.Second) error
	TryWait() time.Duration // how long the next passphrase has to wait: a few bytes beside the folder say it
}

// besideSpec is what a second person is asked.
type besideSpec struct {
	title, what string   // what she decides on, all of it
	names       []string // who she can be
	act         string
	do          func(office.Second) error
	said        string
	back        func(reason string, who office.Second) error // sends it back; nil: that is not asked
}

// approveHere has somebody who stands beside the person signed in approve the proposed end of a case, or send it back.
func (a *area) approveHere(c *centre.Case, names []string) {
	h := a.host
	title := h.T("guest.approve.title", c.Number)
	if len(names) == 0 {
		h.Ask(title, h.T("problem.closing.alone"), kit.Choice{Text: h.T("kit.close"), Kind: kit.Main})
		return
	}
	a.withProposed(c, func(text string) {
		a.askBeside(c, besideSpec{
			title: title, what: text, names: names,
			act: h.T("casework.do." + centre.Approved), said: a.said(&centre.Act{What: centre.Approved}),
			do:   func(who office.Second) error { return a.desk.ApproveBeside(c.ID, who) },
			back: func(reason string, who office.Second) error { return a.desk.RejectBeside(c.ID, reason, who) },
		})
	})
}

// seeHere has somebody who stands beside the person signed in see a risk check as the second person.
func (a *area) seeHere(c *centre.Case, k *centre.RiskCheck, names []string) {
	h := a.host
	a.askBeside(c, besideSpec{
		title: h.T("guest.saw.title"), what: a.toSee(k), names: names, act: h.T("riskcheck.see.act"), said: h.T("riskcheck.see.done"),
		do: func(who office.Second) error { return a.desk.SeeRiskBeside(k.ID, who) },
	})
}

// beside is the panel at which a second person reads, says who she is, and decides.
type beside struct {
	besideSpec
	area         *area
	of           *centre.Case
	who          *kit.Pick
	pass, reason *kit.Entry
	alarm        *kit.Paragraph
	panel        *kit.Panel
	busy         bool
}

func (a *area) askBeside(c *centre.Case, o besideSpec) {
	h := a.host
	b := &beside{besideSpec: o, area: a, of: c, pass: kit.NewPassphraseEntry(h), alarm: kit.Alarm("")}
	var options []kit.Option
	for _, name := range o.names {
		options = append(options, kit.Option{Value: name, Text: name})
	}
	b.who = kit.NewPick(h, h.T("guest.who.empty"), options)
	body := container.NewVBox(kit.Prose(o.what), kit.Gap(6), kit.Hint(h.T("guest.how")), kit.Labelled(h.T("guest.who"), b.who), kit.Labelled(h.T("guest.pass"), b.pass))
	buttons := []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, b.close)}
	if o.back != nil {
		b.reason = kit.NewEntry(h)
		b.reason.OnEnter = b.sendBack
		body.Add(kit.Labelled(h.T("guest.reason"), b.reason))
		buttons = append(buttons, kit.NewButton(h, h.T("casework.do."+centre.Rejected), kit.Ordinary, b.sendBack))
	}
	agree := func() { b.decide(o.said, o.do) }
	b.pass.OnEnter = agree
	buttons = append(buttons, kit.NewButton(h, o.act, kit.Main, agree))
	body.Add(b.alarm)
	spec := kit.PanelSpec{Title: o.title, Body: body, Buttons: buttons, Width: 560, Focus: b.who, Escape: b.close}
	if len(options) == 1 {
		b.who.Set(options[0])
		spec.Focus = b.pass
	}
	b.panel = h.Open(spec)
}

func (b *beside) close() {
	b.pass.SetText("")
	b.panel.Close()
}

// tell says what stands in the way.
func (b *beside) tell(text string) {
	b.alarm.SetText(text)
	b.panel.Refit()
}

// sendBack refuses, for a reason.
func (b *beside) sendBack() {
	h := b.area.host
	reason := field.Tidy(b.reason.Text)
	if reason == "" {
		b.tell(h.T("guest.reason.empty"))
		h.Focus(b.reason)
		return
	}
	b.decide(b.area.said(&centre.Act{What: centre.Rejected}), func(who office.Second) error { return b.back(reason, who) })
}

// decide proves who she is and takes the decision; said is what it was.
func (b *beside) decide(said string, do func(office.Second) error) {
	a, h := b.area, b.area.host
	who := office.Second{Name: b.who.Value(), Passphrase: b.pass.Text}
	switch {
	case b.busy:
		return
	case who.Name == "":
		b.tell(h.T("guest.who.empty"))
		h.Focus(b.who)
		return
	case who.Passphrase == "":
		b.tell(h.T("start.pass.empty"))
		h.Focus(b.pass)
		return
	}
	b.busy = true
	b.tell(b.waiting(h.T("guest.checking")))
	b.pass.SetText("")
	kit.Go(h, func() (struct{}, error) { return struct{}{}, do(who) }, func(_ struct{}, err error) {
		b.busy = false
		if err == nil {
			b.close()
			a.cases.Done(b.of, 0, h.T("guest.done", said, who.Name)) // not hers to take back who is signed in
			return
		}
		what, _ := h.Explain(err)
		if errors.Is(err, field.Passphrase) {
			what = b.waiting(h.T("guest.wrong"))
		}
		if !b.panel.Shown() { // she went away meanwhile
			h.Toast(what, nil)
			return
		}
		b.tell(what)
		h.Focus(b.pass)
	})
}

// waiting adds to a sentence how long the next passphrase has to wait.
func (b *beside) waiting(text string) string {
	if left := b.area.desk.TryWait(); left > 0 {
		text += "\n" + b.area.host.T("guest.wait", int((left+time.Second-1)/time.Second))
	}
	return text
}
