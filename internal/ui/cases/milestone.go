package cases

import (
	"slices"
	"strconv"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// newMilestone notes a key date of a case, of what happened where that is known.
func (a *area) newMilestone(c *centre.Case, what string) {
	a.askMilestone(c, a.host.T("clocks.milestone.title", c.Number), &centre.Milestone{What: what}, nil)
}

// askMilestone asks for a key date, of which something may be known, and goes on with what was typed before. While it is typed, the form
// says which clocks follow from it.
func (a *area) askMilestone(c *centre.Case, title string, of *centre.Milestone, was *kit.Typing) {
	h := a.host
	type known struct {
		rec field.Record
		law law.Known
	}
	kit.Go(h, func() (k known, err error) {
		if k.rec, err = a.desk.New(centre.MilestoneType, c.ID); err != nil {
			return k, err
		}
		m := k.rec.(*centre.Milestone)
		m.What, m.Day = of.What, of.Day
		all, err := a.desk.CaseClocks(c.ID)
		k.law = all.Known
		return k, err
	}, func(k known, err error) {
		if err != nil {
			h.Trouble(h.T("cases.clock.reading"), err, "")
			return
		}
		h.ShowForm(title, k.rec, kit.FormSpec{
			Hide: []string{"case"}, Save: a.desk.Save, Fit: fitMilestone, Resume: was,
			Warn:  func(r field.Record) field.Problems { return a.foretell(k.law, r.(*centre.Milestone)) },
			Saved: func(r field.Record, seq uint64) { a.cases.Done(r, seq, h.T("kit.saved", h.T("milestone"))) },
		})
	})
}

// fitMilestone leaves out of the form of a key date what no rule that counts from it asks for.
func fitMilestone(r field.Record) kit.Fit {
	m := r.(*centre.Milestone)
	needs, facts := law.Asks(m.What)
	var hide []string
	for key, need := range map[string]law.Need{"at": law.NeedAt, "weeks": law.NeedWeeks, "children": law.NeedChildren, "amount": law.NeedAmount} {
		if !slices.Contains(needs, need) && centre.MilestoneType.Field(key).Empty(m) {
			hide = append(hide, key)
		}
	}
	if len(facts) == 0 && len(m.Facts) == 0 {
		hide = append(hide, "facts")
	}
	slices.Sort(hide)
	offer := make([]string, 0, len(facts))
	for _, f := range facts {
		offer = append(offer, string(f))
	}
	return kit.Fit{Hide: hide, Offer: map[string][]string{"facts": offer}}
}

// foretell says which clocks would follow from a key date that is being typed.
func (a *area) foretell(known law.Known, m *centre.Milestone) field.Problems {
	if m.What == "" || !m.Day.Exact() || !m.Day.Valid() {
		return nil
	}
	h := a.host
	twice := slices.ContainsFunc(known.Milestones, func(o *centre.Milestone) bool { return o.What == m.What && o.Day == m.Day })
	known.Milestones = append(slices.Clone(known.Milestones), m)
	var says, meets []string
	var lacks field.Problems
	for _, c := range law.Follow(known, a.desk.Calendar()) {
		switch {
		case c.Met == m && c.Called:
			name := c.Rule.Name(h.Book)
			if late := c.Rule.LateBy(c.Day, m.Day, law.Moments{By: c.At, Met: m.At}); late.N > 0 {
				name = late.In(h.Book, "clocks.meets.late", name)
			}
			meets = append(meets, name)
		case c.From != m || !c.Called || c.Over:
		case len(c.Lack) > 0:
			p := c.Lack[0]
			lacks = append(lacks, field.Problem{Field: placeOf(p.Field), Say: "clocks.lacks", Args: []string{c.Rule.Name(h.Book), h.T("law.need." + p.Field)}})
		default:
			says = append(says, h.T("clocks.follows.one", c.Rule.Name(h.Book), c.When(h.Book)))
		}
	}
	var out field.Problems
	tell := func(key string, what []string) {
		if len(what) > 0 {
			out = out.Add("day", key, strings.Join(what, h.T("clocks.follows.between")))
		}
	}
	if twice {
		out = out.Add("day", "clocks.twice")
	}
	if m.At != 0 && field.DayOf(m.At.In(h.Context().Zone)) != m.Day {
		out = out.Add("at", "clocks.at.day")
	}
	tell("clocks.meets", meets)
	tell("clocks.follows", says)
	switch {
	case len(out) > 0:
		return append(out, lacks...)
	case len(lacks) > 0:
		return lacks[:1]
	}
	return out.Add("day", "clocks.follows.none")
}

// placeOf is the field of a key date at which what a clock lacks is said.
func placeOf(need string) string {
	if centre.MilestoneType.Field(need) != nil {
		return need
	}
	return "day"
}

// moreClocks offers what else can be counted in a case: first what its key dates start besides what the matter calls for, then any
// rule.
func (a *area) moreClocks(c *centre.Case) {
	h := a.host
	kit.Go(h, func() (office.CaseClocks, error) { return a.desk.CaseClocks(c.ID) }, func(all office.CaseClocks, err error) {
		if err != nil {
			h.Trouble(h.T("cases.clock.reading"), err, "")
			return
		}
		offered := all.Offered
		var options []kit.Option
		for i, k := range offered {
			note := k.When(h.Book)
			if len(k.Lack) > 0 {
				note = h.T("clocks.lacks.short", h.T("law.need."+k.Lack[0].Field))
			}
			options = append(options, kit.Option{Value: strconv.Itoa(i), Text: k.Rule.Name(h.Book), Note: note})
		}
		if len(options) == 0 {
			a.openClock(c)
			return
		}
		options = append(options, kit.Option{Value: "", Text: h.T("clocks.any"), New: true})
		h.Choose(h.T("clocks.more"), options, func(o kit.Option) {
			i, err := strconv.Atoi(o.Value)
			if err != nil || len(offered[i].Lack) > 0 {
				a.openClock(c)
				return
			}
			var from field.ID
			if offered[i].From != nil {
				from = offered[i].From.ID
			}
			a.change(c, h.T("kit.saved", h.T("deadline")), func() (uint64, error) { return a.desk.TakeClock(c.ID, offered[i].Rule.ID, from) })
		})
	})
}
