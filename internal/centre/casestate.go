package centre

import (
	"bytes"
	"cmp"
	"slices"

	"cn.halfsky/internal/field"
)

// The states in which work on a case goes on.
var working = []string{"underway", "mediating", "arbitrating", "suing", "transferred"}

// done are the states of a case that needs nobody any more.
var done = []string{"refused", "closed", "callback", "archived", "withdrawn", "ended", "duplicate"}

// lead says from which states a decision can be taken, and where it leads; empty: to where the work had come.
type lead struct {
	from []string
	to   string
}

func from(states ...[]string) []string { return slices.Concat(states...) }

// leads are the ways of a case 登记 → 受理 → 办理中 → 待审办结 → 办结 → 回访 → 归档, and those beside it.
var leads = map[string]lead{
	Accepted:   {from([]string{"registered", "pending", "reopened"}), ""},
	Refused:    {from([]string{"registered", "pending", "reopened"}), "refused"},
	SetAside:   {from([]string{"registered", "accepted", "reopened"}, working), "pending"},
	Answered:   {from([]string{"registered", "accepted", "pending", "reopened"}, working), "closed"},
	Proposed:   {from([]string{"registered", "accepted", "reopened"}, working), "closing"},
	Approved:   {[]string{"closing"}, "closed"},
	Rejected:   {[]string{"closing"}, ""},
	CalledBack: {[]string{"closed", "callback"}, "callback"},
	Missed:     {[]string{"closed"}, "closed"},
	Archived:   {[]string{"closed", "callback"}, "archived"},
	Withdrawn:  {from([]string{"registered", "accepted", "pending", "reopened"}, working), "withdrawn"},
	Ended:      {from([]string{"accepted", "pending", "reopened"}, working), "ended"},
	Merged:     {from([]string{"registered", "accepted", "pending", "reopened", "closing"}, working), "duplicate"},
	Reopened:   {done, "reopened"},
}

// Allows reports whether a decision can be taken in a case that stands so.
func Allows(state, what string) bool { return slices.Contains(leads[what].from, state) }

// Decisions returns the decisions that can be taken in a case that stands so, in the order a case takes them.
func Decisions(state string) []string {
	var out []string
	for _, what := range Decision.Offered() {
		if Allows(state, what) {
			out = append(out, what)
		}
	}
	return out
}

// Open reports whether the case still needs somebody.
func (c *Case) Open() bool { return !slices.Contains(done, c.State) }

// stepStates are the states that a step of a service puts a case into.
var stepStates = map[string]string{
	"mediate-before": "mediating", "mediate-after": "mediating", "arbitration": "arbitrating", "litigation": "suing", "referral": "transferred",
}

// course is a case on its way: where it stands, and how far the work had come.
type course struct{ state, work string }

// decide takes a decision; one that cannot be taken there changes nothing, so that no order of decisions makes a contradiction.
func (c *course) decide(a *Act) {
	if a.What == Stood {
		c.state, c.work = a.State, ""
		if slices.Contains(working, a.State) {
			c.work = a.State
		}
		return
	}
	to, ok := leads[a.What]
	if !ok || !slices.Contains(to.from, c.state) {
		return
	}
	switch a.What {
	case Accepted:
		c.state = cmp.Or(c.work, "accepted")
	case Rejected:
		c.state = cmp.Or(c.work, "underway")
	case Reopened:
		c.state, c.work = to.to, "" // the work begins anew
	default:
		c.state = to.to
	}
}

// step does a piece of work. While the end is being decided, and after it, it changes nothing.
func (c *course) step(s *Step) {
	if !slices.Contains(working, c.state) && !slices.Contains([]string{"registered", "accepted", "pending", "reopened"}, c.state) {
		return
	}
	c.work = cmp.Or(stepStates[s.Service], c.work, "underway")
	c.state = c.work
}

// StateOf says where a case stands, from what was decided and done in it, in whatever order that is given: what was written down
// first counts first, for a step that is remembered late does not open a case again. Deleted records do not count.
func StateOf(acts []*Act, steps []*Step) string {
	c := course{state: "registered"}
	for _, r := range written(acts, steps) {
		switch r := r.(type) {
		case *Act:
			c.decide(r)
		case *Step:
			c.step(r)
		}
	}
	return c.state
}

// written returns acts and steps in the order they were written down; those of one saving by their own time, decisions before steps.
func written(acts []*Act, steps []*Step) []field.Record {
	var all []field.Record
	for _, a := range acts {
		if a.Gone == 0 {
			all = append(all, a)
		}
	}
	for _, s := range steps {
		if s.Gone == 0 {
			all = append(all, s)
		}
	}
	slices.SortStableFunc(all, earlier)
	return all
}

// NewestAct returns the newest decision of the kinds; nil where there is none.
func NewestAct(acts []*Act, kinds ...string) (last *Act) {
	for _, a := range acts {
		if slices.Contains(kinds, a.What) && a.Gone == 0 && (last == nil || earlier(last, a) < 0) {
			last = a
		}
	}
	return last
}

// SentBack returns the decision that sent a case back to work; nil where none did, or where its end was proposed or it was opened again
// since.
func SentBack(acts []*Act) *Act {
	if last := NewestAct(acts, Proposed, Rejected, Approved, Reopened); last != nil && last.What == Rejected {
		return last
	}
	return nil
}

func earlier(a, b field.Record) int {
	x, y := a.Base(), b.Base()
	s, saved := x.Stamps[""]
	t, savedToo := y.Stamps[""]
	switch {
	case saved != savedToo: // one that is being saved is the newest
		return cmp.Compare(len(y.Stamps), len(x.Stamps))
	case s.Before(t):
		return -1
	case t.Before(s):
		return 1
	}
	return cmp.Or(cmp.Compare(timeOf(a), timeOf(b)), cmp.Compare(placeOf(a), placeOf(b)), bytes.Compare(x.ID[:], y.ID[:]))
}

func timeOf(r field.Record) field.Moment {
	if a, ok := r.(*Act); ok {
		return a.At
	}
	return r.(*Step).At
}

// placeOf is where a record stands among those of one moment.
func placeOf(r field.Record) int {
	if a, ok := r.(*Act); ok {
		return slices.IndexFunc(Decision.Codes, func(t field.Term) bool { return t.Code == a.What })
	}
	return len(Decision.Codes)
}

// ByStep reports whether steps alone can have brought a case there.
func ByStep(state string) bool { return state == "registered" || slices.Contains(working, state) }
