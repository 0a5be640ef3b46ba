package office

import (
	"context"
	"errors"
	"fmt"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// New returns an empty record with what the office fills in by itself: today's date, the signed-in person's station.
func (o *Office) New(t *field.Type) field.Record {
	r := t.New()
	if fill := drafts[t.Table]; fill != nil {
		fill(o, r)
	}
	return r
}

// NewPart returns an empty record that is a part of owner: a step of a case, a line of a job fair.
func (o *Office) NewPart(t *field.Type, owner field.ID) (field.Record, error) {
	s := t.Owner()
	if s == nil {
		return nil, fmt.Errorf("new part: %s is a part of nothing", t.Table)
	}
	r := o.New(t)
	if err := s.Put(r, owner.String()); err != nil {
		return nil, fmt.Errorf("new part: %w", err)
	}
	return r, nil
}

// Save saves records as one verb. A record that was saved by somebody else since it was read is a field.Clash; what has to be
// mended comes back as field.Problems, with nothing saved.
func (o *Office) Save(ctx context.Context, rs ...field.Record) (store.Change, error) {
	return o.do(ctx, verbFor(rs), func(tx *store.Tx) error {
		for _, r := range rs {
			if err := o.put(tx, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// put saves one record within a verb. Everything that is saved for the first time goes through here, so numbers and dates that
// the office gives are given once.
func (o *Office) put(tx *store.Tx, r field.Record) error {
	if settle := settling[r.Type().Table]; settle != nil {
		if err := settle(o, tx, r); err != nil {
			return fmt.Errorf("settle %s: %w", r.Type().Table, err)
		}
	}
	return tx.Put(r)
}

func verbFor(rs []field.Record) string {
	if len(rs) == 0 {
		return "save"
	}
	if rs[0].Base().Rev == 0 {
		return "make-" + rs[0].Type().Table
	}
	return "change-" + rs[0].Type().Table
}

// do runs one verb. The centre's own record is read before, because a verb may need it and reads through tx only.
func (o *Office) do(ctx context.Context, verb string, f func(tx *store.Tx) error) (store.Change, error) {
	if _, err := o.Centre(); err != nil && !errors.Is(err, field.NotFound) {
		return store.Change{}, fmt.Errorf("%s: %w", verb, err)
	}
	c, err := o.store.Update(ctx, store.Verb{Name: verb}, f)
	if err != nil {
		return c, fmt.Errorf("%s: %w", verb, err)
	}
	return c, nil
}

// Delete puts a record aside with its parts. Undo or Restore brings them back.
func (o *Office) Delete(ctx context.Context, r field.Record) (store.Change, error) {
	parts, err := o.deepParts(ctx, r.Type(), r.Base().ID)
	if err != nil {
		return store.Change{}, fmt.Errorf("delete %s: %w", r.Type().Table, err)
	}
	return o.do(ctx, "delete-"+r.Type().Table, func(tx *store.Tx) error {
		for _, p := range append(parts, r) {
			if err := tx.Delete(p); err != nil {
				return err
			}
		}
		return nil
	})
}

// Restore brings a deleted record back.
func (o *Office) Restore(ctx context.Context, r field.Record) (store.Change, error) {
	return o.do(ctx, "restore-"+r.Type().Table, func(tx *store.Tx) error { return tx.Restore(r) })
}

// Undo puts back what a change changed. Where something was changed again since, nothing is undone and the error is a
// *store.ClashError.
func (o *Office) Undo(ctx context.Context, seq uint64) (store.Change, error) {
	return o.store.Undo(ctx, seq)
}

// Get returns a record as it was last saved.
func (o *Office) Get(t *field.Type, id field.ID) (field.Record, error) { return o.store.Get(t, id) }

// List returns the rows that q asks for.
func (o *Office) List(t *field.Type, q store.Query) (*store.Rows, error) { return o.store.List(t, q) }

// Count returns how many rows q asks for.
func (o *Office) Count(t *field.Type, q store.Query) (int, error) { return o.store.Count(t, q) }

// Tally counts rows by the values of a column.
func (o *Office) Tally(t *field.Type, key string, q store.Query) (map[string]int, error) {
	return o.store.Tally(t, key, q)
}

// History returns the entries that changed the record, the newest first.
func (o *Office) History(t *field.Type, id field.ID) ([]store.Entry, error) {
	return o.store.History(t, id)
}

// Parts returns the records of type t that are parts of owner, in the order they were made.
func (o *Office) Parts(t *field.Type, owner field.ID) ([]field.Record, error) {
	s := t.Owner()
	if s == nil {
		return nil, fmt.Errorf("list parts: %s is a part of nothing", t.Table)
	}
	rows, err := o.store.List(t, store.Query{Where: []store.Cond{store.Where(s.Key, owner.String())}, Sort: store.ByMade})
	if err != nil {
		return nil, fmt.Errorf("list parts: %w", err)
	}
	out := make([]field.Record, 0, rows.Len())
	for i := range rows.Len() {
		r, err := o.store.Get(t, rows.ID(i))
		if err != nil {
			return nil, fmt.Errorf("list parts: %w", err)
		}
		out = append(out, r)
	}
	return out, nil
}

func (o *Office) deepParts(ctx context.Context, t *field.Type, id field.ID) ([]field.Record, error) {
	var all []field.Record
	for _, pt := range centre.PartsOf(t.Table) {
		if err := ctx.Err(); err != nil {
			return nil, field.Cancelled
		}
		parts, err := o.Parts(pt, id)
		if err != nil {
			return nil, err
		}
		for _, p := range parts {
			below, err := o.deepParts(ctx, pt, p.Base().ID)
			if err != nil {
				return nil, err
			}
			all = append(append(all, below...), p)
		}
	}
	return all, nil
}

// Each gives every live record of a table to visit, in the order they were made.
func (o *Office) Each(ctx context.Context, t *field.Type, visit func(field.Record) error) error {
	return o.store.Each(ctx, t, visit)
}

// All returns every live record of a table, typed.
func All[R field.Record](ctx context.Context, o *Office, t *field.Type) ([]R, error) {
	var out []R
	err := o.store.Each(ctx, t, func(r field.Record) error {
		out = append(out, r.(R))
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", t.Table, err)
	}
	return out, nil
}

// Name returns the words that name a record of any table; empty when there is none or it is locked.
func (o *Office) Name(id field.ID) string {
	for _, t := range centre.Types {
		if name, ok := o.store.Title(t.Table, id); ok {
			return name
		}
	}
	return ""
}

// Saw records that the person looked at a masked field.
func (o *Office) Saw(ctx context.Context, r field.Record, key string) error {
	return o.note(ctx, "see", store.Seen, r, key)
}

func (o *Office) note(ctx context.Context, verb string, k store.Kind, r field.Record, text string) error {
	_, err := o.do(ctx, verb, func(tx *store.Tx) error {
		tx.Note(k, r.Type(), r.Base().ID, text)
		return nil
	})
	return err
}
