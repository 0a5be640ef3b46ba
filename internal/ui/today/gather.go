package today

import (
	"cmp"
	"errors"
	"slices"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// Line is one thing that needs somebody, in words, with the record it opens.
type Line struct {
	Kind  string
	What  string
	When  string
	Tone  kit.Tone
	Table string // empty: nothing to open
	ID    field.ID
	Verb  string // of the record's area, done instead of opening it
	rank  int    // the lower, the nearer to the top
}

// findings is what a look at the folder gave.
type findings struct {
	todo []Line
	now  []Line
	late int // of todo, what is over

	logged kit.Found // what was logged today
}

const (
	soon = 7               // days before its end from which a clock shows
	back = centre.LongOver // days after which what nobody did stands at the end
	most = 200             // lines of one kind; more would help nobody
)

// gatherer looks through the folder. It runs off the UI thread; what it holds never changes meanwhile.
type gatherer struct {
	desk  Desk
	words centre.Shown
	today field.Day
	now   time.Time
	open  map[field.ID]bool // cases that still need somebody
	high  map[field.ID]bool // of them, those at high risk
	out   findings
}

// gather reads everything the screen shows: what is over first, then what runs out, then the rest.
func (g *gatherer) gather() (findings, error) {
	for _, look := range []func() error{
		g.openCases, g.troubles, g.deadlines, g.unstarted, g.steps, g.closures, g.sentBack, g.callBacks, g.supervision, g.visits, g.aid, g.reviews, g.tasks, g.followUps, g.duties, g.appointments, g.events,
		g.risks, g.contacts, g.headed, g.referrals,
	} {
		if err := look(); err != nil {
			return findings{}, err
		}
	}
	slices.SortStableFunc(g.out.todo, func(a, b Line) int { return cmp.Compare(a.rank, b.rank) })
	slices.SortStableFunc(g.out.now, func(a, b Line) int { return cmp.Compare(a.When, b.When) })
	return g.out, nil
}

func (g *gatherer) t(key string, args ...any) string { return g.words.Book.T(key, args...) }

// left is how many days there are until a day; below 0 it is over.
func (g *gatherer) left(d field.Day) int {
	return int(d.Time().Sub(g.today.Time()).Hours() / 24)
}

// day says a day, with its year where that is another than this one.
func (g *gatherer) day(d field.Day) string {
	year := d.Year
	if year == g.today.Year {
		year = 0
	}
	return g.words.Book.DayShort(year, d.Month, d.Date)
}

// remains says in words how long there is, with the tone for it.
func (g *gatherer) remains(d field.Day) (text string, tone kit.Tone) {
	day := g.day(d)
	switch n := g.left(d); {
	case n < 0:
		return g.t("today.over", day, -n), kit.Late
	case n == 0:
		return g.t("today.due.today", day), kit.Late
	default:
		return g.t("today.left", day, n), kit.Warn
	}
}

// found opens the records that a query finds, at most so many.
func found[R field.Record](g *gatherer, t *field.Type, q kit.Query) ([]R, error) {
	if q.Limit == 0 {
		q.Limit = most
	}
	rows, err := g.desk.Find(t, q)
	if err != nil {
		return nil, err
	}
	var out []R
	for i := range rows.Len() {
		r, err := g.desk.Get(t, rows.ID(i))
		if errors.Is(err, field.Locked) {
			continue // a restricted record, of which the list shows the face
		}
		if err != nil {
			return nil, err
		}
		out = append(out, r.(R))
	}
	return out, nil
}
