// Package rota is the area of duty: the week as a grid, and the lists behind it.
package rota

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/rota"
	"cn.halfsky/internal/ui/kit"
)

// Desk is what the area needs of the office. It is called off the UI thread.
type Desk interface {
	kit.Keeper
	kit.Homer
	Rota(from, to field.Day) (*rota.Rota, error) // made ready for the days between, both included
}

// Tables are the records the area shows.
var Tables = []string{"shift", "template", "absence", "appointment", "counsellor"}

// area is the open area.
type area struct {
	host *kit.Host
	desk Desk
	ways kit.Ways
	book *rota.Rota // of the last week that was shown; nil before
}

// New returns the area.
func New(h *kit.Host, desk Desk, ways kit.Ways, place any) kit.Screen {
	a := &area{host: h, desk: desk, ways: ways}
	items := []kit.GroupItem{{Key: "week", Text: h.T("rotaui.week"), Build: func(place any) kit.Screen { return newWeek(a, place) }}}
	for _, t := range []*field.Type{centre.ShiftType, centre.AppointmentType, centre.TemplateType, centre.AbsenceType, centre.CounsellorType} {
		items = append(items, kit.RecordsItem(h, kit.RecordsSpec{
			Type: t, Keeper: desk, OpenRef: ways.Open, List: a.list, Form: a.form, Export: func(q kit.Query) { ways.Export(t, q) },
		}))
	}
	return kit.NewGroup(h, items, place)
}

// list puts the newest day first where records have one.
func (a *area) list(o *kit.ListSpec) {
	switch o.Type {
	case centre.ShiftType, centre.AppointmentType:
		o.Sort, o.Desc = "date", true
		o.Tones = map[string]func(field.Record) kit.Tone{"state": stateTone}
	case centre.AbsenceType:
		o.Sort, o.Desc = "from", true
	case centre.TemplateType:
		o.Sort = "weekday"
	case centre.CounsellorType:
		o.Sort = "name"
	}
}

func stateTone(r field.Record) kit.Tone {
	switch x := r.(type) {
	case *centre.Shift:
		switch x.State {
		case "served":
			return kit.Good
		case "absent":
			return kit.Late
		}
	case *centre.Appointment:
		switch x.State {
		case "came":
			return kit.Good
		case "missed":
			return kit.Late
		case "cancelled", "moved":
			return kit.Grey
		}
	}
	return kit.Plain
}

// form warns before saving of what would clash, and of who would meet a matter of the organisation she comes from.
func (a *area) form(r field.Record, o *kit.FormSpec) {
	switch x := r.(type) {
	case *centre.Shift:
		a.warn(o, x.Date, "counsellors", func(b *rota.Rota, r field.Record) []rota.Trouble { return b.IfShift(r.(*centre.Shift)) })
		kit.WarnHome(a.host, a.desk, o, a.ownDuty)
	case *centre.Appointment:
		a.warn(o, x.Date, "counsellor", func(b *rota.Rota, r field.Record) []rota.Trouble { return b.IfBooked(r.(*centre.Appointment)) })
		kit.WarnHome(a.host, a.desk, o, a.ownVisit)
	case *centre.Absence:
		a.warn(o, x.From, "to", func(b *rota.Rota, r field.Record) []rota.Trouble { return b.IfAbsent(r.(*centre.Absence)) })
	}
}

// around is how many days before and after a day are read to find clashes.
const around = 120

// warn has a form read the rota around a day and say what a record would clash with, at the field of that key. Until the rota is read,
// and for days far from it, nothing is said.
func (a *area) warn(o *kit.FormSpec, day field.Day, key string, clashes func(*rota.Rota, field.Record) []rota.Trouble) {
	h := a.host
	if !day.Exact() {
		day = h.Context().Today
	}
	book := a.book
	o.Learn = append(o.Learn, func(learned func()) {
		kit.Go(h, func() (*rota.Rota, error) { return a.desk.Rota(day.Add(-around), day.Add(around)) }, func(b *rota.Rota, err error) {
			if err == nil { // a warning less is no trouble: saving does not depend on it
				book = b
				learned()
			}
		})
	})
	o.Warn = func(r field.Record) field.Problems {
		if book == nil {
			return nil
		}
		var ps field.Problems
		for _, t := range clashes(book, r) {
			ps = ps.Add(key, "rotaui.warn", t.Text(h.Book, h.Name))
		}
		return ps
	}
}
