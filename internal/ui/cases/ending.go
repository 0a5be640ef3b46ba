package cases

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// ended are the fields of a case that stand together as how it ended.
var ended = []string{"outcome", "highest", "claimed", "awarded", "paid", "satisfaction", "proposed", "approved", "closed", "callback", "callnote", "lesson"}

// ending shows how a case ended or is to end: outcome, money beside what the steps say, who proposed and who approved.
func (a *area) ending(c *centre.Case) fyne.CanvasObject {
	h, words := a.host, a.host.Shown()
	if c.Outcome == "" && c.Highest == "" && c.Paid == 0 && c.Claimed == 0 {
		return kit.Gap(0)
	}
	grid := kit.Pairs()
	for _, key := range ended {
		if s := centre.CaseType.Field(key); !s.Empty(c) {
			grid.Add(kit.Note(words.Label(centre.CaseType, s)))
			grid.Add(kit.Prose(words.Field(s, c)))
		}
	}
	return container.NewVBox(kit.Gap(6), kit.Title(h.T("casework.ending")), grid)
}

// waiting offers to approve a proposed end or to send it back, or says who has to. Of one that was sent back it says why.
func (a *area) waiting(c *centre.Case) fyne.CanvasObject {
	h, box := a.host, container.NewVBox()
	if c.State != "closing" {
		return a.sentBack(c)
	}
	a.withApproval(c, func(of office.Approval) {
		row := kit.Flow()
		for _, what := range a.decisions(c, of) {
			switch what {
			case approvedHere:
				if len(of.Others) == 0 {
					box.Add(kit.Alarm(h.T("problem.closing.alone"))) // nobody to wait for
					continue
				}
				box.Add(kit.Hint(h.T("casework.waits")))
				row.Add(kit.NewButton(h, h.T("casework.do."+what), kit.Ordinary, func() { a.approveHere(c, of.Others) }))
			case centre.Approved:
				row.Add(kit.NewButton(h, h.T("casework.do."+what), kit.Main, func() { a.take(c, what) }))
			case centre.Rejected:
				row.Add(kit.NewButton(h, h.T("casework.do."+what), kit.Ordinary, func() { a.take(c, what) }))
			}
		}
		box.Add(row)
		box.Refresh()
	})
	return box
}

// sentBack says who sent a proposed end back, and why, until it is proposed anew.
func (a *area) sentBack(c *centre.Case) fyne.CanvasObject {
	h, line := a.host, kit.Alarm("")
	line.Hide()
	if !centre.Allows(c.State, centre.Proposed) {
		return line
	}
	kit.Go(h, func() (*centre.Act, error) {
		k, err := a.readCourse(c.ID)
		return centre.SentBack(k.acts), err
	}, func(back *centre.Act, err error) {
		if back == nil || err != nil { // the timeline says what the matter is
			return
		}
		day, _ := a.when(back.At)
		line.SetText(h.T("casework.back", back.By, day, back.Reason))
		line.Show()
	})
	return line
}

// group says how many came about one thing, who speaks for them, and from how many on they may elect who does.
func (a *area) group(c *centre.Case) fyne.CanvasObject {
	h := a.host
	heads := c.Heads.Value
	switch {
	case c.Group != field.Yes && heads < centre.GroupFrom:
		return kit.Gap(0)
	case heads >= centre.ElectFrom && len(c.Reps) == 0:
		return kit.Hint(h.T("casework.group.elect", h.Shown().Count(c.Heads)))
	case len(c.Reps) > 0:
		return kit.Hint(h.T("casework.group.reps", h.Shown().Count(c.Heads), len(c.Reps)))
	}
	return kit.Hint(h.T("casework.group", h.Shown().Count(c.Heads)))
}
