package office

import (
	"errors"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// wording is a text made from records.
type wording struct {
	heading string
	body    string
	from    field.ID // the one body it is about; zero for several
	facts   []draft.Fact
}

// sources are the records a text is worded from.
type sources struct {
	programmes []*centre.Programme
	events     []*centre.Event
	awards     []*centre.Award
	indicators []*centre.Indicator
}

// worded words records: totals of programmes, events host by host, then honours, then figures. Where several hosts are told of, each
// paragraph names its own.
func (o *Office) worded(from []field.ID, b *say.Book) (wording, error) {
	var w wording
	told, err := o.sources(from)
	if err != nil {
		return w, err
	}
	var ps []draft.Passage
	for _, p := range told.programmes {
		s, err := o.programmeNow(p)
		if err != nil {
			return w, err
		}
		ps = append(ps, draft.ProgrammeTotals(s, b))
	}
	groups, err := o.groupsOf(told.events)
	if err != nil {
		return w, err
	}
	for _, g := range groups {
		ps = append(ps, draft.Group(g, b))
	}
	for _, a := range told.awards {
		if p, ok := draft.Award(a, o.publicName, b); ok {
			ps = append(ps, p)
		}
	}
	for _, i := range told.indicators {
		base, err := o.baseOf(i)
		if err != nil {
			return w, err
		}
		ps = append(ps, draft.Indicator(i, base, o.publicName, b))
	}
	if len(ps) == 0 {
		return w, field.Problems{{Say: "editing.nothing"}}
	}
	w.heading, w.facts = o.headingOf(told, b), draft.Facts(ps)
	var paragraphs []string
	for _, p := range ps {
		text := p.Text(b)
		if len(groups) > 1 && len(p.Hosts) == 1 && p.Hosts[0].Name != "" {
			text = b.T("editing.from", text, p.Hosts[0].Name)
		}
		paragraphs = append(paragraphs, text)
	}
	w.body = strings.Join(paragraphs, "\n")
	if len(groups) == 1 && len(groups[0].Hosts) == 1 {
		w.from = groups[0].Hosts[0].ID
	}
	return w, nil
}

// groupsOf puts events that were held to their hosts, each with the honours given at it.
func (o *Office) groupsOf(events []*centre.Event) ([]summary.HostGroup, error) {
	groups := summary.Programme(nil, events, o.publicName).Groups
	for _, g := range groups {
		for i := range g.Events {
			awards, err := partsOf[*centre.Award](o, centre.AwardType, g.Events[i].ID)
			if err != nil {
				return nil, err
			}
			for _, a := range awards {
				g.Events[i].Awards = append(g.Events[i].Awards, summary.AwardLine{
					ID: a.ID, Name: a.Name, Rank: a.Rank, Unit: summary.Host{ID: a.Unit, Name: o.publicName(a.Unit)}, Number: a.Number, By: a.By,
				})
			}
		}
	}
	return groups, nil
}

// programmeNow sums up a programme as its events are.
func (o *Office) programmeNow(p *centre.Programme) (summary.ProgrammeSummary, error) {
	rows, err := o.store.List(centre.EventType, store.Query{Where: []store.Cond{store.Where("programme", p.ID.String())}, Sort: store.ByMade})
	if err != nil {
		return summary.ProgrammeSummary{}, err
	}
	var events []*centre.Event
	for i := range rows.Len() {
		e, err := live[*centre.Event](o, centre.EventType, rows.ID(i))
		if err != nil {
			return summary.ProgrammeSummary{}, err
		}
		events = append(events, e)
	}
	return summary.Programme(p, events, o.publicName), nil
}

// sources opens the records a text is worded from. A deleted one is left out.
func (o *Office) sources(from []field.ID) (out sources, err error) {
	for _, id := range from {
		for _, t := range []*field.Type{centre.EventType, centre.AwardType, centre.IndicatorType, centre.ProgrammeType} {
			r, err := o.store.Get(t, id)
			if errors.Is(err, field.NotFound) {
				continue
			}
			if err != nil {
				return out, err
			}
			if r.Base().Gone != 0 {
				break
			}
			switch r := r.(type) {
			case *centre.Event:
				out.events = append(out.events, r)
			case *centre.Award:
				out.awards = append(out.awards, r)
			case *centre.Indicator:
				out.indicators = append(out.indicators, r)
			case *centre.Programme:
				out.programmes = append(out.programmes, r)
			}
			break
		}
	}
	return out, nil
}

// baseOf is the figure that a figure is a share of; nil for none.
func (o *Office) baseOf(i *centre.Indicator) (*centre.Indicator, error) {
	if i.Share == (field.ID{}) {
		return nil, nil
	}
	base, err := live[*centre.Indicator](o, centre.IndicatorType, i.Share)
	if errors.Is(err, field.NotFound) {
		return nil, nil
	}
	return base, err
}

// headingOf is the heading a text begins with: of one event its own, of several the programme they belong to.
func (o *Office) headingOf(from sources, b *say.Book) string {
	events, awards := from.events, from.awards
	if len(from.programmes) > 0 {
		return strings.TrimSpace(from.programmes[0].Name)
	}
	if len(events) > 0 {
		first := events[0]
		same := !slices.ContainsFunc(events, func(e *centre.Event) bool { return e.Programme != first.Programme })
		if name := o.publicName(first.Programme); len(events) > 1 && same && name != "" {
			return name
		}
		return draft.Heading(summary.Event(first, o.publicName), b)
	}
	if len(awards) > 0 {
		return strings.TrimSpace(o.publicName(awards[0].Unit) + awards[0].Name)
	}
	return from.indicators[0].Name
}
