package store

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// save brings w into the file. When it returns nil, w is there and will be after a power cut. With an error nothing of w is
// there, except where w.landed says that it is although the disk does not vouch for it.
func (s *Store) save(w *write) error {
	err := s.bring(w)
	if s.check != nil && (err == nil || w.landed) {
		s.check.saved(w.moves)
	}
	return err
}

func (s *Store) bring(w *write) error {
	if err := s.writable(); err != nil {
		return err
	}
	err := s.tryWrite(w)
	if err == nil {
		return nil
	}
	h, again := s.reopen()
	switch {
	case again != nil:
		return errors.Join(err, again)
	case h.same(w.head):
		return s.vouch(w, err)
	case !h.same(s.head):
		return s.breakDown(fmt.Errorf("read after an error: another state: %w", field.Damaged))
	case isNoSpace(err) && s.releaseBallast():
		return s.bring(w)
	}
	return fmt.Errorf("save: %w", diskCode(err))
}

func (s *Store) tryWrite(w *write) error {
	return s.transact(func(tx *bolt.Tx) error { return w.put(tx, s.ring) })
}

// transact writes to the file. After any error the caller has to reopen it: what was written may be in it all the same.
func (s *Store) transact(do func(tx *bolt.Tx) error) error {
	s.file.RLock()
	defer s.file.RUnlock()
	err := guarded(func() error {
		return s.db.Update(func(tx *bolt.Tx) error {
			if s.beforeWrite != nil {
				if err := s.beforeWrite(); err != nil {
					return err
				}
			}
			return do(tx)
		})
	})
	if err == nil && s.afterWrite != nil {
		err = s.afterWrite()
	}
	return err
}

// vouch is for a transaction that everybody who reads the file sees although bbolt reported an error: the last flush failed.
// What came before that flush was flushed, so a second transaction that succeeds makes the whole last.
func (s *Store) vouch(w *write, first error) error {
	sure := w.head.clone()
	sure.Confirm++
	sure.Seals++
	err := s.tryWrite(&write{head: sure})
	if err == nil {
		w.head = sure
		return nil
	}
	h, again := s.reopen()
	switch {
	case again != nil:
		return errors.Join(first, again)
	case !h.same(w.head) && !h.same(sure):
		return s.breakDown(fmt.Errorf("read after an error: another state: %w", field.Damaged))
	}
	w.head, w.landed = h, true
	s.unproved = true
	s.notice(Trouble{Kind: Unproved, Seq: h.Seq})
	return fmt.Errorf("save: the disk does not confirm: %w", diskCode(errors.Join(first, err)))
}

// confirm makes sure of a save the disk did not vouch for, before anything is written on top of it.
func (s *Store) confirm() error {
	w := &write{head: s.head.clone()}
	w.head.Confirm++
	w.head.Seals++
	err := s.save(w)
	if err == nil || w.landed {
		s.mu.Lock()
		s.head = w.head
		s.mu.Unlock()
	}
	if err != nil {
		return fmt.Errorf("confirm the save before: %w", err)
	}
	s.unproved = false
	return nil
}

// reopen opens the file anew after an error and returns the head that is in it.
func (s *Store) reopen() (*head, error) {
	s.file.Lock()
	defer s.file.Unlock()
	if s.db != nil {
		if err := guarded(s.db.Close); err != nil {
			return nil, s.breakDown(fmt.Errorf("close after an error: %w", err))
		}
		s.db = nil
	}
	db, _, err := openFile(filepath.Join(s.dir, dataFile), s.o.ReadOnly)
	if err != nil {
		return nil, s.breakDown(fmt.Errorf("open after an error: %w", err))
	}
	s.db = db
	h, err := s.readHead(db)
	if err != nil {
		return nil, s.breakDown(fmt.Errorf("read after an error: %w", err))
	}
	return h, nil
}

// breakDown stops all writing until the folder is found again as it was: a stick that was pulled and put back.
func (s *Store) breakDown(err error) error {
	s.broken = err
	return err
}

// usable returns nil when the store can write.
func (s *Store) usable() error {
	if s.closed {
		return errShut
	}
	if s.broken == nil {
		return nil
	}
	was := s.broken
	h, err := s.reopen()
	if err != nil {
		return errors.Join(was, err)
	}
	if !h.same(s.head) {
		return was
	}
	s.broken = nil
	return nil
}

func (h *head) same(o *head) bool {
	return h.Seq == o.Seq && h.Confirm == o.Confirm && bytes.Equal(h.Chain, o.Chain) && bytes.Equal(h.State, o.State)
}

// releaseBallast gives the reserve back to the full disk and reports whether there was one.
func (s *Store) releaseBallast() bool {
	if err := os.Remove(filepath.Join(s.dir, ballastFile)); err != nil {
		return false
	}
	s.notice(Trouble{Kind: BallastUsed})
	return true
}
