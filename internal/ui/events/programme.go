package events

import (
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// programmePage puts the events of a programme above its fields, each with its figures, and what they come to.
func (a *area) programmePage(r field.Record, o *kit.PageSpec) {
	p, ok := r.(*centre.Programme)
	if !ok {
		return
	}
	h := a.host
	table := kit.NewFlatTable(h, []kit.Column{
		{Key: "date", Title: h.T("event.date"), Width: 120, Fixed: true},
		{Key: "hosts", Title: h.T("event.hosts"), Width: 130, Loose: true, Fixed: true},
		{Key: "name", Title: h.T("event.name"), Width: 170, Loose: true, Fixed: true},
		{Key: "figures", Title: h.T("events.figures"), Width: 190, Loose: true, Fixed: true},
	})
	totals := kit.Prose("")
	box := container.NewVBox(totals, table)
	o.Top = append(o.Top, box)
	kit.Go(h, func() ([]*centre.Event, error) { return a.desk.Events(p.ID) }, func(all []*centre.Event, err error) {
		if err != nil {
			h.Trouble(h.T("kit.list.loading"), err, "")
			return
		}
		s := summary.Programme(p, all, h.Name)
		totals.SetText(a.totals(s, len(all)))
		rows := &eventRows{host: h}
		for _, e := range all {
			rows.all = append(rows.all, summary.Event(e, h.Name))
		}
		table.OnOpen = func(i int) { a.ways.Open([]string{"event"}, rows.all[i].ID) }
		table.SetRows(rows)
		table.Hidden = len(all) == 0
		for _, chart := range []*kit.Chart{a.newKinds(s), a.newComparison(s)} {
			if chart != nil {
				box.Add(chart)
			}
		}
		box.Refresh()
	})
}

// totals says what the events of a programme come to, each figure under its own role.
func (a *area) totals(s summary.ProgrammeSummary, events int) string {
	h := a.host
	parts := []string{h.T("events.held", events)}
	for _, t := range s.Totals {
		if len(t.Rows) > 0 {
			parts = append(parts, h.T("events.figure", h.T(t.Label()), amount(h, t.Sum.Count)))
		}
	}
	return h.T("events.totals", parts)
}

// eventRows shows events with their figures in words.
type eventRows struct {
	host *kit.Host
	all  []summary.EventSummary
}

// Len is called by the table.
func (r *eventRows) Len() int { return len(r.all) }

// ID is called by the table.
func (r *eventRows) ID(i int) field.ID { return r.all[i].ID }

// Text is called by the table.
func (r *eventRows) Text(i int, key string) string {
	e, h := r.all[i], r.host
	words := h.Shown()
	switch key {
	case "date":
		return words.Day(e.Date)
	case "name":
		return e.Name
	case "hosts":
		var names []string
		for _, x := range e.Hosts {
			names = append(names, x.Name)
		}
		return h.Book.List(names...)
	}
	var figures []string
	for _, f := range e.Figures {
		figures = append(figures, h.T("events.figure", h.T(f.Label()), words.Count(f.Count)))
	}
	return h.Book.List(figures...)
}
