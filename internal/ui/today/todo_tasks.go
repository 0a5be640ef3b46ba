package today

import (
	"cmp"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// tasks are the check lists of events: a line for each event that has something overdue or due soon, with what is due first. What is
// cancelled needs nothing.
func (g *gatherer) tasks() error {
	open, err := found[*centre.Task](g, centre.TaskType, kit.Query{Sort: "due", Limit: 5 * most,
		Where: []store.Cond{{Key: "done", Op: store.Blank}, g.before("due", g.today.Add(soon))}})
	if err != nil {
		return err
	}
	of := map[field.ID][]*centre.Task{}
	var events []field.ID
	for _, t := range open {
		if of[t.Event] == nil {
			events = append(events, t.Event)
		}
		of[t.Event] = append(of[t.Event], t)
	}
	for _, id := range events {
		r, err := g.desk.Get(centre.EventType, id)
		if err != nil {
			return err
		}
		if e := r.(*centre.Event); e.Gone == 0 && e.State != "cancelled" {
			g.task(e, of[id])
		}
	}
	return nil
}

func (g *gatherer) task(e *centre.Event, tasks []*centre.Task) {
	slices.SortStableFunc(tasks, func(a, b *centre.Task) int { return cmp.Compare(a.Due.String(), b.Due.String()) })
	first := tasks[0]
	l := Line{Kind: g.t("board.today.kind"), What: g.t("board.today.one", e.Name, first.What), Table: "event", ID: e.ID}
	if n := len(tasks) - 1; n > 0 {
		l.What = g.t("board.today.more", e.Name, first.What, n)
	}
	g.promised(l, first.Due, false)
}
