package store

import (
	"context"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// partAt is a journal part about a record: what was done to it, or a view, a print, a note.
type partAt struct {
	seq   uint64
	part  uint32
	key   pendingKey
	files []string // attached files that only the journal may know by now
}

// partsAbout finds the parts about the records that want knows, in their order. It reads the whole journal: notes about a record are
// in no list of their own. Parts this account holds no key for, and what is damaged, are left out.
func (s *Store) partsAbout(ctx context.Context, want func(pendingKey) bool) ([]partAt, error) {
	const batch = 512
	var out []partAt
	for seq := uint64(1); seq <= s.head.Seq; {
		if ctx.Err() != nil {
			return nil, fmt.Errorf("read journal: %w", field.Cancelled)
		}
		var read []parts
		err := s.view(func(tx *bolt.Tx) (err error) {
			read, err = readEntries(tx, seq, min(seq+batch, s.head.Seq))
			return err
		})
		if err != nil && !errors.Is(err, field.Damaged) {
			return nil, err
		}
		found := make([][]partAt, len(read))
		inParts(len(read), 32, func(from, to int) {
			for i := from; i < to; i++ {
				found[i] = read[i].about(s, want)
			}
		})
		for _, f := range found {
			out = append(out, f...)
		}
		if seq += batch + 1; len(read) > 0 && err == nil {
			seq = read[len(read)-1].seq + 1
		}
	}
	return out, nil
}

func (p parts) about(s *Store, want func(pendingKey) bool) (out []partAt) {
	for i := range len(p.parts) - 1 {
		o, err := p.op(s.ring, i)
		if key := (pendingKey{o.Table, o.ID}); err == nil && o.ID != (field.ID{}) && want(key) {
			out = append(out, partAt{p.seq, uint32(i + 1), key, s.filesIn(o)})
		}
	}
	return out
}

// filesIn are the attached files that an operation put in or took out.
func (s *Store) filesIn(o opDoc) (names []string) {
	b := s.tables[o.Table]
	if b == nil {
		return nil
	}
	for _, f := range b.t.With(field.IsBlob) {
		for _, v := range [][]byte{o.Changes[f.Key].Old, o.Changes[f.Key].New} {
			if isNull(v) {
				continue
			}
			if ref, err := readBlobRef((&reader{b: v}).text()); err == nil {
				names = append(names, ref.name)
			}
		}
	}
	return names
}

// moveHistory seals the history of records that came into another space with the key of that: whoever cannot open the record any
// more must not read in the journal what it was.
func (s *Store) moveHistory(tx *Tx, w *write) error {
	to := map[pendingKey]uint32{}
	for _, p := range tx.pending {
		if p.old == nil || p.old.meta.Space == p.new.meta.Space {
			continue
		}
		space := p.new.meta.Space
		if space == "" {
			space = p.b.t.Space
		}
		key, _, err := s.key(space)
		if err != nil {
			return err
		}
		to[pendingKey{p.b.t.Code, p.id}] = key
	}
	if len(to) == 0 {
		return nil
	}
	w.forget = true
	found, err := s.partsAbout(context.Background(), func(k pendingKey) bool { return to[k] != 0 })
	if err != nil {
		return err
	}
	for _, at := range found {
		if _, err := s.resealPartBy(tx.ring(), w, at.seq, at.part, to[at.key]); err != nil {
			return fmt.Errorf("move history: %w", err)
		}
	}
	return nil
}

// apart are the rows the journal names for those who hold no key for them.
func (w *write) apart() (out []rowDoc) {
	for _, r := range w.rows {
		if p := r.p; p.new.meta.Space != "" || p.old != nil && p.old.meta.Space != "" {
			out = append(out, rowDoc{Table: p.b.t.Code, Row: r.row})
		}
	}
	return out
}
