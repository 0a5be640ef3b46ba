package office

import (
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
)

// unstarted are the limits that an open case has by its matter and that nothing on record starts.
func (f caseFile) unstarted() []*law.Rule {
	if !f.of.Open() || f.of.Enquiry == field.Yes {
		return nil
	}
	return slices.DeleteFunc(law.Unstarted(f.known), func(r *law.Rule) bool {
		return slices.ContainsFunc(f.kept, func(d *centre.Deadline) bool { return d.Rule == r.ID && d.Withdrawn.IsZero() })
	})
}

// UnstartedCases returns a line for every limit that has begun in an accepted case and that nothing on record starts, the oldest case
// first. handler narrows them to the cases of one person; empty takes all. What this account cannot open is left out.
func (o *Office) UnstartedCases(handler string) ([]ClockLine, error) {
	where := []store.Cond{store.Where("state", slices.DeleteFunc(openStates(), func(s string) bool { return s == "registered" })...)}
	if handler != "" {
		where = append(where, store.Where("handler", handler))
	}
	open, err := o.caseLines(store.Query{Where: where, Sort: "received"})
	if err != nil || len(open) == 0 {
		return nil, err
	}
	begun := law.UnstartedFor(o.lawRegion(o.store, nil))
	open = slices.DeleteFunc(open, func(l ClockLine) bool { return l.enquiry || begun[l.Matter] == nil })
	dates, err := o.datesOf(open)
	if err != nil {
		return nil, err
	}
	running, err := o.rulesOf(open)
	if err != nil {
		return nil, err
	}
	var out []ClockLine
	for _, l := range open {
		for _, r := range begun[l.Matter] {
			if !r.StartedBy(dates[l.Case]) && !slices.Contains(running[l.Case], r.ID) {
				l.ID, l.Rule, l.Group = l.Case, r.ID, ClocksUnset
				out = append(out, l)
			}
		}
	}
	return out, nil
}

// datesOf returns the key dates of the cases of some lines.
func (o *Office) datesOf(of []ClockLine) (map[field.ID][]*centre.Milestone, error) {
	out := caseSet[*centre.Milestone](of)
	rows, err := o.store.List(centre.MilestoneType, store.Query{})
	if err != nil {
		return nil, fmt.Errorf("read key dates: %w", err)
	}
	for i := range rows.Len() {
		m := rows.At(i).(*centre.Milestone)
		if all, in := out[m.Case]; in {
			out[m.Case] = append(all, m)
		}
	}
	return out, nil
}

// rulesOf returns the rules by which the cases of some lines have clocks.
func (o *Office) rulesOf(of []ClockLine) (map[field.ID][]string, error) {
	out := caseSet[string](of)
	rows, err := o.store.List(centre.DeadlineType, store.Query{})
	if err != nil {
		return nil, fmt.Errorf("read clocks: %w", err)
	}
	for i := range rows.Len() {
		d := rows.At(i).(*centre.Deadline)
		if all, in := out[d.Case]; in && d.Withdrawn.IsZero() {
			out[d.Case] = append(all, d.Rule)
		}
	}
	return out, nil
}

func caseSet[T any](of []ClockLine) map[field.ID][]T {
	out := make(map[field.ID][]T, len(of))
	for _, l := range of {
		out[l.Case] = nil
	}
	return out
}
