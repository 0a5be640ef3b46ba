package cases

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// safeWay says how the person can be reached without putting her at risk, or that nobody asked her yet, and leads to her telephone.
func (a *area) safeWay(c *centre.Case) fyne.CanvasObject {
	h, box := a.host, container.NewVBox()
	if c.Person == (field.ID{}) {
		return box
	}
	kit.Go(h, func() (field.Record, error) { return a.desk.Get(centre.PersonType, c.Person) }, func(r field.Record, err error) {
		p, ok := r.(*centre.Person)
		if err != nil || !ok {
			return // the field of the case says that she cannot be named
		}
		text := kit.Hint(h.T("cases.safeway.none"))
		switch {
		case p.SafeWay != "":
			text = kit.Alarm(h.T("cases.safeway", p.SafeWay))
		case !c.Open():
			return
		case centre.Sensitive(c.Matter) || c.Risk == centre.RiskHigh || c.Risk == centre.RiskMiddle:
			text = kit.Alarm(h.T("cases.safeway.none"))
		}
		a.line(box, text, h.T("cases.reach"), func() { a.reach(p) })
		box.Refresh()
	})
	return box
}

// reach shows her telephone, masked until it is asked for, and how she can be reached safely, which can be noted there.
func (a *area) reach(p *centre.Person) {
	var hide []string
	for _, s := range centre.PersonType.With(field.InForm) {
		if s.Key != "phone" && s.Key != "safeway" {
			hide = append(hide, s.Key)
		}
	}
	a.host.FormPanel(a.desk, p, kit.FormSpec{Hide: hide}, func(saved field.Record, seq uint64) {
		a.cases.Done(saved, seq, a.host.T("kit.saved", a.host.T(saved.Type().Table)))
	})
}
