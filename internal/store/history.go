package store

import (
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
	e := Entry{Seq: p.seq, At: doc.At, Stamp: doc.Stamp.stamp(), Account: doc.Account, Verb: doc.Verb, Undoes: doc.Undoes, Group: doc.Group}
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
	if m := o.Moved; m != nil {
		op.Moved, op.From, op.To = true, field.Space(m.Old), field.Space(m.New)
	}
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
		e, err := s.entryAt(seq, &pendingKey{t.Code, id})
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

// Journal gives the entries from seq from to seq to (0: the newest), both included, to visit in their order. An entry that does
// not open is given as such; only damage to the file around it ends the reading.
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
			if err != nil { // it may have been sealed anew since
				e, err = s.entryAt(p.seq, nil)
			}
			if err != nil {
				e = Entry{Seq: p.seq, Damaged: true}
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
