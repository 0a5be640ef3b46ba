package today

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

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
