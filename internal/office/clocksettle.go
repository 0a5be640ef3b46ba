package office

import (
	"cmp"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
)

// settle makes the kept clocks of a case say what its clocks are now.
func (v *verb) settle(f caseFile) error {
	met := map[*centre.Deadline]bool{}
	for i := range f.clocks {
		c := &f.clocks[i]
		d := keptOf(f.kept, c)
		if d == nil {
			if err := v.makeClock(f, c); err != nil {
				return err
			}
			continue
		}
		met[d] = true
		if err := v.follow(d, c); err != nil {
			return err
		}
	}
	for _, d := range f.kept {
		if met[d] {
			continue
		}
		var err error
		if d.Follows == "" {
			err = v.followByHand(d, f)
		} else {
			err = v.withdraw(d, "gone")
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// keptOf returns the clock kept for that rule and key date; one that was computed by hand from the same day counts as that.
func keptOf(kept []*centre.Deadline, c *law.Clock) *centre.Deadline {
	var from field.ID
	if c.From != nil {
		from = c.From.ID
	}
	for _, d := range kept {
		if d.Rule == c.Rule.ID && d.Follows != "" && d.Milestone == from {
			return d
		}
	}
	for _, d := range kept {
		if d.Rule == c.Rule.ID && d.Follows == "" && d.Trigger == c.Trigger && !c.Trigger.IsZero() {
			return d
		}
	}
	return nil
}

// makeClock keeps a clock that the matter calls for, unless somebody deleted it before.
func (v *verb) makeClock(f caseFile, c *law.Clock) error {
	if !c.Called || c.Over || len(c.Lack) > 0 || c.Trigger.IsZero() {
		return nil
	}
	if keptOf(f.gone, c) != nil {
		return nil
	}
	d := &centre.Deadline{Case: f.of.ID, Rule: c.Rule.ID}
	tell(d, c)
	return v.put(d)
}

// follow makes a kept clock say what its rule says now.
func (v *verb) follow(d *centre.Deadline, c *law.Clock) error {
	switch {
	case d.ByHand() || d.Why == unneeded || d.ReadOnly:
		return nil
	case len(c.Lack) > 0:
		return v.withdraw(d, "lacks")
	case c.Over:
		return v.withdraw(d, "over")
	case !c.Called && d.Follows != asked && d.Follows != "":
		return v.withdraw(d, "rule")
	}
	was := d.Follows
	tell(d, c)
	if was == asked {
		d.Follows = asked
	}
	return v.put(d)
}

// tell writes what was counted into a clock. Another day somebody decided on stays, and so does her reason.
func tell(d *centre.Deadline, c *law.Clock) {
	d.Trigger, d.Computed, d.Paused = c.Trigger, c.Day, c.Paused
	d.Withdrawn, d.Why = field.Day{}, ""
	d.Follows, d.Milestone = c.Follows, field.ID{}
	if c.From != nil {
		d.Milestone = c.From.ID
	}
	meet(d, c.Met)
}

// meet says of a clock that what it asks for was done on a key date, or on none.
func meet(d *centre.Deadline, on *centre.Milestone) {
	switch {
	case on == nil:
		unmeet(d)
	case d.Done.IsZero() && d.Met == on.ID: // a person said that this key date does not meet it
	default:
		d.Met, d.Done = on.ID, on.Day
	}
}

// unmeet takes back that a key date met a clock.
func unmeet(d *centre.Deadline) {
	if !d.ByHand() {
		d.Met, d.Done = field.ID{}, field.Day{}
	}
}

// withdraw says of a clock that it no longer counts, since when and why. It stays on the page of the case.
func (v *verb) withdraw(d *centre.Deadline, why string) error {
	if d.ByHand() || !d.Withdrawn.IsZero() || d.ReadOnly {
		return nil
	}
	unmeet(d)
	d.Withdrawn, d.Why = v.office.Today(), why
	return v.put(d)
}

// followByHand counts a clock that was computed by hand with what was done since: what stopped a limitation, what met it.
func (v *verb) followByHand(d *centre.Deadline, f caseFile) error {
	r := law.Find(d.Rule)
	if r == nil || d.ByHand() || d.Why == unneeded || d.ReadOnly {
		return nil
	}
	if l, known := byHandLimit(d, f.known.Steps, v.office.clockCalendar(&v.clocks)); known {
		d.Computed, d.Paused = l.Day, l.Paused
	}
	meet(d, metByHand(d, f.known))
	return v.put(d)
}

// metByHand is the key date on which what a clock asks for was done that follows nothing on record, or nil.
func metByHand(d *centre.Deadline, k law.Known) *centre.Milestone {
	c := law.Clock{}
	c.Rule, c.Trigger, c.Day = law.Find(d.Rule), d.Trigger, d.Computed
	return law.Meeting(k, &c)
}

// byHandLimit counts a limitation that follows nothing on record; what cannot be counted stays as somebody computed it.
func byHandLimit(d *centre.Deadline, steps []*centre.Step, cal law.Calendar) (law.Limitation, bool) {
	r := law.Find(d.Rule)
	if r == nil || len(r.Effects) == 0 || d.Follows != "" {
		return law.Limitation{}, false
	}
	l, ps := law.Limit(r, d.Trigger, law.Events(steps), law.Inputs{}, cal)
	return l, len(ps) == 0
}

// CaseClock is a clock of a case: as it is kept, and as it counts.
type CaseClock struct {
	Kept *centre.Deadline // nil: offered, and not kept until somebody asks for it
	law.Clock
	Moments law.Moments
}

// Late is how much too late a kept clock was met.
func (c *CaseClock) Late() law.Amount { return c.Rule.LateBy(c.Kept.Due(), c.Kept.Done, c.Moments) }

// CaseClocks are the clocks of a case.
type CaseClocks struct {
	Known     law.Known   // what is on record that clocks follow from
	Kept      []CaseClock // in the order in which they come due
	Offered   []CaseClock // of its key dates, that nobody asked for
	Unstarted []*law.Rule // limits an open case has by its matter, that nothing on record starts: nobody would be warned of them

	Told   *centre.Milestone // a key date of an open case that is not on record, and the step that tells of it: see law.Told
	ToldBy *centre.Step
}

// CaseClocks returns the clocks of a case. Codes: field.NotFound, Locked.
func (o *Office) CaseClocks(id field.ID) (out CaseClocks, err error) {
	f, err := o.caseFile(o.store, id, nil)
	if err != nil {
		return out, err
	}
	out.Known = f.known
	met := map[*centre.Deadline]bool{}
	for _, c := range f.clocks {
		if d := keptOf(f.kept, &c); d != nil {
			met[d] = true
			out.Kept = append(out.Kept, CaseClock{d, c, o.moments(d)})
			continue
		}
		out.Offered = append(out.Offered, CaseClock{Clock: c})
	}
	for _, d := range f.kept {
		if !met[d] {
			out.Kept = append(out.Kept, CaseClock{d, o.byHand(d, f.known), o.moments(d)})
		}
	}
	orderClocks(out.Kept, o.Today())
	out.Unstarted = f.unstarted()
	return out, o.readTold(f.of, &out)
}

// readTold finds the key date that a step of an open case tells of.
func (o *Office) readTold(c *centre.Case, out *CaseClocks) error {
	if !c.Open() {
		return nil
	}
	steps, err := partsOf[*centre.Step](o, centre.StepType, c.ID)
	if err != nil {
		return err
	}
	var running []*law.Clock
	for i := range out.Kept {
		if out.Kept[i].Kept.Runs() {
			running = append(running, &out.Kept[i].Clock)
		}
	}
	out.Told, out.ToldBy = law.Told(running, steps)
	return nil
}

// byHand counts a clock that follows nothing on record, for what is to be said of it.
func (o *Office) byHand(d *centre.Deadline, k law.Known) law.Clock {
	c := law.Clock{Follows: d.Follows}
	c.Trigger, c.Day = d.Trigger, d.Computed
	r := law.Find(d.Rule)
	if c.Rule = r; r == nil {
		return c
	}
	c.Met = metByHand(d, k)
	if l, ps := law.Limit(r, d.Trigger, law.Events(k.Steps), law.Inputs{}, o.Calendar()); len(ps) == 0 && len(r.Effects) > 0 {
		c.Limitation = l
	} else if due, ps := law.Compute(r, d.Trigger, law.Inputs{}, o.Calendar()); len(ps) == 0 && due.Day == d.Computed {
		c.Due = due
	}
	return c
}

// recountable are the cases with clocks.
func (o *Office) recountable() ([]field.ID, error) {
	rows, err := o.store.List(centre.DeadlineType, store.Query{})
	if err != nil {
		return nil, err
	}
	var out []field.ID
	seen := map[field.ID]bool{}
	for i := range rows.Len() {
		if d := rows.At(i).(*centre.Deadline); !rows.Faced(i) && !seen[d.Case] {
			seen[d.Case] = true
			out = append(out, d.Case)
		}
	}
	return out, nil
}

// orderClocks puts what has to be minded first: by the day it comes due, then what stands still or is over, what was met, what was
// withdrawn.
func orderClocks(cs []CaseClock, today field.Day) {
	slices.SortStableFunc(cs, func(a, b CaseClock) int {
		return cmp.Or(cmp.Compare(restOf(a.Kept, today), restOf(b.Kept, today)), cmp.Compare(a.Kept.Due().String(), b.Kept.Due().String()))
	})
}

func restOf(d *centre.Deadline, today field.Day) int {
	switch {
	case !d.Withdrawn.IsZero():
		return 3
	case !d.Done.IsZero():
		return 2
	case !d.Runs(), law.Find(d.Rule).Ended(d.Due(), today):
		return 1
	}
	return 0
}
