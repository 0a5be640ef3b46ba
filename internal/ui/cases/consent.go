package cases

import (
	"strings"

	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// ofCase asks for the parts of a case.
func ofCase(t *field.Type, id field.ID) kit.Query {
	return kit.Query{Where: []store.Cond{store.Where(t.Owner().Key, id.String())}, Sort: store.ByMade}
}

// newConsent takes down a consent of the person of a case.
func (a *area) newConsent(c *centre.Case) {
	h := a.host
	kit.Go(h, func() (field.Record, error) {
		r, err := a.desk.New(centre.ConsentType, c.ID)
		if err == nil {
			r.(*centre.Consent).Person, r.(*centre.Consent).Uses = c.Person, []string{centre.UseReferral}
		}
		return r, err
	}, func(r field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.new", h.T("consent")), err, "")
			return
		}
		a.editConsent(r, a.cases.Done)
	})
}

func (a *area) editConsent(r field.Record, done saidDone) {
	h := a.host
	h.FormPanel(a.desk, r, kit.FormSpec{Hide: []string{"case"}}, func(r field.Record, seq uint64) {
		done(r, seq, h.T("kit.saved", h.T("consent")))
	})
}

// openConsent shows a consent, whether it holds today, and lets it be withdrawn.
func (a *area) openConsent(id field.ID, done saidDone) {
	h := a.host
	kit.Go(h, func() (field.Record, error) { return a.desk.Get(centre.ConsentType, id) }, func(r field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.loading"), err, "")
			return
		}
		a.showConsent(r.(*centre.Consent), done)
	})
}

func (a *area) showConsent(k *centre.Consent, done saidDone) {
	h, words := a.host, a.host.Shown()
	var lines []string
	for _, s := range centre.ConsentType.With(field.InForm) {
		if s.Key != "case" && !s.Empty(k) {
			lines = append(lines, h.T("referring.line", words.Label(centre.ConsentType, s), words.Field(s, k)))
		}
	}
	key, tone := consentStands(k, h.Context().Today)
	var p *kit.Panel
	buttons := []*kit.Button{
		kit.NewButton(h, h.T("kit.close"), kit.Ordinary, func() { p.Close() }),
		kit.NewButton(h, h.T("kit.edit"), kit.Ordinary, func() { p.Close(); a.editConsent(k, done) }),
	}
	if k.Withdrawn.IsZero() && k.Gone == 0 && !k.ReadOnly {
		buttons = append(buttons, kit.NewButton(h, h.T("referring.consent.withdraw"), kit.Main, func() { p.Close(); a.withdrawConsent(k, done) }))
	}
	p = h.Open(kit.PanelSpec{Title: h.T("consent"), Width: 640, Buttons: buttons, Focus: buttons[0],
		Body: container.NewVBox(kit.Flow(kit.Badge(h.T(key), tone)), kit.Gap(6), kit.Prose(strings.Join(lines, "\n")))})
}

// consentStands says whether a consent holds today.
func consentStands(k *centre.Consent, today field.Day) (key string, tone kit.Tone) {
	switch {
	case !k.Withdrawn.IsZero():
		return "referring.consent.withdrawn", kit.Late
	case k.Alive(today):
		return "referring.consent.alive", kit.Good
	case today.Before(k.Given):
		return "referring.consent.early", kit.Warn
	}
	return "referring.consent.ended", kit.Grey
}

// withdrawConsent takes a consent back at her word, after saying what follows.
func (a *area) withdrawConsent(k *centre.Consent, done saidDone) {
	h := a.host
	h.Confirm(h.T("referring.consent.withdraw"), h.T("referring.consent.what", k.Recipient), h.T("referring.consent.withdraw"), func() {
		kit.Go(h, func() (uint64, error) { return a.desk.WithdrawConsent(k.ID) }, func(seq uint64, err error) {
			if err != nil {
				h.Trouble(h.T("referring.consent.withdraw"), err, h.T("kit.kept.record"))
				return
			}
			done(k, seq, h.T("referring.consent.done"))
		})
	})
}

// buildConsents is the ledger of consents of all cases: whom something may be told, until when, and by one key no longer.
func (a *area) buildConsents(place any) kit.Screen {
	h := a.host
	var ledger *kit.Records
	ledger = kit.NewRecords(h, kit.RecordsSpec{
		Type: centre.ConsentType, Keeper: a.desk, OpenRef: a.ways.Open,
		Export: func(q kit.Query) { a.ways.Export(centre.ConsentType, q) },
		List: func(o *kit.ListSpec) {
			o.Columns = []string{"recipient", "purpose", "given", "expires", "withdrawn", "person", "case"}
			o.Sort, o.Desc = "given", true
			o.Tones = map[string]func(field.Record) kit.Tone{"recipient": func(r field.Record) kit.Tone {
				_, tone := consentStands(r.(*centre.Consent), h.Context().Today)
				return tone
			}}
		},
		Page: func(r field.Record, o *kit.PageSpec) {
			key, tone := consentStands(r.(*centre.Consent), h.Context().Today)
			o.Top = append(o.Top, kit.Flow(kit.Badge(h.T(key), tone)))
		},
		Actions: func(r field.Record) []kit.Action {
			k := r.(*centre.Consent)
			if !k.Withdrawn.IsZero() || k.Gone != 0 || k.ReadOnly {
				return nil
			}
			return []kit.Action{{Text: h.T("referring.consent.withdraw"), Kind: kit.Flat, Do: func() { a.withdrawConsent(k, ledger.Done) },
				Key: kit.Key{Name: "W", Mod: kit.Ctrl, Say: "referring.keys.withdraw"}}}
		},
	}, place)
	return ledger
}
