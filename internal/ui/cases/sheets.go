package cases

import (
	"strings"

	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// sheets is the action that offers everything that is printed of a case.
func (a *area) sheets(c *centre.Case) kit.Action {
	return kit.Action{
		Icon: "print", Text: a.host.T("print.sheets"), Kind: kit.Flat, Do: func() { a.chooseSheet(c) },
		Key: kit.Key{Name: "P", Mod: kit.Ctrl | fyne.KeyModifierShift, Say: "print.keys.sheets"},
	}
}

// chooseSheet asks which: the sheet of the case, the form of consent, or the slip of one of its referrals.
func (a *area) chooseSheet(c *centre.Case) {
	h := a.host
	q := kit.Query{Where: []store.Cond{store.Where("case", c.ID.String())}, Sort: store.ByMade}
	kit.Go(h, func() ([]*centre.Referral, error) {
		return kit.OpenAll[*centre.Referral](a.desk, centre.ReferralType, q)
	}, func(all []*centre.Referral, err error) {
		if err != nil {
			h.Trouble(h.T("kit.list.loading"), err, "")
			return
		}
		options := []kit.Option{
			{Value: "case", Text: h.T("reports.kind.case")}, {Value: "consent", Text: h.T("reports.kind.consent")},
			{Value: "safetyplan", Text: h.T("reports.kind.safetyplan")},
		}
		for _, r := range all {
			to := strings.TrimSpace(h.Name(r.To) + " " + h.Shown().Day(r.Sent))
			options = append(options, kit.Option{Value: r.ID.String(), Text: h.T("print.sheets.slip", to)})
		}
		h.Choose(h.T("print.sheets.prompt"), options, func(o kit.Option) {
			if o.Value == "case" || o.Value == "consent" || o.Value == "safetyplan" {
				a.ways.Print(o.Value, c.ID, field.Day{})
				return
			}
			a.ways.Print("referral", kit.RecordOf(o), field.Day{})
		})
	})
}
