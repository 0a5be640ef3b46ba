package office

import (
	"context"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
)

// Moves is what another calendar does to clocks.
type Moves struct {
	Cases   int // that were looked at
	Clocks  int // that get another day
	Earlier int // of them: an earlier one
	New     int // that can be counted now, and could not before
	Stopped int // that can no longer be counted
}

// Foresee says what SetHolidays of a year would do to the clocks, or, for a year without days, DropHolidays. Nothing is changed.
// tell, which may be nil, hears how many cases were looked at. Code: field.Cancelled.
func (o *Office) Foresee(ctx context.Context, y law.Year, tell store.Progress) (Moves, error) {
	m, _, err := o.foresee(ctx, y.Year, o.calendarWith(y), tell)
	return m, err
}

// calendarWith is the calendar with a year in place of the one that counts now; without days the one the program comes with, if any.
func (o *Office) calendarWith(y law.Year) law.Calendar {
	if len(y.Days) > 0 {
		return o.Calendar().With(y)
	}
	cal := law.BuiltIn()
	for _, own := range o.imported() {
		if own.Year != y.Year {
			cal = cal.With(own)
		}
	}
	return cal
}

// foresee counts with a calendar that has another arrangement of a year, and returns the cases in which a clock changes.
func (o *Office) foresee(ctx context.Context, year int, cal law.Calendar, tell store.Progress) (m Moves, changed []field.ID, err error) {
	ids, err := o.dependent(year)
	if err != nil {
		return m, nil, fmt.Errorf("foresee clocks: %w", err)
	}
	from, err := o.inRows(ids)
	if err != nil {
		return m, nil, fmt.Errorf("foresee clocks: %w", err)
	}
	for some := range slices.Chunk(ids, countBatch) {
		if ctx.Err() != nil {
			return m, nil, fmt.Errorf("foresee clocks: %w", field.Cancelled)
		}
		files, err := o.caseFiles(from, some, &heeding{cal: &cal})
		if err != nil {
			return m, nil, fmt.Errorf("foresee clocks: %w", err)
		}
		for _, f := range files {
			if m.add(f, cal) {
				changed = append(changed, f.of.ID)
			}
		}
		if m.Cases += len(some); tell != nil {
			tell(m.Cases, len(ids))
		}
	}
	return m, changed, nil
}

// dependent are the cases with clocks whose days the arrangement of a year may change: their time touches the year or the one beside it,
// into which a last day moves, or a key date there starts something that could not be counted before.
func (o *Office) dependent(year int) ([]field.ID, error) {
	rows, err := o.store.List(centre.DeadlineType, store.Query{})
	if err != nil {
		return nil, err
	}
	var out []field.ID
	seen := map[field.ID]bool{}
	take := func(id field.ID, faced, touches bool) {
		if touches && !faced && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	for i := range rows.Len() {
		d := rows.At(i).(*centre.Deadline)
		first, last := d.Trigger.Year, d.Computed.Year
		if d.Computed.IsZero() {
			last = year // it stands still, and nobody knows how long
		}
		take(d.Case, rows.Faced(i), min(first, last) <= year+1 && year <= max(first, last)+1)
	}
	dates, err := o.store.List(centre.MilestoneType, store.Query{})
	if err != nil {
		return nil, err
	}
	for i := range dates.Len() {
		m := dates.At(i).(*centre.Milestone)
		take(m.Case, dates.Faced(i), m.Day.Year == year || m.Day.Year == year+1)
	}
	return out, nil
}

// inRows reads what clocks need of cases and persons from what is kept in memory, and the rest from the store.
type inRows struct {
	*store.Store
	cases map[field.ID]*centre.Case
	dated map[field.ID]bool // persons whose dates may count
}

func (o *Office) inRows(ids []field.ID) (inRows, error) {
	r := inRows{Store: o.store, cases: make(map[field.ID]*centre.Case, len(ids)), dated: map[field.ID]bool{}}
	for _, id := range ids {
		r.cases[id] = nil
	}
	rows, err := o.store.List(centre.CaseType, store.Query{})
	if err != nil {
		return r, err
	}
	for i := range rows.Len() {
		id := rows.ID(i)
		if _, wanted := r.cases[id]; wanted && !rows.Faced(i) {
			r.cases[id] = rows.At(i).(*centre.Case)
		}
	}
	persons, err := o.store.List(centre.PersonType, store.Query{Where: []store.Cond{store.Where("period", law.DatedPeriods...)}})
	if err != nil {
		return r, err
	}
	for i := range persons.Len() {
		r.dated[persons.ID(i)] = true
	}
	return r, nil
}

// Get is called while cases are read.
func (r inRows) Get(t *field.Type, id field.ID) (field.Record, error) {
	switch {
	case t == centre.CaseType && r.cases[id] != nil:
		return r.cases[id], nil
	case t == centre.CaseType, t == centre.PersonType && !r.dated[id]:
		return nil, field.NotFound
	}
	return r.Store.Get(t, id)
}

// add counts what changes in a case, and reports whether anything does. Where a person decided on another day, that one stays.
func (m *Moves) add(f caseFile, cal law.Calendar) (changes bool) {
	for i := range f.clocks {
		changes = m.follows(f, &f.clocks[i]) || changes
	}
	for _, d := range f.kept {
		if l, known := byHandLimit(d, f.known.Steps, cal); known && d.Done.IsZero() {
			changes = m.moves(d, l.Day) || changes
		}
	}
	return changes
}

// follows counts what changes in a clock that follows from what is on record.
func (m *Moves) follows(f caseFile, c *law.Clock) bool {
	d := keptOf(f.kept, c)
	lacks := len(c.Lack) > 0
	switch {
	case c.Over:
	case d == nil && (!c.Called || lacks || c.Trigger.IsZero() || keptOf(f.gone, c) != nil):
	case d == nil:
		m.New++
		return true
	case d.ByHand() || d.Why == unneeded || d.ReadOnly || !c.Called && d.Follows != asked:
	case d.Withdrawn.IsZero() && lacks:
		m.Stopped++
		return true
	case !d.Withdrawn.IsZero() && !lacks:
		m.New++
		return true
	case !lacks:
		return m.moves(d, c.Day)
	}
	return false
}

// moves counts a clock that is kept and gets that day; one that was met only changes in whether that was late.
func (m *Moves) moves(d *centre.Deadline, day field.Day) bool {
	if day == d.Computed {
		return false
	}
	if d.Override.IsZero() && d.Done.IsZero() {
		m.Clocks++
		if day.Before(d.Computed) {
			m.Earlier++
		}
	}
	return true
}
