package today

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// duties are the shifts of today, those of the weekly template too.
func (g *gatherer) duties() error {
	all, err := g.desk.Duties(g.today, g.today)
	if err != nil {
		return err
	}
	for _, d := range all {
		from, to := d.Span.Clocks()
		l := Line{Kind: g.words.Book.T("shift"), When: g.t("today.span", from, to), Table: "shift", ID: d.Shift}
		if d.Shift == (field.ID{}) {
			l.Table, l.ID = "template", d.Template
		}
		var names []string
		for _, p := range d.People {
			name := g.name(p.Who)
			if len(p.There) == 0 {
				name = g.t("today.away", name)
			}
			names = append(names, name)
		}
		l.What = g.t("today.duty", d.Place, g.words.Book.List(names...))
		if len(d.Here()) == 0 {
			l.Tone = kit.Late
			l.What = g.t("today.duty.nobody", l.What)
		}
		g.out.now = append(g.out.now, l)
	}
	return nil
}

func (g *gatherer) name(id field.ID) string {
	if g.words.Name == nil {
		return ""
	}
	return g.words.Name(id)
}

// appointments are those of today that are still to come, and tomorrow's. They name the counsellor, not the client.
func (g *gatherer) appointments() error {
	span := store.Cond{Key: "date", Op: store.Between, Values: []string{g.today.String(), g.today.Add(1).String()}}
	all, err := found[*centre.Appointment](g, centre.AppointmentType, kit.Query{Where: []store.Cond{span, store.Where("state", "booked")}, Sort: "date"})
	if err != nil {
		return err
	}
	for _, a := range all {
		l := Line{Kind: g.t("today.booked"), When: a.From, Table: "appointment", ID: a.ID, Tone: kit.Good,
			What: g.t("today.appointment", g.name(a.Counsellor), g.words.Path(centre.Matter, a.Topic))}
		if a.Date.Date != g.today.Date {
			l.When = g.t("today.tomorrow", a.From)
		}
		if a.Date.Date == g.today.Date && a.From < g.words.Book.Clock(g.now.Hour(), g.now.Minute()) {
			l.Tone = kit.Warn
		}
		g.out.now = append(g.out.now, l)
	}
	return nil
}

// events are those of today.
func (g *gatherer) events() error {
	day := store.Cond{Key: "date", Op: store.Between, Values: []string{g.today.String(), g.today.String()}}
	all, err := found[*centre.Event](g, centre.EventType, kit.Query{Where: []store.Cond{day}})
	if err != nil {
		return err
	}
	for _, e := range all {
		if !e.Date.Exact() || e.State == "cancelled" {
			continue
		}
		when := g.t("today.allday")
		switch e.Date.Half {
		case field.Morning:
			when = g.t("today.morning")
		case field.Afternoon:
			when = g.t("today.afternoon")
		}
		g.out.now = append(g.out.now, Line{Kind: g.words.Book.T("event"), When: when, What: g.t("attend.today.count", g.t("today.event", e.Name, e.Place)), Tone: kit.Good, Table: "event", ID: e.ID, Verb: "count"})
	}
	return nil
}
