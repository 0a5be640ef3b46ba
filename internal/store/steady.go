package store

import (
	"bytes"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Whoever reads is held up by nobody, not by new keys either. What she read may therefore be sealed anew, and its old key be retired,
// before she comes to open it: the old form is then refused, as damaged, although nothing is. And proving a passphrase takes the
// better part of a second, in which the keys that were there when it began may have become old ones.

// steady has read read something of the file and open it, and has it do so again where it failed and keys were retired meanwhile.
func (s *Store) steady(read func() error) error {
	for {
		retired := s.retired.Load()
		if err := read(); err == nil || s.retired.Load() == retired {
			return err
		}
	}
}

// retire has the ring refuse what older epochs sealed, where all was sealed anew. The caller holds s.write.
func (s *Store) retire() {
	s.retired.Add(1) // before it takes effect: who fails by it must find it counted
	for sp, e := range s.head.Epochs {
		s.ring.Retire(sp, e.Least)
	}
}

// openAt reads the parts of an entry and has open open them. Codes: NotFound, Damaged, and what open returns.
func (s *Store) openAt(seq uint64, open func(p parts) error) error {
	return s.steady(func() error {
		var p parts
		err := s.view(func(tx *bolt.Tx) (err error) { p, err = entryParts(tx, seq); return err })
		if err == nil {
			err = open(p)
		}
		return err
	})
}

// entryAt reads an entry and opens what is readable of it. With only, it holds the operations on that record alone. Codes: NotFound,
// Damaged.
func (s *Store) entryAt(seq uint64, only *pendingKey) (e Entry, err error) {
	err = s.openAt(seq, func(p parts) (err error) { e, err = s.entry(p, only); return err })
	return e, err
}

// unlocked returns the keyring of now, and in it the slot of an account that was just unlocked by what may be an older one. Codes:
// Passphrase where that does not open the account any more. The caller holds s.write.
func (s *Store) unlocked(was *vault.Slot) (*keyring, *vault.Slot, error) {
	if err := s.usable(); err != nil {
		return nil, nil, err
	}
	now := s.keyring.slot(was.ID)
	if now == nil || !sameSecret(now, was) {
		return nil, nil, fmt.Errorf("open account: changed meanwhile: %w", field.Passphrase)
	}
	return s.keyring, now, nil
}

// sameSecret reports whether two forms of a slot hold the same key pair under the same passphrase. Their cards may differ: they are
// sealed anew with every common key.
func sameSecret(a, b *vault.Slot) bool {
	return bytes.Equal(a.Sealed, b.Sealed) && bytes.Equal(a.Public, b.Public) && bytes.Equal(a.Salt, b.Salt)
}
