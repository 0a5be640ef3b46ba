package summary

import (
	"slices"

	"cn.halfsky/internal/field"
)

// ReferredToSeen is the share of people seen at desks who were referred on, over the desks that have both.
const ReferredToSeen = "referred"

// ReferredOn is how many of those seen were referred on; false where that is not known or would tell a number that is withheld.
func (e EventSummary) ReferredOn() (Ratio, bool) {
	if e.DeskSum.SeenHidden || e.DeskSum.ReferredHidden {
		return Ratio{}, false
	}
	r, ok := ratioOver(ReferredToSeen, e.Desks, func(d DeskLine) (part, base field.Count, id field.ID) { return d.Referred, d.Seen, d.ID })
	hidden := slices.ContainsFunc(e.Desks, func(d DeskLine) bool { return d.SeenHidden || d.ReferredHidden })
	if hidden && (r.Part.Value != e.DeskSum.Referred.Value || r.Base.Value != e.DeskSum.Seen.Value) {
		return Ratio{}, false // with the sums, that of some desks tells of the others
	}
	return r, ok
}

// withheld marks the numbers of people at desks that are too small to be published, with so many others that none can be worked out
// from the sums, and returns the sums.
func withheld(desks []DeskLine, least int64) DeskLine {
	total := sumDesks(desks)
	if least < 2 {
		return total
	}
	for _, x := range []struct {
		of     func(*DeskLine) field.Count
		hidden func(*DeskLine) *bool
	}{
		{func(d *DeskLine) field.Count { return d.Seen }, func(d *DeskLine) *bool { return &d.SeenHidden }},
		{func(d *DeskLine) field.Count { return d.Referred }, func(d *DeskLine) *bool { return &d.ReferredHidden }},
	} {
		var s sheet
		var parts []int
		lines := []*DeskLine{}
		for i := range desks {
			if c := x.of(&desks[i]); c.HasValue {
				parts = append(parts, s.cell(c.Value, c.Value > 0 && c.Value < least, 1))
				lines = append(lines, &desks[i])
			}
		}
		if len(parts) == 0 {
			continue
		}
		all := x.of(&total).Value
		whole := s.cell(all, all > 0 && all < least, 10)
		s.sum(whole, parts...)
		s.withhold()
		for i, at := range parts {
			*x.hidden(lines[i]) = s.cells[at].hidden
		}
		*x.hidden(&total) = s.cells[whole].hidden
	}
	return total
}

// sumDesks adds the counts of desks; what no desk has stays uncounted.
func sumDesks(desks []DeskLine) DeskLine {
	add := func(of func(DeskLine) field.Count) field.Count {
		var cs []field.Count
		for _, d := range desks {
			if c := of(d); !c.IsZero() {
				cs = append(cs, c)
			}
		}
		if len(cs) == 0 {
			return field.Count{}
		}
		return plainSum(cs)
	}
	return DeskLine{
		Experts:  add(func(d DeskLine) field.Count { return d.Experts }),
		Seen:     add(func(d DeskLine) field.Count { return d.Seen }),
		Referred: add(func(d DeskLine) field.Count { return d.Referred }),
	}
}

func (d DeskLine) json() map[string]any {
	m := map[string]any{
		"id": d.ID.String(), "hospital": d.Hospital.Name, "department": d.Department, "experts": d.Experts.Raw(),
		"seen": d.Seen.Raw(), "referred": d.Referred.Raw(),
	}
	if d.SeenHidden {
		m["seen"] = nil
	}
	if d.ReferredHidden {
		m["referred"] = nil
	}
	return m
}
