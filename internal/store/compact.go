package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// compactBatch is how many bytes of keys and values go into the new file at a time: what is not written yet is held in memory.
const compactBatch = 16 << 20

// Compact writes the data file anew without its free pages, in which what was erased or moved to another space still lies as it was
// sealed, and drops the caches. Others go on reading meanwhile; who saves waits. Until the new file is whole and on the disk the old
// one stays. It needs as much room again as the data takes. Codes: Cancelled, NoSpace, Damaged; after an error the folder is as it was.
//
// The disk itself may keep copies of what was overwritten; no program can promise otherwise.
func (s *Store) Compact(ctx context.Context, p Progress) error {
	if p == nil {
		p = func(int, int) {}
	}
	s.write.Lock()
	defer s.write.Unlock()
	if err := errors.Join(s.usable(), s.writable()); err != nil {
		return fmt.Errorf("compact file: %w", err)
	}
	err := s.copyWhole(ctx, p)
	if isFull(err) && s.releaseBallast() {
		err = s.copyWhole(ctx, p)
		defer s.keepBallast()
	}
	if err == nil {
		err = s.exchangeFile()
	}
	if err != nil {
		_ = os.Remove(s.compactPath()) // it goes at the next opening otherwise
		return fmt.Errorf("compact file: %w", err)
	}
	s.awaitTexts()
	s.dropCaches()
	return nil
}

func isFull(err error) bool { return err != nil && isNoSpace(err) }

// compactPath is the new file while it is written. One that was cut off is removed at the next opening.
func (s *Store) compactPath() string { return filepath.Join(s.dir, dataFile+newSuffix) }

// copyWhole writes the new file, proves it and has it on the disk.
func (s *Store) copyWhole(ctx context.Context, p Progress) error {
	path := s.compactPath()
	if err := remove(path); err != nil {
		return diskCode(err)
	}
	db, err := openBolt(path, false)
	if err != nil {
		return err
	}
	db.NoSync = true // it counts once it is whole
	err = s.view(func(tx *bolt.Tx) error { return copyBuckets(ctx, tx, db, p) })
	if err == nil {
		err = guarded(db.Sync)
	}
	if err = errors.Join(err, guarded(db.Close)); err != nil {
		return diskCode(err)
	}
	if s.afterCopy != nil {
		if err := s.afterCopy(); err != nil {
			return err
		}
	}
	sh, err := checkFile(path, true)
	if err == nil && (sh.bad > 0 || !sh.metas[0] || !sh.metas[1]) {
		err = fmt.Errorf("prove new file: %w", field.Damaged)
	}
	return err
}

// copier copies the buckets of a file into pages that hold nothing else.
type copier struct {
	ctx         context.Context
	p           Progress
	to          *bolt.DB
	tx          *bolt.Tx // a running one of to
	into        *bolt.Bucket
	room        int // bytes it may still take
	done, total int
}

func copyBuckets(ctx context.Context, from *bolt.Tx, to *bolt.DB, p Progress) (err error) {
	c := &copier{ctx: ctx, p: p, to: to, total: int(from.Size())}
	if c.tx, err = to.Begin(true); err != nil {
		return err
	}
	defer func() { _ = c.tx.Rollback() }() // does nothing after a commit; a damaged page ends in a panic, and Close would wait for ever
	err = from.ForEach(func(name []byte, b *bolt.Bucket) error {
		if err := c.open(name); err != nil {
			return err
		}
		return b.ForEach(func(k, v []byte) error { return c.put(name, k, v) })
	})
	if err != nil {
		return err
	}
	p(c.total, c.total)
	return c.tx.Commit()
}

// open goes on with the bucket of that name.
func (c *copier) open(name []byte) (err error) {
	if c.into, err = c.tx.CreateBucketIfNotExists(name); err == nil {
		c.into.FillPercent = 1 // as everywhere: rows and entries are added at the end
	}
	return err
}

func (c *copier) put(name, k, v []byte) (err error) {
	if c.room -= len(k) + len(v); c.room < 0 {
		if c.ctx.Err() != nil {
			return field.Cancelled
		}
		c.p(min(c.done, c.total), c.total)
		if err := c.tx.Commit(); err != nil {
			return err
		}
		if c.tx, err = c.to.Begin(true); err != nil {
			return err
		}
		if err := c.open(name); err != nil {
			return err
		}
		c.room = compactBatch
	}
	c.done += len(k) + len(v)
	return c.into.Put(k, v)
}

// exchangeFile puts the new file in the place of the old one. Readers wait for that moment.
func (s *Store) exchangeFile() error {
	path := filepath.Join(s.dir, dataFile)
	s.file.Lock()
	defer s.file.Unlock()
	if err := guarded(s.db.Close); err != nil { // an open file cannot be replaced everywhere
		return s.breakDown(fmt.Errorf("close old file: %w", err))
	}
	s.db = nil
	moved := os.Rename(s.compactPath(), path)
	if moved == nil {
		moved = syncDir(s.dir)
	}
	db, _, err := openFile(path, false)
	if err != nil {
		return s.breakDown(errors.Join(diskCode(moved), err))
	}
	s.db = db
	switch h, err := s.readHead(db); {
	case err != nil:
		return s.breakDown(errors.Join(diskCode(moved), err))
	case !h.same(s.head):
		return s.breakDown(fmt.Errorf("read new file: another state: %w", field.Damaged))
	}
	return diskCode(moved)
}
