package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"

	"github.com/fxamacker/cbor/v2"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// prepare seals everything.
func (s *Store) prepare(tx *Tx) (*write, error) {
	w := &write{head: s.head.clone()}
	clock := hybrid{w.head.Wall, w.head.Tick}
	w.stamp = clock.next(int64(tx.now), s.desk.No)
	w.head.Seq, w.head.Wall, w.head.Tick = w.head.Seq+1, clock.wall, clock.tick
	ops, spaces, err := s.rows(tx, w)
	if err != nil {
		return nil, err
	}
	for _, n := range tx.notes {
		op := opDoc{ID: n.id, Kind: n.kind, Text: n.text}
		if n.t != nil {
			op.Table = n.t.Code
		}
		ops, spaces = append(ops, op), append(spaces, tx.spaceOf(n))
	}
	if tx.verb.Reason != "" {
		if len(ops) == 0 {
			ops, spaces = append(ops, opDoc{Kind: Noted}), append(spaces, spaceAll)
		}
		ops[0].Reason = tx.verb.Reason
	}
	entry := entryDoc{At: tx.now, Stamp: docOf(w.stamp), Account: tx.by.ID, Verb: tx.verb.Name, Ops: uint32(len(ops)), Undoes: tx.undoes, Group: tx.verb.Group, Apart: w.apart(), Kinds: kindsOf(ops)}
	w.by = tx.by
	if err := s.sealEntry(w, entry, ops, spaces); err != nil {
		return nil, err
	}
	if tx.format {
		w.raise(s.folder)
	}
	if tx.keys != nil {
		w.keyring = tx.keys.next
		tx.keys.noteEpochs(w.head)
		w.swaps = append(w.swaps, tx.keys.swaps...)
		for _, d := range tx.keys.docs {
			w.head.bindTo(d.key, d.sealed)
		}
		if err := w.sealList(s.ring); err != nil {
			return nil, err
		}
	}
	if len(tx.counters) > 0 {
		all := maps.Clone(s.counters)
		maps.Copy(all, tx.counters)
		if w.counters, err = sealDoc(s.ring, counterPlace(s.desk.No), all); err != nil {
			return nil, err
		}
		w.head.bindTo(counterPlace(s.desk.No), w.counters)
	}
	if err := s.moveHistory(tx, w); err != nil {
		return nil, err
	}
	if err := s.erase(tx, w); err != nil {
		return nil, err
	}
	if err := s.sealSettings(tx, w); err != nil {
		return nil, err
	}
	if err := tx.claimBlobs(w); err != nil {
		return nil, err
	}
	w.head.Seals += uint64(len(w.rows) + len(w.parts) + 2)
	return w, nil
}

// spaceOf returns the space a note is sealed for: that of the record it is about.
func (tx *Tx) spaceOf(n note) field.Space {
	if n.t == nil || n.id == (field.ID{}) || n.kind == Erased { // that something was erased is for all who hold the table's key
		return n.space
	}
	if p := tx.byID[pendingKey{n.t.Code, n.id}]; p != nil {
		if p.new.meta.Space != "" {
			return p.new.meta.Space
		}
		return n.space
	}
	if b, err := tx.s.table(n.t); err == nil {
		if r, err := tx.s.get(b, n.id); err == nil && r.Base().Space != "" {
			return r.Base().Space
		}
	}
	return n.space
}

// rows seals the pending records and returns what the journal says of them.
func (s *Store) rows(tx *Tx, w *write) ([]opDoc, []field.Space, error) {
	ops := make([]opDoc, len(tx.pending))
	spaces := make([]field.Space, len(tx.pending))
	keys, faceKeys := make([]uint32, len(tx.pending)), make([]uint32, len(tx.pending))
	for i, p := range tx.pending {
		m := &p.new.meta
		if spaces[i] = m.Space; m.Space == "" {
			spaces[i] = p.b.t.Space
		}
		key, label, err := s.key(spaces[i])
		if err != nil {
			return nil, nil, err
		}
		if w.head.Seals-min(label.Seals, w.head.Seals) > sealsPerKey {
			return nil, nil, fmt.Errorf("seal record: the key has sealed too much: %w", field.Locked)
		}
		keys[i] = key
		if p.hasFace() {
			if faceKeys[i], _, err = s.key(p.b.t.Space); err != nil {
				return nil, nil, err
			}
		}
		if ops[i] = p.operation(w.stamp); tx.erasing.history[pendingKey{p.b.t.Code, p.id}] {
			ops[i].Changes, ops[i].Before = nil, 0
		}
		p.new.seq = w.head.Seq
		w.rows = append(w.rows, rowWrite{p: p, row: w.head.take(s, p)})
	}
	fails := make([]error, len(tx.pending))
	elements := make([]setHash, len(tx.pending))
	inParts(len(tx.pending), 32, func(from, to int) {
		var text []byte
		for i := from; i < to; i++ {
			p, r := tx.pending[i], &w.rows[i]
			text = p.new.encode(text[:0])
			r.value, fails[i] = s.places.write(s.ring, keys[i], p.b.t.Code, p.b.t.Schema, p.id, p.new.meta.Rev, text)
			if fails[i] == nil && p.hasFace() {
				r.face, fails[i] = s.sealFace(tx.ring(), faceKeys[i], p)
			}
			if fails[i] == nil {
				elements[i] = s.elements.ofRow(p.b.t.Code, row{id: p.id, sealed: r.value[valueFront:], face: r.face})
			}
		}
	})
	if err := errors.Join(fails...); err != nil {
		return nil, nil, fmt.Errorf("seal record: %w", coded(err))
	}
	state, ok := setHashFrom(w.head.State)
	if !ok {
		return nil, nil, fmt.Errorf("read head: %w", field.Damaged)
	}
	for i, p := range tx.pending {
		m := move{table: p.b.t.Code, row: w.rows[i].row, new: &elements[i]}
		if p.oldRow != nil {
			old := s.elements.ofRow(p.b.t.Code, *p.oldRow)
			m.old = &old
			state.sub(old)
		}
		state.add(elements[i])
		w.moves = append(w.moves, m)
		if r := &w.rows[i]; r.face != nil || p.oldRow != nil && p.oldRow.face != nil {
			w.swap(faceName(p.b.t.Code), rowKey(r.row), r.face)
		}
		if v := w.rows[i].value; p.old == nil {
			ops[i].Tag = bytes.Clone(v[len(v)-vault.TagLen:])
		}
	}
	w.head.State = state.bytes()
	return ops, spaces, nil
}

// take counts the record in the head and returns its row number.
func (h *head) take(s *Store, p *pending) uint64 {
	c := h.Tables[p.b.t.Code]
	defer func() { h.Tables[p.b.t.Code] = c }()
	if p.old == nil {
		c.Rows, c.Kept = c.Rows+1, c.Kept+1
		return c.Rows
	}
	switch was, is := p.old.meta.Gone != 0, p.new.meta.Gone != 0; {
	case is && !was:
		c.Gone++
	case was && !is:
		c.Gone--
	}
	return uint64(s.rowOf(p.b, p.id)) + 1
}

// operation compares old and new, and stamps what changed.
func (p *pending) operation(stamp field.Stamp) opDoc {
	m := &p.new.meta
	op := opDoc{Table: p.b.t.Code, ID: p.id, Rev: m.Rev, Kind: Made}
	if p.old == nil {
		m.Stamps = map[string]field.Stamp{"": stamp}
		return op
	}
	op.Kind, op.Before = Changed, p.old.seq
	m.Stamps = maps.Clone(m.Stamps)
	if m.Stamps == nil {
		m.Stamps = map[string]field.Stamp{}
	}
	if (p.old.meta.Gone != 0) != (m.Gone != 0) {
		m.Stamps[stampGone] = stamp
		op.Kind = Restored
		if m.Gone != 0 {
			op.Kind = Deleted
		}
	}
	if was := p.old.meta.Space; was != m.Space {
		op.Moved = &movedDoc{Old: string(was), New: string(m.Space)}
	}
	for _, d := range p.old.pairs.diff(p.new.pairs) {
		if op.Changes == nil {
			op.Changes = map[string]changeDoc{}
		}
		seen, ok := m.Stamps[d.key]
		if !ok {
			seen = m.Stamps[""]
		}
		op.Changes[d.key] = changeDoc{Old: cbor.RawMessage(d.old), New: cbor.RawMessage(d.new), Seen: docOf(seen)}
		m.Stamps[d.key] = stamp
	}
	return op
}

// sealEntry seals the parts of the journal entry and begins to sign its header.
func (s *Store) sealEntry(w *write, entry entryDoc, ops []opDoc, spaces []field.Space) error {
	w.parts = make([][]byte, len(ops)+1)
	fails := make([]error, len(w.parts))
	seal := func(i int, doc any, space field.Space) error {
		text, err := cborEnc.Marshal(doc)
		if err != nil {
			return fmt.Errorf("write journal: %w", err)
		}
		key, _, err := s.key(space)
		if err != nil {
			return err
		}
		w.parts[i], err = s.ring.Seal(nil, vault.Journal, key, formatVersion, partKey(w.head.Seq, uint32(i)), text)
		return err
	}
	inParts(len(ops), 32, func(from, to int) {
		for i := from; i < to; i++ {
			fails[i+1] = seal(i+1, ops[i], spaces[i])
		}
	})
	if err := errors.Join(fails...); err != nil {
		return fmt.Errorf("seal journal: %w", coded(err))
	}
	return s.sign(w, entry)
}
