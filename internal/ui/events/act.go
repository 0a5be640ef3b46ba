package events

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// Act does what other areas ask for by a word: it shows the event and opens what the word is for, so that leaving that leads to the event.
func (s *screen) Act(verb string, id field.ID) {
	a := s.area
	do := map[string]func(*centre.Event, func()){
		"count":    func(e *centre.Event, over func()) { a.count(e, over) },
		"followup": func(e *centre.Event, over func()) { a.followUp(e, over) },
	}[verb]
	if do == nil {
		return
	}
	s.OpenRecord("event", id)
	kit.Go(a.host, func() (field.Record, error) { return a.desk.Get(centre.EventType, id) }, func(r field.Record, err error) {
		if err != nil {
			a.host.Trouble(a.host.T("kit.record.loading"), err, "")
			return
		}
		do(r.(*centre.Event), func() { a.events.Open(id) })
	})
}
