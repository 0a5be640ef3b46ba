package store

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// A record in a space of its own keeps a face, when its type has one: a second sealed value under the same row number, with the
// type's own key and the few fields that everybody who works with records of this type must see. It is bound to table, record and
// revision as the record is, counts in the set-hash, and is written, moved and erased with it.
const faceBucket = 0x11

func faceName(code uint16) []byte {
	return binary.BigEndian.AppendUint16([]byte{faceBucket}, code)
}

// facePlace is what a face is bound to; no record opens there and no face elsewhere.
func (w row) facePlace(table uint16) []byte { return append(w.place(table), "face"...) }

// hasFace reports whether the record is saved with a face.
func (p *pending) hasFace() bool { return p.new.meta.Space != "" && len(p.b.t.Face) > 0 }

// face is what of st its face holds.
func (b *table) face(st *stored) *stored {
	m := &st.meta
	f := &stored{seq: st.seq, meta: field.Meta{Made: m.Made, Changed: m.Changed, Gone: m.Gone, Space: m.Space}}
	for _, p := range st.pairs {
		key := &reader{b: p.key}
		if slices.Contains(b.t.Face, key.text()) {
			f.pairs = append(f.pairs, p)
		}
	}
	return f
}

// sealFace returns the face of what p saves, as it lies in the file.
func (s *Store) sealFace(r *vault.Ring, key uint32, p *pending) ([]byte, error) {
	w := row{id: p.id, rev: p.new.meta.Rev}
	return s.places.writeAt(r, key, p.b.t.Schema, w, w.facePlace(p.b.t.Code), p.b.face(&p.new).encode(nil))
}

// openFace opens the face of a row.
func (s *Store) openFace(code uint16, w row) (*stored, uint16, error) {
	f, err := s.places.read(w.face)
	if err != nil {
		return nil, 0, err
	}
	if f.id != w.id || f.rev != w.rev {
		return nil, 0, fmt.Errorf("read face: of another row: %w", field.Damaged)
	}
	text, schema, err := s.ring.Open(nil, vault.Records, f.facePlace(code), f.sealed)
	if err != nil {
		return nil, 0, coded(err)
	}
	st, err := s.decode(code, schema, text)
	if err == nil {
		st.meta.ID, st.meta.Rev = f.id, f.rev
	}
	return st, schema, err
}

// Move puts a record into another space: one of its own, or with "" that of its type. Nothing else of it changes, so it needs no
// Check, and a deleted record moves as well. Codes: NotFound, Locked for a space this account holds no key of, Newer, Damaged.
func (tx *Tx) Move(t *field.Type, id field.ID, space field.Space) error {
	b, err := tx.s.table(t)
	if err != nil {
		return err
	}
	key := pendingKey{t.Code, id}
	p := tx.byID[key]
	if p == nil {
		if p, err = tx.read(b, id); err != nil {
			return err
		}
	}
	if p.new.meta.Rev == 0 || tx.erasing.records[key] {
		return fmt.Errorf("move %s: %w", t.Table, field.NotFound)
	}
	if space == t.Space {
		space = ""
	}
	if p.new.meta.Space == space {
		return nil
	}
	p.new.meta.Space = space
	r, err := b.codec.record(&p.new)
	if err != nil {
		return err
	}
	tx.stamp(p, r)
	return nil
}

// rereadApart reads anew the rows that lie in spaces of their own: after this account got keys or lost them they show more, or less.
func (s *Store) rereadApart() {
	for _, b := range s.tables {
		s.mu.RLock()
		rows, all := slices.Sorted(maps.Keys(b.apart)), len(b.ids)
		s.mu.RUnlock()
		if len(rows) > all/8 && len(rows) > scanChunk { // a table of a space this account holds no key for
			_ = s.scan(context.Background(), b, 0, all, scanLoad, func(l scanned) error { s.take(b, l); return nil }) // nobody cancels
			continue
		}
		for _, row := range rows {
			s.takeAll(b, s.scanRows(b, row, row+1, scanLoad))
		}
	}
}

// resealFace adds to w the face of a row, counted from 1, sealed anew with the newest key of its space, as resealRow does.
func (s *Store) resealFace(w *write, code uint16, n uint64) (bool, error) {
	v, err := s.valueOf(faceName(code), rowKey(n))
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
	text, schema, err := s.ring.Open(nil, vault.Records, old.facePlace(code), old.sealed)
	if err != nil {
		return false, fmt.Errorf("seal face again: %w", coded(err))
	}
	if v, err = s.places.writeAt(s.ring, to, schema, old, old.facePlace(code), text); err != nil {
		return false, fmt.Errorf("seal face again: %w", coded(err))
	}
	w.swap(faceName(code), rowKey(n), v)
	return true, w.exchange(code, n, s.elements.ofFace(code, old.id, old.sealed), s.elements.ofFace(code, old.id, v[valueFront:]))
}

// faces walks the faces of a table beside its rows.
type faces struct {
	c    *bolt.Cursor
	k, v []byte
	to   uint64
}

// facesFrom begins with the face of row n, counted from 1, and ends with that of row to.
func facesFrom(tx *bolt.Tx, code uint16, n, to uint64) *faces {
	b := tx.Bucket(faceName(code))
	if b == nil {
		return &faces{}
	}
	f := &faces{c: b.Cursor(), to: to}
	f.k, f.v = f.c.Seek(rowKey(n))
	return f
}

// before takes the faces in front of row n, which no row belongs to, and gives their row numbers to visit.
func (f *faces) before(n uint64, visit func(n uint64)) {
	for len(f.k) == 8 && binary.BigEndian.Uint64(f.k) < n && binary.BigEndian.Uint64(f.k) <= f.to {
		visit(binary.BigEndian.Uint64(f.k))
		f.k, f.v = f.c.Next()
	}
}

// of returns the face of row n, or nil.
func (f *faces) of(n uint64) (v []byte) {
	if len(f.k) == 8 && binary.BigEndian.Uint64(f.k) == n {
		v = bytes.Clone(f.v)
		f.k, f.v = f.c.Next()
	}
	return v
}
