package today

import (
	"errors"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// headed are the open cases that were taken down to be referred, and of which nothing was sent yet.
func (g *gatherer) headed() error {
	rows, err := g.desk.Find(centre.CaseType, kit.Query{Sort: store.ByMade, Desc: true, Where: []store.Cond{{Key: "referto", Op: store.Filled}}})
	if err != nil {
		return err
	}
	for i, n := 0, 0; i < rows.Len() && n < most; i++ {
		id := rows.ID(i)
		if !g.open[id] {
			continue
		}
		sent, err := g.desk.Find(centre.ReferralType, kit.Query{Where: []store.Cond{store.Where("case", id.String())}})
		if err != nil {
			return err
		}
		if sent.Len() > 0 {
			continue
		}
		c, err := store.As[*centre.Case](g.desk.Get(centre.CaseType, id))
		if errors.Is(err, field.Locked) {
			continue
		}
		if err != nil {
			return err
		}
		what, err := g.label(id, g.t("referring.today.to", g.name(c.ReferTo)))
		if err != nil {
			return err
		}
		n++
		g.out.todo = append(g.out.todo, Line{Kind: g.t("referral"), What: what, When: g.t("referring.today.unsent"), Tone: kit.Warn, Table: "case", ID: id, rank: rankDay})
	}
	return nil
}

// referrals are the answers that other bodies owe, soon or since long.
func (g *gatherer) referrals() error {
	all, err := found[*centre.Referral](g, centre.ReferralType, kit.Query{Sort: "replyby", Where: []store.Cond{
		store.Where("state", centre.ReferralSent, centre.ReferralReceived), g.before("replyby", g.today.Add(soon))}})
	if err != nil {
		return err
	}
	for _, r := range all {
		if r.ReplyBy.IsZero() {
			continue
		}
		what, err := g.label(r.Case, g.t("referring.today", g.name(r.To)))
		if err != nil {
			return err
		}
		g.until(Line{Kind: g.t("referral"), What: what, Table: "case", ID: r.Case}, r.ReplyBy, g.high[r.Case])
	}
	return nil
}
