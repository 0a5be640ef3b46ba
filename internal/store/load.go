package store

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// scanned is one row as a scan reads it.
type scanned struct {
	loaded
	element setHash
	err     error
}

const scanChunk = 512 // rows

// scanFor says what a scan is for.
type scanFor uint8

const (
	scanRecords scanFor = iota // the records
	scanLoad                   // also what the memory needs of them
	scanProof                  // only that they open; their type need not be known
)

// scan reads the rows from…to (counted from 0, to not included) on all processors and gives those that exist to visit, in order.
// A row that does not open is given with its error; it stops nothing.
func (s *Store) scan(ctx context.Context, b *table, from, to int, want scanFor, visit func(scanned) error) error {
	type chunk struct {
		from int
		out  chan []scanned
	}
	workers := runtime.GOMAXPROCS(0)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	ordered, work := make(chan chunk, 2*workers), make(chan chunk)
	go func() {
		defer close(work)
		defer close(ordered)
		for at := from; at < to; at += scanChunk {
			c := chunk{at, make(chan []scanned, 1)}
			select {
			case ordered <- c:
			case <-ctx.Done():
				return
			}
			work <- c
		}
	}()
	for range workers {
		go func() {
			for c := range work {
				if ctx.Err() != nil {
					c.out <- nil
					continue
				}
				c.out <- s.scanRows(b, c.from, min(c.from+scanChunk, to), want)
			}
		}()
	}
	var err error
	for c := range ordered {
		rows := <-c.out
		for i := 0; i < len(rows) && err == nil; i++ {
			if err = ctx.Err(); err != nil {
				err = fmt.Errorf("scan %s: %w", b.t.Table, field.Cancelled)
				break
			}
			err = visit(rows[i])
		}
		if err != nil {
			cancel()
		}
	}
	if err == nil && ctx.Err() != nil {
		err = fmt.Errorf("scan %s: %w", b.t.Table, field.Cancelled)
	}
	return err
}

// scanRows reads some rows.
func (s *Store) scanRows(b *table, from, to int, want scanFor) (out []scanned) {
	_ = s.steady(func() error { // each row has its own error
		out = s.scanOnce(b, from, to, want)
		for _, row := range out {
			if errors.Is(row.err, field.Damaged) {
				return row.err
			}
		}
		return nil
	})
	return out
}

// scanOnce reads some rows in one pass; where a damaged page breaks that off, it reads row by row.
func (s *Store) scanOnce(b *table, from, to int, want scanFor) []scanned {
	out := make([]scanned, 0, to-from)
	err := s.view(func(tx *bolt.Tx) error {
		bk := tx.Bucket(tableName(b.t.Code))
		if bk == nil {
			return nil
		}
		c, f := bk.Cursor(), facesFrom(tx, b.t.Code, uint64(from+1), uint64(to))
		alone := func(n uint64) { out = append(out, lostRow(int(n-1))) }
		for k, v := c.Seek(rowKey(uint64(from + 1))); len(k) == 8; k, v = c.Next() {
			n := binary.BigEndian.Uint64(k)
			if n > uint64(to) {
				break
			}
			f.before(n, alone)
			out = append(out, s.scanRow(b, int(n-1), v, f.of(n), want))
		}
		f.before(uint64(to)+1, alone)
		return nil
	})
	if err == nil {
		return out
	}
	out = out[:0]
	for row := from; row < to; row++ {
		err := s.view(func(tx *bolt.Tx) error {
			v, face := value(tx, tableName(b.t.Code), rowKey(uint64(row+1))), value(tx, faceName(b.t.Code), rowKey(uint64(row+1)))
			switch {
			case v != nil:
				out = append(out, s.scanRow(b, row, v, face, want))
			case face != nil:
				out = append(out, lostRow(row))
			}
			return nil
		})
		if err != nil {
			out = append(out, scanned{loaded: loaded{row: row, state: rowBad}, err: err})
		}
	}
	return out
}

// lostRow is a row of which only the face is there.
func lostRow(n int) scanned {
	return scanned{loaded: loaded{row: n, state: rowBad}, err: fmt.Errorf("read row: only its face is there: %w", field.Damaged)}
}

func (s *Store) scanRow(b *table, n int, v, face []byte, want scanFor) scanned {
	bad := func(w row, state rowState, err error) scanned {
		return scanned{loaded: loaded{row: n, id: w.id, rev: w.rev, state: state}, err: err}
	}
	w, err := s.places.read(v)
	if err != nil {
		return bad(w, rowBad, err)
	}
	w.face = face
	element := s.elements.ofRow(b.t.Code, w)
	st, schema, err := s.unseal(b.t.Code, w)
	if face != nil && (want == scanProof || errors.Is(err, field.Locked)) {
		out, shown := s.scanFace(b, n, w, want, err)
		if shown {
			out.element = element
			return out
		}
	}
	var rec field.Record
	if err == nil && (want != scanProof || b.t.New != nil) {
		rec, err = b.make(st, schema)
	}
	if err != nil {
		state := rowBad
		if errors.Is(err, field.Locked) {
			state = rowLocked
		}
		out := bad(w, state, err)
		out.element = element
		return out
	}
	if want == scanLoad {
		return scanned{loaded: b.load(n, rec), element: element}
	}
	return scanned{loaded: loaded{row: n, id: w.id, rev: w.rev, state: rowLive, rec: rec}, element: element}
}

// scanFace looks at the face of a row that opened with the error err. shown is false when there is nothing more to say of the row.
func (s *Store) scanFace(b *table, n int, w row, want scanFor, err error) (out scanned, shown bool) {
	out = scanned{loaded: loaded{row: n, id: w.id, rev: w.rev, state: rowBad}, err: err}
	st, schema, bad := s.openFace(b.t.Code, w)
	if errors.Is(bad, field.Locked) {
		return out, false // whoever may not have the type's key either sees nothing of it
	}
	var rec field.Record
	if bad == nil && b.t.New != nil {
		rec, bad = b.make(st, schema)
	}
	switch {
	case bad != nil:
		out.err = bad
		return out, true
	case err == nil || rec == nil:
		return out, false
	case want == scanLoad:
		out.loaded = b.load(n, rec)
	default:
		out.state = rowLive
	}
	out.faced = true
	return out, true
}

// load fills the memory: from the cache where it fits, else from the records.
func (s *Store) load() error {
	left := s.readCache()
	total, done := 0, 0
	for _, b := range left {
		total += int(s.head.Tables[b.t.Code].Rows)
	}
	var state setHash
	for _, b := range left {
		n := int(s.head.Tables[b.t.Code].Rows)
		b.grow(n)
		err := s.scan(context.Background(), b, 0, n, scanLoad, func(l scanned) error {
			s.take(b, l)
			state.add(l.element)
			if done++; done%max(total/100, 1) == 0 {
				s.o.Progress(done, total)
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	s.compareCounts()
	if len(left) == len(s.tables) && len(s.head.Tables) <= len(s.tables) {
		if was, _ := setHashFrom(s.head.State); was != state {
			s.notice(Trouble{Kind: StateDiffers})
		}
	}
	return nil
}

// take puts a scanned row into the memory and notes a damaged one.
func (s *Store) take(b *table, l scanned) {
	s.mu.Lock()
	b.put(l.loaded)
	s.mu.Unlock()
	if l.state == rowBad {
		s.notice(Trouble{Kind: RecordDamaged, Table: b.t.Table, ID: l.id})
	}
}

// compareCounts notices records that were taken away or added without the head knowing.
func (s *Store) compareCounts() {
	for code, b := range s.tables {
		kept := b.count[rowLive] + b.count[rowGone] + b.count[rowLocked] + b.count[rowBad]
		if kept != int(s.head.Tables[code].Kept) || s.beyond(code) {
			s.notice(Trouble{Kind: StateDiffers, Table: b.t.Table})
		}
	}
}

// beyond reports whether the table has rows behind the last the head knows of.
func (s *Store) beyond(code uint16) (more bool) {
	err := s.view(func(tx *bolt.Tx) error {
		if b := tx.Bucket(tableName(code)); b != nil {
			k, _ := b.Cursor().Last()
			more = len(k) != 0 && (len(k) != 8 || binary.BigEndian.Uint64(k) > s.head.Tables[code].Rows)
		}
		if b := tx.Bucket(faceName(code)); b != nil && !more {
			k, _ := b.Cursor().Last()
			more = len(k) != 0 && (len(k) != 8 || binary.BigEndian.Uint64(k) > s.head.Tables[code].Rows)
		}
		return nil
	})
	return more || err != nil
}
