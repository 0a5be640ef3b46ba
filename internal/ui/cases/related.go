package cases

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// lately is for how many days back cases of the same employer are shown first.
const lately = 90

// shownOf is how many of them are shown; how many there are is said above.
const shownOf = 12

// related shows the other cases of the same employer, as far as this person may open them: a locked one shows no employer, and so is
// in no list of hers.
func (a *area) related(c *centre.Case) fyne.CanvasObject {
	h := a.host
	if c.Adverse == (field.ID{}) {
		return kit.Gap(0)
	}
	table, box := kit.NewFoundTable(h, centre.CaseType, []string{"received", "number", "matter", "state", "handler"}, map[string]func(field.Record) kit.Tone{"state": stateTone})
	title := kit.Prose("").Strong()
	var near, all others
	whole := false
	var show func()
	turn := kit.NewButton(h, "", kit.Flat, func() { whole = !whole; show() })
	box.Objects = []fyne.CanvasObject{kit.Gap(6), title, container.NewHBox(turn), table}
	show = func() {
		title.SetText(h.T("casework.related", lately, near.Len(), all.Len()))
		turn.SetText(h.T("casework.related.all"))
		rows := near
		if whole {
			rows = all
			turn.SetText(h.T("casework.related.near", lately))
		}
		turn.Hidden = near.Len() == all.Len()
		table.OnOpen = func(i int) { a.cases.Open(rows.ID(i)) }
		table.SetRows(kit.ShowRows(h, centre.CaseType, rows.first(shownOf)))
		table.Hidden, box.Hidden = rows.Len() == 0, all.Len() == 0
		box.Refresh()
	}
	type read struct{ near, all others }
	kit.Go(h, func() (r read, err error) {
		from := field.MomentOf(h.Now().AddDate(0, 0, -lately))
		if r.near, err = a.others(c, store.Cond{Key: "received", Op: store.Between, Values: []string{from.String(), ""}}); err == nil {
			r.all, err = a.others(c)
		}
		return r, err
	}, func(r read, err error) {
		if err != nil {
			h.Trouble(h.T("casework.related.reading"), err, "")
			return
		}
		near, all = r.near, r.all
		show()
	})
	return box
}

// others are cases of an employer without the one in view.
type others struct {
	kit.Found
	at []int
}

// others finds them, off the UI thread.
func (a *area) others(c *centre.Case, more ...store.Cond) (others, error) {
	q := kit.Query{Where: append(more, store.Where("adverse", c.Adverse.String())), Sort: "received", Desc: true}
	found, err := a.desk.Find(centre.CaseType, q)
	if err != nil {
		return others{}, err
	}
	o := others{Found: found}
	for i := range found.Len() {
		if found.ID(i) != c.ID {
			o.at = append(o.at, i)
		}
	}
	return o, nil
}

func (o others) first(n int) others { return others{o.Found, o.at[:min(n, len(o.at))]} }

// Len is called by the table.
func (o others) Len() int { return len(o.at) }

// ID is called by the table.
func (o others) ID(i int) field.ID { return o.Found.ID(o.at[i]) }

// At is called by the table.
func (o others) At(i int) field.Record { return o.Found.At(o.at[i]) }

// household leads to the hardship file of the person where aid is asked, or makes one.
func (a *area) household(c *centre.Case) fyne.CanvasObject {
	h := a.host
	box := container.NewVBox()
	box.Hide()
	if c.Person == (field.ID{}) || !a.desk.MayAid() || !aidAsked(c) {
		return box
	}
	q := kit.Query{Where: []store.Cond{store.Where("person", c.Person.String())}}
	kit.Go(h, func() ([]*centre.Hardship, error) {
		return kit.OpenAll[*centre.Hardship](a.desk, centre.HardshipType, q)
	}, func(all []*centre.Hardship, err error) {
		if err != nil {
			h.Trouble(h.T("casework.household.reading"), err, "")
			return
		}
		row := kit.Flow()
		for _, f := range all {
			row.Add(kit.NewButton(h, h.T("casework.household.open", f.Number, h.Shown().Code(centre.HardshipState, f.State)), kit.Ordinary, func() { a.ways.Open([]string{"hardship"}, f.ID) }))
		}
		if len(all) == 0 && c.Gone == 0 {
			row.Add(kit.NewIconButton(h, "add", h.T("casework.household.make"), kit.Ordinary, func() { a.makeFile(c) }))
		}
		box.Objects = []fyne.CanvasObject{kit.Gap(6), kit.Title(h.T("casework.household")), row}
		box.Show()
		box.Refresh()
	})
	return box
}

// aidAsked reports whether a case asks for aid: by its matter, or because relief was given.
func aidAsked(c *centre.Case) bool {
	return len(c.Matter) >= 2 && c.Matter[:2] == matterHardship || c.Highest == "relief"
}

// matterHardship is the first-level matter 困难帮扶.
const matterHardship = "14"

// makeFile begins the hardship file of the person of a case.
func (a *area) makeFile(c *centre.Case) {
	h := a.host
	kit.Go(h, func() (field.Record, error) { return a.desk.New(centre.HardshipType, field.ID{}) }, func(r field.Record, err error) {
		if err != nil {
			h.Trouble(h.T("kit.record.new", h.T("hardship")), err, "")
			return
		}
		r.(*centre.Hardship).Person = c.Person
		h.FormPanel(a.desk, r, kit.FormSpec{}, func(saved field.Record, seq uint64) {
			a.cases.Done(c, seq, h.T("kit.saved", h.T("hardship")))
		})
	})
}
