package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// entry makes an Entry of what is readable of the parts. With only, it holds the operations on that record alone.
func (s *Store) entry(p parts, only *pendingKey) (Entry, error) {
	doc, err := p.header(s.ring)
	if err != nil {
		return Entry{Seq: p.seq}, err
	}
	e := Entry{Seq: p.seq, At: doc.At, Stamp: doc.Stamp.stamp(), Account: doc.Account, Verb: doc.Verb, Undoes: doc.Undoes}
	s.mu.RLock()
	e.Who = s.names[doc.Account]
	s.mu.RUnlock()
	for i := range len(p.parts) - 1 {
		o, err := p.op(s.ring, i)
		switch {
		case errors.Is(err, errErased):
			e.Erased++
			continue
		case errors.Is(err, field.Locked):
			e.Locked++
			continue
		case err != nil:
			return e, err
		}
		if o.Reason != "" {
			e.Reason = o.Reason
		}
		if only == nil || *only == (pendingKey{o.Table, o.ID}) && o.Kind <= Restored {
			op, err := s.op(o)
			if err != nil {
				return e, err
			}
			e.Ops = append(e.Ops, op)
		}
	}
	return e, nil
}

// op makes an Op of an operation as it is kept.
func (s *Store) op(o opDoc) (Op, error) {
	op := Op{ID: o.ID, Rev: o.Rev, Kind: o.Kind, Text: o.Text, before: o.Before, changes: o.Changes}
	b := s.tables[o.Table]
	if b == nil {
		return op, nil
	}
	op.Type = b.t
	if len(o.Changes) == 0 {
		return op, nil
	}
	op.Seen = map[string]field.Stamp{}
	old, now := b.t.New(), b.t.New()
	b.codec.blank(old)
	b.codec.blank(now)
	for key, c := range o.Changes {
		op.Keys = append(op.Keys, key)
		op.Seen[key] = c.Seen.stamp()
		spec := b.t.Field(key)
		if spec == nil {
			continue // of a newer program: that it changed is all that can be shown
		}
		for _, side := range []struct {
			r     field.Record
			value []byte
		}{{old, c.Old}, {now, c.New}} {
			if isNull(side.value) {
				continue
			}
			if err := b.codec.put(side.r, spec, side.value); err != nil {
				return op, err
			}
		}
	}
	slices.SortFunc(op.Keys, func(x, y string) int { return b.place(x) - b.place(y) })
	op.Old, op.New = old, now
	return op, nil
}

// place orders keys as the form has them, unknown ones last.
func (b *table) place(key string) int {
	for i := range b.t.Fields {
		if b.t.Fields[i].Key == key {
			return i
		}
	}
	return len(b.t.Fields)
}

func isNull(v []byte) bool { return len(v) == 0 || len(v) == 1 && v[0] == cborNull }

// History returns the entries that changed the record, the newest first, each with its operations on that record only. When one
// cannot be read it returns those newer than it and the error.
func (s *Store) History(t *field.Type, id field.ID) ([]Entry, error) {
	b, err := s.table(t)
	if err != nil {
		return nil, err
	}
	st, _, _, err := s.stored(b, id)
	if err != nil {
		return nil, err
	}
	var out []Entry
	for seq := st.seq; seq != 0; {
		var p parts
		err := s.view(func(tx *bolt.Tx) (err error) { p, err = entryParts(tx, seq); return err })
		var e Entry
		if err == nil {
			e, err = s.entry(p, &pendingKey{t.Code, id})
		}
		if err != nil {
			return out, fmt.Errorf("read history: %w", err)
		}
		if e.Locked, e.Erased = 0, 0; len(e.Ops) == 0 {
			break // the older part was erased
		}
		out = append(out, e)
		if next := e.Ops[0].before; next < seq {
			seq = next
		} else {
			return out, fmt.Errorf("read history: %w", field.Damaged)
		}
	}
	return out, nil
}

// Journal gives the entries from seq from to seq to (0: the newest), both included, to visit in their order. An entry that cannot
// be read ends it with Damaged.
func (s *Store) Journal(ctx context.Context, from, to uint64, visit func(Entry) error) error {
	const batch = 256
	if to == 0 {
		to = s.Folder().Seq
	}
	for seq := from; seq <= to; {
		var read []parts
		err := s.view(func(tx *bolt.Tx) (err error) { read, err = readEntries(tx, seq, min(to, seq+batch)); return err })
		if err != nil {
			return err
		}
		if len(read) == 0 {
			return nil
		}
		for _, p := range read {
			if ctx.Err() != nil {
				return fmt.Errorf("read journal: %w", field.Cancelled)
			}
			e, err := s.entry(p, nil)
			if err != nil {
				return err
			}
			if err := visit(e); err != nil {
				return err
			}
		}
		seq = read[len(read)-1].seq + 1
	}
	return nil
}

// readEntries reads the entries from…to that are there.
func readEntries(tx *bolt.Tx, from, to uint64) ([]parts, error) {
	b := tx.Bucket(journalBucket)
	if b == nil {
		return nil, nil
	}
	var out []parts
	c := b.Cursor()
	for k, v := c.Seek(partKey(from, 0)); k != nil; {
		var p parts
		var err error
		p, k, v, err = readParts(c, k, v)
		if err != nil {
			return nil, err
		}
		if p.seq > to {
			break
		}
		out = append(out, p)
	}
	return out, nil
}

// ClashError names what stands against an undo.
type ClashError struct {
	Clashes []ClashAt
}

// ClashAt is a field that was changed since; Key is empty for the record as a whole.
type ClashAt struct {
	Type *field.Type
	ID   field.ID
	Key  string
}

// Error counts the clashes; it names no values.
func (e *ClashError) Error() string { return fmt.Sprintf("undo: %d changed since", len(e.Clashes)) }

// Unwrap says that it is a field.Clash.
func (e *ClashError) Unwrap() error { return field.Clash }

// Undo puts back what entry seq changed, as a new entry: fields get their old values, records that were made are deleted, deleted
// ones come back. Where something was changed again since, nothing is undone and the error is a *ClashError. Locked when the
// entry touches records this account holds no key for; NotFound when it changed nothing.
func (s *Store) Undo(ctx context.Context, seq uint64) (Change, error) {
	var p parts
	err := s.view(func(tx *bolt.Tx) (err error) { p, err = entryParts(tx, seq); return err })
	if err != nil {
		return Change{}, fmt.Errorf("undo: %w", err)
	}
	e, err := s.entry(p, nil)
	if err != nil {
		return Change{}, fmt.Errorf("undo: %w", err)
	}
	if e.Locked+e.Erased > 0 {
		return Change{}, fmt.Errorf("undo: %w", field.Locked)
	}
	return s.update(ctx, Verb{Name: "undo"}, seq, func(tx *Tx) error {
		clashes := &ClashError{}
		for _, op := range e.Ops {
			if op.Kind > Restored {
				continue
			}
			if op.Type == nil {
				return fmt.Errorf("undo: %w", field.Newer)
			}
			at, err := tx.undo(op)
			if err != nil {
				return err
			}
			clashes.Clashes = append(clashes.Clashes, at...)
		}
		if len(clashes.Clashes) > 0 {
			return clashes
		}
		if len(tx.pending) == 0 {
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
	whole := []ClashAt{{Type: op.Type, ID: op.ID}}
	switch op.Kind {
	case Made:
		if r.Base().Rev != op.Rev {
			return whole, nil
		}
		return nil, tx.Delete(r)
	case Deleted:
		if r.Base().Gone == 0 {
			return whole, nil
		}
		return nil, tx.Restore(r)
	case Restored:
		if r.Base().Gone != 0 {
			return whole, nil
		}
		return nil, tx.Delete(r)
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
			clashes = append(clashes, ClashAt{op.Type, op.ID, key})
		case isNull(c.Old):
			now[key] = nil
		default:
			now[key] = c.Old
		}
	}
	if len(clashes) > 0 {
		return clashes, nil
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
