package summary

import (
	"cmp"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Source is one way a figure of an event is known. It has no member that could name who said so.
type Source struct {
	Key        string // count field of the event
	Role       string // what is counted there, at an event of its kind
	ID         field.ID
	Count      field.Count
	Way        string       // code of centre.ReadingWay; empty: the event itself says so
	At         field.Moment // zero where nobody kept it
	Used       bool         // the event holds it, and reports say it
	Fresh      bool         // counted live or signed in since the last reading was kept
	Missing    bool         // nobody counted what an event of its kind should have counted
	Difference int64        // to the one in use
	Compared   bool         // Difference means something
}

// Told is what is known of an event's figures besides its own fields.
type Told struct {
	Readings []*centre.Reading
	Counting Counting
	Signing  Signing
}

// SourcesOf returns every way each figure of an event is known, in the order the figures are printed, the one in use first. A figure that
// should be there and that nobody counted stands there as missing.
func SourcesOf(e *centre.Event, t Told) []Source {
	var out []Source
	for _, key := range centre.CountFields {
		own := *e.CountOf(key)
		some := t.of(e, key)
		if !own.IsZero() && !slices.ContainsFunc(some, func(s Source) bool { return s.Used }) {
			some = append(some, Source{Count: own, Used: true})
		}
		if key == "people" {
			some = append(some, t.fresh(some)...)
		}
		if own.IsZero() && e.State != "planned" && e.State != "cancelled" && slices.Contains(centre.MustCount(e.Kind), key) {
			some = append(some, Source{Missing: true})
		}
		slices.SortStableFunc(some, func(a, b Source) int {
			return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.At, b.At))
		})
		for _, s := range some {
			s.Key, s.Role = key, Role(key, e.Kind)
			if !s.Used && s.Count.HasValue && own.HasValue {
				s.Difference, s.Compared = s.Count.Value-own.Value, true
			}
			out = append(out, s)
		}
	}
	return out
}

func rank(s Source) int {
	if s.Used || s.Missing {
		return 0
	}
	return 1
}

// of are the readings of one figure; the one in use is the marked one that the event says, or the first that it says.
func (t Told) of(e *centre.Event, key string) (out []Source) {
	own := *e.CountOf(key)
	used := -1
	for _, r := range t.Readings {
		if r.Event != e.ID || r.Key != key || r.Gone != 0 {
			continue
		}
		if same := r.Count == own && !own.IsZero(); same && (used < 0 || r.Used == field.Yes) {
			used = len(out)
		}
		out = append(out, Source{ID: r.ID, Count: r.Count, Way: r.Way, At: r.At})
	}
	if used >= 0 {
		out[used].Used = true
	}
	return out
}

// fresh are the live count and the sign-in list as they stand, where no reading has them.
func (t Told) fresh(kept []Source) (out []Source) {
	add := func(n int64, way string, known field.Known) {
		c := field.Exactly(n, centre.EventType.Field("people").Unit)
		c.Known = known
		there := func(s Source) bool { return s.Way == way && s.Count.Known == known && s.Count.Value == n }
		if n > 0 && !slices.ContainsFunc(kept, there) {
			out = append(out, Source{Count: c, Way: way, Fresh: true})
		}
	}
	add(t.Counting.Total, centre.WayLive, field.ByCount)
	add(t.Signing.Registered, centre.WaySignIn, field.ByRegister)
	add(t.Signing.Present, centre.WaySignIn, field.BySign)
	return out
}

// Label is the say key of what is counted.
func (s Source) Label() string { return roleLabel(s.Role) }
