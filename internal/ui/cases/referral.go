package cases

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// Passer passes cases on and takes down what comes back. It is called off the UI thread.
type Passer interface {
	SendReferral(r *centre.Referral, reason string) (seq uint64, err error)
	AcceptReferral(id field.ID) (seq uint64, err error)
	ReturnReferral(id field.ID, reason string) (seq uint64, err error)
	FinishReferral(id field.ID, reply string) (seq uint64, err error)
	WithdrawReferral(id field.ID, reason string) (seq uint64, err error)
	ReferralCover(r *centre.Referral) (summary.Cover, error)
	WithdrawConsent(id field.ID) (seq uint64, err error)
}

// saidDone is told of a change to a record, with the words for it.
type saidDone func(r field.Record, seq uint64, said string)

// passing are the actions of a case about passing it on.
func (a *area) passing(c *centre.Case) []kit.Action {
	h := a.host
	return []kit.Action{
		{Text: h.T("referring.act"), Kind: kit.Flat, Do: func() { a.refer(c, nil) }, Key: kit.Key{Name: "O", Mod: kit.Ctrl, Say: "referring.keys.refer"}},
		{Text: h.T("consent"), Kind: kit.Flat, Do: func() { a.newConsent(c) },
			Key: kit.Key{Name: "O", Mod: kit.Ctrl | fyne.KeyModifierShift, Say: "referring.keys.consent"}},
	}
}

// ownParts has consents and referrals opened and begun in their own panels, where what follows from them is decided by verbs.
func (a *area) ownParts(c *centre.Case, o *kit.PageSpec) {
	open, begin := o.OpenPart, o.NewPart
	o.OpenPart = func(t *field.Type, id field.ID) {
		switch t {
		case centre.ReferralType:
			a.openReferral(id, a.cases.Done)
		case centre.ConsentType:
			a.openConsent(id, a.cases.Done)
		default:
			open(t, id)
		}
	}
	o.NewPart = func(t *field.Type) {
		switch t {
		case centre.ReferralType:
			a.refer(c, nil)
		case centre.ConsentType:
			a.newConsent(c)
		default:
			begin(t)
		}
	}
}

// headedFor is the body a case was to be referred to when it was taken down, as long as nothing was sent.
func (a *area) headedFor(c *centre.Case) (field.ID, error) {
	if c.ReferTo == (field.ID{}) {
		return field.ID{}, nil
	}
	sent, err := a.desk.Find(centre.ReferralType, ofCase(centre.ReferralType, c.ID))
	if err != nil || sent.Len() > 0 {
		return field.ID{}, err
	}
	return c.ReferTo, nil
}

// toRefer says on the page of a case where it was to be referred to and was not sent yet, and offers to.
func (a *area) toRefer(c *centre.Case) fyne.CanvasObject {
	h, box := a.host, container.NewVBox()
	box.Hide()
	if c.ReferTo == (field.ID{}) || c.Gone != 0 || c.ReadOnly {
		return box
	}
	kit.Go(h, func() (field.ID, error) { return a.headedFor(c) }, func(to field.ID, err error) {
		if err != nil {
			h.Trouble(h.T("referring.act"), err, "")
			return
		}
		if to != (field.ID{}) {
			a.line(box, kit.Alarm(h.T("referring.planned", h.Name(to))), h.T("referring.act"), func() { a.refer(c, nil) })
			box.Show()
			box.Refresh()
		}
	})
	return box
}

// refer asks where a case goes and what for, and sends it. It begins with what fill puts into it, or else with where the case was to go
// when it was taken down.
func (a *area) refer(c *centre.Case, fill func(*centre.Referral)) {
	h := a.host
	type ready struct {
		r    *centre.Referral
		slip summary.SlipRecords
	}
	kit.Go(h, func() (ready, error) {
		made, err := a.desk.New(centre.ReferralType, c.ID)
		if err != nil {
			return ready{}, err
		}
		r := made.(*centre.Referral)
		if c.Person == (field.ID{}) {
			r.Nameless = field.Yes
		}
		if fill == nil {
			r.To, err = a.headedFor(c)
		} else {
			fill(r)
		}
		if err != nil {
			return ready{}, err
		}
		slip := summary.SlipRecords{CaseRecords: summary.CaseRecords{Case: c}, Names: h.Name, On: h.Context().Today}
		if c.Person != (field.ID{}) {
			p, err := a.desk.Get(centre.PersonType, c.Person)
			if err != nil {
				return ready{}, err
			}
			slip.Person = p.(*centre.Person)
		}
		slip.Consents, err = kit.OpenAll[*centre.Consent](a.desk, centre.ConsentType, ofCase(centre.ConsentType, c.ID))
		return ready{r, slip}, err
	}, func(x ready, err error) {
		if err != nil {
			h.Trouble(h.T("referring.act"), err, "")
			return
		}
		a.showSending(c, x.r, x.slip)
	})
}

// showSending is the panel in which a referral is written and sent; the person in charge may give a reason in place of a consent.
func (a *area) showSending(c *centre.Case, r *centre.Referral, slip summary.SlipRecords) {
	h, reason := a.host, ""
	var p *kit.Panel
	var f *kit.Form
	leave := func() { f.Leave(func() { p.Close() }) }
	f = kit.NewForm(h, r, kit.FormSpec{
		Hide: []string{"case"}, Lookup: a.desk, Create: h.Creator(a.desk),
		Save: func(r field.Record) (uint64, error) { return a.desk.SendReferral(r.(*centre.Referral), reason) },
		Saved: func(r field.Record, seq uint64) {
			p.Close()
			a.cases.Done(r, seq, h.T("referring.sent"))
		},
		Warn: func(r field.Record) field.Problems { return restsOn(slip, r.(*centre.Referral)) },
	})
	buttons := []*kit.Button{kit.NewButton(h, h.T("kit.cancel"), kit.Ordinary, leave)}
	if a.desk.May(centre.MayApprove) && c.Person != (field.ID{}) {
		buttons = append(buttons, kit.NewButton(h, h.T("referring.override"), kit.Ordinary, func() {
			h.AskText(h.T("referring.override.title"), h.T("referring.override.what"), h.T("referring.send"), func(text string) {
				reason = text
				f.Save()
				reason = ""
			})
		}))
	}
	send := kit.NewButton(h, h.T("referring.send"), kit.Main, f.Save)
	p = h.Open(kit.PanelSpec{
		Title: h.T("referring.title"), Width: 780, Height: 470, Escape: leave, Body: container.NewBorder(kit.Hint(h.T("referring.what")), nil, nil, nil, f),
		Keys:    []kit.Key{{Name: "S", Mod: kit.Ctrl, Say: "kit.keys.save", Do: f.Save}},
		Buttons: append(buttons, send),
	})
	if r.To != (field.ID{}) {
		f.Focus("purpose")
		return
	}
	f.Focus("")
}

// restsOn tells beside the form what a referral would rest on as it stands.
func restsOn(slip summary.SlipRecords, r *centre.Referral) field.Problems {
	if r.To == (field.ID{}) {
		return nil
	}
	asked := centre.ReferralType.Copy(r).(*centre.Referral)
	if k := slip.Reaching(slip.Names(r.To)); asked.Consent == (field.ID{}) && k != nil {
		asked.Consent = k.ID
	}
	if cover := slip.Cover(asked); cover != summary.Covered && cover != summary.Nameless {
		return field.Problems{{Field: "consent", Say: "problem.referral.cover." + string(cover)}}
	}
	return nil
}

// referOrder asks which of the bodies that may apply for a protection order a case goes to (反家庭暴力法 art. 23), and begins the referral.
func (a *area) referOrder(c *centre.Case) {
	h := a.host
	var options []kit.Option
	for _, body := range []string{"police", "women", "residents", "villagers", "relief"} {
		options = append(options, kit.Option{Value: body, Text: h.T("riskcheck.order." + body)})
	}
	h.Choose(h.T("riskcheck.order.who"), options, func(o kit.Option) {
		a.refer(c, func(r *centre.Referral) {
			r.Purpose = h.T("riskcheck.order.purpose")
			if hits, err := a.desk.Look([]string{"organisation"}, o.Text, 2); err == nil && len(hits) == 1 {
				r.To = hits[0].ID
			}
		})
	})
}

// openReferral shows where a referral stands and what can be taken down of it.
func (a *area) openReferral(id field.ID, done saidDone) {
	h := a.host
	type shown struct {
		r     *centre.Referral
		cover summary.Cover
	}
	kit.Go(h, func() (shown, error) {
		rec, err := a.desk.Get(centre.ReferralType, id)
		if err != nil {
			return shown{}, err
		}
		r := rec.(*centre.Referral)
		cover, err := a.desk.ReferralCover(r)
		return shown{r, cover}, err
	}, func(x shown, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.loading"), err, "")
			return
		}
		a.showReferral(x.r, x.cover, done)
	})
}

func (a *area) showReferral(r *centre.Referral, cover summary.Cover, done saidDone) {
	h, words := a.host, a.host.Shown()
	var lines []string
	for _, key := range []string{"to", "purpose", "sent", "replyby", "received", "replied", "reply", "by", "override", "allowed"} {
		if s := centre.ReferralType.Field(key); !s.Empty(r) {
			lines = append(lines, h.T("referring.line", words.Label(centre.ReferralType, s), words.Field(s, r)))
		}
	}
	head := kit.Flow(kit.Badge(words.Code(centre.ReferralState, r.State), referralTone(r, h.Context().Today)))
	if r.Overdue(h.Context().Today) {
		head.Add(kit.Badge(h.T("referring.overdue"), kit.Late))
	}
	var p *kit.Panel
	closing := func(do func()) func() {
		return func() { p.Close(); do() }
	}
	buttons := []*kit.Button{kit.NewButton(h, h.T("kit.close"), kit.Ordinary, closing(func() {})),
		kit.NewButton(h, h.T("referring.print"), kit.Ordinary, closing(func() { a.ways.Print("referral", r.ID, field.Day{}) }))}
	verbs := a.referralVerbs(r, done)
	for i, v := range verbs {
		kind := kit.Ordinary
		if i == len(verbs)-1 {
			kind = kit.Main
		}
		buttons = append(buttons, kit.NewButton(h, v.Text, kind, closing(v.Do)))
	}
	p = h.Open(kit.PanelSpec{Title: h.T("referral"), Width: 720, Buttons: buttons,
		Body: container.NewVBox(head, kit.Gap(6), kit.Prose(strings.Join(lines, "\n")), kit.Gap(6), kit.Hint(h.T("referring.cover."+string(cover))))})
}

// referralVerbs are what can be taken down of a referral where it stands, the most usual last.
func (a *area) referralVerbs(r *centre.Referral, done saidDone) []kit.Action {
	h := a.host
	change := func(said string, do func() (uint64, error)) {
		kit.Go(h, do, func(seq uint64, err error) {
			if err != nil {
				h.Trouble(h.T("referring.changing"), err, h.T("kit.kept.record"))
				return
			}
			done(r, seq, h.T(said))
		})
	}
	asked := func(key string, do func(field.ID, string) (uint64, error)) func() {
		return func() {
			h.AskText(h.T("referring."+key), h.T("referring."+key+".what"), h.T("kit.save"), func(text string) {
				change("referring."+key+".done", func() (uint64, error) { return do(r.ID, text) })
			})
		}
	}
	var out []kit.Action
	for _, to := range []string{centre.ReferralWithdrawn, centre.ReferralReturned, centre.ReferralReceived, centre.ReferralDone} {
		if !slices.Contains(r.Next(), to) {
			continue
		}
		v := kit.Action{Text: h.T("referring." + to)}
		switch to {
		case centre.ReferralReceived:
			v.Do = func() {
				change("referring.received.done", func() (uint64, error) { return a.desk.AcceptReferral(r.ID) })
			}
		case centre.ReferralReturned:
			v.Do = asked(to, a.desk.ReturnReferral)
		case centre.ReferralDone:
			v.Do = asked(to, a.desk.FinishReferral)
		default:
			v.Do = asked(to, a.desk.WithdrawReferral)
		}
		out = append(out, v)
	}
	return out
}

// referralTone is the colour of where a referral stands.
func referralTone(r *centre.Referral, today field.Day) kit.Tone {
	switch {
	case r.Overdue(today), r.State == centre.ReferralReturned:
		return kit.Late
	case r.State == centre.ReferralDone:
		return kit.Good
	case r.Waits():
		return kit.Warn
	}
	return kit.Grey
}
