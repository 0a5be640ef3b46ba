package today

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// followUps are the job fairs after which employers are to be asked, 30 and 90 days later, whom they hired: those whose day is near or
// was not long ago, and that some employer with intents has not answered.
func (g *gatherer) followUps() error {
	days := store.Cond{Key: "date", Op: store.Between, Values: []string{g.today.Add(-90 - back).String(), g.today.Add(-30 + soon).String()}}
	fairs, err := found[*centre.Event](g, centre.EventType, kit.Query{Sort: "date", Where: []store.Cond{store.Where("kind", "jobfair"), days}})
	if err != nil {
		return err
	}
	for _, e := range fairs {
		if !e.Date.Exact() || e.State == "cancelled" {
			continue
		}
		rows, err := g.desk.Find(centre.JobLineType, kit.Query{Where: []store.Cond{store.Where("event", e.ID.String())}})
		if err != nil {
			return err
		}
		for stage, after := range []int{30, 90} {
			due := e.Date.Add(after)
			silent := map[field.ID]bool{}
			for i := range rows.Len() {
				l := rows.At(i).(*centre.JobLine)
				if l.Intents.Value > 0 && !l.Stages()[stage].Asked() {
					silent[l.Employer] = true
				}
			}
			if near := g.left(due); len(silent) == 0 || near > soon || near < -back {
				continue
			}
			what := g.t("attend.follow.due", e.Name, after, len(silent))
			g.promised(Line{Kind: g.t("attend.follow"), What: what, Table: "event", ID: e.ID, Verb: "followup"}, due, false)
		}
	}
	return nil
}
