package today

import (
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// closures are the proposals to close: those that wait for whoever is signed in, and her own that wait for somebody else.
func (g *gatherer) closures() error {
	all, err := found[*centre.Case](g, centre.CaseType, kit.Query{Where: []store.Cond{store.Where("state", "closing")}})
	if err != nil {
		return err
	}
	me := g.desk.Me().ID.String()
	for _, c := range all {
		acts, err := g.decided(c.ID)
		if err != nil {
			return err
		}
		last := centre.NewestAct(acts, centre.Proposed)
		l := Line{
			Kind: g.t("today.closing"), What: g.t("today.case", c.Number, g.words.Path(centre.Matter, c.Matter), g.words.Code(centre.Outcome, c.Outcome)),
			When: g.t("casework.today.by", c.Proposed), Tone: kit.Warn, Table: "case", ID: c.ID, rank: rankClosing,
		}
		mine := last != nil && last.Account == me
		switch {
		case mine:
			l.Kind, l.When, l.Tone, l.rank = g.t("casework.today.proposed"), g.t("casework.today.waits"), kit.Plain, rankClosing+1
		case !g.desk.May(centre.MayApprove):
			continue
		}
		g.out.todo = append(g.out.todo, l)
	}
	return nil
}

// decided returns what was decided in a case, by list columns.
func (g *gatherer) decided(of field.ID) ([]*centre.Act, error) {
	return found[*centre.Act](g, centre.ActType, kit.Query{Where: []store.Cond{store.Where("case", of.String())}, Sort: store.ByMade})
}

// sentBack are the cases that whoever is signed in proposed to close, and that came back to her.
func (g *gatherer) sentBack() error {
	all, err := found[*centre.Act](g, centre.ActType, kit.Query{Where: []store.Cond{store.Where("what", centre.Rejected)}, Sort: store.ByMade, Desc: true})
	if err != nil {
		return err
	}
	me, seen := g.desk.Me().ID.String(), map[field.ID]bool{}
	for _, a := range all {
		if seen[a.Case] || !g.open[a.Case] {
			continue
		}
		seen[a.Case] = true
		acts, err := g.decided(a.Case)
		if err != nil {
			return err
		}
		proposed, last := centre.NewestAct(acts, centre.Proposed), centre.SentBack(acts)
		if proposed == nil || proposed.Account != me || last == nil {
			continue
		}
		back, err := g.desk.Get(centre.ActType, last.ID) // why stands in no list column
		if err != nil {
			return err
		}
		what, err := g.label(a.Case, strings.Join(strings.Fields(back.(*centre.Act).Reason), " "))
		if err != nil {
			return err
		}
		g.out.todo = append(g.out.todo, Line{
			Kind: g.t("casework.today.back"), What: what, When: g.t("casework.today.backby", last.By), Tone: kit.Warn, Table: "case", ID: a.Case, rank: rankClosing - 1,
		})
	}
	return nil
}

// callBacks are the closed cases whose people are to be called. Those long overdue come last: she still waits to be asked.
func (g *gatherer) callBacks() error {
	long := g.today.Add(-back - 1)
	for _, span := range []kit.Query{
		{Sort: "callback", Where: []store.Cond{{Key: "callback", Op: store.Between, Values: []string{g.today.Add(-back).String(), g.today.Add(soon).String()}}}},
		{Sort: "callback", Desc: true, Where: []store.Cond{g.before("callback", long)}},
	} {
		span.Where = append(span.Where, store.Where("state", "closed"))
		all, err := found[*centre.Case](g, centre.CaseType, span)
		if err != nil {
			return err
		}
		for _, c := range all {
			what := g.t("today.case", c.Number, g.words.Path(centre.Matter, c.Matter), g.words.Code(centre.Outcome, c.Outcome))
			g.promised(Line{Kind: g.t("today.callback"), What: what, Table: "case", ID: c.ID}, c.CallBack, false)
		}
	}
	return nil
}
