package store

import (
	"bytes"
	"maps"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// sealsPerKey is how many values one key may seal: the library allows 2^32 random nonces, and this leaves room for not counting
// to the last one.
const sealsPerKey = 1 << 31

// write is everything one transaction writes, made ready before the file is touched.
type write struct {
	head     *head
	stamp    field.Stamp
	rows     []rowWrite
	moves    []move         // whatever changes the set-hash, for a Check under way
	swaps    []swap         // values in the place of older ones
	forget   bool           // words of it must leave the caches at once
	parts    [][]byte       // of the journal entry, header first, without the chain
	format   []byte         // the format page, where it is another one now
	by       *vault.Account // whose signature the entry gets
	signing  *signing       // what the header waits for
	counters []byte         // sealed; nil when no number was taken
	bound    []boundDoc
	desk     *desk     // a new one
	keyring  *keyring  // changed
	blobs    []blobRef // attached files it brings
	dropped  []string  // attached files it takes away
	landed   bool      // it is in the file, although saving it reported an error
}

type rowWrite struct {
	p     *pending
	row   uint64
	value []byte
	face  []byte
}

// commit saves what tx put. The caller holds s.write.
func (s *Store) commit(tx *Tx) (Change, error) {
	if s.unproved {
		if err := s.confirm(); err != nil {
			return Change{}, err
		}
	}
	if len(tx.pending) == 0 && len(tx.notes) == 0 && len(tx.counters) == 0 {
		return Change{At: tx.now, Verb: tx.verb.Name}, nil
	}
	w, err := s.prepare(tx)
	if err != nil {
		return Change{}, err
	}
	err = s.save(w)
	if err != nil && !w.landed {
		return Change{}, err
	}
	s.watchClock(tx.now)
	s.latest = tx.now
	maps.Copy(s.counters, tx.counters)
	if tx.keys != nil {
		s.adoptKeys(tx.keys)
	}
	c := s.adopt(tx, w)
	if tx.keys != nil {
		s.rereadApart()
	}
	return c, err
}

// put writes it into a transaction of the file.
func (w *write) put(tx *bolt.Tx, r *vault.Ring) error {
	var b *bolt.Bucket
	var code uint16
	var err error
	for _, x := range w.rows {
		if b == nil || code != x.p.b.t.Code {
			code = x.p.b.t.Code
			if b, err = bucket(tx, tableName(code)); err != nil {
				return err
			}
		}
		if err := b.Put(rowKey(x.row), x.value); err != nil {
			return err
		}
	}
	for _, x := range w.swaps {
		if err := x.put(tx); err != nil {
			return err
		}
	}
	if err := w.finishEntry(r); err != nil {
		return err
	}
	if len(w.parts) > 0 {
		if b, err = bucket(tx, journalBucket); err != nil {
			return err
		}
		for i, p := range w.parts {
			if i == 0 {
				p = append(bytes.Clone(w.head.Chain), p...)
			}
			if err := b.Put(partKey(w.head.Seq, uint32(i)), p); err != nil {
				return err
			}
		}
	}
	if w.desk != nil {
		if err := w.desk.write(tx, r); err != nil {
			return err
		}
	}
	if w.keyring != nil {
		if err := w.keyring.write(tx); err != nil {
			return err
		}
	}
	meta, err := bucket(tx, metaBucket)
	if err != nil {
		return err
	}
	if w.counters != nil {
		if err := meta.Put(counterName(w.head.Desk), w.counters); err != nil {
			return err
		}
	}
	if err := putFormat(meta, w.format); err != nil {
		return err
	}
	if err := putBound(meta, w.bound); err != nil {
		return err
	}
	if err := w.putBlobs(tx); err != nil {
		return err
	}
	sealed, err := sealDoc(r, "head", w.head)
	if err != nil {
		return err
	}
	return meta.Put(headKey, sealed)
}

// adopt takes a saved transaction over into the memory and tells what it was.
func (s *Store) adopt(tx *Tx, w *write) Change {
	c := Change{Seq: w.head.Seq, At: tx.now, Verb: tx.verb.Name}
	rows := make([]loaded, len(w.rows))
	inParts(len(w.rows), 32, func(from, to int) {
		for i := from; i < to; i++ {
			p := w.rows[i].p
			rec, err := p.b.codec.record(&p.new)
			if err != nil { // it was encoded from a record of this type a moment ago
				rows[i] = loaded{row: int(w.rows[i].row) - 1, id: p.id, rev: p.new.meta.Rev, state: rowBad}
				continue
			}
			if rows[i] = p.b.load(int(w.rows[i].row)-1, rec); p.new.meta.Space != "" { // perhaps this account cannot open it any more
				rows[i] = s.scanRow(p.b, rows[i].row, w.rows[i].value, w.rows[i].face, scanLoad).loaded
			}
		}
	})
	if len(w.rows) > 0 || w.forget || len(tx.erasing.rows) > 0 {
		s.awaitTexts() // whoever reads them reads these rows; signing in need not wait
	}
	if w.forget {
		s.dropCaches()
	}
	s.mu.Lock()
	s.head = w.head
	s.adoptSettings(tx)
	for i, l := range rows {
		w.rows[i].p.b.put(l)
	}
	gone := map[*table]map[int]bool{}
	for _, p := range tx.erasing.rows {
		if gone[p.b] == nil {
			gone[p.b] = map[int]bool{}
		}
		gone[p.b][p.b.row(p.id)] = true
	}
	for b, rows := range gone {
		b.forgetRows(rows)
	}
	s.mu.Unlock()
	for _, p := range tx.pending {
		c.Touched = append(c.Touched, Touch{p.b.t, p.id, p.kind()})
	}
	for _, n := range tx.notes {
		c.Touched = append(c.Touched, Touch{n.t, n.id, n.kind})
	}
	for _, t := range tx.touched {
		m := t.r.Base()
		if b := s.tables[t.r.Type().Code]; b != nil {
			if p := tx.byID[pendingKey{b.t.Code, m.ID}]; p != nil {
				m.Stamps = maps.Clone(p.new.meta.Stamps)
			}
		}
	}
	s.anchor.note(w.head.Seq, w.head.Chain)
	return c
}

func (p *pending) kind() Kind {
	switch {
	case p.old == nil:
		return Made
	case p.old.meta.Gone == 0 && p.new.meta.Gone != 0:
		return Deleted
	case p.old.meta.Gone != 0 && p.new.meta.Gone == 0:
		return Restored
	}
	return Changed
}
