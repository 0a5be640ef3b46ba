package rota

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// ownVisit warns of an appointment about a case against the organisation the counsellor comes from.
func (a *area) ownVisit(homes office.Homes, x *centre.Appointment) (ps field.Problems) {
	if homes.Against(x.Counsellor, x.Case) {
		ps = ps.Add("counsellor", "same.conflict.visit", a.host.Name(x.Counsellor))
	}
	return ps
}

// ownDuty warns of whoever is on duty while there are open cases against the organisation she comes from: one of its workers may come in.
func (a *area) ownDuty(homes office.Homes, x *centre.Shift) (ps field.Problems) {
	say := func(key string, who field.ID) {
		if unit, sued := homes.Entangled(who); sued {
			ps = ps.Add(key, "same.conflict.duty", a.host.Name(who), a.host.Name(unit))
		}
	}
	for _, who := range x.Counsellors {
		say("counsellors", who)
	}
	say("substitute", x.Substitute)
	return ps
}

// fit is what tells a counsellor apart from others who are free: whether cases stand against her own organisation, and her fields.
func (w *week) fit(who field.ID) string {
	_, sued := w.homes.Entangled(who)
	switch note := w.host.T("same.conflict.duty.note"); {
	case !sued:
		return w.knows[who]
	case w.knows[who] == "":
		return note
	default:
		return w.host.Book.List(note, w.knows[who])
	}
}
