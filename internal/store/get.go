package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Get returns the record as it was last saved; the caller may change it. Codes: NotFound, Locked, Damaged. A deleted record is
// found too; its Meta.Gone says so.
func (s *Store) Get(t *field.Type, id field.ID) (field.Record, error) {
	b, err := s.table(t)
	if err != nil {
		return nil, err
	}
	return s.get(b, id)
}

func (s *Store) get(b *table, id field.ID) (field.Record, error) {
	st, _, schema, err := s.stored(b, id)
	if err != nil {
		return nil, err
	}
	return b.make(st, schema)
}

// make makes a record of what is stored.
func (b *table) make(st *stored, schema uint16) (field.Record, error) {
	rec, err := b.codec.record(st)
	if err != nil {
		return nil, err
	}
	rec.Base().ReadOnly = schema > b.t.Schema
	return rec, nil
}

func (s *Store) rowOf(b *table, id field.ID) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return b.row(id)
}

func (s *Store) has(b *table, id field.ID) bool { return s.rowOf(b, id) >= 0 }

// stored reads and opens a record. A record whose revision is lower than the memory knows was put back behind the program's
// back: it is damaged.
func (s *Store) stored(b *table, id field.ID) (st *stored, w row, schema uint16, err error) {
	s.mu.RLock()
	n := b.row(id)
	var rev uint32
	if n >= 0 {
		rev = b.revs[n]
	}
	s.mu.RUnlock()
	if n < 0 {
		return nil, w, 0, fmt.Errorf("get %s: %w", b.t.Table, field.NotFound)
	}
	err = s.steady(func() error {
		err := s.view(func(tx *bolt.Tx) (err error) {
			w, err = s.places.read(value(tx, tableName(b.t.Code), rowKey(uint64(n+1))))
			w.sealed, w.face = bytes.Clone(w.sealed), bytes.Clone(value(tx, faceName(b.t.Code), rowKey(uint64(n+1))))
			return err
		})
		if err == nil && (w.id != id || w.rev < uint64(rev)) {
			err = fmt.Errorf("revision %d: %w", w.rev, field.Damaged)
		}
		if err == nil {
			st, schema, err = s.unseal(b.t.Code, w)
		}
		return err
	})
	if err != nil {
		return nil, w, 0, fmt.Errorf("get %s: %w", b.t.Table, err)
	}
	return st, w, schema, nil
}

// unseal opens a row.
func (s *Store) unseal(code uint16, w row) (*stored, uint16, error) {
	text, schema, err := s.ring.Open(nil, vault.Records, w.place(code), w.sealed)
	if err != nil {
		return nil, 0, coded(err)
	}
	st, err := s.decode(code, schema, text)
	if err != nil {
		return nil, 0, err
	}
	st.meta.ID, st.meta.Rev = w.id, w.rev
	return st, schema, nil
}

// decode reads the text of a record.
func (s *Store) decode(code, schema uint16, text []byte) (*stored, error) {
	b := s.tables[code]
	return decodeStored(text, b == nil || schema > b.t.Schema)
}

// Each opens every live record of the table in the order they were made and gives it to visit, until that returns an error. A
// record that does not open, is gone from the file or was put back in an older version ends it with Damaged; records this account
// holds no key for are left out.
func (s *Store) Each(ctx context.Context, t *field.Type, visit func(field.Record) error) error {
	b, err := s.table(t)
	if err != nil {
		return err
	}
	s.mu.RLock()
	last, next := len(b.ids), 0
	there := slices.Clone(b.states)
	s.mu.RUnlock()
	missing := func(to int) error {
		for ; next < to; next++ {
			if there[next] != rowNone {
				return fmt.Errorf("read %s: row %d is gone: %w", t.Table, next+1, field.Damaged)
			}
		}
		return nil
	}
	err = s.scan(ctx, b, 0, last, scanRecords, func(l scanned) error {
		if err := missing(l.row); err != nil {
			return err
		}
		next = l.row + 1
		if errors.Is(l.err, field.Locked) {
			return nil
		}
		if l.err != nil {
			return fmt.Errorf("read %s: %w", t.Table, l.err)
		}
		s.mu.RLock()
		older := b.row(l.id) != l.row || l.rev < uint64(b.revs[l.row])
		s.mu.RUnlock()
		if older { // saved since it was scanned, or put back behind the program's back: what stands there now tells
			if l.rec, err = s.get(b, l.id); err != nil {
				return err
			}
		}
		if l.rec.Base().Gone != 0 {
			return nil
		}
		return visit(l.rec)
	})
	if err != nil {
		return err
	}
	return missing(last)
}
