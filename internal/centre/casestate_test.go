package centre

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/field"
)

// TestWhereACaseStands follows cases along their ways.
func TestWhereACaseStands(t *testing.T) {
	for name, c := range map[string]struct{ did, want string }{
		"nothing yet":                        {"", "registered"},
		"advice is work":                     {"advice", "underway"},
		"accepted":                           {"accepted", "accepted"},
		"accepted twice":                     {"accepted accepted", "accepted"},
		"accepted after work":                {"advice accepted", "underway"},
		"mediation":                          {"accepted mediate-before", "mediating"},
		"advice while mediating":             {"mediate-before advice", "mediating"},
		"arbitration after mediation":        {"mediate-before arbitration advice", "arbitrating"},
		"mediation after an award":           {"arbitration mediate-after", "mediating"},
		"a suit":                             {"arbitration litigation", "suing"},
		"passed on":                          {"referral", "transferred"},
		"put aside and taken up":             {"mediate-before setaside accepted", "mediating"},
		"a step takes up what was put aside": {"setaside advice", "underway"},
		"proposed":                           {"advice proposed", "closing"},
		"a step while the end is decided":    {"advice proposed litigation", "closing"},
		"approved":                           {"advice proposed approved", "closed"},
		"approved without a proposal":        {"advice approved", "underway"},
		"sent back":                          {"arbitration proposed rejected", "arbitrating"},
		"sent back with no work":             {"proposed rejected", "underway"},
		"called back":                        {"advice proposed approved calledback", "callback"},
		"nobody reached":                     {"advice proposed approved missed", "closed"},
		"archived":                           {"advice proposed approved calledback archived", "archived"},
		"archived without a call":            {"advice proposed approved archived", "archived"},
		"archived while open":                {"advice archived", "underway"},
		"a step remembered after the end":    {"advice proposed approved litigation", "closed"},
		"reopened":                           {"mediate-before proposed approved archived reopened", "reopened"},
		"work after reopening":               {"mediate-before proposed approved reopened advice", "underway"},
		"refused and reopened":               {"refused reopened accepted", "accepted"},
		"withdrawn":                          {"advice withdrawn", "withdrawn"},
		"ended":                              {"advice ended", "ended"},
		"ended before anything":              {"ended", "registered"},
		"merged":                             {"merged", "duplicate"},
		"an enquiry answered":                {"answered", "closed"},
	} {
		acts, steps := writeDown(c.did)
		if got := StateOf(acts, steps); got != c.want {
			t.Errorf("%s: %s, want %s", name, got, c.want)
		}
	}
}

// writeDown writes down decisions and services, one saving each.
func writeDown(did string) (acts []*Act, steps []*Step) {
	n := int64(0)
	for word := range strings.FieldsSeq(did) {
		n++
		m := field.Meta{ID: field.ID{byte(n)}, Rev: 1, Stamps: map[string]field.Stamp{"": {Wall: n}}}
		if Decision.Term(word) != nil {
			acts = append(acts, &Act{Meta: m, What: word, State: "registered"})
			continue
		}
		steps = append(steps, &Step{Meta: m, Service: word})
	}
	return acts, steps
}

// TestWhatCameInStandsWhereItStood: a case of an older program or a ledger goes on from there, and older steps say no more.
func TestWhatCameInStandsWhereItStood(t *testing.T) {
	acts, steps := writeDown("mediate-before stood")
	acts[0].State = "arbitrating"
	if got := StateOf(acts, steps); got != "arbitrating" {
		t.Errorf("stands %s", got)
	}
	acts, steps = writeDown("stood proposed approved reopened")
	acts[0].State = "suing"
	if got := StateOf(acts[:1], steps); got != "suing" {
		t.Errorf("stands %s", got)
	}
	if got := StateOf(acts, steps); got != "reopened" {
		t.Errorf("stands %s", got)
	}
}

// TestNoOrderOfVerbsMakesAContradiction takes random decisions and steps, takes some of them back, and looks at every case on the way.
func TestNoOrderOfVerbsMakesAContradiction(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 11))
	for range 3000 {
		var acts []*Act
		var steps []*Step
		for n := range int64(1 + r.IntN(25)) {
			m := field.Meta{ID: field.ID{byte(n)}, Rev: 1, Stamps: map[string]field.Stamp{"": {Wall: n}}}
			before := StateOf(acts, steps)
			switch r.IntN(4) {
			case 0:
				steps = append(steps, &Step{Meta: m, Service: pickOne(r, Service.Offered())})
			case 1:
				if len(steps) > 0 {
					at := r.IntN(len(steps))
					gone, kept := slices.Clone(steps), slices.Delete(slices.Clone(steps), at, at+1)
					copied := *gone[at]
					copied.Gone = 1
					gone[at] = &copied
					if a, b := StateOf(acts, gone), StateOf(acts, kept); a != b {
						t.Fatalf("a deleted step counts: %s, without it %s", a, b)
					}
					steps = kept
				}
			default:
				what := pickOne(r, Decision.Offered())
				a := &Act{Meta: m, What: what, State: before}
				next := StateOf(append(slices.Clone(acts), a), steps)
				if what != Stood && !Allows(before, what) && next != before {
					t.Fatalf("%s moved a case that is %s to %s", what, before, next)
				}
				if what != Stood && what != Missed && what != CalledBack && Allows(before, what) && next == before {
					t.Fatalf("%s is offered in %s and does nothing", what, before)
				}
				acts = append(acts, a)
			}
			sound(t, r, acts, steps)
		}
	}
}

func pickOne(r *rand.Rand, from []string) string { return from[r.IntN(len(from))] }

// sound looks at one case: its state is a state, leads somewhere, is the same in any order of the records, and has what it says behind it.
func sound(t *testing.T, r *rand.Rand, acts []*Act, steps []*Step) {
	t.Helper()
	state := StateOf(acts, steps)
	if CaseState.Term(state) == nil {
		t.Fatalf("%q is no state", state)
	}
	if len(Decisions(state)) == 0 {
		t.Fatalf("%s leads nowhere", state)
	}
	mixed, turned := slices.Clone(acts), slices.Clone(steps)
	r.Shuffle(len(mixed), func(i, j int) { mixed[i], mixed[j] = mixed[j], mixed[i] })
	r.Shuffle(len(turned), func(i, j int) { turned[i], turned[j] = turned[j], turned[i] })
	if got := StateOf(mixed, turned); got != state {
		t.Fatalf("in another order it stands %s, not %s", got, state)
	}
	behind := map[string][]string{
		"closed": {Approved, Answered}, "callback": {CalledBack}, "archived": {Archived}, "refused": {Refused}, "withdrawn": {Withdrawn}, "ended": {Ended},
		"duplicate": {Merged}, "reopened": {Reopened}, "closing": {Proposed}, "pending": {SetAside}, "accepted": {Accepted},
	}[state]
	if behind != nil && !slices.ContainsFunc(acts, func(a *Act) bool { return a.What == Stood || slices.Contains(behind, a.What) }) {
		t.Fatalf("a case is %s, and nobody decided so", state)
	}
	service := map[string][]string{"mediating": {"mediate-before", "mediate-after"}, "arbitrating": {"arbitration"}, "suing": {"litigation"}, "transferred": {"referral"}}[state]
	if service != nil && !slices.ContainsFunc(acts, func(a *Act) bool { return a.What == Stood }) &&
		!slices.ContainsFunc(steps, func(s *Step) bool { return slices.Contains(service, s.Service) }) {
		t.Fatalf("a case is %s without a step of that kind", state)
	}
	if slices.Contains(done, state) == (&Case{State: state}).Open() {
		t.Fatalf("%s is open and done", state)
	}
}

// TestEveryDecisionCanBeTaken: every state and decision of the tables is in its vocabulary, and every state can be reached.
func TestEveryDecisionCanBeTaken(t *testing.T) {
	reached := map[string]bool{"registered": true, "underway": true}
	for _, to := range stepStates {
		reached[to] = true
	}
	for _, what := range Decision.Offered() {
		if what == Stood {
			continue
		}
		l, ok := leads[what]
		if !ok || len(l.from) == 0 {
			t.Errorf("%s cannot be taken", what)
		}
		for _, s := range append(slices.Clone(l.from), l.to) {
			if s != "" && CaseState.Term(s) == nil {
				t.Errorf("%s speaks of %s, which is no state", what, s)
			}
		}
		reached[l.to] = true
		for _, key := range Asks(what) {
			if ActType.Field(key) == nil {
				t.Errorf("%s asks for %s, which is no field", what, key)
			}
		}
	}
	reached["accepted"] = true
	for _, s := range CaseState.Offered() {
		if !reached[s] {
			t.Errorf("nothing leads to %s", s)
		}
	}
}

func TestTheHighestServiceCountsOnce(t *testing.T) {
	_, steps := writeDown("advice litigation negotiate")
	if got := HighestService(steps); got != "litigation" {
		t.Errorf("highest is %s", got)
	}
	steps[1].Gone = 1
	if got := HighestService(steps); got != "negotiate" || HighestService(nil) != "" {
		t.Errorf("without the suit highest is %s", got)
	}
	for _, s := range Service.Offered() {
		if !slices.Contains(serviceRank, s) {
			t.Errorf("%s has no rank", s)
		}
	}
	if len(serviceRank) != len(Service.Offered()) {
		t.Error("a rank is no service")
	}
}

func TestOutcomesFollowFromTheSteps(t *testing.T) {
	for did, want := range map[string]struct{ yes, no []string }{
		"":                             {[]string{"advised", "unreachable"}, []string{"settled", "award-won", "withdrawn", "transferred"}},
		"advice negotiate":             {[]string{"settled", "corrected"}, []string{"mediated", "award-won"}},
		"mediate-before":               {[]string{"mediated", "unmediated", "settled"}, []string{"judgment-won"}},
		"arbitration":                  {[]string{"award-part", "settled"}, []string{"judgment-lost", "mediated"}},
		"referral":                     {[]string{"transferred"}, []string{"mediated"}},
		"arbitration litigation":       {[]string{"award-lost", "judgment-won"}, nil},
		"drafting arbitration advice ": {[]string{"judgment-won", "award-won"}, nil},
	} {
		_, steps := writeDown(did)
		got := Outcomes(StateOf(nil, steps), steps)
		for _, o := range want.yes {
			if !slices.Contains(got, o) {
				t.Errorf("%q cannot end with %s", did, o)
			}
		}
		for _, o := range want.no {
			if slices.Contains(got, o) {
				t.Errorf("%q can end with %s", did, o)
			}
		}
	}
	for code := range outcomeNeeds {
		if Outcome.Term(code) == nil {
			t.Errorf("%s is no outcome", code)
		}
	}
	for code := range callBackDays {
		if Outcome.Term(code) == nil || CallBackAfter(code) <= 0 {
			t.Errorf("%s is no outcome, or is called back at once", code)
		}
	}
}
