package today

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Who is what lines for one person need to know of her.
type Who interface {
	Me() store.AccountInfo
	May(right string) bool
}

// rankFlag puts a supervision flag among what is over: somebody waits for an answer.
const rankFlag = -1

// supervision are the flags that wait for an answer of whoever is signed in.
func (g *gatherer) supervision() error {
	all, err := found[*centre.Supervision](g, centre.SupervisionType, kit.Query{Sort: "raised", Where: []store.Cond{{Key: "settled", Op: store.Blank}}})
	if err != nil {
		return err
	}
	me := g.desk.Me().Name
	for _, s := range all {
		if s.To != me && (s.To != "" || s.By == me || !g.desk.May(centre.MayApprove)) {
			continue
		}
		what, err := g.label(s.Case, s.Reason)
		if err != nil {
			return err
		}
		g.out.todo = append(g.out.todo, Line{
			Kind: g.t("today.flag"), What: what, When: g.t("supervise.when", s.By, g.hour(s.Raised)),
			Tone: kit.Warn, Table: "case", ID: s.Case, rank: rankFlag,
		})
	}
	return nil
}
