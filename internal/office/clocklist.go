package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
)

// ClockGroup is where a clock stands in the list of all clocks.
type ClockGroup string

// The groups, in the order of the list.
const (
	ClocksHigh  ClockGroup = "high"  // of cases at high risk, over or due within thirty days
	ClocksOver  ClockGroup = "over"  // over
	ClocksThree ClockGroup = "three" // due within three days
	ClocksWeek  ClockGroup = "week"  // within seven
	ClocksMonth ClockGroup = "month" // within thirty
	ClocksUnset ClockGroup = "unset" // limits of the matter that nothing on record starts
	ClocksLater ClockGroup = "later"
	ClocksEnded ClockGroup = "ended" // over without anything missed: law.Rule.Ended
	ClocksStill ClockGroup = "still" // standing still
	ClocksDone  ClockGroup = "done"
)

// ClockGroups are all groups in their order.
var ClockGroups = []ClockGroup{ClocksHigh, ClocksOver, ClocksThree, ClocksWeek, ClocksMonth, ClocksUnset, ClocksLater, ClocksEnded, ClocksStill, ClocksDone}

// ClockLine is one clock of an open case, as the list of all clocks shows it.
type ClockLine struct {
	ID, Case  field.ID
	Number    string // of the case
	Matter    string
	Handler   string
	High      bool // the case is at high risk
	Rule      string
	Due, Done field.Day
	Paused    field.Day // since when it stands still
	Changed   field.Day // the day of Due was decided by a person
	Moments   law.Moments
	Left      int // days until Due; below zero it is over
	Over      int // hours begun since it ran out, where the rule counts hours
	Group     ClockGroup
	enquiry   bool // answered at once
}

// Late is how much too late a clock was met.
func (l *ClockLine) Late() law.Amount { return law.Find(l.Rule).LateBy(l.Due, l.Done, l.Moments) }

// AllClocks lists the clocks of all open cases: what has to be minded first comes first. Of rules in conflict the one to act on stands
// in the list; so do limits that nothing starts yet. With done, those that were met are in it too. What this account cannot open is
// left out. Code: field.Cancelled.
func (o *Office) AllClocks(ctx context.Context, done bool) ([]ClockLine, error) {
	open, err := o.openCases()
	if err != nil {
		return nil, fmt.Errorf("list clocks: %w", err)
	}
	q := store.Query{Where: []store.Cond{{Key: "done", Op: store.Blank}}}
	if done {
		q.Where = nil
	}
	rows, err := o.store.List(centre.DeadlineType, q)
	if err != nil {
		return nil, fmt.Errorf("list clocks: %w", err)
	}
	today, now := o.Today(), field.MomentOf(o.now())
	var out []ClockLine
	for i := range rows.Len() {
		if i%1000 == 0 && ctx.Err() != nil {
			return nil, fmt.Errorf("list clocks: %w", field.Cancelled)
		}
		d := rows.At(i).(*centre.Deadline)
		c, ok := open[d.Case]
		if !ok || !d.Withdrawn.IsZero() || rows.Faced(i) {
			continue
		}
		l := c
		l.ID, l.Case, l.Rule, l.Due, l.Done, l.Paused, l.Changed = rows.ID(i), d.Case, d.Rule, d.Due(), d.Done, d.Paused, d.Override
		if !d.Due().IsZero() {
			l.Left = int(d.Due().Time().Sub(today.Time()).Hours() / 24)
		}
		l.Moments = o.ClockMoments(l.ID, d.Rule)
		l.Over = l.Moments.Over(now)
		l.Group = clockGroup(d, &l, today)
		out = append(out, l)
	}
	out = actOnLater(out)
	unset, err := o.UnstartedCases("")
	if err != nil {
		return nil, err
	}
	out = append(out, unset...)
	slices.SortStableFunc(out, func(a, b ClockLine) int {
		return cmp.Or(cmp.Compare(slices.Index(ClockGroups, a.Group), slices.Index(ClockGroups, b.Group)), cmp.Compare(a.Due.String(), b.Due.String()), cmp.Compare(a.Number, b.Number))
	})
	return out, nil
}

// ClockMoments are when a clock of that rule ends and when it was met, where the rule counts hours. Of one that this account cannot open
// they are not known, and its days count.
func (o *Office) ClockMoments(id field.ID, rule string) law.Moments {
	if r := law.Find(rule); r == nil || r.Unit != law.Hours {
		return law.Moments{}
	}
	d, err := store.As[*centre.Deadline](o.store.Get(centre.DeadlineType, id)) // a row of a list does not have its key dates
	if err != nil {
		return law.Moments{}
	}
	return o.moments(d)
}

// moments are when a clock of hours ends and when it was met, by the moments of its key dates. Where a person decided on another day the
// hours no longer count.
func (o *Office) moments(d *centre.Deadline) (m law.Moments) {
	r := law.Find(d.Rule)
	if r == nil || r.Unit != law.Hours || !d.Override.IsZero() {
		return m
	}
	at := func(id field.ID) field.Moment {
		date, err := store.As[*centre.Milestone](o.store.Get(centre.MilestoneType, id))
		if err != nil {
			return 0 // there is none, or it is not this account's to see
		}
		return date.At
	}
	if due, ps := law.Compute(r, field.Day{}, law.Inputs{At: at(d.Milestone)}, o.Calendar()); len(ps) == 0 {
		m.By = due.At
	}
	if !d.Done.IsZero() {
		m.Met = at(d.Met)
	}
	return m
}

// openCases are the cases that still need somebody, by id, with what a line shows of them.
func (o *Office) openCases() (map[field.ID]ClockLine, error) {
	lines, err := o.caseLines(store.Query{Where: []store.Cond{store.Where("state", openStates()...)}})
	if err != nil {
		return nil, err
	}
	out := make(map[field.ID]ClockLine, len(lines))
	for _, l := range lines {
		out[l.Case] = l
	}
	return out, nil
}

// caseLines are the cases of a query that this account can open, with what a line shows of them.
func (o *Office) caseLines(q store.Query) ([]ClockLine, error) {
	rows, err := o.store.List(centre.CaseType, q)
	if err != nil {
		return nil, fmt.Errorf("read open cases: %w", err)
	}
	out := make([]ClockLine, 0, rows.Len())
	for i := range rows.Len() {
		if rows.Faced(i) {
			continue
		}
		c := rows.At(i).(*centre.Case)
		out = append(out, ClockLine{Case: rows.ID(i), Number: c.Number, Matter: c.Matter, Handler: c.Handler, High: c.Risk == centre.RiskHigh, enquiry: c.Enquiry == field.Yes})
	}
	return out, nil
}

func clockGroup(d *centre.Deadline, l *ClockLine, today field.Day) ClockGroup {
	switch {
	case !d.Done.IsZero():
		return ClocksDone
	case !d.Runs() || l.Due.IsZero():
		return ClocksStill
	case law.Find(d.Rule).Ended(l.Due, today):
		return ClocksEnded
	case l.High && l.Left <= 30:
		return ClocksHigh
	case l.Left < 0 || l.Over > 0:
		return ClocksOver
	case l.Left <= 3:
		return ClocksThree
	case l.Left <= 7:
		return ClocksWeek
	case l.Left <= 30:
		return ClocksMonth
	}
	return ClocksLater
}

// actOnLater leaves out of a case the earlier of two clocks whose rules conflict.
func actOnLater(all []ClockLine) []ClockLine {
	type pair struct {
		of   field.ID
		what string
	}
	last := map[pair]field.Day{}
	conflict := func(l *ClockLine) string {
		if r := law.Find(l.Rule); r != nil && l.Done.IsZero() {
			return r.Conflict
		}
		return ""
	}
	for i := range all {
		if what := conflict(&all[i]); what != "" {
			k := pair{all[i].Case, what}
			if last[k].Before(all[i].Due) {
				last[k] = all[i].Due
			}
		}
	}
	return slices.DeleteFunc(all, func(l ClockLine) bool {
		what := conflict(&l)
		return what != "" && l.Due.Before(last[pair{l.Case, what}])
	})
}
