package law

import "slices"

// Need is something a rule asks for: the key of a member of Inputs, or the trigger; law.need.<code> is its label.
type Need string

// The needs.
const (
	NeedTrigger  Need = "trigger"
	NeedAt       Need = "at"
	NeedBirth    Need = "birth"
	NeedExpected Need = "expected"
	NeedLeaveEnd Need = "leaveend"
	NeedWeeks    Need = "weeks"
	NeedChildren Need = "children"
	NeedAmount   Need = "amount"
	NeedFacts    Need = "facts"
)

// Needs returns what Compute uses for this rule, in the order to ask for it. Not all of it must be known: Compute names what it
// cannot do without.
func (r *Rule) Needs() []Need {
	out := []Need{NeedTrigger}
	add := func(n Need, use bool) {
		if use {
			out = append(out, n)
		}
	}
	onChild := r.Method == until && r.Until != "leaveend"
	add(NeedAt, r.Unit == Hours)
	add(NeedBirth, onChild)
	add(NeedExpected, onChild)
	add(NeedLeaveEnd, r.Until == "leaveend")
	add(NeedWeeks, r.Banded())
	add(NeedChildren, r.PerChild)
	add(NeedAmount, r.Bound != Exact)
	add(NeedFacts, r.ExtraWhen != "")
	return out
}

// Asks returns what the rules that count from a trigger ask for besides its day, and the facts that choose among them.
func Asks(trigger string) (needs []Need, facts []Fact) {
	need := func(n Need) {
		if !slices.Contains(needs, n) {
			needs = append(needs, n)
		}
	}
	fact := func(f Fact) {
		if f != "" && !slices.Contains(facts, f) {
			facts = append(facts, f)
		}
	}
	for _, r := range builtIn() {
		if r.Unit == Hours && slices.Contains(r.Met, trigger) {
			need(NeedAt) // whether it was in time
		}
		if r.Trigger != trigger {
			continue
		}
		for _, n := range r.Needs() {
			need(n)
		}
		alone := !slices.ContainsFunc(builtIn(), func(o *Rule) bool { return o != r && o.Topic == r.Topic && o.Topic != "" && o.Trigger == trigger })
		if !alone {
			fact(r.When)
		}
		fact(r.ExtraWhen)
	}
	if trigger == "leave_first" || trigger == "birth" {
		need(NeedChildren)
		fact(Difficult)
	}
	return needs, facts
}
