package store

import (
	"context"
	"fmt"

	"cn.halfsky/internal/field"
)

// erasing is what a transaction removes for good.
type erasing struct {
	rows    []*pending          // records, as they were
	records map[pendingKey]bool // their keys
	history map[pendingKey]bool // records that stay, without what they were before
}

// Erase removes a record for good: its value and face, what the journal says of it and of looking at it, and the attached files it
// names. A line stays that says that it was erased, and by whom. Of the file on the disk it is gone after Compact. Codes:
// NotFound, Locked, Damaged; Clash for a record this transaction saved.
func (tx *Tx) Erase(t *field.Type, id field.ID) error {
	b, err := tx.s.table(t)
	if err != nil {
		return err
	}
	key := pendingKey{t.Code, id}
	switch {
	case tx.erasing.records[key]:
		return nil
	case tx.byID[key] != nil:
		return fmt.Errorf("erase %s: saved by the same transaction: %w", t.Table, field.Clash)
	}
	old, w, schema, err := tx.s.stored(b, id)
	if err != nil {
		return err
	}
	r, err := b.make(old, schema)
	if err != nil {
		return err
	}
	tx.dropBlobs(r)
	if tx.erasing.records == nil {
		tx.erasing.records = map[pendingKey]bool{}
	}
	tx.erasing.records[key] = true
	tx.erasing.rows = append(tx.erasing.rows, &pending{b: b, id: id, old: old, oldRow: &w})
	tx.notes = append(tx.notes, note{kind: Erased, t: t, id: id, space: t.Space})
	return nil
}

// EraseHistory removes for good what a record was before and that it was looked at; the record stays as this transaction saves it,
// and the entry does not say what it was until now. Codes: NotFound, Locked, Damaged.
func (tx *Tx) EraseHistory(t *field.Type, id field.ID) error {
	if _, err := tx.Get(t, id); err != nil {
		return err
	}
	key := pendingKey{t.Code, id}
	if tx.erasing.history[key] {
		return nil
	}
	if tx.erasing.history == nil {
		tx.erasing.history = map[pendingKey]bool{}
	}
	tx.erasing.history[key] = true
	tx.notes = append(tx.notes, note{kind: Erased, t: t, id: id, text: "history", space: t.Space})
	return nil
}

// Strip saves r, from which something was taken away for good, and erases what it was before, as EraseHistory does. It asks no
// Check: a record that would not be saved today must not keep for that reason what has to go. Codes as Put.
func (tx *Tx) Strip(r field.Record) error {
	b, err := tx.s.table(r.Type())
	if err != nil {
		return err
	}
	if err := tx.save(b, r); err != nil {
		return err
	}
	return tx.EraseHistory(r.Type(), r.Base().ID)
}

// erase adds to w what takes away what tx erases.
func (s *Store) erase(tx *Tx, w *write) error {
	e := &tx.erasing
	if len(e.records)+len(e.history) == 0 {
		return nil
	}
	w.forget = true
	state, ok := setHashFrom(w.head.State)
	if !ok {
		return fmt.Errorf("read head: %w", field.Damaged)
	}
	for _, p := range e.rows {
		n, code := uint64(s.rowOf(p.b, p.id))+1, p.b.t.Code
		c := w.head.Tables[code]
		if c.Kept--; p.old.meta.Gone != 0 {
			c.Gone--
		}
		w.head.Tables[code] = c
		old := s.elements.ofRow(code, *p.oldRow)
		state.sub(old)
		w.moves = append(w.moves, move{table: code, row: n, old: &old})
		w.swap(tableName(code), rowKey(n), nil)
		if p.oldRow.face != nil {
			w.swap(faceName(code), rowKey(n), nil)
		}
	}
	w.head.State = state.bytes()
	return s.eraseHistory(tx, w)
}

// eraseHistory replaces the parts about the records by what is left of them.
func (s *Store) eraseHistory(tx *Tx, w *write) error {
	e := &tx.erasing
	found, err := s.partsAbout(context.Background(), func(k pendingKey) bool { return e.records[k] || e.history[k] })
	if err != nil {
		return fmt.Errorf("erase history: %w", err)
	}
	for _, at := range found {
		v, err := s.valueOf(journalBucket, partKey(at.seq, at.part))
		if err != nil {
			return fmt.Errorf("erase history: %w", err)
		}
		left, err := erasedForm(s.ring, at.seq, at.part, digest(v))
		if err != nil {
			return err
		}
		w.swap(journalBucket, partKey(at.seq, at.part), left)
		if e.records[at.key] {
			tx.dropped = append(tx.dropped, at.files...)
		}
	}
	return nil
}

// forgetRows takes erased rows out of the memory, with the words that only they held. The caller holds the memory for writing.
func (b *table) forgetRows(rows map[int]bool) {
	for row := range rows {
		b.count[b.states[row]]--
		b.count[rowNone]++
		b.ids[row], b.revs[row], b.states[row], b.made[row], b.changed[row] = field.ID{}, 0, rowNone, 0, 0
		delete(b.apart, row)
		delete(b.faced, row)
		b.texts.set(row, nil)
		b.changes++
	}
	for _, c := range b.cols {
		c.forgetRows(rows)
	}
}

// forgetRows empties rows of the column. It makes its arrays anew: nothing of what they held stays, in lists of words neither.
func (c *column) forgetRows(rows map[int]bool) {
	own := c.without(rows)
	own.texts.compact()
	c.codes, c.nums, c.refs, c.words, c.texts = own.codes, own.nums, own.refs, own.words, own.texts
	if c.order != nil {
		c.order = new(order)
	}
}
