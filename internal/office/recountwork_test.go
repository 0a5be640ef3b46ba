package office

import (
	"errors"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// years is a folder in which two years of work are done at random, with a clock that goes from day to day.
type years struct {
	*testing.T
	of     *Office
	r      *rand.Rand
	days   int // since the first day
	people []field.ID
	cases  []field.ID
	steps  []field.ID
	did    []uint64
}

// newYears makes the folder, with a second person in charge who may approve.
func newYears(t *testing.T, seed uint64) (y *years, dir string, o Options) {
	t.Helper()
	o, dir = testOptions(t), filepath.Join(t.TempDir(), "data")
	y = &years{T: t, r: rand.New(rand.NewPCG(seed, 1908))}
	ticks := o.Now
	o.Now = func() time.Time { return ticks().AddDate(0, 0, y.days-500) }
	of, err := Create(t.Context(), dir, Founding{Centre: "样例市女职工维权中心", User: "值班员", Passphrase: testPass}, o)
	if err != nil {
		t.Fatal(err)
	}
	y.of = of
	if _, err := of.AddPerson(t.Context(), NewPerson{Name: second, Role: centre.RoleInCharge, Passphrase: testPass + "2"}); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"示例甲", "示例乙", "示例丙", "示例丁", "示例戊"} {
		y.people = append(y.people, personOf(t, of, func(p *centre.Person) { p.Name = name }).ID)
	}
	return y, dir, o
}

// one returns one of the choices.
func one[T any](y *years, from []T) T { return from[y.r.IntN(len(from))] }

// noted keeps a change to be undone perhaps. What cannot be done where a case stands is refused; nothing else may go wrong.
func (y *years) noted(c store.Change, err error) {
	y.Helper()
	var ps field.Problems
	var clash *store.ClashError
	switch {
	case err == nil:
		y.did = append(y.did, c.Seq)
	case errors.As(err, &ps), errors.As(err, &clash), errors.Is(err, field.NotFound):
	default:
		y.Fatal(err)
	}
}

func (y *years) arrives() {
	c := y.of.New(centre.CaseType).(*centre.Case)
	c.Channel, c.Matter, c.Station = one(y, centre.Channel.Offered()), one(y, centre.Matter.Offered()), one(y, []string{"", "甲镇维权站", "乙镇维权站"})
	c.Received = field.MomentOf(y.of.Now().AddDate(0, 0, -y.r.IntN(60)))
	if y.r.IntN(4) > 0 {
		c.Person = one(y, y.people)
	}
	if y.r.IntN(5) == 0 {
		c.Group, c.Heads = field.Yes, field.Exactly(int64(5+y.r.IntN(20)), "人")
		c.Reps = slices.Compact([]field.ID{y.people[0], one(y, y.people)})
	}
	if y.r.IntN(4) == 0 {
		c.Enquiry = field.Yes
	}
	if y.r.IntN(6) == 0 {
		c.Paid = field.Fen(y.r.IntN(900000))
	}
	y.noted(y.of.Save(y.Context(), c))
	y.cases = append(y.cases, c.ID)
}

// works does a step in a case, or takes one back.
func (y *years) works(id field.ID) {
	if len(y.steps) > 0 && y.r.IntN(6) == 0 {
		s, err := live[*centre.Step](y.of, centre.StepType, one(y, y.steps))
		if err != nil {
			y.noted(store.Change{}, err)
			return
		}
		y.noted(y.of.Delete(y.Context(), s))
		return
	}
	r, err := y.of.NewPart(centre.StepType, id)
	if err != nil {
		y.noted(store.Change{}, err)
		return
	}
	s := r.(*centre.Step)
	s.Service, s.What = one(y, centre.Service.Offered()), "示例办理"
	if y.r.IntN(4) == 0 {
		s.Money = field.Fen(y.r.IntN(500000))
	}
	y.noted(y.of.Save(y.Context(), s))
	y.steps = append(y.steps, s.ID)
}

// decides takes the case a decision further, or opens it again.
func (y *years) decides(id field.ID) {
	ctx := y.Context()
	c, err := live[*centre.Case](y.of, centre.CaseType, id)
	if err != nil {
		y.noted(store.Change{}, err)
		return
	}
	whats := centre.Decisions(c.State)
	if len(whats) == 0 {
		return
	}
	what := one(y, whats)
	for _, likely := range []string{centre.Approved, centre.Proposed} { // most cases come to an end
		if slices.Contains(whats, likely) && y.r.IntN(4) > 0 {
			what = likely
		}
	}
	switch what {
	case centre.Merged:
	case centre.Approved:
		y.noted(y.of.ApproveBeside(ctx, id, Second{Name: second, Passphrase: testPass + "2"}))
	case centre.Proposed:
		known, err := y.of.Closable(id)
		if err != nil {
			y.Fatal(err)
		}
		y.noted(y.of.ProposeClosing(ctx, id, Closing{Outcome: one(y, known.Outcomes), Paid: known.Paid, Happy: one(y, centre.Satisfaction.Offered())}))
	default:
		y.noted(y.of.Save(ctx, &centre.Act{Case: id, What: what, Reason: "示例", Outcome: "advised", CallBack: y.of.Today().Add(9)}))
	}
}

// joins makes one of two people or two cases.
func (y *years) joins() {
	t, from := centre.PersonType, y.people
	if y.r.IntN(2) == 0 {
		t, from = centre.CaseType, y.cases
	}
	y.noted(y.of.JoinRecords(y.Context(), Joining{Type: t, Keep: one(y, from), Drop: one(y, from)}))
}

func (y *years) goesOn() {
	y.days = min(y.days+y.r.IntN(8), 500)
	switch n := y.r.IntN(20); {
	case n < 2 || len(y.cases) == 0:
		y.arrives()
	case n < 9:
		y.works(one(y, y.cases))
	case n < 17:
		y.decides(one(y, y.cases))
	case n < 18:
		y.joins()
	default:
		if len(y.did) > 0 {
			c, err := y.of.Undo(y.Context(), y.did[len(y.did)-1])
			y.did = y.did[:len(y.did)-1]
			if y.noted(c, err); err == nil {
				y.did = y.did[:len(y.did)-1] // not the undoing itself, or it would go back and forth
			}
		}
	}
}

// TestFiguresFollowWhatIsDone: after two years of random work, of cases closed, opened again and closed in another period, of steps taken
// back, of people and cases joined, undone and done again, tables 1 to 3 are what the records say; and for whoever is not named on a
// restricted case they are what the others say, and lead to none of it.
func TestFiguresFollowWhatIsDone(t *testing.T) {
	for seed := range uint64(2) {
		y, dir, o := newYears(t, seed)
		for range 320 {
			y.goesOn()
		}
		y.days = 500
		if n := countedAnew(t, y.of); n < 300 {
			t.Errorf("seed %d: only %d figures had cases behind them", seed, n)
		}
		hidden := map[field.ID]bool{}
		for _, id := range y.cases[:len(y.cases)/4] {
			_, err := y.of.Restrict(t.Context(), id, []field.ID{y.of.Me().ID})
			if err == nil {
				hidden[id] = true
			} else {
				y.noted(store.Change{}, err)
			}
		}
		countedAnew(t, y.of)
		publishesNothingSmall(t, y.of)
		if err := y.of.Close(); err != nil {
			t.Fatal(err)
		}
		o.Account = second
		of, err := Open(dir, testPass+"2", o)
		if err != nil {
			t.Fatal(err)
		}
		countedAnew(t, of)
		leadsNowhere(t, of, hidden)
		if err := of.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// publishesNothingSmall: no figure of people or cases that is published is below the small number, of no station and at no time.
func publishesNothingSmall(t *testing.T, of *Office) {
	t.Helper()
	small := int64(of.SmallNumber())
	for _, basis := range []string{summary.BasisRegistered, summary.BasisClosed} {
		s, err := of.Statistics(t.Context(), Reporting{Kind: StatisticsReport, Span: summary.SpanQuarter, From: of.Today(), Basis: basis})
		if err != nil {
			t.Fatal(err)
		}
		hidden := 0
		for _, key := range []string{"reception", "matters", "services"} {
			table := s.Table(key)
			for scope := range s.All() + 1 {
				for _, row := range table.Rows {
					for _, m := range table.Measures {
						for _, w := range []summary.When{summary.ThisPeriod, summary.ThisYear, summary.LastYear} {
							c := table.Cell(w, scope, row, m.Key)
							n, shown := c.Known()
							if m.Kept && m.Unit != summary.UnitFen && shown && n > 0 && n < small {
								t.Errorf("%s %s %s of scope %d is published as %d", key, row, m.Key, scope, n)
							}
							if c.Hidden {
								hidden++
							}
						}
					}
				}
			}
		}
		if hidden == 0 {
			t.Error("nothing was small")
		}
	}
}

// leadsNowhere: no figure of the year has one of the cases behind it.
func leadsNowhere(t *testing.T, of *Office, hidden map[field.ID]bool) {
	t.Helper()
	if len(hidden) < 5 {
		t.Fatalf("only %d restricted cases", len(hidden))
	}
	s, err := of.Statistics(t.Context(), Reporting{Kind: StatisticsReport, Span: summary.SpanYear, From: of.Today(), Basis: summary.BasisRegistered, Whole: true})
	if err != nil {
		t.Fatal(err)
	}
	if s.Locked == 0 {
		t.Error("that there are cases which are in no figure is not said")
	}
	for i := range s.Tables {
		table := &s.Tables[i]
		for _, row := range table.Rows {
			for _, m := range table.Measures {
				for _, w := range []summary.When{summary.ThisPeriod, summary.ThisYear, summary.LastYear} {
					if slices.ContainsFunc(s.Behind(table, w, s.All(), row, m), func(id field.ID) bool { return hidden[id] }) {
						t.Errorf("%s %s %s leads to a restricted case", table.Key, row, m.Key)
					}
				}
			}
		}
	}
}
