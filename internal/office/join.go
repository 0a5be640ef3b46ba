package office

import (
	"context"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// JoinRecords makes one record of two that are the same person, body or case. The kept one takes over the fields that were chosen;
// what pointed to the other points to it, parts and attached files too; the other is put aside and says into which it was joined, and
// both keep their histories. A case is not put aside: it stays in the register as a duplicate 重复件, with its number. It is one change
// and Undo puts it back, as long as nobody changed what it moved.
//
// What lies in restricted cases that this account cannot open goes on pointing to the other record, which still has its name and leads
// to the kept one. Two records of which one is restricted are not joined: it would open what was shut, or shut what is open.
// Codes: NotFound, Locked, Denied; field.Problems with a sentence about why they cannot be joined.
func (o *Office) JoinRecords(ctx context.Context, j Joining) (store.Change, error) {
	if err := o.allow(ctx, centre.MayWrite, "join-records"); err != nil {
		return store.Change{}, fmt.Errorf("join records: %w", err)
	}
	return o.perform(ctx, "join-"+j.Type.Table, func(v *verb) error {
		p, err := o.planJoin(v.Tx, j)
		if err != nil {
			return err
		}
		if err := takeOver(p, j); err != nil {
			return err
		}
		repoint(p.Keep, j)
		if err := v.put(p.Keep); err != nil {
			return err
		}
		moves, err := movesTo(v.Tx, j) // after it: what the office decided at that save is in them
		if err != nil {
			return err
		}
		for _, r := range moves {
			if err := v.moveTo(r, j); err != nil {
				return err
			}
		}
		return v.setAside(j)
	})
}

// moveTo makes one record point to the kept one. It is read again: what was moved before it may have changed it, as a step changes the
// clocks of its case.
func (v *verb) moveTo(r field.Record, j Joining) error {
	r, err := v.Get(r.Type(), r.Base().ID)
	if err != nil {
		return err
	}
	if r.Base().Gone != 0 {
		return nil
	}
	repoint(r, j)
	return v.put(r)
}

// takeOver gives the kept record the fields that were chosen.
func takeOver(p JoinPlan, j Joining) error {
	for _, key := range j.Take {
		if !slices.Contains(p.Differ, key) {
			return fmt.Errorf("take %s over: %w", key, field.NotFound)
		}
		f := j.Type.Field(key)
		if err := f.Put(p.Keep, f.Raw(p.Drop)); err != nil {
			return err
		}
	}
	return nil
}

// repoint makes r point to the kept record where it points to the other one. The kept record does not come to point to itself, as a
// body that was entered as a part of its own double would; in a list it stands once.
func repoint(r field.Record, j Joining) {
	for _, p := range pointers(j.Type.Table) {
		if p.t != r.Type() {
			continue
		}
		switch at := p.f.Pointer(r).(type) {
		case *field.ID:
			if *at == j.Drop {
				*at = j.Keep
			}
			if *at == j.Keep && r.Base().ID == j.Keep {
				*at = field.ID{}
			}
		case *[]field.ID:
			if i := slices.Index(*at, j.Drop); i >= 0 {
				ids := slices.Clone(*at)
				if slices.Contains(ids, j.Keep) {
					ids = slices.Delete(ids, i, i+1)
				} else {
					ids[i] = j.Keep
				}
				*at = ids
			}
		}
	}
}

// setAside marks a record as joined into another. A case stays in the register as a duplicate, with the decisions that were taken in
// it; everything else is deleted.
func (v *verb) setAside(j Joining) error {
	if j.Type == centre.CaseType {
		if err := v.duplicate(j.Drop); err != nil {
			return err
		}
	}
	r, err := v.Get(j.Type, j.Drop)
	if err != nil {
		return err
	}
	*j.Type.Field("joined").Pointer(r).(*field.ID) = j.Keep
	if err := v.Put(r); err != nil || j.Type == centre.CaseType {
		return err
	}
	return v.Delete(r)
}

// duplicate decides that a case is a duplicate. One that was closed before it was noticed stands as a duplicate all the same.
func (v *verb) duplicate(id field.ID) error {
	c, err := store.As[*centre.Case](v.Get(centre.CaseType, id))
	if err != nil {
		return err
	}
	a := &centre.Act{Case: id, What: centre.Merged, At: v.Now()}
	if !centre.Allows(c.State, centre.Merged) {
		a.What, a.State = centre.Stood, "duplicate"
	}
	return v.put(a)
}

// JoinedInto returns the records that were joined into one, the newest first: their histories are a part of its own.
func (o *Office) JoinedInto(t *field.Type, id field.ID) ([]field.Record, error) {
	if !slices.Contains(joinable, t) {
		return nil, nil
	}
	all, err := both(o.store, t, store.Where("joined", id.String()))
	if err != nil {
		return nil, fmt.Errorf("list what was joined: %w", err)
	}
	slices.Reverse(all)
	return all, nil
}
