package store

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// A folder on a stick that goes between two computers has a desk for each, so that what the one gives out the other never does. A
// computer knows its desk by a token: a keyed digest, with a key of the folder, of a random number that lies beside the anchors. Of
// two folders nobody can tell from their tokens that they were used on one computer.
const (
	computerFile = "computer"
	computerLen  = 16
)

// computer returns the random number of this computer, making it the first time; nil where there is no anchor folder or it cannot be
// read or written, which is noticed.
func (s *Store) computer() []byte {
	if s.o.Anchor == "" {
		return nil
	}
	path := filepath.Join(s.o.Anchor, computerFile)
	id, err := os.ReadFile(path)
	if err == nil && len(id) == computerLen {
		return id
	}
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		id = make([]byte, computerLen)
		_, _ = rand.Read(id) // never fails, by its documentation
		if err = os.MkdirAll(s.o.Anchor, 0o700); err == nil {
			err = writeBytes(path, id)
		}
	}
	if err != nil {
		s.notice(Trouble{Kind: AnchorFailed})
		return nil
	}
	return id
}

// token returns what marks a desk as this computer's; nil where there is none.
func (s *Store) token() ([]byte, error) {
	id := s.computer()
	if id == nil {
		return nil, nil
	}
	key, err := s.ring.Derive(rootKey, vault.Proofs, "computer")
	if err != nil {
		return nil, fmt.Errorf("know this computer: %w", coded(err))
	}
	m := hmac.New(sha256.New, key)
	_, _ = m.Write(id) // a hash never fails
	return m.Sum(nil), nil
}

// takeDesk makes sure that the folder writes as this computer's desk. moved says that another copy may go on elsewhere: then no desk
// that was ever here may be used again, since the other copy may have given out numbers as the same.
func (s *Store) takeDesk(moved bool) error {
	token, err := s.token()
	if err != nil {
		return err
	}
	switch {
	case moved:
		return s.newDeskHere(token)
	case token == nil || bytes.Equal(s.desk.Token, token):
		return nil
	case s.desk.Token == nil: // it was made without a token, and the note of this computer fits
		return s.claimDesk(token)
	}
	d, counters, err := s.deskOf(token)
	if err != nil {
		return err
	}
	if d == nil {
		return s.newDeskHere(token)
	}
	return s.handOver(d, counters, false)
}

func (s *Store) newDeskHere(token []byte) error {
	d := newDesk(field.MomentOf(s.o.Clock()), s.desk.No)
	d.Token = token
	return s.handOver(d, map[string]uint64{}, true)
}

// claimDesk marks the desk that writes as this computer's.
func (s *Store) claimDesk(token []byte) error {
	d := *s.desk
	d.Token = token
	err := s.quietly(func(w *write) error {
		w.desk = &d
		w.head.Seals++
		return nil
	})
	if err == nil {
		s.setDesk(&d, s.counters)
	}
	return err
}

// deskOf returns the youngest desk with that token, with its sequences; nil where there is none. One that does not open is passed
// over: a new desk never does harm.
func (s *Store) deskOf(token []byte) (best *desk, counters map[string]uint64, err error) {
	err = s.view(func(tx *bolt.Tx) error {
		b := tx.Bucket(desksBucket)
		if b == nil {
			return fmt.Errorf("read desks: %w", field.Damaged)
		}
		return b.ForEach(func(k, _ []byte) error {
			if len(k) != 4 {
				return nil
			}
			d, err := readDesk(tx, s.ring, u32From(k))
			if err != nil || !bytes.Equal(d.Token, token) || best != nil && d.Made < best.Made {
				return nil
			}
			if c, err := readCounters(tx, s.ring, s.head, d.No); err == nil {
				best, counters = d, c
			}
			return nil
		})
	})
	return best, counters, err
}

// handOver has another desk write from now on. The entry that says so is the last one of the desk before.
func (s *Store) handOver(d *desk, counters map[string]uint64, fresh bool) error {
	s.write.Lock()
	defer s.write.Unlock()
	tx := &Tx{s: s, by: s.account, verb: s.moveVerb(), now: field.MomentOf(s.o.Clock()), byID: map[pendingKey]*pending{}}
	tx.Note(Desk, nil, field.ID{}, fmt.Sprintf("%08x", d.No))
	w, err := s.prepare(tx)
	if err != nil {
		return err
	}
	w.head.Desk = d.No
	if fresh {
		w.desk = d
	}
	if err := s.save(w); err != nil {
		return err
	}
	s.adopt(tx, w)
	s.setDesk(d, counters)
	return nil
}

func (s *Store) setDesk(d *desk, counters map[string]uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.desk, s.counters = d, counters
}
