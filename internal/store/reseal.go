package store

import (
	"bytes"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// swap is a value put in the place of one that says the same, or says no more: a record or a journal part sealed with another key, a
// part that was erased. A nil value takes the old one away.
type swap struct {
	bucket, key, value []byte
}

func (x swap) put(tx *bolt.Tx) error {
	b, err := bucket(tx, x.bucket)
	if err != nil {
		return err
	}
	if x.value == nil {
		return b.Delete(x.key)
	}
	return b.Put(x.key, x.value)
}

// newestFor returns the key that seals now for the space a sealed value was sealed for. Locked when its key is not held here.
func newestFor(r *vault.Ring, sealed []byte) (now uint32, stale bool, err error) {
	h, err := vault.ReadHeader(sealed)
	if err != nil {
		return 0, false, coded(err)
	}
	label, ok := r.Label(h.Key)
	if !ok {
		return 0, false, fmt.Errorf("seal again: %w", field.Locked)
	}
	now, _, ok = r.Newest(label.Space)
	if !ok {
		return 0, false, fmt.Errorf("seal again: %w", field.Locked)
	}
	return now, now != h.Key, nil
}

// resealRow adds to w the row, counted from 1, sealed anew with the newest key of the space it lies in, and its face with that of its
// own. It reports whether there was anything to do. Nothing else of the record changes, so the memory stays as it is. Locked when
// the key of the row is not held here; the face is done even so.
func (s *Store) resealRow(w *write, code uint16, n uint64) (bool, error) {
	face, err := s.resealFace(w, code, n)
	if err != nil && !errors.Is(err, field.Locked) {
		return face, err
	}
	row, err := s.resealRecord(w, code, n)
	return face || row, err
}

func (s *Store) resealRecord(w *write, code uint16, n uint64) (bool, error) {
	v, err := s.valueOf(tableName(code), rowKey(n))
	if err != nil || v == nil {
		return false, err
	}
	old, err := s.places.read(v)
	if err != nil {
		return false, err
	}
	to, stale, err := newestFor(s.ring, old.sealed)
	if err != nil || !stale {
		return false, err
	}
	text, schema, err := s.ring.Open(nil, vault.Records, old.place(code), old.sealed)
	if err != nil {
		return false, fmt.Errorf("seal row again: %w", coded(err))
	}
	v, err = s.places.write(s.ring, to, code, schema, old.id, old.rev, text)
	if err != nil {
		return false, fmt.Errorf("seal row again: %w", coded(err))
	}
	w.swap(tableName(code), rowKey(n), v)
	return true, w.exchange(code, n, s.elements.of(code, old.id, old.sealed), s.elements.of(code, old.id, v[valueFront:]))
}

// exchange brings the set-hash up to a row, counted from 1, of which a value was replaced.
func (w *write) exchange(code uint16, n uint64, old, new setHash) error {
	state, ok := setHashFrom(w.head.State)
	if !ok {
		return fmt.Errorf("read head: %w", field.Damaged)
	}
	state.sub(old)
	state.add(new)
	w.head.State = state.bytes()
	w.moves = append(w.moves, move{table: code, row: n, old: &old, new: &new})
	return nil
}

// resealPart adds to w a part of a journal entry sealed anew with the key to; 0 is the newest key of the space it is sealed for. It
// reports whether there was anything to do. Locked when its key is not held here.
func (s *Store) resealPart(w *write, seq uint64, n, to uint32) (bool, error) {
	return s.resealPartBy(s.ring, w, seq, n, to)
}

// resealPartBy does that with the keys of a transaction.
func (s *Store) resealPartBy(r *vault.Ring, w *write, seq uint64, n, to uint32) (bool, error) {
	v, err := s.valueOf(journalBucket, partKey(seq, n))
	if err != nil || v == nil {
		return false, err
	}
	var front []byte
	if n == 0 {
		if len(v) < chainLen {
			return false, fmt.Errorf("seal journal part again: %w", field.Damaged)
		}
		front, v = v[:chainLen], v[chainLen:]
	}
	again, err := partAgain(r, seq, n, v, to)
	if err != nil || again == nil {
		return false, err
	}
	w.swap(journalBucket, partKey(seq, n), append(front, again...))
	return true, nil
}

// swap adds a value to w and counts it as sealed.
func (w *write) swap(bucket, key, value []byte) {
	w.swaps = append(w.swaps, swap{bucket, key, value})
	w.head.Seals++
}

// valueOf returns a copy of what lies there, or nil.
func (s *Store) valueOf(bucket, key []byte) (v []byte, err error) {
	err = s.view(func(tx *bolt.Tx) error { v = bytes.Clone(value(tx, bucket, key)); return nil })
	return v, err
}
