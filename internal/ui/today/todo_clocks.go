package today

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/law"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// deadlines are the clocks that run out, or did. What was met or withdrawn, stands still, or is over without anything missed, is none
// of them.
func (g *gatherer) deadlines() error {
	rows, err := g.desk.Find(centre.DeadlineType, kit.Query{Where: []store.Cond{{Key: "done", Op: store.Blank}}})
	if err != nil {
		return err
	}
	var all []clock
	for i := range rows.Len() {
		d := rows.At(i).(*centre.Deadline)
		if d.Runs() && !law.Find(d.Rule).Ended(d.Due(), g.today) {
			all = append(all, clock{d.ID, d.Case, d.Due(), d.Rule})
		}
	}
	all = g.urgent(actOnLater(all))
	for _, c := range all[:min(len(all), most)] {
		name := c.rule
		if rule := law.Find(name); rule != nil {
			name = rule.Name(g.words.Book)
		}
		what, err := g.label(c.of, name)
		if err != nil {
			return err
		}
		g.until(Line{Kind: g.words.Book.T("deadline"), What: what, Table: "case", ID: c.of}, c.day, g.high[c.of])
		g.byHour(g.desk.ClockMoments(c.id, c.rule), c.day)
	}
	return nil
}

// byHour has the line that was added last say the hour at which a clock of hours ends, until the day after.
func (g *gatherer) byHour(m law.Moments, day field.Day) {
	left := g.left(day)
	if m.By == 0 || left < 0 {
		return
	}
	l, at := &g.out.todo[len(g.out.todo)-1], m.By.In(law.China)
	hour := g.words.Book.Clock(at.Hour(), at.Minute())
	switch over := m.Over(field.MomentOf(g.now)); {
	case over > 0:
		l.When = g.t("today.by.over", hour, over)
		l.rank--
		g.out.late++
	case left == 0:
		l.When = g.t("today.by", hour)
	default:
		l.When = g.t("today.by.day", g.day(day), hour)
	}
}

// actOnLater leaves out the earlier of two clocks of a case whose rules conflict.
func actOnLater(all []clock) []clock {
	type pair struct {
		of   field.ID
		what string
	}
	last := map[pair]field.Day{}
	for _, c := range all {
		if r := law.Find(c.rule); r != nil && r.Conflict != "" {
			if k := (pair{c.of, r.Conflict}); last[k].Before(c.day) {
				last[k] = c.day
			}
		}
	}
	return slices.DeleteFunc(all, func(c clock) bool {
		r := law.Find(c.rule)
		return r != nil && r.Conflict != "" && c.day.Before(last[pair{c.of, r.Conflict}])
	})
}
