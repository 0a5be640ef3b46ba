// Package merge joins the versions of a record that several desks wrote apart from each other. It is pure and stores nothing.
//
// Joining is done field by field. What one desk wrote in knowledge of the other's value replaces it; what was written without
// that knowledge is kept beside it as a clash, the newest shown, until a person's next save of the field closes it. Nothing is
// overwritten in silence. The order in which versions meet, and how often, makes no difference: every desk ends with the same.
//
// What a version knew is kept with the record: the newest stamp of each desk that went into it. As a desk's stamps only grow,
// a stamp was known if it is not newer than that one. This knowledge, the values that are not shown and what a deletion knew
// stand in Meta.Extra under Key, which every program keeps; a record that never left its desk needs none of it.
package merge

import (
	"fmt"
	"slices"

	"cn.halfsky/internal/field"
)

// Result is one record after a merge.
type Result struct {
	Record   field.Record
	Clashes  []Clash
	Problems field.Problems // what Check says of the joined record: two sound versions may not be sound together
	New      bool           // our side did not have it
	Changed  bool           // it says or knows something that our side did not have
}

// Clash is a value that desks wrote without knowing of each other, and that no person has looked at since.
type Clash struct {
	Keys     []string // the fields; several where they are one value together, such as the hours of a shift
	Deleted  bool     // one side deleted the record, the other edited it: the edit holds. Keys and Versions are then empty
	Versions []Version
}

// Version is one of the values of a clash.
type Version struct {
	Stamp  field.Stamp
	Record field.Record // holds only the fields of the clash
	Shown  bool         // it stands in the record
}

// Join merges two versions of one record. Neither is changed. Of Meta the joined record has our revision, the earlier making and
// the later change. Codes: Newer for a record of a newer program, Damaged for one whose kept knowledge cannot be read.
func Join(ours, theirs field.Record) (Result, error) {
	t := ours.Type()
	if t != theirs.Type() || ours.Base().ID != theirs.Base().ID {
		return Result{}, fmt.Errorf("merge %s: versions of two records", t.Table)
	}
	if ours.Base().ReadOnly || theirs.Base().ReadOnly {
		return Result{}, fmt.Errorf("merge %s: %w", t.Table, field.Newer)
	}
	a, err := load(ours)
	if err != nil {
		return Result{}, err
	}
	b, err := load(theirs)
	if err != nil {
		return Result{}, err
	}
	before, err := a.sum()
	if err != nil {
		return Result{}, err
	}
	a.join(b)
	after, err := a.sum()
	if err != nil {
		return Result{}, err
	}
	joined := t.Copy(ours)
	changed := before != after || theirs.Base().Space > ours.Base().Space
	if changed {
		if joined, err = a.record(ours); err != nil {
			return Result{}, err
		}
		joinMeta(joined.Base(), ours.Base(), theirs.Base())
	}
	r := Result{Record: joined, Problems: joined.Check(), Changed: changed}
	r.Clashes, err = a.clashes()
	return r, err
}

// Adopt returns a record that came from another desk ready to be kept here: what it knows is written down, so that it is not
// forgotten when a field is saved here for the first time. Codes as for Join.
func Adopt(theirs field.Record) (Result, error) {
	t := theirs.Type()
	if theirs.Base().ReadOnly {
		return Result{}, fmt.Errorf("merge %s: %w", t.Table, field.Newer)
	}
	s, err := load(theirs)
	if err != nil {
		return Result{}, err
	}
	r, err := s.record(theirs)
	if err != nil {
		return Result{}, err
	}
	joinMeta(r.Base(), theirs.Base(), theirs.Base())
	out := Result{Record: r, Problems: r.Check(), New: true, Changed: true}
	out.Clashes, err = s.clashes()
	return out, err
}

// joinMeta takes over what is not stamped. A space of its own is stricter than the type's, so it stays.
func joinMeta(m, ours, theirs *field.Meta) {
	m.Made, m.MadeBy = ours.Made, ours.MadeBy
	if theirs.Made < ours.Made || theirs.Made == ours.Made && less(theirs.MadeBy, ours.MadeBy) {
		m.Made, m.MadeBy = theirs.Made, theirs.MadeBy
	}
	m.Changed, m.ChangedBy = ours.Changed, ours.ChangedBy
	if theirs.Changed > ours.Changed || theirs.Changed == ours.Changed && less(ours.ChangedBy, theirs.ChangedBy) {
		m.Changed, m.ChangedBy = theirs.Changed, theirs.ChangedBy
	}
	m.Space = max(ours.Space, theirs.Space)
}

func less(a, b field.ID) bool { return slices.Compare(a[:], b[:]) < 0 }

// Clashes returns what is still open in a record.
func Clashes(r field.Record) ([]Clash, error) {
	s, err := load(r)
	if err != nil {
		return nil, err
	}
	return s.clashes()
}

// Settle closes the clashes of these fields, or of all with none named, in favour of what the record shows; the record is
// changed. Other desks learn of it as of any change. Saving another value of a field settles it without this.
func Settle(r field.Record, keys ...string) error {
	s, err := load(r)
	if err != nil {
		return err
	}
	for i, u := range s.units {
		if len(keys) == 0 || slices.ContainsFunc(u.keys, func(k string) bool { return slices.Contains(keys, k) }) {
			s.units[i].versions = u.versions[:1]
		}
	}
	if len(keys) == 0 && !s.isGone() {
		s.gone = nil
	}
	settled, err := s.record(r)
	if err != nil {
		return err
	}
	m, done := r.Base(), settled.Base()
	m.Extra, m.Stamps = done.Extra, done.Stamps
	return nil
}

// Refused is a record that could not be merged; the others were.
type Refused struct {
	Table string
	ID    field.ID
	Err   error
}

// Sets merges two sets of records. Steps, visits, aid entries and other parts are records of their own, so that what either side
// added is in the result. Results come in our order, then what is new in theirs. A record that stands in one set several times
// is merged with itself. One that cannot be merged stops no other: ours is kept as it is.
func Sets(ours, theirs []field.Record) ([]Result, []Refused) {
	type name struct {
		table string
		id    field.ID
	}
	at := map[name]int{}
	var out []Result
	var bad []Refused
	take := func(r field.Record, mine bool) {
		n := name{r.Type().Table, r.Base().ID}
		i, known := at[n]
		res, err := Result{Record: r}, error(nil)
		switch {
		case known:
			res, err = Join(out[i].Record, r)
			res.New, res.Changed = out[i].New, out[i].Changed || res.Changed
		case !mine:
			res, err = Adopt(r)
		}
		switch {
		case err != nil:
			bad = append(bad, Refused{n.table, n.id, err})
		case known:
			out[i] = res
		default:
			at[n] = len(out)
			out = append(out, res)
		}
	}
	for _, r := range ours {
		take(r, true)
	}
	for _, r := range theirs {
		take(r, false)
	}
	return out, bad
}
