package law

import (
	"slices"
	"strings"

	"cn.halfsky/internal/field"
)

// RegionOf is the region of the rules for a code of centre.Region. National law applies everywhere.
func RegionOf(code string) string {
	if code == "" || code == "CN" {
		return "CN"
	}
	return "CN-" + code
}

// Applies reports whether a rule of r's region is law in region: a province has the national rules and its own.
func (r *Rule) Applies(region string) bool {
	return region == r.Region || strings.HasPrefix(region, r.Region+"-")
}

// Choose returns the rules of a topic that are law in region on the trigger day for this case: the one for its facts before the
// ordinary one, the one for its weeks of pregnancy, the regional one before the national one. Several are left when they are
// to be used together (Conflict), or when Inputs do not say enough to choose.
func Choose(topic, region string, trigger field.Day, in Inputs) []*Rule {
	var found []*Rule
	special := false
	for _, r := range builtIn() {
		fits := r.When == "" || in.has(r.When)
		if r.Topic != topic || topic == "" || !r.Applies(region) || !r.InForce(trigger) || !fits || in.Weeks > 0 && !r.InBand(in.Weeks) {
			continue
		}
		found = append(found, r)
		special = special || r.When != ""
	}
	most := 0
	for _, r := range found {
		if !special || r.When != "" {
			most = max(most, len(r.Region))
		}
	}
	return slices.DeleteFunc(found, func(r *Rule) bool { return special && r.When == "" || len(r.Region) < most })
}

// ComputeTopic counts what Choose finds. Of rules that stand beside each other the one to act on comes first. Problems name what
// kept the others from being counted; with no rule at all there is one that says so.
func ComputeTopic(topic, region string, trigger field.Day, in Inputs, cal Calendar) ([]Due, field.Problems) {
	var dues []Due
	var ps field.Problems
	rules := Choose(topic, region, trigger, in)
	if len(rules) == 0 {
		return nil, problem("", "norule")
	}
	for _, r := range rules {
		d, bad := Compute(r, trigger, in, cal)
		if ps = append(ps, bad...); len(bad) == 0 {
			dues = append(dues, d)
		}
	}
	return Resolve(dues), ps
}

// Resolve puts of rules in conflict the later day first and says on each that there is another: both are shown, the later one
// is acted on. Other computed days stay as and where they are.
func Resolve(dues []Due) []Due {
	out := slices.Clone(dues)
	slices.SortStableFunc(out, func(a, b Due) int {
		if a.Rule.Conflict == "" || a.Rule.Conflict != b.Rule.Conflict {
			return 0
		}
		return -compare(a.Day, b.Day)
	})
	for i := range out {
		for j := range out {
			if i != j {
				out[i].against(&out[j])
			}
		}
	}
	return out
}

// against says on d that b counts to another day, where the two rules conflict.
func (d *Due) against(b *Due) {
	if d.Rule.Conflict == "" || d.Rule.Conflict != b.Rule.Conflict || d.Day == b.Day || d.Day.IsZero() || b.Day.IsZero() {
		return
	}
	d.Notes = slices.Clone(d.Notes)
	if b.Day.Before(d.Day) {
		d.note("later", b.Day)
	} else {
		d.note("earlier", b.Day)
	}
}

func compare(a, b field.Day) int { return strings.Compare(a.String(), b.String()) }
