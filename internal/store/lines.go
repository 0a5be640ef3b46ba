package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// Kinds is a set of kinds.
type Kinds uint32

// Has reports whether a kind is in the set.
func (k Kinds) Has(kind Kind) bool { return k&(1<<kind) != 0 }

// KindsOf returns the set of kinds.
func KindsOf(kinds ...Kind) (all Kinds) {
	for _, k := range kinds {
		all |= 1 << k
	}
	return all
}

func kindsOf(ops []opDoc) (all Kinds) {
	for _, op := range ops {
		all |= 1 << op.Kind
	}
	return all
}

// Line is one entry of the journal as far as everybody can read it: no record, no value.
type Line struct {
	Seq     uint64
	At      field.Moment
	Account field.ID
	Who     string // the account's name; empty when it is not known here
	Verb    string
	Ops     int // how many operations it has
	Kinds   Kinds
	Undoes  uint64
	Group   uint64
	Damaged bool // it does not open; only Seq is known
}

// Lines gives the entries from seq from to seq to (0: the newest), both included, to visit in their order. It reads a hundred thousand
// in the time in which Journal, which opens everything, reads some thousands. Code: Cancelled.
func (s *Store) Lines(ctx context.Context, from, to uint64, visit func(Line)) error {
	const batch = 1024
	if to == 0 {
		to = s.Folder().Seq
	}
	for from <= to {
		if ctx.Err() != nil {
			return fmt.Errorf("read journal: %w", field.Cancelled)
		}
		heads, err := s.readHeads(from, to, batch)
		if err != nil {
			return err
		}
		if len(heads) == 0 {
			return nil
		}
		for _, p := range heads {
			l, err := s.line(p)
			if err != nil { // it may have been sealed anew since
				_ = s.openAt(p.seq, func(now parts) (err error) { l, err = s.line(now); return err }) // the line says that it is damaged
			}
			visit(l)
		}
		from = heads[len(heads)-1].seq + 1
	}
	return nil
}

// readHeads reads the first part of entries, without what follows it.
func (s *Store) readHeads(from, to uint64, most int) (out []parts, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		b := tx.Bucket(journalBucket)
		if b == nil {
			return nil
		}
		c := b.Cursor()
		for k, v := c.Seek(partKey(from, 0)); k != nil && len(out) < most; {
			if len(k) != 12 {
				return fmt.Errorf("read journal entry: %w", field.Damaged)
			}
			seq := binary.BigEndian.Uint64(k)
			if seq > to {
				break
			}
			p := parts{seq: seq}
			if binary.BigEndian.Uint32(k[8:]) == 0 && len(v) >= chainLen {
				p.parts = [][]byte{bytes.Clone(v[chainLen:])}
			}
			out = append(out, p)
			k, v = c.Seek(partKey(seq+1, 0))
		}
		return nil
	})
	return out, err
}

// line opens the header of an entry, without looking at what follows it.
func (s *Store) line(p parts) (Line, error) {
	l := Line{Seq: p.seq, Damaged: true}
	if len(p.parts) == 0 {
		return l, fmt.Errorf("read journal entry: %w", field.Damaged)
	}
	text, err := openPart(s.ring, p.seq, 0, p.parts[0])
	if err != nil {
		return l, err
	}
	var e entryDoc
	if err := cborDec.Unmarshal(text, &e); err != nil {
		return l, fmt.Errorf("read journal entry: %w", field.Damaged)
	}
	l = Line{Seq: p.seq, At: e.At, Account: e.Account, Verb: e.Verb, Ops: int(e.Ops), Kinds: e.Kinds, Undoes: e.Undoes, Group: e.Group}
	s.mu.RLock()
	l.Who = s.names[e.Account]
	s.mu.RUnlock()
	if l.Kinds == 0 && l.Ops > 0 {
		l.Kinds = s.openKinds(p.seq) // written before the header told
	}
	return l, nil
}

// openKinds opens the parts of an entry for their kinds.
func (s *Store) openKinds(seq uint64) (all Kinds) {
	_ = s.openAt(seq, func(p parts) error { // what does not open has no kind
		var fails []error
		for i := range len(p.parts) - 1 {
			op, err := p.op(s.ring, i)
			if err == nil {
				all |= 1 << op.Kind
			}
			fails = append(fails, err)
		}
		return errors.Join(fails...)
	})
	return all
}

// Entry returns one entry with what this account can read of it. Codes: NotFound, Damaged.
func (s *Store) Entry(seq uint64) (Entry, error) { return s.entryAt(seq, nil) }
