package store

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Tx is a running Update. It belongs to the goroutine that runs it.
type Tx struct {
	s        *Store
	by       *vault.Account // whose it is: that of the signed-in account, or of a Guest
	verb     Verb
	undoes   uint64
	now      field.Moment
	pending  []*pending
	byID     map[pendingKey]*pending
	notes    []note
	counters map[string]uint64 // those taken from
	settings map[string][]byte // those set, encoded
	format   bool              // it brings the folder to the newest format
	keys     *keyWork          // nil while accounts and keys stay as they are
	touched  []restore
	blobs    []blobRef // attached files written
	kept     []blobRef // those of them that a record keeps
	dropped  []string  // attached files that go with it
	erasing  erasing
	last     openRecord // what was read last: a save compares a record with what is stored at several places
}

// openRecord is a stored record, read and unsealed.
type openRecord struct {
	b      *table
	id     field.ID
	st     *stored
	row    row
	schema uint16
}

type pendingKey struct {
	table uint16
	id    field.ID
}

// pending is a record that will be saved.
type pending struct {
	b      *table
	id     field.ID
	old    *stored // nil for a new one
	oldRow *row
	new    stored
}

type note struct {
	kind  Kind
	t     *field.Type
	id    field.ID
	text  string
	space field.Space
}

// restore is the Meta a record had before this transaction touched it.
type restore struct {
	r    field.Record
	meta field.Meta
}

// Update runs do and saves everything it put, in one transaction with one journal entry; on any error nothing is saved. do may
// read through tx only and must not keep tx. Codes: Clash, Newer, Locked, NoSpace, ReadOnly, Cancelled; field.Problems from a
// record's Check.
func (s *Store) Update(ctx context.Context, v Verb, do func(tx *Tx) error) (Change, error) {
	return s.update(ctx, v, 0, do)
}

func (s *Store) update(ctx context.Context, v Verb, undoes uint64, do func(tx *Tx) error) (Change, error) {
	return s.updateBy(ctx, nil, v, undoes, do)
}

// updateBy is update by an account; nil for the signed-in one.
func (s *Store) updateBy(ctx context.Context, by *vault.Account, v Verb, undoes uint64, do func(tx *Tx) error) (Change, error) {
	s.write.Lock()
	defer s.write.Unlock()
	if err := errors.Join(s.usable(), s.writable()); err != nil {
		return Change{}, err
	}
	if by == nil {
		by = s.account
	}
	tx := &Tx{s: s, by: by, verb: v, undoes: undoes, now: field.MomentOf(s.o.Clock()), byID: map[pendingKey]*pending{}}
	err := do(tx)
	if err == nil && tx.keys != nil {
		err = tx.keys.failed
	}
	if err == nil && ctx.Err() != nil {
		err = fmt.Errorf("update: %w", field.Cancelled)
	}
	var c Change
	if err == nil {
		c, err = s.commit(tx)
	}
	tx.endBlobs(c.Seq > 0)
	if err != nil && c.Seq == 0 {
		if tx.keys != nil {
			s.ring.Become(tx.keys.before)
		}
		for i := len(tx.touched) - 1; i >= 0; i-- {
			*tx.touched[i].r.Base() = tx.touched[i].meta
		}
	}
	if c.Seq > 0 {
		s.publish(c)
	}
	return c, err
}

// Get returns the record as it is within this transaction.
func (tx *Tx) Get(t *field.Type, id field.ID) (field.Record, error) {
	b, err := tx.s.table(t)
	if err != nil {
		return nil, err
	}
	if tx.erasing.records[pendingKey{t.Code, id}] {
		return nil, fmt.Errorf("get %s: %w", t.Table, field.NotFound)
	}
	if p := tx.byID[pendingKey{t.Code, id}]; p != nil {
		return b.codec.record(&p.new)
	}
	o, err := tx.open(b, id)
	if err != nil {
		return nil, err
	}
	return b.make(o.st, o.schema)
}

// open reads what is stored of a record, if it is not what was read last.
func (tx *Tx) open(b *table, id field.ID) (openRecord, error) {
	if tx.last.b == b && tx.last.id == id {
		return tx.last, nil
	}
	st, w, schema, err := tx.s.stored(b, id)
	if err != nil {
		return openRecord{}, err
	}
	tx.last = openRecord{b, id, st, w, schema}
	return tx.last, nil
}

// List returns the rows that q asks for, as they were before this transaction.
func (tx *Tx) List(t *field.Type, q Query) (*Rows, error) { return tx.s.List(t, q) }

// Me is the account this transaction saves for.
func (tx *Tx) Me() AccountInfo { return tx.s.named(tx.by.ID) }

// Now is the moment this transaction stamps on what it saves.
func (tx *Tx) Now() field.Moment { return tx.now }

// Put checks r and saves it. A record without an id gets one. A revision that is no longer the newest is a Clash, a deleted
// record NotFound. Saving what did not change writes nothing. r's Meta is that of the saved record afterwards; when the Update
// fails, it is as before.
func (tx *Tx) Put(r field.Record) error {
	b, err := tx.s.table(r.Type())
	if err != nil {
		return err
	}
	if err := r.Check().Err(); err != nil {
		return err
	}
	return tx.save(b, r)
}

// save makes r part of the transaction.
func (tx *Tx) save(b *table, r field.Record) error {
	p, err := tx.take(b, r)
	if err != nil {
		return err
	}
	if p.new.meta.Gone != 0 {
		return fmt.Errorf("put %s: deleted: %w", b.t.Table, field.NotFound)
	}
	pairs := b.codec.pairs(r)
	space := r.Base().Space
	if space == b.t.Space {
		space = ""
	}
	if p.old != nil && len(p.new.pairs.diff(pairs)) == 0 && space == p.new.meta.Space {
		return nil
	}
	p.new.pairs, p.new.meta.Space = pairs, space
	tx.stamp(p, r)
	return nil
}

// Delete puts r aside: Restore brings it back. Its parts are not touched, and what was changed in r itself is not saved.
func (tx *Tx) Delete(r field.Record) error { return tx.setGone(r, tx.now) }

// Restore brings a deleted record back.
func (tx *Tx) Restore(r field.Record) error { return tx.setGone(r, 0) }

func (tx *Tx) setGone(r field.Record, gone field.Moment) error {
	b, err := tx.s.table(r.Type())
	if err != nil {
		return err
	}
	if r.Base().Rev == 0 {
		return fmt.Errorf("delete %s: never saved: %w", b.t.Table, field.NotFound)
	}
	p, err := tx.take(b, r)
	if err != nil {
		return err
	}
	if (p.new.meta.Gone != 0) == (gone != 0) {
		return nil
	}
	p.new.meta.Gone = gone
	tx.stamp(p, r)
	return nil
}

// take returns the pending form of r, after making sure that r is the newest version and may be written.
func (tx *Tx) take(b *table, r field.Record) (*pending, error) {
	m := r.Base()
	if m.ReadOnly {
		return nil, fmt.Errorf("put %s: %w", b.t.Table, field.Newer)
	}
	if m.ID == (field.ID{}) {
		id, err := tx.s.newID()
		if err != nil {
			return nil, err
		}
		tx.touched = append(tx.touched, restore{r, *m})
		m.ID = timed(id, tx.now)
	}
	if tx.erasing.records[pendingKey{b.t.Code, m.ID}] {
		return nil, fmt.Errorf("put %s: %w", b.t.Table, field.NotFound)
	}
	p := tx.byID[pendingKey{b.t.Code, m.ID}]
	if p == nil {
		var err error
		if p, err = tx.read(b, m.ID); err != nil {
			return nil, err
		}
	}
	switch {
	case m.Rev == p.new.meta.Rev:
		return p, nil
	case p.new.meta.Rev == 0:
		return nil, fmt.Errorf("put %s: %w", b.t.Table, field.NotFound)
	}
	return nil, fmt.Errorf("put %s: %w", b.t.Table, field.Clash)
}

// read makes the pending form of what is stored, or of a new record.
func (tx *Tx) read(b *table, id field.ID) (*pending, error) {
	p := &pending{b: b, id: id}
	p.new.meta.ID = id
	if !tx.s.has(b, id) {
		return p, nil
	}
	o, err := tx.open(b, id)
	if err != nil {
		return nil, err
	}
	if o.schema > b.t.Schema {
		return nil, fmt.Errorf("put %s: %w", b.t.Table, field.Newer)
	}
	p.old, p.oldRow, p.new = o.st, &o.row, *o.st
	return p, nil
}

// stamp makes p part of the transaction and gives r the Meta it will be saved with. The hybrid stamps are set when it is.
func (tx *Tx) stamp(p *pending, r field.Record) {
	key := pendingKey{p.b.t.Code, p.id}
	if tx.byID[key] == nil {
		tx.byID[key] = p
		tx.pending = append(tx.pending, p)
		m := &p.new.meta
		m.Rev, m.Changed, m.ChangedBy = m.Rev+1, tx.now, tx.by.ID
		if p.old == nil {
			m.Made, m.MadeBy = tx.now, tx.by.ID
		}
	}
	tx.touched = append(tx.touched, restore{r, *r.Base()})
	extra := r.Base().Extra
	*r.Base() = p.new.meta
	r.Base().Extra = extra
}

func (s *Store) newID() (field.ID, error) {
	id, err := uuid.NewRandomFromReader(s.o.Random)
	if err != nil {
		return id, fmt.Errorf("make id: %w", err)
	}
	return id, nil
}

// timed makes a UUID of version 7 of random bits: ids then sort by when they were made, which keeps exports readable.
func timed(id field.ID, now field.Moment) field.ID {
	for i := range 6 {
		id[i] = byte(uint64(now) >> (8 * (5 - i)))
	}
	id[6] = id[6]&0x0f | 0x70
	return id
}

// Note adds an operation that changes nothing: a view, a print, an export, a sign-in. t and id may be nil and zero; text says what
// of it, sealed with the key of t's records.
func (tx *Tx) Note(k Kind, t *field.Type, id field.ID, text string) {
	n := note{kind: k, t: t, id: id, text: text, space: spaceAll}
	if t != nil {
		n.space = t.Space
	}
	tx.notes = append(tx.notes, n)
}

// Next returns the next number, from 1, of this desk's sequence of that name. Numbers are not given out again, unless the Update
// fails.
func (tx *Tx) Next(name string) uint64 {
	if tx.counters == nil {
		tx.counters = map[string]uint64{}
	}
	n, ok := tx.counters[name]
	if !ok {
		n = tx.s.counters[name]
	}
	tx.counters[name] = n + 1
	return n + 1
}

// key returns the key that seals for a space now.
func (s *Store) key(space field.Space) (uint32, vault.Label, error) {
	no, label, ok := s.ring.Newest(string(space))
	if !ok {
		return 0, label, fmt.Errorf("seal for space: %w", field.Locked)
	}
	return no, label, nil
}

// ring holds the keys this transaction seals with, those it makes too.
func (tx *Tx) ring() *vault.Ring { return tx.s.ring }
