package office

import (
	"context"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
)

// Asking is a clock somebody wants kept with a case: a rule, and what it counts from.
type Asking struct {
	Rule    string
	Trigger field.Day
	law.Inputs
}

// AskClock keeps a clock with a case. What it counts from becomes a key date of the case, unless one of that kind and day is there;
// from then on the clock follows it. Codes: field.Denied, Locked, NotFound; field.Problems when it cannot be counted.
func (o *Office) AskClock(ctx context.Context, of field.ID, a Asking) (*centre.Deadline, store.Change, error) {
	var d *centre.Deadline
	c, err := o.perform(ctx, "ask-clock", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		r := law.Find(a.Rule)
		if r == nil {
			return fmt.Errorf("find rule: %w", field.NotFound)
		}
		due, ps := law.Compute(r, a.Trigger, a.Inputs, o.Calendar())
		if len(ps) > 0 {
			return ps
		}
		f, err := o.caseFile(v.Tx, of, nil)
		if err != nil {
			return err
		}
		d = &centre.Deadline{Case: of, Rule: r.ID, Trigger: due.Trigger, Computed: due.Day}
		if centre.Trigger.Term(r.Trigger) != nil {
			m, err := v.noteDates(f, r, due.Trigger, a.Inputs)
			if err != nil {
				return err
			}
			d.Follows, d.Milestone = asked, m
		}
		if kept := keptOf(f.kept, &law.Clock{Limitation: law.Limitation{Due: due}, From: &centre.Milestone{Meta: field.Meta{ID: d.Milestone}}}); kept != nil {
			kept.Follows, kept.Milestone, kept.Withdrawn, kept.Why = d.Follows, d.Milestone, field.Day{}, ""
			d = kept
		}
		return v.put(d)
	})
	if err != nil {
		return nil, c, err
	}
	return d, c, nil
}

// noteDates puts the days a clock counts from on record and returns the key date of its trigger.
func (v *verb) noteDates(f caseFile, r *law.Rule, trigger field.Day, in law.Inputs) (field.ID, error) {
	var facts []string
	for _, x := range in.Facts {
		facts = append(facts, string(x))
	}
	own := &centre.Milestone{Case: f.of.ID, What: r.Trigger, Day: trigger, At: in.At, Weeks: int64(in.Weeks), Children: int64(in.Children), Amount: int64(in.Amount), Facts: facts}
	dates := []*centre.Milestone{own}
	if !in.Birth.IsZero() && r.Trigger != "birth" {
		dates = append(dates, &centre.Milestone{Case: f.of.ID, What: "birth", Day: in.Birth, Children: int64(in.Children)})
	}
	if !in.Expected.IsZero() && r.Trigger != "expected" {
		dates = append(dates, &centre.Milestone{Case: f.of.ID, What: "expected", Day: in.Expected})
	}
	var first field.ID
	for i, m := range dates {
		for _, there := range f.known.Milestones {
			if there.What == m.What && there.Day == m.Day {
				m.ID = there.ID
				there.At, there.Weeks, there.Children, there.Amount = orElse(m.At, there.At), orElse(m.Weeks, there.Weeks), orElse(m.Children, there.Children), orElse(m.Amount, there.Amount)
				if len(m.Facts) > 0 {
					there.Facts = m.Facts
				}
				m = there
				break
			}
		}
		if err := v.put(m); err != nil {
			return first, err
		}
		if i == 0 {
			first = m.ID
		}
	}
	return first, nil
}

func orElse[T comparable](value, other T) T {
	var none T
	if value == none {
		return other
	}
	return value
}

// TakeClock keeps a clock that CaseClocks offered: the rule counted from that key date, zero for one of the person's dates. Codes:
// field.Denied, Locked, NotFound.
func (o *Office) TakeClock(ctx context.Context, of field.ID, rule string, milestone field.ID) (store.Change, error) {
	return o.perform(ctx, "ask-clock", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		f, err := o.caseFile(v.Tx, of, nil)
		if err != nil {
			return err
		}
		for i := range f.clocks {
			c := &f.clocks[i]
			from := field.ID{}
			if c.From != nil {
				from = c.From.ID
			}
			if c.Rule.ID != rule || from != milestone {
				continue
			}
			if len(c.Lack) > 0 {
				return c.Lack
			}
			d := keptOf(f.kept, c)
			if d == nil {
				d = &centre.Deadline{Case: of, Rule: rule}
			}
			tell(d, c)
			d.Follows = asked
			return v.put(d)
		}
		return fmt.Errorf("find clock: %w", field.NotFound)
	})
}

// MeetClock notes that what a clock is for was done on a day, or, without a day, that it was not after all: the key date that met it
// does not do so again. Codes: field.Denied, Locked, NotFound; field.Problems for a day that is not exact or still to come.
func (o *Office) MeetClock(ctx context.Context, id field.ID, day field.Day) (store.Change, error) {
	if !day.IsZero() && (!day.Exact() || !day.Valid() || o.Today().Before(day)) {
		return store.Change{}, fmt.Errorf("meet clock: %w", field.Problems{{Field: "done", Say: "clocks.problem.done"}})
	}
	return o.changeClock(ctx, "meet-clock", id, func(d *centre.Deadline) {
		if d.Done = day; !day.IsZero() {
			d.Met = field.ID{}
		}
	})
}

// DropClock puts a clock aside that this case does not need, with the reason; with back it counts again. Codes: field.Denied, Locked,
// NotFound; field.Problems without a reason.
func (o *Office) DropClock(ctx context.Context, id field.ID, reason string, back bool) (store.Change, error) {
	if back {
		return o.changeClock(ctx, "revive-clock", id, func(d *centre.Deadline) {
			d.Withdrawn, d.Why = field.Day{}, ""
			if d.Follows != "" {
				d.Follows = asked
			}
		})
	}
	if reason = field.Tidy(reason); reason == "" {
		return store.Change{}, fmt.Errorf("drop clock: %w", field.Problems{{Field: "reason", Say: "clocks.problem.reason"}})
	}
	return o.changeClock(ctx, "drop-clock", id, func(d *centre.Deadline) {
		d.Withdrawn, d.Why, d.Note = o.Today(), unneeded, reason
	})
}

// OverrideClock decides another day for a clock, with the reason; without a day the computed one counts again. Codes: field.Denied,
// Locked, NotFound; field.Problems without a reason.
func (o *Office) OverrideClock(ctx context.Context, id field.ID, day field.Day, reason string) (store.Change, error) {
	if !day.IsZero() && (!day.Exact() || !day.Valid()) {
		return store.Change{}, fmt.Errorf("override clock: %w", field.Problems{{Field: "override", Say: "clocks.problem.day"}})
	}
	return o.changeClock(ctx, "override-clock", id, func(d *centre.Deadline) { d.Override, d.Reason = day, field.Tidy(reason) })
}

func (o *Office) changeClock(ctx context.Context, name string, id field.ID, change func(*centre.Deadline)) (store.Change, error) {
	return o.perform(ctx, name, func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		d, err := store.As[*centre.Deadline](v.Get(centre.DeadlineType, id))
		if err != nil {
			return err
		}
		change(d)
		v.count(d.Case)
		return v.put(d)
	})
}
