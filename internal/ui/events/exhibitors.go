package events

import (
	"cmp"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// exhibitors names those who recruit or exhibit at an event while a case against them is open: hidden where there are none, where the
// reader has no key to the cases, and while it is looked for. What is known of a case is not said here.
func (a *area) exhibitors(e *centre.Event) fyne.CanvasObject {
	h := a.host
	box := container.NewVBox()
	box.Hide()
	if e.Kind != "jobfair" && e.Kind != "exhibition" {
		return box
	}
	kit.Go(h, func() ([]field.ID, error) { return a.sued(e.ID) }, func(units []field.ID, err error) {
		if err != nil {
			h.Trouble(h.T("same.conflict.reading"), err, "")
			return
		}
		if len(units) == 0 {
			return
		}
		var names []string
		for _, u := range units {
			names = append(names, cmp.Or(h.Name(u), h.T("kit.ref.unnamed")))
		}
		box.Add(kit.Prose(h.T("same.conflict.title")).Strong())
		box.Add(kit.Alarm(h.T("same.conflict.exhibitors", len(names), names)))
		box.Show()
		box.Refresh()
	})
	return box
}

// sued are the units that recruit or exhibit at an event and have an open case against them. It is called off the UI thread.
func (a *area) sued(event field.ID) ([]field.ID, error) {
	lines, err := kit.OpenAll[*centre.JobLine](a.desk, centre.JobLineType, kit.Query{Where: []store.Cond{store.Where("event", event.String())}, Sort: store.ByMade})
	if err != nil {
		return nil, err
	}
	parts, err := a.partsTaken(event)
	if err != nil {
		return nil, err
	}
	var units []field.ID
	for _, l := range lines {
		units = append(units, l.Employer)
	}
	for _, p := range parts {
		if slices.Contains(office.FairParts, p.Role) {
			units = append(units, p.Organisation)
		}
	}
	return a.desk.Sued(units)
}
