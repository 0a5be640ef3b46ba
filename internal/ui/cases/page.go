package cases

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// page puts above the fields of a case what has to be seen first: risk, urgency, secrecy, how to reach her safely, and the clocks.
func (a *area) page(r field.Record, o *kit.PageSpec) {
	c, ok := r.(*centre.Case)
	if !ok {
		return
	}
	o.Parts = []*field.Type{centre.StepType, centre.ConsentType, centre.ReferralType}
	o.Top = append(o.Top, a.badges(c), a.safeWay(c), a.flags(c), a.clocks(c))
}

func (a *area) badges(c *centre.Case) fyne.CanvasObject {
	h, words := a.host, a.host.Shown()
	row := kit.Flow(kit.Badge(words.Code(centre.CaseState, c.State), stateTone(c)))
	if c.Risk != "" {
		row.Add(kit.Badge(h.T("cases.risk", words.Code(centre.Risk, c.Risk)), riskTone(c)))
	}
	if c.Urgent == field.Yes {
		row.Add(kit.Badge(h.T("cases.urgent"), kit.Late))
	}
	switch {
	case restricted(c):
		row.Add(a.restrictedBadge())
	case c.Secrecy == "restricted": // the mark alone locks nothing
		row.Add(kit.Badge(a.host.T("restrict.todo"), kit.Late))
	case c.Secrecy != "" && c.Secrecy != "normal":
		row.Add(kit.Badge(words.Code(centre.Secrecy, c.Secrecy), kit.Warn))
	}
	if c.Enquiry == field.Yes {
		row.Add(kit.Badge(h.T("cases.enquiry"), kit.Grey))
	}
	if c.Person == (field.ID{}) {
		row.Add(kit.Badge(h.T("cases.anonymous"), kit.Grey))
	}
	return row
}

// safeWay says how the person can be reached without putting her at risk.
func (a *area) safeWay(c *centre.Case) fyne.CanvasObject {
	line := kit.Alarm("")
	line.Hide()
	if c.Person == (field.ID{}) {
		return line
	}
	kit.Go(a.host, func() (field.Record, error) { return a.desk.Get(centre.PersonType, c.Person) }, func(r field.Record, err error) {
		if p, ok := r.(*centre.Person); ok && err == nil && p.SafeWay != "" {
			line.SetText(a.host.T("cases.safeway", p.SafeWay))
			line.Show()
		}
	})
	return line
}

// clocks is the table of a case's deadlines: what runs out, when, and whether it is done.
func (a *area) clocks(c *centre.Case) fyne.CanvasObject {
	h := a.host
	table := kit.NewFlatTable(h, []kit.Column{
		{Key: "name", Title: h.T("cases.clock.what"), Width: 150, Loose: true, Fixed: true},
		{Key: "due", Title: h.T("cases.clock.due"), Width: 130, Fixed: true, Tone: func(rows kit.Rows, i int) kit.Tone { return rows.(*clockRows).tone(i) }},
		{Key: "state", Title: h.T("cases.clock.state"), Width: 95, Fixed: true},
	})
	box := container.NewVBox(kit.Title(h.T("deadline.list")), table)
	box.Hide()
	q := kit.Query{Where: []store.Cond{store.Where("case", c.ID.String())}, Sort: store.ByMade}
	kit.Go(h, func() ([]*centre.Deadline, error) {
		return kit.OpenAll[*centre.Deadline](a.desk, centre.DeadlineType, q)
	}, func(all []*centre.Deadline, err error) {
		if err != nil {
			h.Trouble(h.T("cases.clock.reading"), err, "")
			return
		}
		rows := &clockRows{host: h, all: all}
		table.OnOpen = func(i int) { a.editClock(rows.all[i]) }
		table.SetRows(rows)
		box.Hidden = len(all) == 0
		box.Refresh()
	})
	return box
}

// clockRows shows deadlines, each by the name of its rule.
type clockRows struct {
	host *kit.Host
	all  []*centre.Deadline
}

// Len is called by the table.
func (r *clockRows) Len() int { return len(r.all) }

// ID is called by the table.
func (r *clockRows) ID(i int) field.ID { return r.all[i].ID }

// Text is called by the table.
func (r *clockRows) Text(i int, key string) string {
	d, words := r.all[i], r.host.Shown()
	switch key {
	case "name":
		return ruleName(r.host, d.Rule)
	case "due":
		return words.Day(d.Due())
	}
	switch left := r.left(i); {
	case !d.Done.IsZero():
		return r.host.T("cases.clock.done", words.Day(d.Done))
	case left < 0:
		return r.host.T("cases.clock.over", -left)
	case left == 0:
		return r.host.T("cases.clock.today")
	default:
		return r.host.T("cases.clock.left", left)
	}
}

// left is how many days are left; below 0 it is over.
func (r *clockRows) left(i int) int {
	return int(r.all[i].Due().Time().Sub(r.host.Context().Today.Time()).Hours() / 24)
}

func (r *clockRows) tone(i int) kit.Tone {
	switch left := r.left(i); {
	case !r.all[i].Done.IsZero():
		return kit.Grey
	case left < 0:
		return kit.Late
	case left <= soon:
		return kit.Warn
	}
	return kit.Plain
}

// soon is how many days before its end a clock begins to show.
const soon = 7

// ruleName is the name of a rule; a rule that this version does not know shows its code.
func ruleName(h *kit.Host, id string) string {
	if r := law.Find(id); r != nil {
		return r.Name(h.Book)
	}
	return id
}

// editClock notes that a deadline was met, or overrides the computed day with a reason.
func (a *area) editClock(d *centre.Deadline) {
	h := a.host
	h.ShowForm(ruleName(h, d.Rule), d, kit.FormSpec{
		Hide: []string{"case", "rule"}, Save: a.desk.Save,
		Saved: func(r field.Record, seq uint64) { a.cases.Done(r, seq, h.T("kit.saved", h.T("deadline"))) },
	})
}
