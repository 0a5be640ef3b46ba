// Package aid is the area of hardship files, pairings, aid, visits and mutual-aid plans.
package aid

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

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
}

// Tables are the records the area shows.
var Tables = []string{"hardship", "pairing", "aid", "visit", "mutual"}

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
	for _, t := range []*field.Type{centre.HardshipType, centre.PairingType, centre.AidType, centre.VisitType, centre.MutualType} {
		item := kit.GroupItem{Key: t.Table, Text: h.T(t.Table + ".list"), Table: t.Table}
		item.Build = func(place any) kit.Screen {
			var screen *kit.Records
			screen = kit.NewRecords(h, kit.RecordsSpec{
				Type: t, Keeper: desk, OpenRef: ways.Open, List: a.list, Page: a.page, Print: a.printer(t),
				Export:  func(q kit.Query) { ways.Export(t, q) },
				Actions: func(r field.Record) []kit.Action { return a.actions(r, screen) },
			}, place)
			return screen
		}
		items = append(items, item)
	}
	return kit.NewGroup(h, items, place)
}

// actions offers to note aid that came through a pairing.
func (a *area) actions(r field.Record, screen *kit.Records) []kit.Action {
	p, ok := r.(*centre.Pairing)
	if !ok || p.Gone != 0 || p.State == "ended" {
		return nil
	}
	return []kit.Action{{
		Icon: "add", Text: a.host.T("aidui.give"), Kind: kit.Flat, Do: func() { a.give(p, screen) },
		Key: kit.Key{Name: "T", Mod: kit.Ctrl, Say: "aidui.keys.give"},
	}}
}

// give notes aid of a pairing, for the file it is for.
func (a *area) give(p *centre.Pairing, screen *kit.Records) {
	h := a.host
	kit.Go(h, func() (field.Record, error) { return a.desk.New(centre.AidType, p.Hardship) }, func(r field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.new", h.T("aid")), err, "")
			return
		}
		x := r.(*centre.Aid)
		x.Pairing, x.Cash = p.ID, p.Amount
		h.FormPanel(a.desk, x, kit.FormSpec{Hide: []string{"hardship", "pairing"}}, func(saved field.Record, seq uint64) {
			screen.Done(saved, seq, h.T("kit.saved", h.T("aid")))
		})
	})
}

// printer prints a file, a pairing or the receipt of aid by itself, and the ledger of aid from the list of visits.
func (a *area) printer(t *field.Type) func(field.Record) {
	switch t {
	case centre.MutualType:
		return nil
	case centre.HardshipType, centre.PairingType:
		return func(r field.Record) { a.ways.Print(t.Table, r.Base().ID, field.Day{}) }
	case centre.AidType:
		return func(r field.Record) { a.ways.Print("receipt", r.Base().ID, field.Day{}) }
	}
	return func(field.Record) { a.ways.Print("aid", field.ID{}, a.host.Context().Today) }
}

func (a *area) list(o *kit.ListSpec) {
	switch o.Type {
	case centre.AidType, centre.VisitType:
		o.Sort, o.Desc = "date", true
	case centre.PairingType:
		o.Sort, o.Desc = "from", true
	}
	o.Tones = map[string]func(field.Record) kit.Tone{"state": stateTone}
}

func stateTone(r field.Record) kit.Tone {
	switch x := r.(type) {
	case *centre.Hardship:
		if x.State == "left" || x.State == "refused" {
			return kit.Grey
		}
	case *centre.Pairing:
		switch x.State {
		case "active":
			return kit.Good
		case "ended":
			return kit.Grey
		}
		return kit.Warn
	case *centre.Aid:
		switch x.State {
		case "given":
			return kit.Good
		case "refused", "undeliverable":
			return kit.Grey
		}
		return kit.Warn
	}
	return kit.Plain
}

// page shows with a file its pairings, and with a pairing what was promised against what was given.
func (a *area) page(r field.Record, o *kit.PageSpec) {
	switch x := r.(type) {
	case *centre.Hardship:
		o.Top = append(o.Top, a.pairings(x))
	case *centre.Pairing:
		if x.State != "ended" {
			o.Top = append(o.Top, kit.ConflictNote(a.host, kit.ConflictSpec{From: a.desk, Unit: x.Helper, Skip: []string{office.AsHelper}}))
		}
		o.Top = append(o.Top, a.given(x), a.entries(x))
	}
}

// pairings is the table of a file's pairings.
func (a *area) pairings(x *centre.Hardship) fyne.CanvasObject {
	h := a.host
	table, box := kit.NewFoundTable(h, centre.PairingType, []string{"helper", "kind", "from", "to", "promise", "state"}, map[string]func(field.Record) kit.Tone{"state": stateTone})
	table.OnOpen = func(i int) { a.ways.Open([]string{"pairing"}, table.Rows().ID(i)) }
	q := kit.Query{Where: []store.Cond{store.Where("hardship", x.ID.String())}, Sort: "from", Desc: true}
	kit.FillFound(h, a.desk, centre.PairingType, q, table, box)
	return box
}

// entries is the table of what a pairing gave and promised.
func (a *area) entries(p *centre.Pairing) fyne.CanvasObject {
	h := a.host
	table, box := kit.NewFoundTable(h, centre.AidType, []string{"date", "kind", "cash", "goods", "state"}, map[string]func(field.Record) kit.Tone{"state": stateTone})
	table.OnOpen = func(i int) { a.ways.Open([]string{"aid"}, table.Rows().ID(i)) }
	q := kit.Query{Where: []store.Cond{store.Where("pairing", p.ID.String())}, Sort: "date", Desc: true}
	kit.FillFound(h, a.desk, centre.AidType, q, table, box)
	return box
}

// sums is what a pairing gave so far.
type sums struct {
	times       int
	cash, value field.Fen
	waiting     int // promised and not given yet
}

// addUp adds up the aid of a pairing.
func addUp(src kit.Source, pairing field.ID) (s sums, err error) {
	found, err := src.Find(centre.AidType, kit.Query{Where: []store.Cond{store.Where("pairing", pairing.String())}})
	if err != nil {
		return s, err
	}
	for i := range found.Len() {
		x := found.At(i).(*centre.Aid)
		switch x.State {
		case "given":
			s.times++
			s.cash += x.Cash
			s.value += x.Value
		case "planned", "approved":
			s.waiting++
		}
	}
	return s, nil
}

// given says what was promised and what was given.
func (a *area) given(p *centre.Pairing) fyne.CanvasObject {
	h := a.host
	promised := h.T("aidui.promised.nothing")
	if p.Amount > 0 {
		promised = h.T("aidui.promised", h.Book.Money(int64(p.Amount)), h.Shown().Code(centre.Often, p.Often))
	}
	so := kit.Prose("")
	waiting := kit.Alarm("")
	waiting.Hide()
	box := container.NewVBox(kit.Prose(promised), so, waiting)
	kit.Go(h, func() (sums, error) { return addUp(a.desk, p.ID) }, func(s sums, err error) {
		if err != nil {
			h.Trouble(h.T("kit.list.loading"), err, "")
			return
		}
		so.SetText(h.T("aidui.given", s.times, h.Book.Money(int64(s.cash)), h.Book.Money(int64(s.value))))
		waiting.SetText(h.T("aidui.waiting", s.waiting))
		waiting.Hidden = s.waiting == 0
		box.Refresh()
	})
	return box
}
