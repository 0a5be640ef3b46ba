package store

import (
	"bytes"
	"context"
	"fmt"

	"cn.halfsky/internal/field"
)

// ClashError names what stands against an undo.
type ClashError struct {
	Clashes []ClashAt
}

// ClashAt is a field that was changed since; Key is empty for the record as a whole.
type ClashAt struct {
	Type *field.Type
	ID   field.ID
	Key  string
	Now  field.Record // as the record is; nil when it does not open
	Then field.Record // holds the value that the undo would put back; nil for the record as a whole
}

// Error counts the clashes; it names no values.
func (e *ClashError) Error() string { return fmt.Sprintf("undo: %d changed since", len(e.Clashes)) }

// Unwrap says that it is a field.Clash.
func (e *ClashError) Unwrap() error { return field.Clash }

// Undo puts back what entry seq changed; see UndoAll.
func (s *Store) Undo(ctx context.Context, seq uint64) (Change, error) { return s.UndoAll(ctx, seq) }

// UndoAll puts back what entries changed, as one new entry: fields get their old values, records that were made are deleted, deleted
// ones come back. What one of the entries did to what another of them had done is no clash; where something was changed otherwise
// since, nothing is undone and the error is a *ClashError. Locked when an entry touches records this account holds no key for, or
// whose history was erased; NotFound when nothing was changed.
func (s *Store) UndoAll(ctx context.Context, seqs ...uint64) (Change, error) {
	b, err := s.readBack(seqs)
	if err != nil {
		return Change{}, fmt.Errorf("undo: %w", err)
	}
	if b.plan.Locked+b.plan.Erased > 0 {
		return Change{}, fmt.Errorf("undo: %w", field.Locked)
	}
	return s.update(ctx, Verb{Name: "undo"}, b.plan.Seqs[0], func(tx *Tx) error {
		if err := b.run(tx); err != nil {
			return err
		}
		switch {
		case len(b.plan.Clashes) > 0:
			return &ClashError{b.plan.Clashes}
		case len(tx.pending) == 0:
			return fmt.Errorf("undo: %w", field.NotFound)
		}
		return nil
	})
}

// undo puts one operation back, or names what clashes.
func (tx *Tx) undo(op Op) ([]ClashAt, error) {
	r, err := tx.Get(op.Type, op.ID)
	if err != nil {
		return nil, err
	}
	whole := []ClashAt{{Type: op.Type, ID: op.ID, Now: r}}
	switch op.Kind {
	case Made:
		if r.Base().Gone != 0 {
			return whole, nil
		}
		return nil, tx.Delete(r)
	case Deleted:
		if r.Base().Gone == 0 {
			return whole, nil
		}
		if err := tx.Restore(r); err != nil || len(op.Keys) == 0 {
			return nil, err
		}
		return tx.undoFields(op, r) // it was changed and put aside by one verb
	case Restored:
		if r.Base().Gone != 0 {
			return whole, nil
		}
		if len(op.Keys) > 0 {
			if clashes, err := tx.undoFields(op, r); err != nil || len(clashes) > 0 {
				return clashes, err
			}
		}
		return nil, tx.Delete(r)
	}
	if op.Moved && len(op.Keys) == 0 {
		if r.Base().Space != op.To {
			return whole, nil
		}
		return nil, tx.Move(op.Type, op.ID, op.From)
	}
	if r.Base().Gone != 0 {
		return whole, nil
	}
	return tx.undoFields(op, r)
}

func (tx *Tx) undoFields(op Op, r field.Record) ([]ClashAt, error) {
	b := tx.s.tables[op.Type.Code]
	now := map[string][]byte{}
	for _, p := range b.codec.pairs(r) {
		k := &reader{b: p.key}
		now[k.text()] = p.value
	}
	var clashes []ClashAt
	for _, key := range op.Keys {
		c := op.changes[key]
		switch {
		case isNull(c.New) && now[key] != nil, !isNull(c.New) && !bytes.Equal(c.New, now[key]):
			clashes = append(clashes, ClashAt{Type: op.Type, ID: op.ID, Key: key, Now: r, Then: op.Old})
		case isNull(c.Old):
			now[key] = nil
		default:
			now[key] = c.Old
		}
	}
	if op.Moved && r.Base().Space != op.To {
		clashes = append(clashes, ClashAt{Type: op.Type, ID: op.ID, Now: r})
	}
	if len(clashes) > 0 {
		return clashes, nil
	}
	if op.Moved {
		r.Base().Space = op.From
	}
	for _, key := range op.Keys {
		if err := b.codec.restore(r, key, now[key]); err != nil {
			return nil, err
		}
	}
	return nil, tx.Put(r)
}

// restore puts an encoded value, or nothing, into the field with that key.
func (c *codec) restore(r field.Record, key string, value []byte) error {
	spec := c.byName[key]
	switch {
	case spec == nil && value == nil:
		delete(r.Base().Extra, key)
	case spec == nil:
		if r.Base().Extra == nil {
			r.Base().Extra = map[string][]byte{}
		}
		r.Base().Extra[key] = value
	case value == nil:
		return spec.Put(r, nil)
	default:
		return c.put(r, spec, value)
	}
	return nil
}
