package office

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// recount counts tables 1 to 3 anew from opened records with loops of its own: nothing of package summary's counting is in it.
type recount struct {
	*testing.T
	of     *Office
	steps  map[field.ID][]*centre.Step
	passed map[field.ID]bool
	from   string
	to     string
	basis  string
	scope  string // name of a station; "": the centre; "*": all
	known  []string
	sums   map[string]int64             // "table row measure"
	who    map[string]map[field.ID]bool // "table row people"
	cases  map[string]map[field.ID]bool // the cases behind a count of cases
}

// dayOf is the day a case counts by, as text.
func (r *recount) dayOf(c *centre.Case) string {
	if r.basis == summary.BasisClosed {
		return c.Closed.String()
	}
	return c.Received.In(r.of.zone).Format("2006-01-02")
}

func (r *recount) add(table, row, measure string, n int64) { r.sums[table+" "+row+" "+measure] += n }

// one counts a case once in a row and once in the row of sums.
func (r *recount) one(table, row, measure string, c *centre.Case) {
	for _, row := range []string{row, "total"} {
		key := table + " " + row + " " + measure
		if r.cases[key] == nil {
			r.cases[key] = map[field.ID]bool{}
		}
		if !r.cases[key][c.ID] {
			r.cases[key][c.ID] = true
			r.sums[key]++
		}
	}
}

func (r *recount) both(table, row, measure string, n int64) {
	r.add(table, row, measure, n)
	r.add(table, "total", measure, n)
}

func (r *recount) count(c *centre.Case) {
	if day := r.dayOf(c); day == "" || day < r.from || day > r.to || c.State == "duplicate" {
		return
	}
	at := c.Station
	if !slices.Contains(r.known, at) {
		at = ""
	}
	if r.scope != "*" && at != r.scope {
		return
	}
	r.reception(c)
	r.one("matters", c.Matter[:2], "cases", c)
	r.services(c)
}

func (r *recount) reception(c *centre.Case) {
	r.one("reception", c.Channel, "cases", c)
	came := int64(1)
	if c.Group == field.Yes {
		r.one("reception", c.Channel, "group", c)
		if c.Heads.HasValue {
			came = c.Heads.Value
		}
	}
	r.both("reception", c.Channel, "contacts", came)
	if c.State == "transferred" || r.passed[c.ID] {
		r.one("reception", c.Channel, "transferred", c)
	}
	named := map[field.ID]bool{c.Person: true}
	if c.Group == field.Yes {
		for _, id := range c.Reps {
			named[id] = true
		}
	}
	delete(named, field.ID{})
	if len(named) == 0 {
		return
	}
	for _, row := range []string{c.Channel, "total"} {
		key := "reception " + row + " people"
		if r.who[key] == nil {
			r.who[key] = map[field.ID]bool{}
		}
		for id := range named {
			if !r.who[key][id] {
				r.who[key][id] = true
				r.sums[key]++
			}
		}
		r.sums[key] += max(came-int64(len(named)), 0)
	}
}

// ranked are the services from the lightest to the one that takes most.
var ranked = strings.Fields("other advice health job counselling relief accompany referral drafting negotiate notice mediate-before mediate-after legalaid arbitration litigation")

func (r *recount) services(c *centre.Case) {
	steps := r.steps[c.ID]
	outside := strings.Contains(" registered pending refused ", " "+c.State+" ")
	if outside && len(steps) == 0 {
		return
	}
	row, best, money := "none", -1, int64(0)
	for _, s := range steps {
		r.both("services", s.Service, "times", 1)
		if s.Money > 0 {
			money += int64(s.Money)
			r.both("services", s.Service, "recovered", int64(s.Money))
		}
		if i := slices.Index(ranked, s.Service); i > best {
			best, row = i, s.Service
		}
	}
	if money == 0 && c.Paid > 0 {
		r.both("services", "none", "recovered", int64(c.Paid))
	}
	r.one("services", row, "accepted", c)
	switch {
	case strings.Contains(" withdrawn ended ", " "+c.State+" "):
		r.one("services", row, "ended", c)
	case !strings.Contains(" closed callback archived ", " "+c.State+" "):
		r.one("services", row, "open", c)
	default:
		r.one("services", row, "closed", c)
		switch c.Outcome {
		case "settled", "mediated", "award-won", "award-part", "judgment-won", "judgment-part", "corrected":
			r.one("services", row, "succeeded", c)
		case "unmediated", "award-lost", "judgment-lost":
			r.one("services", row, "failed", c)
		}
	}
}

// against compares every figure of a time and scope with the statistics, and of each that counts cases the rows behind it.
func (r *recount) against(s *summary.Statistics, w summary.When, scope int) (compared int) {
	for _, key := range []string{"reception", "matters", "services"} {
		t := s.Table(key)
		for _, row := range t.Rows {
			for _, m := range t.Measures {
				at := fmt.Sprintf("%s %s %s (%s to %s, by %s, scope %d)", key, row, m.Key, r.from, r.to, r.basis, scope)
				name := key + " " + row + " " + m.Key
				if m.Rate != nil {
					part, base, _ := t.Ratio(w, scope, row, m)
					wantPart, wantBase := r.sums[key+" "+row+" cases"], r.sums[key+" total cases"]
					if key == "services" {
						wantPart = r.sums[key+" "+row+" succeeded"]
						wantBase = wantPart + r.sums[key+" "+row+" failed"]
					}
					if part != wantPart || base != wantBase {
						r.Errorf("%s: %d of %d, want %d of %d", at, part, base, wantPart, wantBase)
					}
					continue
				}
				if m.Quiet {
					continue
				}
				c := t.Cell(w, scope, row, m.Key)
				if c.Count.Value != r.sums[name] {
					r.Errorf("%s: %d, counted anew %d", at, c.Count.Value, r.sums[name])
				}
				if cases := r.cases[name]; cases != nil {
					if rows := s.Rows(c); len(rows) != len(cases) || slices.ContainsFunc(rows, func(id field.ID) bool { return !cases[id] }) {
						r.Errorf("%s: %d rows behind %d", at, len(rows), len(cases))
					}
					compared++
				}
			}
		}
	}
	return compared
}

// TestTablesOneToThreeCountedAnew: every figure of reception, matters and services, of each station and all of them, of the period, the year
// to date and a year before, by both bases, is what one gets by opening the records one by one; and opens just the cases it counts.
func TestTablesOneToThreeCountedAnew(t *testing.T) {
	if n := countedAnew(t, statFolder(t)); n < 1000 {
		t.Errorf("only %d figures had cases behind them", n)
	}
}

// countedAnew compares tables 1 to 3 of this year with the records this account can open, and says of how many figures it compared the rows.
func countedAnew(t *testing.T, of *Office) (compared int) {
	t.Helper()
	cases, err := All[*centre.Case](t.Context(), of, centre.CaseType)
	if err != nil {
		t.Fatal(err)
	}
	steps, err := All[*centre.Step](t.Context(), of, centre.StepType)
	if err != nil {
		t.Fatal(err)
	}
	referrals, err := All[*centre.Referral](t.Context(), of, centre.ReferralType)
	if err != nil {
		t.Fatal(err)
	}
	stepsOf := map[field.ID][]*centre.Step{}
	for _, s := range steps {
		stepsOf[s.Case] = append(stepsOf[s.Case], s)
	}
	passed := map[field.ID]bool{}
	for _, x := range referrals {
		if x.State == "sent" || x.State == "received" || x.State == "done" {
			passed[x.Case] = true
		}
	}
	year := of.Today().Year
	last := func(text string) string { return fmt.Sprint(year-1) + text[4:] }
	for span, p := range map[string][2]string{
		summary.SpanYear: {fmt.Sprint(year, "-01-01"), fmt.Sprint(year, "-12-31")}, summary.SpanQuarter: {fmt.Sprint(year, "-04-01"), fmt.Sprint(year, "-06-30")},
		summary.SpanMonth: {fmt.Sprint(year, "-03-01"), fmt.Sprint(year, "-03-31")},
	} {
		for _, basis := range []string{summary.BasisRegistered, summary.BasisClosed} {
			day, _ := field.ParseDay(p[0], 0)
			s, err := of.Statistics(t.Context(), Reporting{Kind: StatisticsReport, Span: span, From: day, Basis: basis, Whole: true})
			if err != nil {
				t.Fatal(err)
			}
			for w, time := range map[summary.When][2]string{
				summary.ThisPeriod: p, summary.ThisYear: {fmt.Sprint(year, "-01-01"), p[1]}, summary.LastYear: {last(p[0]), last(p[1])},
			} {
				for scope := range s.All() + 1 {
					r := &recount{T: t, of: of, steps: stepsOf, passed: passed, from: time[0], to: time[1], basis: basis, scope: "*", known: s.Scopes[1:],
						sums: map[string]int64{}, who: map[string]map[field.ID]bool{}, cases: map[string]map[field.ID]bool{}}
					if scope < s.All() {
						r.scope = s.Scopes[scope]
					}
					for _, c := range cases {
						r.count(c)
					}
					compared += r.against(s, w, scope)
				}
			}
		}
	}
	return compared
}
