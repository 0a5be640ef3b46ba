package events

import (
	"fyne.io/fyne/v2"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// listsInAndOut are the verbs that bring the lists of an event in from a file, and write them to one.
func (a *area) listsInAndOut(e *centre.Event) []kit.Action {
	return []kit.Action{
		{
			Icon: "down", Text: a.host.T("transfer.into"), Kind: kit.Flat, Do: func() { a.ways.Into(e) },
			Key: kit.Key{Name: "I", Mod: kit.Ctrl, Say: "transfer.keys.into"},
		},
		{
			Icon: "down", Text: a.host.T("transfer.parts"), Kind: kit.Flat, Do: func() { a.exportParts(e) },
			Key: kit.Key{Name: "E", Mod: kit.Ctrl | fyne.KeyModifierShift, Say: "transfer.keys.parts"},
		},
	}
}

// exportParts asks which list of an event is to be written to a file: its posts, its units, who signed in.
func (a *area) exportParts(e *centre.Event) {
	h := a.host
	var options []kit.Option
	for _, t := range centre.PartsOf(centre.EventType.Table) {
		if exchange.PartOfEvent(t) {
			options = append(options, kit.Option{Value: t.Table, Text: h.T(t.Table + ".list")})
		}
	}
	h.Choose(h.T("transfer.parts.ask", e.Name), options, func(o kit.Option) {
		t := centre.TypeOf(o.Value)
		if t == nil {
			return // not one of those that were offered
		}
		a.ways.Export(t, kit.Query{Where: []store.Cond{store.Where(t.Owner().Key, e.ID.String())}})
	})
}
