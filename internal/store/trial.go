package store

import (
	"bytes"
	"fmt"
	"slices"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Trial proves that a sign-in name and a passphrase open an account of this folder and returns it, with the spaces whose newest keys
// it opens. Nothing is changed and nobody is signed in. Codes: Passphrase, Damaged.
func (s *Store) Trial(name, passphrase string) (AccountInfo, error) {
	s.write.Lock()
	k := s.keyring // replaced as a whole, never changed
	s.write.Unlock()
	slot, account, err := k.unlock(name, passphrase)
	if err != nil {
		return AccountInfo{}, fmt.Errorf("try account: %w", err)
	}
	defer account.Forget()
	s.write.Lock()
	defer s.write.Unlock()
	info, err := s.tried(slot, account)
	if err != nil {
		return AccountInfo{}, fmt.Errorf("try account: %w", err)
	}
	return info, nil
}

// tried opens what an account that was just unlocked can open. The caller holds s.write, so that keys and data are of one state.
func (s *Store) tried(slot *vault.Slot, account *vault.Account) (info AccountInfo, err error) {
	k, slot, err := s.unlocked(slot)
	if err != nil {
		return info, err
	}
	ring, err := account.Ring(k.Keys)
	if err != nil {
		return info, coded(err)
	}
	defer ring.Forget()
	var sealed []byte
	err = s.view(func(tx *bolt.Tx) error {
		sealed = bytes.Clone(value(tx, metaBucket, headKey))
		return nil
	})
	if err == nil {
		err = openDoc(ring, "head", sealed, new(head))
	}
	if err != nil {
		return info, err
	}
	info = s.info(slot)
	info.Spaces = nil
	for _, sp := range ring.Spaces() {
		no, _, _ := ring.Newest(sp)
		if mine, _, ok := s.ring.Newest(sp); sp != string(spaceAll) && (!ok || mine == no) {
			info.Spaces = append(info.Spaces, field.Space(sp))
		}
	}
	slices.Sort(info.Spaces)
	return info, nil
}
