package office

import (
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// refersTo is a column whose records refer to those of a table.
type refersTo struct {
	t   *field.Type
	key string
}

// columnsTo returns the columns that refer to a table. References no list knows are not among them: what they point to is missed by
// nobody when it is gone.
func columnsTo(table string) (out []refersTo) {
	for _, t := range centre.Types {
		for i := range t.Fields {
			f := &t.Fields[i]
			listed := f.Owner || f.Has(field.InList|field.InFilter|field.InSearch)
			if listed && (f.Kind == field.RefKind || f.Kind == field.RefsKind) && slices.Contains(f.Tables, table) {
				out = append(out, refersTo{t, f.Key})
			}
		}
	}
	return out
}

// referrers returns what refers to a record, deleted records too.
func referrers(from reader, t Target) (out []Target, err error) {
	for _, c := range columnsTo(t.Type.Table) {
		for _, gone := range []bool{false, true} {
			rows, err := from.List(c.t, store.Query{Where: []store.Cond{store.Where(c.key, t.ID.String())}, Gone: gone})
			if err != nil {
				return nil, fmt.Errorf("find what refers: %w", err)
			}
			for i := range rows.Len() {
				out = append(out, Target{c.t, rows.ID(i)})
			}
		}
	}
	return out, nil
}

// needed returns the records of a table that something refers to, by id.
func (o *Office) needed(table string) (map[string]bool, error) {
	out := map[string]bool{}
	for _, c := range columnsTo(table) {
		for _, gone := range []bool{false, true} {
			tally, err := o.store.Tally(c.t, c.key, store.Query{Gone: gone})
			if err != nil {
				return nil, fmt.Errorf("find what refers: %w", err)
			}
			for id := range tally {
				out[id] = true
			}
		}
	}
	return out, nil
}

// blind reports whether there is something this account cannot open that may need a person: a restricted case, or all hardship files.
func (o *Office) blind() (bool, error) {
	if !slices.Contains(o.Me().Spaces, field.Aid) {
		return true, nil
	}
	for _, gone := range []bool{false, true} {
		rows, err := o.store.List(centre.CaseType, store.Query{Gone: gone})
		if err != nil {
			return true, err
		}
		for i := range rows.Len() {
			if rows.Faced(i) {
				return true, nil
			}
		}
	}
	return false, nil
}

// bundle is a record with everything that goes when it goes, the record first.
type bundle struct {
	from  reader
	all   []field.Record
	in    map[Target]bool
	about []field.ID // persons who may go too
}

// gather collects what goes with a record: its parts, deleted ones too; the appointments of a case; the pairings of a hardship file.
func gather(from reader, t Target) (*bundle, error) {
	b := &bundle{from: from, in: map[Target]bool{}}
	r, err := from.Get(t.Type, t.ID)
	if err != nil {
		return nil, err
	}
	if err := b.add(r); err != nil {
		return nil, err
	}
	for also, key := range map[*field.Type]string{centre.AppointmentType: "case", centre.PairingType: "hardship"} {
		if !slices.Contains(also.Field(key).Tables, t.Type.Table) {
			continue
		}
		rs, err := both(from, also, store.Where(key, t.ID.String()))
		if err != nil {
			return nil, err
		}
		for _, r := range rs {
			if err := b.add(r); err != nil {
				return nil, err
			}
		}
	}
	return b, nil
}

// add takes a record with its parts.
func (b *bundle) add(r field.Record) error {
	t := Target{r.Type(), r.Base().ID}
	if b.in[t] {
		return nil
	}
	b.in[t], b.all = true, append(b.all, r)
	if f := r.Type().Field("person"); f != nil && f.Kind == field.RefKind && r.Type() != centre.AppointmentType { // an appointment lets her go
		if id := *f.Pointer(r).(*field.ID); id != (field.ID{}) && !slices.Contains(b.about, id) {
			b.about = append(b.about, id)
		}
	}
	parts, err := allParts(b.from, r.Type(), t.ID)
	if err != nil {
		return err
	}
	for _, p := range parts {
		if err := b.add(p); err != nil {
			return err
		}
	}
	return nil
}

// alone reports whether nothing outside the bundle refers to a record.
func (b *bundle) alone(t Target) (bool, error) {
	rs, err := referrers(b.from, t)
	return err == nil && !slices.ContainsFunc(rs, func(r Target) bool { return !b.in[r] }), err
}

// persons returns those the bundle refers to that can be opened, and of each whether nothing else needs her.
func (b *bundle) persons(blind bool) (map[*centre.Person]bool, error) {
	out := map[*centre.Person]bool{}
	for _, id := range b.about {
		p, err := store.As[*centre.Person](b.from.Get(centre.PersonType, id))
		if errors.Is(err, field.NotFound) || errors.Is(err, field.Locked) {
			continue
		}
		if err != nil {
			return nil, err
		}
		alone, err := b.alone(Target{centre.PersonType, id})
		if err != nil {
			return nil, err
		}
		out[p] = alone && !blind
	}
	return out, nil
}
