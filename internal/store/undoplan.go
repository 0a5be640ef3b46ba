package store

import (
	"context"
	"errors"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// Undoing says what undoing entries would do.
type Undoing struct {
	Seqs    []uint64 // the entries, the oldest first
	Records []UndoRecord
	Clashes []ClashAt // with one of them nothing can be undone
	Locked  int       // operations this account holds no key for: with one of them neither
	Erased  int       // operations whose content was erased for good: neither
}

// UndoRecord is one record that undoing would change.
type UndoRecord struct {
	Type *field.Type
	ID   field.ID
	Kind Kind // what would happen to it: Changed, Deleted or Restored
	Keys []string
	Now  field.Record // as it is
	Then field.Record // as it would be
}

// UndoPlan says what UndoAll of the entries would do. Nothing is changed. Codes: NotFound, Newer.
func (s *Store) UndoPlan(seqs ...uint64) (Undoing, error) {
	b, err := s.readBack(seqs)
	if err != nil {
		return Undoing{}, fmt.Errorf("plan undo: %w", err)
	}
	_, err = s.update(context.Background(), Verb{Name: "undo"}, b.plan.Seqs[0], func(tx *Tx) error {
		if err := b.run(tx); err != nil {
			return err
		}
		if err := b.tell(tx); err != nil {
			return err
		}
		return errPlanned
	})
	if !errors.Is(err, errPlanned) {
		return Undoing{}, fmt.Errorf("plan undo: %w", err)
	}
	return b.plan, nil
}

// errPlanned ends a transaction that was only tried.
var errPlanned = errors.New("planned")

// goingBack is the undoing of entries while it is worked out.
type goingBack struct {
	plan    Undoing
	entries []Entry // the newest first
	set     map[uint64]bool
	made    map[pendingKey]uint64            // records that one of the entries made, and which
	before  map[pendingKey]map[uint64]uint64 // per record and entry, the entry that changed it before
}

// readBack reads the entries.
func (s *Store) readBack(seqs []uint64) (*goingBack, error) {
	b := &goingBack{set: map[uint64]bool{}, made: map[pendingKey]uint64{}, before: map[pendingKey]map[uint64]uint64{}}
	b.plan.Seqs = slices.Compact(slices.Sorted(slices.Values(seqs)))
	if len(b.plan.Seqs) == 0 {
		return nil, field.NotFound
	}
	for _, seq := range slices.Backward(b.plan.Seqs) {
		e, err := s.entryAt(seq, nil)
		if err != nil {
			return nil, err
		}
		b.plan.Locked, b.plan.Erased = b.plan.Locked+e.Locked, b.plan.Erased+e.Erased
		b.entries, b.set[seq] = append(b.entries, e), true
		if err := b.note(e); err != nil {
			return nil, err
		}
	}
	return b, nil
}

func (b *goingBack) note(e Entry) error {
	for _, op := range e.Ops {
		if op.Kind > Restored {
			continue
		}
		if op.Type == nil {
			return field.Newer
		}
		key := pendingKey{op.Type.Code, op.ID}
		if op.Kind == Made {
			b.made[key] = e.Seq
		}
		if b.before[key] == nil {
			b.before[key] = map[uint64]uint64{}
		}
		b.before[key][e.Seq] = op.before
	}
	return nil
}

// run puts everything back, the newest first, and notes what clashes.
func (b *goingBack) run(tx *Tx) error {
	for _, e := range b.entries {
		for _, op := range slices.Backward(e.Ops) {
			if op.Kind > Restored {
				continue
			}
			at, err := b.one(tx, e.Seq, op)
			if err != nil {
				return err
			}
			b.plan.Clashes = append(b.plan.Clashes, at...)
		}
	}
	return nil
}

// one puts one operation back. A record that one of the entries made goes as a whole, if nobody else changed it since.
func (b *goingBack) one(tx *Tx, seq uint64, op Op) ([]ClashAt, error) {
	key := pendingKey{op.Type.Code, op.ID}
	made, ok := b.made[key]
	if !ok {
		return tx.undo(op)
	}
	if made != seq {
		return nil, nil
	}
	alone, err := b.alone(tx, key, made)
	if err != nil {
		return nil, err
	}
	if !alone {
		r, err := tx.Get(op.Type, op.ID)
		if err != nil {
			return nil, err
		}
		return []ClashAt{{Type: op.Type, ID: op.ID, Now: r}}, nil
	}
	return tx.undo(op)
}

// alone reports whether only the entries themselves changed a record since it was made.
func (b *goingBack) alone(tx *Tx, key pendingKey, made uint64) (bool, error) {
	st, _, _, err := tx.s.stored(tx.s.tables[key.table], key.id)
	if err != nil {
		return false, err
	}
	for seq := st.seq; seq != made; seq = b.before[key][seq] {
		if !b.set[seq] {
			return false, nil
		}
	}
	return true, nil
}

// tell lists the records that the transaction would save.
func (b *goingBack) tell(tx *Tx) error {
	for _, p := range tx.pending {
		r := UndoRecord{Type: p.b.t, ID: p.id, Kind: p.kind()}
		for _, d := range p.old.pairs.diff(p.new.pairs) {
			r.Keys = append(r.Keys, d.key)
		}
		slices.SortFunc(r.Keys, func(x, y string) int { return p.b.place(x) - p.b.place(y) })
		var err error
		if r.Now, err = p.b.codec.record(p.old); err != nil {
			return err
		}
		if r.Then, err = p.b.codec.record(&p.new); err != nil {
			return err
		}
		b.plan.Records = append(b.plan.Records, r)
	}
	return nil
}

// GroupOf returns the entries that belong together with entry seq, the oldest first: itself alone where it belongs to no group.
func (s *Store) GroupOf(ctx context.Context, seq uint64) ([]uint64, error) {
	group := seq
	err := s.headers(ctx, seq, seq, func(at uint64, e entryDoc) {
		if e.Group != 0 {
			group = e.Group
		}
	})
	if err != nil {
		return nil, fmt.Errorf("read group: %w", err)
	}
	all := []uint64{group}
	err = s.headers(ctx, group+1, 0, func(at uint64, e entryDoc) {
		if e.Group == group {
			all = append(all, at)
		}
	})
	if err != nil {
		return nil, fmt.Errorf("read group: %w", err)
	}
	return all, nil
}

// headers gives the headers of entries, both ends included, to visit; to 0 means the newest. One that does not open is left out.
func (s *Store) headers(ctx context.Context, from, to uint64, visit func(uint64, entryDoc)) error {
	const batch = 256
	if to == 0 {
		to = s.Folder().Seq
	}
	for seq := from; seq <= to; {
		var read []parts
		err := s.view(func(tx *bolt.Tx) (err error) { read, err = readEntries(tx, seq, min(to, seq+batch)); return err })
		if err != nil || len(read) == 0 {
			return err
		}
		for _, p := range read {
			if ctx.Err() != nil {
				return field.Cancelled
			}
			e, err := p.header(s.ring)
			if err != nil { // it may have been sealed anew since
				err = s.openAt(p.seq, func(now parts) (err error) { e, err = now.header(s.ring); return err })
			}
			if err == nil {
				visit(p.seq, e)
			}
		}
		seq = read[len(read)-1].seq + 1
	}
	return nil
}
