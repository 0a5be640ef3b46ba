package merge

import (
	"fmt"
	"maps"
	"slices"

	"cn.halfsky/internal/field"
)

// Keys of Meta.Stamps and Meta.Extra that are no field's. A field's key never begins with this sign.
const (
	goneKey = "@gone" // the stamp of deleting and restoring, as the store writes it

	// Key names what is kept of a merge in Meta.Extra.
	Key = "@merge"
)

// knowledge is the newest stamp of each desk that went into a version.
type knowledge map[uint64]field.Stamp

// has reports whether the stamp was known. What bears no stamp was there from the start.
func (k knowledge) has(s field.Stamp) bool {
	t, ok := k[s.Desk]
	return ok && !t.Before(s) || s == field.Stamp{}
}

func (k knowledge) add(s field.Stamp) {
	if t, ok := k[s.Desk]; s != (field.Stamp{}) && (!ok || t.Before(s)) {
		k[s.Desk] = s
	}
}

func (k knowledge) addAll(l knowledge) {
	for _, s := range l {
		k.add(s)
	}
}

// deletion is a version of whether the record is deleted.
type deletion struct {
	stamp field.Stamp
	at    field.Moment // 0: it was restored
	knew  knowledge    // what the one who deleted it had before her
}

// state is a record as it is merged.
type state struct {
	typ   *field.Type
	made  field.Stamp
	units []unit
	gone  []deletion // newest first; none while nobody ever deleted it, or when a deletion was overruled
	knows knowledge
}

// load reads a record. Values that a merge kept beside a field hold only while the field has the stamp it had then: another stamp
// means that a person has saved it since, having seen them.
func load(r field.Record) (*state, error) {
	m := r.Base()
	kept, err := unpack(m.Extra[Key])
	if err != nil {
		return nil, fmt.Errorf("merge %s: %w", r.Type().Table, err)
	}
	s := &state{typ: r.Type(), made: m.Stamps[""], units: unitsOf(r.Type(), newerFields(r.Type(), m, kept.units)), knows: maps.Clone(kept.knows)}
	for key, stamp := range m.Stamps {
		if key != Key {
			s.knows.add(stamp)
		}
	}
	saved := false // since the merge, by a person
	for i := range s.units {
		u := &s.units[i]
		stamp, since := s.stampOf(u, m.Stamps, kept.knows)
		saved = saved || since
		u.versions = []version{{stamp, u.read(r)}}
		if others := kept.units[u.name()]; len(others) > 0 && others[0].stamp == stamp {
			u.versions = append(u.versions, others[1:]...)
		}
		if slices.ContainsFunc(u.versions, func(v version) bool { return len(v.values) != len(u.keys) }) {
			return nil, fmt.Errorf("merge %s: %w", s.typ.Table, field.Damaged)
		}
	}
	s.loadGone(m, kept, saved && len(kept.knows) > 0)
	return s, nil
}

// stampOf is the unit's stamp: of its fields the newest that a person saved since the last merge, or the newest of all.
func (s *state) stampOf(u *unit, stamps map[string]field.Stamp, before knowledge) (newestStamp field.Stamp, since bool) {
	for _, k := range u.keys {
		stamp, ok := stamps[k]
		if !ok {
			stamp = s.made
		}
		fresh := !before.has(stamp)
		if fresh && !since || fresh == since && newestStamp.Before(stamp) {
			newestStamp, since = stamp, fresh
		}
	}
	return newestStamp, since
}

// newestOf is the newest stamp of the unit's fields.
func (u *unit) newestOf(stamps map[string]field.Stamp, made field.Stamp) field.Stamp {
	var out field.Stamp
	for _, k := range u.keys {
		stamp, ok := stamps[k]
		if !ok {
			stamp = made
		}
		if out.Before(stamp) {
			out = stamp
		}
	}
	return out
}

func (s *state) loadGone(m *field.Meta, kept knownState, saved bool) {
	stamp, ok := m.Stamps[goneKey]
	switch {
	case !ok && m.Gone == 0 && len(kept.gone) == 0:
	case len(kept.gone) > 0 && kept.gone[0].stamp == stamp:
		if saved && m.Gone == 0 {
			return // a person went on with a record that another desk had deleted, having been told: she keeps it
		}
		s.gone = kept.gone
	default:
		s.gone = []deletion{{stamp, m.Gone, maps.Clone(s.knows)}}
	}
}

// join takes over the other side.
func (s *state) join(t *state) {
	if s.made == (field.Stamp{}) || t.made != (field.Stamp{}) && t.made.Before(s.made) {
		s.made = t.made
	}
	ours := map[string]int{}
	for i, u := range s.units {
		ours[u.name()] = i
	}
	theirs := map[string]bool{}
	for _, v := range t.units {
		i, ok := ours[v.name()]
		if !ok {
			i = len(s.units)
			s.units = append(s.units, s.empty(v))
		}
		theirs[v.name()] = true
		s.units[i].join(v, s.knows, t.knows)
	}
	for i := range s.units {
		if u := &s.units[i]; !theirs[u.name()] {
			u.join(t.empty(*u), s.knows, t.knows)
		}
	}
	s.joinGone(t)
	s.knows.addAll(t.knows)
}

// empty is a newer field that this side does not have, as it was since the record was made; where the other side has it from the
// making, an older program here has only not seen it.
func (s *state) empty(other unit) unit {
	u := unit{keys: other.keys, extra: true}
	for _, v := range other.versions {
		if v.stamp == s.made {
			u.versions = append(u.versions, v)
		}
	}
	if len(u.versions) == 0 {
		u.versions = []version{{s.made, []any{nil}}}
	}
	return u
}

func (s *state) joinGone(t *state) {
	has := func(ds []deletion, x field.Stamp) bool {
		return slices.ContainsFunc(ds, func(d deletion) bool { return d.stamp == x })
	}
	var all []deletion
	for _, d := range s.gone {
		if has(t.gone, d.stamp) || !t.knows.has(d.stamp) {
			all = append(all, d)
		}
	}
	for _, d := range t.gone {
		if i := slices.IndexFunc(all, func(e deletion) bool { return e.stamp == d.stamp }); i >= 0 {
			all[i].knew = maps.Clone(all[i].knew)
			all[i].knew.addAll(d.knew)
			all[i].at = min(all[i].at, d.at)
		} else if !has(s.gone, d.stamp) && !s.knows.has(d.stamp) {
			all = append(all, d)
		}
	}
	slices.SortFunc(all, func(a, b deletion) int { return newest(a.stamp, b.stamp) })
	s.gone = all
}

// isGone reports whether the record is deleted: somebody deleted it, nobody restored it meanwhile, and there is no value that
// none of those who deleted it knew. An edit beats a deletion.
func (s *state) isGone() bool {
	if len(s.gone) == 0 || slices.ContainsFunc(s.gone, func(d deletion) bool { return d.at == 0 }) {
		return false
	}
	for _, u := range s.units {
		for _, v := range u.versions {
			if !slices.ContainsFunc(s.gone, func(d deletion) bool { return d.knew.has(v.stamp) }) {
				return false
			}
		}
	}
	return true
}

// record writes the state into a copy of like.
func (s *state) record(like field.Record) (field.Record, error) {
	r := s.typ.Copy(like)
	m := r.Base()
	m.Extra, m.Gone = nil, 0 // newer fields are units and are written as such
	m.Stamps = map[string]field.Stamp{}
	if s.made != (field.Stamp{}) {
		m.Stamps[""] = s.made
	}
	for i := range s.units {
		u := &s.units[i]
		shown := u.versions[0]
		if err := u.write(r, shown); err != nil {
			return nil, err
		}
		for _, k := range u.keys {
			switch own, ok := like.Base().Stamps[k]; {
			case shown.stamp == u.newestOf(like.Base().Stamps, s.made):
				if ok {
					m.Stamps[k] = own // fields that belong together may have stamps of their own
				}
			case shown.stamp != s.made:
				m.Stamps[k] = shown.stamp
			}
		}
	}
	if len(s.gone) > 0 {
		m.Stamps[goneKey] = s.gone[0].stamp
		if s.isGone() {
			m.Gone = s.gone[0].at
		}
	}
	text, err := s.pack()
	if err != nil {
		return nil, fmt.Errorf("merge %s: %w", s.typ.Table, err)
	}
	if m.Extra == nil {
		m.Extra = map[string][]byte{}
	}
	m.Extra[Key] = text
	return r, nil
}

// clashes lists the units with several values that differ, and a deletion that an edit beat.
func (s *state) clashes() ([]Clash, error) {
	var out []Clash
	for _, u := range s.units {
		if len(u.versions) < 2 || u.same() {
			continue
		}
		c := Clash{Keys: slices.Clone(u.keys)}
		for i, v := range u.versions {
			r := s.typ.New()
			if err := u.write(r, v); err != nil {
				return nil, err
			}
			c.Versions = append(c.Versions, Version{Stamp: v.stamp, Record: r, Shown: i == 0})
		}
		out = append(out, c)
	}
	if !s.isGone() && slices.ContainsFunc(s.gone, func(d deletion) bool { return d.at != 0 }) {
		out = append(out, Clash{Deleted: true})
	}
	return out, nil
}

// same reports whether all versions say the same: then there is nothing to decide.
func (u *unit) same() bool {
	first, err := encode.Marshal(u.versions[0].values)
	for _, v := range u.versions[1:] {
		next, err2 := encode.Marshal(v.values)
		if err != nil || err2 != nil || string(first) != string(next) {
			return false
		}
	}
	return true
}
