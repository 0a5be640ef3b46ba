package cases

import (
	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// page puts above the fields of a case what has to be seen first: risk, urgency, secrecy, how to reach her safely, and the clocks.
func (a *area) page(r field.Record, o *kit.PageSpec) {
	c, ok := r.(*centre.Case)
	if !ok {
		return
	}
	a.ownParts(c, o)
	o.Top = append(o.Top, a.riskPanel(c))
	o.Parts = []*field.Type{centre.MilestoneType, centre.ConsentType, centre.ReferralType}
	o.Top = append(o.Top, a.badges(c), a.waiting(c), a.safeWay(c), a.conflictNote(c), a.flags(c), a.toRefer(c), a.passedOn(c), a.group(c), a.clocks(c))
	o.Hide = ended
	o.Middle = append(o.Middle, a.ending(c), a.timeline(c), a.household(c), a.related(c), a.joined(c))
	o.Foot = a.foot()
}

func (a *area) badges(c *centre.Case) fyne.CanvasObject {
	h, words := a.host, a.host.Shown()
	row := kit.Flow(kit.Badge(words.Code(centre.CaseState, c.State), stateTone(c)))
	if c.Risk != "" {
		row.Add(kit.Badge(h.T("cases.risk", words.Code(centre.Risk, c.Risk)), riskTone(c)))
	}
	if c.Urgent == field.Yes {
		row.Add(kit.Badge(h.T("cases.urgent"), kit.Late))
	}
	switch {
	case restricted(c):
		row.Add(a.restrictedBadge())
	case c.Secrecy == "restricted": // the mark alone locks nothing
		row.Add(kit.Badge(a.host.T("restrict.todo"), kit.Late))
	case c.Secrecy != "" && c.Secrecy != "normal":
		row.Add(kit.Badge(words.Code(centre.Secrecy, c.Secrecy), kit.Warn))
	}
	if c.Enquiry == field.Yes {
		row.Add(kit.Badge(h.T("cases.enquiry"), kit.Grey))
	}
	if c.Person == (field.ID{}) {
		row.Add(kit.Badge(h.T("cases.anonymous"), kit.Grey))
	}
	return row
}
