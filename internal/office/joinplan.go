package office

import (
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// joinable are the tables whose records can be joined: two entries of one person, of one body, of one matter 重复件.
var joinable = []*field.Type{centre.PersonType, centre.OrganisationType, centre.CaseType}

// Joining is two records that are one, and which of them stays 合并.
type Joining struct {
	Type *field.Type
	Keep field.ID
	Drop field.ID
	Take []string // keys of the fields that the kept record takes over from the other; see JoinPlan.Differ
}

// JoinPlan says what joining two records would do.
type JoinPlan struct {
	Keep, Drop field.Record
	Differ     []string // keys of the fields they differ in and somebody may choose, in the order of the form
	Take       []string // of them those the kept record has nothing in: what a person is offered first
	Moves      int      // records that would point to the kept one
}

// chosen reports whether somebody may choose a field when records are joined. What only verbs set stays as it is in the kept record:
// its number, its state, how it was closed.
func chosen(f *field.Spec) bool {
	return f.Has(field.InForm) && !f.Has(field.IsBlob) && !slices.Contains([]string{"number", "state", "enquiry"}, f.Key)
}

// PlanJoin says what JoinRecords would do. Nothing is changed. Its errors are those of JoinRecords.
func (o *Office) PlanJoin(t *field.Type, keep, drop field.ID) (JoinPlan, error) {
	p, err := o.planJoin(o.store, Joining{Type: t, Keep: keep, Drop: drop})
	if err != nil {
		return p, fmt.Errorf("plan joining: %w", err)
	}
	moves, err := movesTo(o.store, Joining{Type: t, Keep: keep, Drop: drop})
	if err != nil {
		return p, fmt.Errorf("plan joining: %w", err)
	}
	p.Moves = len(moves)
	return p, nil
}

// planJoin opens both records and makes sure that they can be joined.
func (o *Office) planJoin(from reader, j Joining) (p JoinPlan, err error) {
	if !slices.Contains(joinable, j.Type) {
		return p, fmt.Errorf("join %s: %w", j.Type.Table, field.NotFound)
	}
	if j.Keep == j.Drop {
		return p, field.Problems{{Say: "same.join.itself"}}
	}
	for _, x := range []struct {
		id field.ID
		to *field.Record
	}{{j.Keep, &p.Keep}, {j.Drop, &p.Drop}} {
		if *x.to, err = from.Get(j.Type, x.id); err != nil {
			return p, err
		}
		if (*x.to).Base().Gone != 0 {
			return p, fmt.Errorf("join %s: deleted: %w", j.Type.Table, field.NotFound)
		}
	}
	if joinedInto(p.Keep) != (field.ID{}) || joinedInto(p.Drop) != (field.ID{}) {
		return p, field.Problems{{Say: "same.join.already"}}
	}
	if p.Keep.Base().Space != p.Drop.Base().Space {
		return p, field.Problems{{Say: "same.join.spaces"}}
	}
	if !o.opensAll(j.Type) {
		return p, field.Problems{{Say: "same.join.keys"}}
	}
	for i := range j.Type.Fields {
		f := &j.Type.Fields[i]
		if !chosen(f) || f.Equal(p.Keep, p.Drop) || f.Empty(p.Drop) {
			continue
		}
		p.Differ = append(p.Differ, f.Key)
		if f.Empty(p.Keep) {
			p.Take = append(p.Take, f.Key)
		}
	}
	return p, nil
}

// joinedInto is the record that a record was joined into.
func joinedInto(r field.Record) field.ID {
	return *r.Type().Field("joined").Pointer(r).(*field.ID)
}

// opensAll reports whether this account holds the keys of all compartments in which something may point to a record of the type: else
// what it cannot see would go on pointing to the record that is put aside.
func (o *Office) opensAll(t *field.Type) bool {
	mine := o.Me().Spaces
	for _, p := range pointers(t.Table) {
		if !slices.Contains(mine, p.t.Space) {
			return false
		}
	}
	return true
}

// pointer is a field that points to records of a table.
type pointer struct {
	t      *field.Type
	f      *field.Spec
	column bool // the store finds it without opening records
}

// pointers returns all fields that point to records of a table, but for the mark that joining itself leaves.
func pointers(table string) (out []pointer) {
	for _, t := range centre.Types {
		for i := range t.Fields {
			f := &t.Fields[i]
			if (f.Kind != field.RefKind && f.Kind != field.RefsKind) || !slices.Contains(f.Tables, table) || f.Key == "joined" || t == centre.ActType {
				continue // what was decided in a case stays with it
			}
			column := f.Owner || f.Has(field.InList|field.InFilter|field.InSearch|field.InStatistics)
			out = append(out, pointer{t, f, column})
		}
	}
	return out
}

// movesTo returns the live records that point to the record that is put aside, as far as this account may open them, each once; the
// kept record itself is not among them.
func movesTo(from reader, j Joining) (out []field.Record, err error) {
	seen := map[Target]bool{{j.Type, j.Keep}: true, {j.Type, j.Drop}: true}
	for _, p := range pointers(j.Type.Table) {
		q := store.Query{Sort: store.ByMade}
		if p.column {
			q.Where = []store.Cond{store.Where(p.f.Key, j.Drop.String())}
		}
		rows, err := from.List(p.t, q)
		if err != nil {
			return nil, fmt.Errorf("find what points to it: %w", err)
		}
		for i := range rows.Len() {
			t := Target{p.t, rows.ID(i)}
			if seen[t] || rows.Faced(i) {
				continue
			}
			r, err := from.Get(p.t, t.ID)
			if errors.Is(err, field.Locked) {
				continue
			}
			if err != nil {
				return nil, err
			}
			if points(p.f, r, j.Drop) {
				seen[t] = true
				out = append(out, r)
			}
		}
	}
	return out, nil
}

// points reports whether a field of r holds the id.
func points(f *field.Spec, r field.Record, id field.ID) bool {
	switch p := f.Pointer(r).(type) {
	case *field.ID:
		return *p == id
	case *[]field.ID:
		return slices.Contains(*p, id)
	}
	return false
}
