package store

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// resealAll goes over all rows and entries once. What is saved meanwhile is sealed with the newest keys anyway.
func (s *Store) resealAll(ctx context.Context, p Progress) error {
	s.mu.RLock()
	last, total, done := s.head.Seq, int(s.head.Seq), 0
	tables := maps.Clone(s.head.Tables)
	s.mu.RUnlock()
	for _, t := range tables {
		total += int(t.Rows)
	}
	batches := func(n uint64, one func(w *write, n uint64) error) error {
		for at := uint64(1); at <= n; {
			if ctx.Err() != nil {
				return fmt.Errorf("rotate key: %w", field.Cancelled)
			}
			from := at
			err := s.quietly(func(w *write) error {
				for ; at <= n && at < from+rotateBatch && len(w.swaps) < rotateBatch; at++ { // an entry of an import has many parts
					if err := one(w, at); err != nil && !errors.Is(err, field.Locked) && !errors.Is(err, field.Damaged) {
						return err // what is locked or damaged stays: the one is of another space, the other lost already
					}
				}
				return nil
			})
			if err != nil {
				return err
			}
			done += int(at - from)
			p(done, total)
		}
		return nil
	}
	for _, code := range slices.Sorted(maps.Keys(tables)) {
		err := batches(tables[code].Rows, func(w *write, n uint64) error { _, err := s.resealRow(w, code, n); return err })
		if err != nil {
			return err
		}
	}
	return batches(last, s.resealEntry)
}

// resealEntry seals the parts of an entry anew.
func (s *Store) resealEntry(w *write, seq uint64) error {
	var e parts
	err := s.view(func(tx *bolt.Tx) (err error) { e, err = entryParts(tx, seq); return err })
	if err != nil {
		if errors.Is(err, field.NotFound) {
			return nil
		}
		return err
	}
	for i := range e.parts {
		if _, err := s.resealPart(w, seq, uint32(i), 0); err != nil && !errors.Is(err, field.Locked) && !errors.Is(err, field.Damaged) {
			return err
		}
	}
	return nil
}

// quietly saves what do adds to a write, without a journal entry: it says the same as before.
func (s *Store) quietly(do func(w *write) error) error {
	s.write.Lock()
	defer s.write.Unlock()
	if err := errors.Join(s.usable(), s.writable()); err != nil {
		return err
	}
	if s.unproved {
		if err := s.confirm(); err != nil {
			return err
		}
	}
	w := &write{head: s.head.clone()}
	was := w.head.Seals
	w.head.Confirm++
	if err := do(w); err != nil {
		return err
	}
	if len(w.swaps) == 0 && w.head.Seals == was {
		return nil
	}
	w.head.Seals++
	err := s.save(w)
	if err == nil || w.landed {
		s.mu.Lock()
		s.head = w.head
		s.mu.Unlock()
	}
	return err
}

// Unsealed returns, for each space with a new key, how many values are still sealed with an older one: what Rotate has left to do.
// What does not open counts too. Empty when there is nothing.
func (s *Store) Unsealed() map[field.Space]int {
	out := map[field.Space]int{}
	behind := s.behind()
	if len(behind) == 0 {
		return out
	}
	count := func(sealed []byte) {
		h, err := vault.ReadHeader(sealed)
		if err != nil {
			return
		}
		if label, ok := s.ring.Label(h.Key); ok && label.Epoch < behind[label.Space] {
			out[field.Space(label.Space)]++
		}
	}
	_ = s.view(func(tx *bolt.Tx) error { // what cannot be read has another trouble
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			at, ok := sealedAt(name)
			if !ok {
				return nil
			}
			return b.ForEach(func(k, v []byte) error {
				if n := at(k, v); n <= len(v) {
					count(v[n:])
				}
				return nil
			})
		})
	})
	return out
}

// sealedAt says where in the values of a bucket the sealed part begins.
func sealedAt(name []byte) (at func(k, v []byte) int, ok bool) {
	switch {
	case len(name) == 3 && (name[0] == tableBucket || name[0] == faceBucket):
		return func(_, _ []byte) int { return valueFront }, true
	case slices.Equal(name, journalBucket):
		return func(k, v []byte) int {
			n := 0
			if len(k) == 12 && u32From(k[8:]) == 0 {
				n = chainLen
			}
			if n < len(v) && v[n] == resealedPart {
				n += formLen
			}
			return n
		}, true
	}
	return nil, false
}
