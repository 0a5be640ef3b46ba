package law

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Known is what is on record of a case that clocks can follow from.
type Known struct {
	Region     string    // CN, CN-JS …
	Matter     string    // code of centre.Matter
	Received   field.Day // when the case came in
	Today      field.Day // what is noted for a later day is not done yet
	Milestones []*centre.Milestone
	Period     string    // of the person: code of centre.Period
	Child      field.Day // her due date, or the birth date of her child
	Steps      []*centre.Step
}

// Clock is a rule that counts from something on record of a case.
type Clock struct {
	Limitation                   // Rule is always there; without a Day it stands still, does not run, or Lack says why
	Follows    string            // code of centre.Follows
	From       *centre.Milestone // nil: it follows the person's dates or the day the case came in
	Called     bool              // the matter calls for it; the others are there for the asking
	Met        *centre.Milestone // the key date on which what it asks for was done; nil: none is on record
	Over       bool              // what happened since has settled it, whether or not it was noted as done
	Lack       field.Problems    // what is missing for counting it
}

// DatedPeriods are the codes of centre.Period in which the date that stands with a person counts: expected, or of the birth.
var DatedPeriods = []string{"pregnant", "maternity", "nursing"}

// The codes of centre.Follows.
const (
	byMilestone = "milestone"
	byPerson    = "person"
	byReceived  = "received"
)

// Follow returns the clocks of a case: every rule in force whose trigger is on record, counted, with whether a case of this matter
// calls for it. Of rules that are alternatives it takes the one for what is known; of rules in conflict both, the later day first.
func Follow(k Known, cal Calendar) []Clock {
	f := follower{Known: k, cal: cal}
	f.order()
	f.learn()
	for _, m := range f.Milestones {
		f.start(m, m.What, false)
	}
	f.standIns()
	f.leads()
	f.settle()
	f.meet()
	f.overtake()
	return f.out
}

// follower is a case on its way through the rules.
type follower struct {
	Known
	cal    Calendar
	in     Inputs // what holds for the whole case
	child  *centre.Milestone
	events []Event
	stray  []Event
	leave  []Due
	out    []Clock
}

// order puts the key dates that count in the order of their days.
func (f *follower) order() {
	f.Milestones = slices.DeleteFunc(slices.Clone(f.Milestones), func(m *centre.Milestone) bool { return !dated(m) })
	slices.SortStableFunc(f.Milestones, func(a, b *centre.Milestone) int { return compare(a.Day, b.Day) })
}

// last returns the newest key date of that kind, or nil.
func (f *follower) last(what string) *centre.Milestone {
	for _, m := range slices.Backward(f.Milestones) {
		if m.What == what {
			return m
		}
	}
	return nil
}

// learn gathers what several rules ask for: the child, the leave, what stopped a limitation.
func (f *follower) learn() {
	switch {
	case !f.Child.Exact() || !slices.Contains(DatedPeriods, f.Period):
	case f.Period == "pregnant":
		f.in.Expected = f.Child
	default:
		f.in.Birth = f.Child
	}
	if m := f.last("expected"); m != nil {
		f.in.Expected, f.child = m.Day, m
	}
	if m := f.last("birth"); m != nil {
		f.in.Birth, f.in.Children, f.child = m.Day, int(m.Children), m
	}
	f.events = Events(f.Steps)
	for _, m := range f.Milestones {
		if m.What == "limit_interrupted" {
			f.events = append(f.events, Event{m.Day, Interrupt})
		}
	}
	f.reopen()
	f.orderEvents()
	if m := f.last("leave_first"); m != nil {
		b := Birth{First: m.Day, Children: max(f.in.Children, int(m.Children)), Difficult: slices.Contains(m.Facts, string(Difficult)), Region: f.Region}
		if birth := f.last("birth"); birth != nil {
			b.Difficult = b.Difficult || slices.Contains(birth.Facts, string(Difficult))
		}
		if parts, _, ps := MaternityLeave(b, f.cal); len(ps) == 0 {
			f.leave, f.in.LeaveEnd = parts, parts[len(parts)-1].Day
		}
	}
}

// reopen has a claim that was filed interrupt the limit it met, where the limit was interrupted once more later and no award came in
// between: what was filed was taken back, and the time runs anew from that later day.
func (f *follower) reopen() {
	var filed []Event
	for _, m := range f.Milestones {
		if m.What == arbFiled && slices.ContainsFunc(f.events, func(e Event) bool { return e.Effect == Interrupt && f.takenBack(m, whole(e.Day)) }) {
			filed = append(filed, Event{m.Day, Interrupt})
		}
	}
	f.events = append(f.events, filed...)
}

// takenBack reports whether a claim that was filed does not count on a later day on which the limit was interrupted.
func (f *follower) takenBack(filed *centre.Milestone, later field.Day) bool {
	return filed.Day.Before(later) && !slices.ContainsFunc(f.Milestones, func(m *centre.Milestone) bool {
		return m.What == awardReceived && !m.Day.Before(filed.Day) && !later.Before(m.Day)
	})
}

// The key dates between which a claim is before the commission.
const (
	arbFiled      = "arb_filed"
	awardReceived = "award_received"
)

// orderEvents puts aside what resumes a limit that does not stand still: one slip of the pen must not take a clock away.
func (f *follower) orderEvents() {
	slices.SortStableFunc(f.events, func(a, b Event) int { return compare(whole(a.Day), whole(b.Day)) })
	stopped := false
	f.events = slices.DeleteFunc(f.events, func(e Event) bool {
		if e.Effect == Resume && !stopped {
			f.stray = append(f.stray, e)
			return true
		}
		stopped = e.Effect == Suspend || stopped && e.Effect != Resume
		return false
	})
}

// start counts the rules that a key date starts, as their own trigger or standing in for it.
func (f *follower) start(m *centre.Milestone, trigger string, standsIn bool) {
	if trigger == "leave_first" && m == f.last("leave_first") {
		for _, d := range f.leave {
			f.out = append(f.out, Clock{Limitation: Limitation{Due: d}, Follows: byMilestone, From: m, Called: true})
		}
		if len(f.leave) > 0 {
			return
		}
	}
	in := f.in
	in.At, in.Weeks, in.Amount = m.At, int(m.Weeks), int(m.Amount)
	if m.Children > 0 {
		in.Children = int(m.Children)
	}
	for _, fact := range m.Facts {
		in.Facts = append(in.Facts, Fact(fact))
	}
	for _, r := range triggered(trigger, f.Region, m.Day, in) {
		if standsIn && (!slices.Contains(r.Else, m.What) || f.last(r.Trigger) != nil) {
			continue
		}
		c := f.count(r, m.Day, in)
		if standsIn && len(c.Lack) == 0 {
			c.note("standsin", Trigger(m.What))
		}
		c.Follows, c.From, c.Called = byMilestone, m, r.Called(f.Matter, standsIn)
		f.out = append(f.out, c)
	}
}

// standIns counts rules whose own trigger is not on record from what stands in for it.
func (f *follower) standIns() {
	done := map[string]bool{}
	for _, r := range builtIn() {
		if len(r.Else) == 0 || done[r.Trigger] || f.last(r.Trigger) != nil {
			continue
		}
		for _, what := range r.Else {
			if m := f.last(what); m != nil {
				done[r.Trigger] = true
				f.start(m, r.Trigger, true)
				break
			}
		}
		if slices.Contains(r.Else, byReceived) && !done[r.Trigger] && f.Received.Exact() && r.Called(f.Matter, true) && r.Applies(f.Region) {
			done[r.Trigger] = true
			c := f.count(r, whole(f.Received), f.in)
			c.Follows, c.Called = byReceived, true
			f.out = append(f.out, c)
		}
	}
}

// leads counts rules that begin so many days before the expected birth when their own trigger is not on record.
func (f *follower) leads() {
	in := f.in
	if in.Expected.IsZero() {
		in.Expected = in.Birth
	}
	if in.Expected.IsZero() {
		return
	}
	for _, r := range builtIn() {
		over := r.Until == "birth" && !in.Birth.IsZero() // it ended with the birth
		if r.Lead == 0 || over || f.last(r.Trigger) != nil || !r.Applies(f.Region) {
			continue
		}
		c := f.count(r, field.Day{}, in)
		c.Called = r.Called(f.Matter, false)
		if c.Follows, c.From = byPerson, f.child; f.child != nil {
			c.Follows = byMilestone
		}
		f.out = append(f.out, c)
	}
	if f.last("expected") == nil && f.Period == "pregnant" {
		f.person("expected", f.in.Expected)
	}
	if f.last("birth") == nil && f.Period != "pregnant" {
		f.person("birth", f.in.Birth)
	}
}

// person counts what starts on a date that stands with the person.
func (f *follower) person(trigger string, day field.Day) {
	for _, r := range triggered(trigger, f.Region, day, f.in) {
		c := f.count(r, whole(day), f.in)
		c.Follows, c.Called = byPerson, r.Called(f.Matter, false)
		f.out = append(f.out, c)
	}
}

// count counts one rule; where something stops it, with what happened.
func (f *follower) count(r *Rule, day field.Day, in Inputs) Clock {
	c := Clock{Limitation: Limitation{Due: Due{Rule: r, Trigger: day}}}
	if r.Banded() && in.Weeks == 0 {
		c.Lack = problem("weeks", "missing")
		return c
	}
	stops := slices.ContainsFunc(f.events, func(e Event) bool { return r.Takes(e.Effect) })
	var ps field.Problems
	if stops && r.Method == after {
		var l Limitation
		if l, ps = Limit(r, day, f.events, in, f.cal); len(ps) == 0 {
			c.Limitation = l
		}
	} else {
		var d Due
		if d, ps = Compute(r, day, in, f.cal); len(ps) == 0 {
			c.Due = d
		}
	}
	c.Lack = ps
	if len(ps) == 0 && len(r.Effects) > 0 {
		for _, e := range f.stray {
			c.note("noeffect", e.Day, e.Effect)
		}
	}
	return c
}

// triggered returns the rules that are law in region and start with that trigger; of alternatives the one for what is known. Where
// the weeks of pregnancy would choose and are not known, only the first is named: it then says what it lacks.
func triggered(trigger, region string, day field.Day, in Inputs) []*Rule {
	var out []*Rule
	topics := map[string]bool{}
	for _, r := range builtIn() {
		if r.Trigger != trigger || !r.Applies(region) || !r.InForce(day) || r.Topic != "" && topics[r.Topic] {
			continue
		}
		if r.Topic == "" {
			out = append(out, r)
			continue
		}
		topics[r.Topic] = true
		out = append(out, alternatives(r, region, day, in)...)
	}
	return out
}

// alternatives chooses among the rules of r's topic that have its trigger; when there is no other, r needs no fact to apply.
func alternatives(r *Rule, region string, day field.Day, in Inputs) []*Rule {
	same := 0
	for _, o := range builtIn() {
		if o.Topic == r.Topic && o.Trigger == r.Trigger {
			same++
		}
	}
	if same == 1 {
		return []*Rule{r}
	}
	found := slices.DeleteFunc(Choose(r.Topic, region, day, in), func(o *Rule) bool { return o.Trigger != r.Trigger })
	if len(found) > 1 && found[0].Banded() && in.Weeks == 0 {
		return found[:1]
	}
	return found
}

// settle decides between clocks that know of each other.
func (f *follower) settle() {
	has := func(id string, called bool) bool {
		return slices.ContainsFunc(f.out, func(c Clock) bool { return c.Rule.ID == id && len(c.Lack) == 0 && (c.Called || !called) })
	}
	wages, ordinary := has("ARB_LIM_WAGE_END", true), has("ARB_LIM", false)
	for i := range f.out {
		c := &f.out[i]
		switch c.Rule.ID {
		case "ARB_LIM":
			c.Called = c.Called && !wages // article 27(4): of wages the year runs from the end of employment
			if c.Called && len(c.Lack) == 0 && len(f.Matter) > 1 && f.Matter[:2] == "02" {
				c.note("wages")
			}
		case "ARB_LIM_RESTART":
			c.Called = c.Called && !wages && !ordinary // the limit itself is counted, from this day anew
		}
		for j := range f.out {
			if i != j && len(c.Lack) == 0 && len(f.out[j].Lack) == 0 {
				c.against(&f.out[j].Due)
			}
		}
	}
	slices.SortStableFunc(f.out, func(a, b Clock) int {
		if a.Rule.Conflict == "" || a.Rule.Conflict != b.Rule.Conflict {
			return 0
		}
		return -compare(a.Day, b.Day)
	})
}
