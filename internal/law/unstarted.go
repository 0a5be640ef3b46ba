package law

import (
	"slices"

	"cn.halfsky/internal/centre"
)

// Unstarted returns the time limits that a case of this matter is known to have and that nothing on record starts or meets: until
// somebody notes the day one counts from, nobody is warned of it. Of two limits of which one stands in for the other it names the
// narrower.
func Unstarted(k Known) []*Rule {
	var out []*Rule
	for _, r := range builtIn() {
		if r.Mode == Deadline && r.Named(k.Matter) && r.Applies(k.Region) && !r.StartedBy(k.Milestones) {
			out = append(out, r)
		}
	}
	return slices.DeleteFunc(out, func(r *Rule) bool {
		return slices.ContainsFunc(out, func(o *Rule) bool { return slices.Contains(r.Else, o.Trigger) })
	})
}

// StartedBy reports whether one of the key dates starts the rule, stands in for what does, or meets it. What starts when the case comes
// in is started by that.
func (r *Rule) StartedBy(dates []*centre.Milestone) bool {
	return slices.Contains(r.Else, byReceived) || slices.ContainsFunc(dates, func(m *centre.Milestone) bool {
		return dated(m) && (m.What == r.Trigger || slices.Contains(r.Else, m.What) || slices.Contains(r.Met, m.What))
	})
}

// dated reports whether a key date stands and has a day to count from.
func dated(m *centre.Milestone) bool { return m.Gone == 0 && m.Day.Exact() && m.Day.Valid() }

// Begun reports whether what starts the rule lies behind whoever comes about such a matter: a right was violated, somebody was hurt.
// An employment may still go on.
func (r *Rule) Begun() bool { return r.Trigger != employmentEnded }

// employmentEnded is the trigger of what runs from the end of an employment.
const employmentEnded = "employment_ended"

// UnstartedFor returns, for every matter that has limits by itself, those that have begun to run in region.
func UnstartedFor(region string) map[string][]*Rule {
	out := map[string][]*Rule{}
	for _, t := range centre.Matter.Codes {
		begun := slices.DeleteFunc(Unstarted(Known{Region: region, Matter: t.Code}), func(r *Rule) bool { return !r.Begun() })
		if len(begun) > 0 {
			out[t.Code] = begun
		}
	}
	return out
}
