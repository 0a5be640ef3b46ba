package reports

import (
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/ui/kit"
)

// slips finds referrals by what tells one from another: the number of the case, who receives it, the day.
type slips struct {
	desk Desk
	host *kit.Host
}

// Look is called off the UI thread.
func (l slips) Look(tables []string, text string, most int) ([]kit.Hit, error) {
	found, err := l.desk.Find(centre.ReferralType, kit.Query{Sort: "sent", Desc: true})
	if err != nil {
		return nil, err
	}
	want := field.Fold(text)
	var out []kit.Hit
	for i := 0; i < found.Len() && (most == 0 || len(out) < most); i++ {
		full, err := l.desk.Get(centre.ReferralType, found.ID(i))
		r, ok := full.(*centre.Referral)
		if err != nil || !ok {
			continue // of a case that is not hers to open
		}
		name := l.name(r)
		spelled, initials := centre.Spell(name)
		if want == "" || strings.Contains(field.Fold(name+r.Purpose), want) || strings.Contains(spelled, want) || strings.Contains(initials, want) {
			out = append(out, kit.Hit{Table: centre.ReferralType.Table, ID: found.ID(i), Name: name, Note: r.Purpose})
		}
	}
	return out, nil
}

// name is what a referral is called among others.
func (l slips) name(r *centre.Referral) string {
	var parts []string
	for _, p := range []string{l.host.Name(r.Case), l.host.Name(r.To), l.host.Shown().Day(r.Sent)} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " ")
}

// nameSlip puts the name of a chosen referral into its field.
func (s *report) nameSlip(pick *kit.Pick, id field.ID) {
	l := slips{s.desk, s.host}
	kit.Go(s.host, func() (string, error) {
		r, err := s.desk.Get(centre.ReferralType, id)
		if err != nil {
			return "", err
		}
		return l.name(r.(*centre.Referral)), nil
	}, func(name string, err error) {
		if err == nil && s.c.id == id {
			pick.Set(kit.Option{Value: id.String(), Text: name})
		}
	})
}
