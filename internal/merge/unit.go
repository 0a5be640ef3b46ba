package merge

import (
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// together are fields that are one value: half of one desk's and half of another's would be a value that nobody wrote.
var together = map[*field.Type][][]string{
	centre.ShiftType:       {{"date", "from", "to", "place", "event", "counsellors"}, {"state", "substitute"}},
	centre.AppointmentType: {{"date", "from", "to", "place", "counsellor"}},
	centre.TemplateType:    {{"weekday", "from", "to", "place", "starts", "ends"}},
	centre.AbsenceType:     {{"from", "to"}},
	centre.MilestoneType:   {{"what", "day", "at", "weeks", "children", "amount", "facts"}},
	centre.DeadlineType:    {{"rule", "trigger", "computed", "follows", "milestone", "paused", "withdrawn", "why"}, {"override", "reason"}},
}

// growing are numbers that one device counts up and never down: of two values the larger is the later one.
var growing = map[*field.Type][]string{
	centre.TallyType: {"plus", "minus"},
}

// unit is what is merged as one value: a field, fields that belong together, or a field of a newer program.
type unit struct {
	keys     []string
	grows    bool
	extra    bool
	versions []version // newest first, the first is shown
}

// version is one value of a unit.
type version struct {
	stamp  field.Stamp
	values []any // one for each key, as field.Spec.Raw gives it; bytes for a field of a newer program; nil is empty
}

// unitsOf returns the units of a type, in the order of its fields, and those of newer fields in the order given.
func unitsOf(t *field.Type, newer []string) []unit {
	var out []unit
	grouped := map[string]bool{}
	for _, keys := range together[t] {
		for _, k := range keys {
			grouped[k] = true
		}
		out = append(out, unit{keys: keys})
	}
	for i := range t.Fields {
		if k := t.Fields[i].Key; !grouped[k] {
			out = append(out, unit{keys: []string{k}, grows: slices.Contains(growing[t], k)})
		}
	}
	for _, k := range newer {
		out = append(out, unit{keys: []string{k}, extra: true})
	}
	return out
}

// newerFields returns the keys of a record that no field of its type has, by name: set, changed at some time, or kept.
func newerFields(t *field.Type, m *field.Meta, kept map[string][]version) []string {
	var out []string
	add := func(k string) {
		if k != "" && k != Key && k != goneKey && t.Field(k) == nil && !slices.Contains(out, k) {
			out = append(out, k)
		}
	}
	for k := range m.Extra {
		add(k)
	}
	for k := range m.Stamps {
		add(k)
	}
	for k := range kept {
		add(k)
	}
	slices.Sort(out)
	return out
}

// name is what the unit is called in kept knowledge.
func (u *unit) name() string { return u.keys[0] }

// read takes the unit's value out of a record.
func (u *unit) read(r field.Record) []any {
	var out []any
	for _, k := range u.keys {
		v := any(nil)
		if b, ok := r.Base().Extra[k]; ok && u.extra {
			v = slices.Clone(b)
		} else if !u.extra {
			v = r.Type().Field(k).Raw(r)
		}
		out = append(out, v)
	}
	return out
}

// write puts a version into a record. Code: Damaged for a kept value of a wrong shape.
func (u *unit) write(r field.Record, v version) error {
	m := r.Base()
	for i, k := range u.keys {
		if u.extra && v.values[i] == nil {
			continue
		}
		if !u.extra {
			if err := r.Type().Field(k).Put(r, v.values[i]); err != nil {
				return fmt.Errorf("merge %s: %w", r.Type().Table, err)
			}
			continue
		}
		b, ok := v.values[i].([]byte)
		if !ok {
			return fmt.Errorf("merge %s: %w", r.Type().Table, field.Damaged)
		}
		if m.Extra == nil {
			m.Extra = map[string][]byte{}
		}
		m.Extra[k] = slices.Clone(b)
	}
	return nil
}

// join takes over what the other side has and leaves out what was replaced: a version is left out when the other side knew it
// and no longer has it.
func (u *unit) join(v unit, ours, theirs knowledge) {
	all := slices.Concat(u.versions, v.versions)
	sortVersions(all)
	all = slices.CompactFunc(all, func(a, b version) bool { return a.stamp == b.stamp })
	if u.grows {
		u.versions = []version{largest(all)}
		return
	}
	has := func(vs []version, s field.Stamp) bool {
		return slices.ContainsFunc(vs, func(x version) bool { return x.stamp == s })
	}
	kept := slices.DeleteFunc(slices.Clone(all), func(x version) bool {
		replaced := !has(v.versions, x.stamp) && theirs.has(x.stamp)
		return replaced || !has(u.versions, x.stamp) && ours.has(x.stamp)
	})
	if len(kept) == 0 {
		kept = all[:1] // knowledge that contradicts itself must not empty a field
	}
	u.versions = kept
}

func sortVersions(vs []version) {
	slices.SortStableFunc(vs, func(a, b version) int { return newest(a.stamp, b.stamp) })
}

// newest puts the later stamp first.
func newest(a, b field.Stamp) int {
	switch {
	case a == b:
		return 0
	case a.Before(b):
		return 1
	}
	return -1
}

// largest is the newest stamp with the largest number.
func largest(vs []version) version {
	out := version{vs[0].stamp, slices.Clone(vs[0].values)}
	for _, v := range vs {
		if n, ok := v.values[0].(int64); ok {
			if most, ok := out.values[0].(int64); !ok || n > most {
				out.values[0] = n
			}
		}
	}
	return out
}
