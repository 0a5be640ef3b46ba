package today

import (
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// Starter is what limits that nobody started need of the office. It is called off the UI thread.
type Starter interface {
	UnstartedCases() ([]office.ClockLine, error) // of the signed-in person's cases
}

// rankUnstarted is where a limit of unknown day stands: as if it ended within a week.
const rankUnstarted = rankDay + soon

// fewUnstarted is how many of them are named; after the import of an old ledger there may be hundreds.
const fewUnstarted = 5

// unstarted are the limits of the signed-in person's cases that run from a day nobody noted: without it no clock would ever warn.
func (g *gatherer) unstarted() error {
	all, err := g.desk.UnstartedCases()
	if err != nil {
		return err
	}
	line := func(l Line) {
		l.Kind, l.Tone, l.rank = g.t("deadline"), kit.Warn, rankUnstarted
		g.out.todo = append(g.out.todo, l)
	}
	for _, l := range all[max(0, len(all)-fewUnstarted):] { // the newest: their dates can still be asked for
		r := law.Find(l.Rule)
		what, err := g.label(l.Case, r.Name(g.words.Book))
		if err != nil {
			return err
		}
		line(Line{What: what, When: g.t("clocks.unset.state"), Table: "case", ID: l.Case})
	}
	if more := len(all) - fewUnstarted; more > 0 {
		line(Line{What: g.t("clocks.unset.more", more), When: g.t("clocks.unset.state")})
	}
	return nil
}
