package fake

import (
	"slices"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// inCharge is who approves in the sample.
const inCharge = "陆例琴"

// Act makes the decision that a case is accepted; its case is new unless it is given.
func (m *Maker) Act(with ...func(*centre.Act)) *centre.Act {
	return made(m, &centre.Act{Case: m.ID(), What: centre.Accepted, At: m.officeHour(workday(m.ago(m.between(0, 60)))), By: pick(m, staff)}, with)
}

// ways are the decisions that led to a state, in order; accepting comes before the steps, the others after them.
var ways = map[string][]string{
	"registered": {}, "pending": {centre.Accepted, centre.SetAside}, "withdrawn": {centre.Accepted, centre.Withdrawn},
	"closing": {centre.Accepted, centre.Proposed}, "closed": {centre.Accepted, centre.Proposed, centre.Approved},
	"callback": {centre.Accepted, centre.Proposed, centre.Approved, centre.CalledBack},
	"archived": {centre.Accepted, centre.Proposed, centre.Approved, centre.CalledBack, centre.Archived},
}

// worked adds the steps of a case and the decisions that go with them. A case that is under way stands where its steps bring it.
func (s *sample) worked(c *centre.Case, steps []*centre.Step) {
	if (centre.ByStep(c.State) || c.State == "accepted") && len(steps) > 0 {
		c.State = centre.StateOf(nil, steps)
	}
	for _, step := range steps {
		s.add(step)
	}
	s.add(s.m.decisions(c, steps)...)
}

// decisions makes the decisions that brought a case with these steps to its state, and makes what stands in the case agree with them.
func (m *Maker) decisions(c *centre.Case, steps []*centre.Step) (out []field.Record) {
	if c.State == "closed" && c.Closed.Add(centre.CallBackAfter(c.Outcome)+15).Before(m.today) {
		c.State, c.CallNote = "archived", "当事人说约定的事项已经兑现，没有新的问题。" // nobody forgets to call for a year
	}
	way, ok := ways[c.State]
	if !ok {
		way = []string{centre.Accepted}
	}
	c.Highest = centre.HighestService(steps)
	m.fitOutcome(c, steps)
	at := c.Received.In(Zone).Add(10 * time.Minute)
	for _, what := range way {
		out = append(out, m.Act(func(a *centre.Act) {
			a.Case, a.What, a.At, a.By = c.ID, what, field.MomentOf(at), c.Handler
			m.decided(c, a)
		}))
		if n := len(steps); n > 0 && at.Before(steps[n-1].At.In(Zone)) {
			at = steps[n-1].At.In(Zone)
		}
		at = at.Add(3 * time.Hour)
	}
	return out
}

// decided fills what belongs to a decision, here and in the case.
func (m *Maker) decided(c *centre.Case, a *centre.Act) {
	day := field.DayOf(a.At.In(Zone))
	switch a.What {
	case centre.SetAside:
		a.Reason = "等当事人补齐材料。"
	case centre.Withdrawn:
		a.Reason = "当事人说已经另找到工作，不再主张。"
	case centre.Proposed:
		a.Outcome, a.Claimed, a.Awarded, a.Paid, a.Happy = c.Outcome, c.Claimed, c.Awarded, c.Paid, c.Happy
	case centre.Approved:
		a.By, c.Approved, c.Closed = inCharge, inCharge, day
		if c.CallBack.IsZero() {
			c.CallBack = day.Add(centre.CallBackAfter(c.Outcome))
		}
	case centre.CalledBack:
		a.Reason, c.CallBack = c.CallNote, day
	}
}

// fitOutcome gives a case an outcome that its steps allow.
func (m *Maker) fitOutcome(c *centre.Case, steps []*centre.Step) {
	if c.Outcome == "" || c.Outcome == "withdrawn" || slices.Contains(centre.Outcomes("", steps), c.Outcome) {
		return
	}
	c.Outcome = "advised"
	if c.Awarded > 0 && slices.Contains(centre.Outcomes("", steps), "settled") {
		c.Outcome = "settled"
		return
	}
	c.Awarded, c.Paid = 0, 0
	for _, s := range steps {
		s.Money = 0
	}
}
