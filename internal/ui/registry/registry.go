// Package registry is the area of organisations and persons, which all other records point to.
package registry

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Desk is what the area needs of the office. It is called off the UI thread.
type Desk interface {
	kit.Keeper
	kit.Conflicter
	kit.Joiner
	Duplicates(t *field.Type, most int) ([]office.Alike, error) // records of a type that may be one
	SamePersons(p office.Sought) ([]office.Same, error)         // who may be known already
}

// Tables are the records the area shows.
var Tables = []string{"organisation", "person"}

// area is the open area.
type area struct {
	host *kit.Host
	desk Desk
	ways kit.Ways
}

// New returns the area.
func New(h *kit.Host, desk Desk, ways kit.Ways, place any) kit.Screen {
	a := &area{host: h, desk: desk, ways: ways}
	var items []kit.GroupItem
	for _, t := range []*field.Type{centre.OrganisationType, centre.PersonType} {
		spec := kit.RecordsSpec{
			Type: t, Keeper: desk, OpenRef: ways.Open, Form: a.form, Page: a.page,
			List:   func(o *kit.ListSpec) { o.Sort = "name" },
			Export: func(q kit.Query) { ways.Export(t, q) },
		}
		if t == centre.PersonType { // what is held about her is what there is to print of a person
			spec.Print = func(r field.Record) { ways.Print("subject", r.Base().ID, field.Day{}) }
		}
		items = append(items, a.item(spec))
	}
	items = append(items, kit.GroupItem{Key: "same", Text: h.T("same.tab"), Build: a.buildSame})
	return kit.NewGroup(h, items, place)
}

// form parts what every record of the kind has from what only some have.
func (a *area) form(r field.Record, o *kit.FormSpec) {
	switch r.Type() {
	case centre.OrganisationType:
		o.Titles = map[string]string{"contact": "registry.form.reach", "hasunion": "registry.form.rights", "from": "registry.form.valid"}
	case centre.PersonType:
		o.Titles = map[string]string{"phone": "registry.form.reach", "unit": "registry.form.work", "period": "registry.form.care"}
		if r.Base().Rev == 0 {
			o.Warn = a.watch()
		}
	}
}

// page shows with an organisation the events it held, and with a person her cases.
func (a *area) page(r field.Record, o *kit.PageSpec) {
	t, key, columns := centre.CaseType, "person", []string{"number", "received", "matter", "state"}
	if r.Type() == centre.OrganisationType {
		t, key, columns = centre.EventType, "hosts", []string{"date", "name", "kind", "people"}
		o.Top = append(o.Top, kit.ConflictNote(a.host, kit.ConflictSpec{From: a.desk, Unit: r.Base().ID}))
	}
	o.Top = append(o.Top, kit.JoinedNote(a.host, a.desk, r, func(id field.ID) { a.ways.Open([]string{r.Type().Table}, id) }))
	table, box := kit.NewFoundTable(a.host, t, columns, nil)
	table.OnOpen = func(i int) { a.ways.Open([]string{t.Table}, table.Rows().ID(i)) }
	o.Top = append(o.Top, box)
	q := kit.Query{Where: []store.Cond{store.Where(key, r.Base().ID.String())}, Limit: 50}
	kit.FillFound(a.host, a.desk, t, q, table, box)
}
