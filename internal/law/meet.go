package law

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// meet finds for every clock the key date on which what it asks for was done: the application was handed in, the award came.
func (f *follower) meet() {
	for i := range f.out {
		if c := &f.out[i]; len(c.Lack) == 0 {
			c.Met = f.meeting(c)
		}
	}
}

// Meeting returns the key date on which what a clock asks for was done, or nil; for clocks that follow from nothing on record.
func Meeting(k Known, c *Clock) *centre.Milestone {
	f := follower{Known: k}
	f.order()
	return f.meeting(c)
}

// meeting returns the key date that meets a clock: the first of those its rule names from the day it counts from on; of a time that
// is counted back, the last before that day. Where what starts the rule happened again in between, only what was in time counts
// for the older clock: what came later may have been about the newer one, and a clock that still runs does less harm than one
// that is wrongly at rest. A claim that was taken back does not meet the limit that runs anew since.
func (f *follower) meeting(c *Clock) *centre.Milestone {
	back := c.Rule.Method == before
	order := slices.All(f.Milestones)
	if back {
		order = slices.Backward(f.Milestones)
	}
	for _, m := range order {
		between := [2]field.Day{c.Trigger, m.Day}
		if back {
			between = [2]field.Day{m.Day, c.Trigger}
		}
		switch {
		case !slices.Contains(c.Rule.Met, m.What) || m == c.From || between[1].Before(between[0]):
		case !f.Today.IsZero() && f.Today.Before(m.Day):
		case m.What == arbFiled && c.Rule.Takes(Interrupt) && !c.Start.IsZero() && f.takenBack(m, c.Start.Add(-1)):
		case f.again(c, m, between) && (back || c.Rule.Late(c.Day, m.Day) > 0):
		default:
			return m
		}
	}
	return nil
}

// again reports whether what starts a clock happened once more between two days, but for the key date that may meet it: one
// screening meets the clock of the last.
func (f *follower) again(c *Clock, but *centre.Milestone, between [2]field.Day) bool {
	return slices.ContainsFunc(f.Milestones, func(m *centre.Milestone) bool {
		return m != but && m != c.From && m.What == c.Rule.Trigger && m.Day != c.Trigger && !m.Day.Before(between[0]) && !between[1].Before(m.Day)
	})
}

// overtake marks the clocks that something later on the way has settled without their own key date on record: an award was made, so
// the claim was accepted on some day that nobody noted. They are not met, for that would say how late.
func (f *follower) overtake() {
	for i := range f.out {
		c := &f.out[i]
		if c.Met != nil {
			continue
		}
		for _, m := range f.Milestones {
			if slices.Contains(c.Rule.Over, m.What) && !m.Day.Before(c.Trigger) && (f.Today.IsZero() || !f.Today.Before(m.Day)) {
				c.Over = true
			}
		}
	}
}
