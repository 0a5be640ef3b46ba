package office

import (
	"context"
	"strconv"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// mostAddressees is how many rows the distribution of an issue takes.
const mostAddressees = 500

// SetDistribution makes rows the distribution of an issue, in their order. A row that is there already keeps its record; what is not among
// them any more is deleted. Too many rows are field.Problems.
func (o *Office) SetDistribution(ctx context.Context, issue field.ID, rows []summary.Addressee) (store.Change, error) {
	return o.perform(ctx, "set-distribution", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		if err := v.liveIssue(issue); err != nil {
			return err
		}
		if len(rows) > mostAddressees {
			return field.Problems{{Field: "to", Say: "editing.distribution.many", Args: []string{strconv.Itoa(mostAddressees)}}}
		}
		had, err := opened(v.Tx, centre.DistributionType, partsQuery(centre.DistributionType, issue, false))
		if err != nil {
			return err
		}
		known := map[string][]*centre.Distribution{}
		for _, r := range had {
			d := r.(*centre.Distribution)
			known[d.To] = append(known[d.To], d)
		}
		for i, row := range rows {
			if err := v.addressee(issue, int64(i+1), row, known); err != nil {
				return err
			}
		}
		for _, rest := range known {
			for _, d := range rest {
				if err := v.Delete(d); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// addressee puts one row of a distribution at its place, in the record of that name where there is one.
func (v *verb) addressee(issue field.ID, place int64, row summary.Addressee, known map[string][]*centre.Distribution) error {
	to := field.Tidy(row.To)
	if same := known[to]; len(same) > 0 {
		d := same[0]
		known[to] = same[1:]
		if d.Place == place && d.Copies == row.Copies {
			return nil
		}
		d.Place, d.Copies = place, row.Copies
		return v.put(d)
	}
	r, err := v.office.NewPart(centre.DistributionType, issue)
	if err != nil {
		return err
	}
	d := r.(*centre.Distribution)
	d.To, d.Place, d.Copies = to, place, row.Copies
	return v.put(d)
}

// Distribution is the distribution of an issue in its order.
func (o *Office) Distribution(issue field.ID) ([]summary.Addressee, error) {
	i, err := live[*centre.Issue](o, centre.IssueType, issue)
	if err != nil {
		return nil, err
	}
	s, err := o.issueNow(i)
	return s.To, err
}
