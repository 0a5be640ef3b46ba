package events

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

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
