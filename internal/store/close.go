package store

import (
	"crypto/ed25519"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

// notice keeps a trouble to be shown, once.
func (s *Store) notice(t Trouble) {
	s.noticing.Lock()
	defer s.noticing.Unlock()
	if !slices.Contains(s.troubles, t) {
		s.troubles = append(s.troubles, t)
	}
}

// Troubles returns what was noticed since the folder was opened.
func (s *Store) Troubles() []Trouble {
	s.noticing.Lock()
	defer s.noticing.Unlock()
	return slices.Clone(s.troubles)
}

// Close writes the cache and the anchor, closes the file and forgets the keys. Rows that are still held show nothing then.
func (s *Store) Close() error {
	s.write.Lock()
	defer s.write.Unlock()
	if s.closed {
		return nil
	}
	s.awaitTexts()
	s.warming.Wait()
	return errors.Join(s.writeCache(), s.shutDown(), giveBack(s.lock))
}

// shutDown does what Close does, but for writing the cache and giving back the lock. The caller holds s.write.
func (s *Store) shutDown() error {
	s.closed = true
	s.awaitTexts()
	err := s.anchor.stop()
	s.mu.Lock()
	s.shut = true
	for _, b := range s.tables {
		*b = *newTable(b.t)
	}
	s.mu.Unlock()
	return errors.Join(err, s.release())
}

// release gives back what open took, but for the lock.
func (s *Store) release() error {
	s.warming.Wait()
	s.file.Lock()
	defer s.file.Unlock()
	var err error
	if s.db != nil {
		err = guarded(s.db.Close)
		s.db = nil
	}
	if s.ring != nil {
		s.ring.Forget()
	}
	if s.account != nil {
		s.account.Forget()
	}
	return err
}

// Folder says which folder this is.
func (s *Store) Folder() FolderInfo {
	s.mu.RLock()
	defer s.mu.RUnlock()
	f := FolderInfo{Dir: s.dir, ID: s.folder, Format: s.format}
	if h := s.head; h != nil {
		f.Site, f.Desk, f.Made, f.Seq = h.Site, h.Desk, h.Made, h.Seq
		f.Proof = fmt.Sprintf("%x", h.Chain[:6])
	}
	if info, err := os.Stat(filepath.Join(s.dir, dataFile)); err == nil {
		f.Size = info.Size()
	}
	return f
}

// DeskKey returns the public key that proves this desk's changes.
func (s *Store) DeskKey() ed25519.PublicKey {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.desk.key().Public().(ed25519.PublicKey)
}
