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
	m, _, err := o.foresee(ctx, o.calendarWith(y), tell)
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

// foresee counts with another calendar, and returns the cases in which a clock changes.
func (o *Office) foresee(ctx context.Context, cal law.Calendar, tell store.Progress) (m Moves, changed []field.ID, err error) {
	ids, err := o.recountable()
	if err != nil {
		return m, nil, fmt.Errorf("foresee clocks: %w", err)
	}
	for some := range slices.Chunk(ids, countBatch) {
		if ctx.Err() != nil {
			return m, nil, fmt.Errorf("foresee clocks: %w", field.Cancelled)
		}
		files, err := o.caseFiles(o.store, some, &heeding{cal: &cal})
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

// moves counts a clock that is kept and gets that day.
func (m *Moves) moves(d *centre.Deadline, day field.Day) bool {
	if day == d.Computed {
		return false
	}
	if d.Override.IsZero() {
		m.Clocks++
		if day.Before(d.Computed) {
			m.Earlier++
		}
	}
	return true
}
