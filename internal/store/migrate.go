package store

import (
	"context"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// Formats of the folder:
//
//	1  records, journal, key slots
//	2  the list of slots and keys, bound to the head; entries are signed; journal parts and records can be sealed anew; faces;
//	   desks know their computer; settings
//
// A folder of an older format is brought to the newest when it is opened to be written, in one transaction, after a backup was made.
// A program that does not know a format refuses it in words (see decodeFormat).

// verbMigrate is how the journal says that a folder came to a newer format.
const verbMigrate = "migrate"

// migrate brings the folder to the newest format. That it is of an older one is seen by what the sealed head lacks, since the format
// page can be written by anybody.
func (s *Store) migrate() error {
	if s.head.Bound[listKey] != nil {
		return s.mendFormat()
	}
	if s.o.BeforeMigrate != nil {
		if err := s.o.BeforeMigrate(s); err != nil {
			return fmt.Errorf("bring folder to a newer format: %w", err)
		}
	}
	_, err := s.Update(context.Background(), Verb{Name: verbMigrate}, func(tx *Tx) error {
		tx.format = true
		tx.Note(Noted, nil, field.ID{}, fmt.Sprintf("format %d", formatVersion))
		tx.keyWork() // the list is made with any change of keys
		if _, err := s.card(s.slot); err != nil {
			return nil // a damaged card shuts nobody out
		}
		return tx.keepVerifier()
	})
	if err != nil {
		return fmt.Errorf("bring folder to a newer format: %w", err)
	}
	s.setFormat()
	return nil
}

// mendFormat writes the page anew that says less than the head knows: an older program would else take the folder for its own.
func (s *Store) mendFormat() error {
	if s.format >= formatVersion {
		return nil
	}
	err := s.quietly(func(w *write) error {
		w.format = encodeFormat(s.folder)
		w.head.Seals++
		return nil
	})
	if err == nil {
		s.setFormat()
	}
	return err
}

func (s *Store) setFormat() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.format = formatVersion
}

// raise makes the transaction the one that brings the folder to the newest format: entries are signed from this one on.
func (w *write) raise(folder field.ID) {
	w.head.Signed = w.head.Seq
	w.format = encodeFormat(folder)
}

func putFormat(meta *bolt.Bucket, page []byte) error {
	if page == nil {
		return nil
	}
	return meta.Put(formatKey, page)
}
