package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/google/uuid"
	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// Create makes a new data folder in dir, which must not exist or be empty, and opens it. When it fails, nothing is left there. Codes:
// Exists, InUse, NoSpace, ReadOnly.
func Create(dir string, first Founder, o Options) (*Store, error) {
	o, err := o.complete()
	if err != nil {
		return nil, err
	}
	lock, made, err := claimNew(dir)
	if err != nil {
		return nil, err
	}
	s, err := buildAndOpen(dir, lock, first, o)
	if err != nil {
		return nil, errors.Join(err, takeBack(dir, lock, made))
	}
	s.made = made
	return s, nil
}

// claimNew takes the lock of a place for a new folder, which nobody has anything in, and returns the folders that it made for it.
func claimNew(dir string) (lock *os.File, made []string, err error) {
	made = absentFolders(dir)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		removeFolders(made)
		return nil, nil, fmt.Errorf("make folder: %w", diskCode(err))
	}
	for _, d := range made { // that they are there must outlive a power cut, as what is put into them
		if err := syncDir(filepath.Dir(d)); err != nil {
			removeFolders(made)
			return nil, nil, err
		}
	}
	if err := vacant(dir); err != nil {
		return nil, nil, err
	}
	if lock, err = lockFolder(dir); err != nil {
		removeFolders(made)
		return nil, nil, err
	}
	if err := vacant(dir); err != nil { // somebody else made one while this waited
		return nil, nil, errors.Join(err, lock.Close())
	}
	return lock, made, nil
}

// buildAndOpen makes the folder and opens it, all under the one lock that the caller holds.
func buildAndOpen(dir string, lock *os.File, first Founder, o Options) (*Store, error) {
	slot, account, err := build(dir, first, o)
	if err != nil {
		return nil, err
	}
	s, err := openHeld(dir, lock, o, func(k *keyring) (*vault.Slot, *vault.Account, error) { return k.slot(slot.ID), account, nil })
	if err != nil {
		return nil, err
	}
	_, err = s.Update(context.Background(), Verb{Name: "create"}, func(tx *Tx) error {
		tx.Note(Account, nil, slot.ID, "")
		return nil
	})
	if err != nil {
		s.write.Lock()
		defer s.write.Unlock()
		return nil, errors.Join(err, s.shutDown(), s.removeNote())
	}
	return s, nil
}

// vacant makes sure that nothing of anybody's is in dir. What a Create that was cut off left there is nobody's.
func vacant(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("make folder: %w", diskCode(err))
	}
	whole := slices.ContainsFunc(entries, func(e os.DirEntry) bool { return e.Name() == dataFile })
	for _, e := range entries {
		if whole || !slices.Contains([]string{keysFile, keysFile + newSuffix, dataFile + newSuffix, lockFile}, e.Name()) {
			return fmt.Errorf("make folder: %w", field.Exists)
		}
	}
	return nil
}

// build writes the files of a new folder. The data file appears last and whole, so a folder is there or it is not.
func build(dir string, first Founder, o Options) (_ *vault.Slot, _ *vault.Account, err error) {
	var ids [3]field.ID // folder, account, site
	for i := range ids {
		if ids[i], err = uuid.NewRandomFromReader(o.Random); err != nil {
			return nil, nil, fmt.Errorf("make folder: %w", err)
		}
	}
	cost := vault.Cost{}
	if o.Cost != nil {
		cost = *o.Cost
	} else {
		cost = vault.Calibrate(unlockTime, o.Clock)
	}
	slot, account, err := vault.NewSlot(ids[0], ids[1], vault.ForPerson, first.Name, first.Passphrase, cost)
	if err != nil {
		return nil, nil, fmt.Errorf("make account: %w", err)
	}
	now := field.MomentOf(o.Clock())
	ring, keys, err := firstKeys(account, ids[0], o.Types)
	if err != nil {
		return nil, nil, err
	}
	defer ring.Forget()
	slot.Card, err = sealDoc(ring, cardPlace(slot.ID), cardDoc{Name: first.Name, Role: first.Role, Made: now, Signs: []signDoc{{1, account.Verifier()}}})
	if err != nil {
		return nil, nil, err
	}
	k := &keyring{Bundle: vault.Bundle{Folder: ids[0], Generation: 1, Slots: []*vault.Slot{slot}, Keys: keys}, listed: new(keyList)}
	d := newDesk(now, 0)
	h := &head{Chain: chainStart(ids[0]), State: new(setHash).bytes(), Desk: d.No, Site: ids[2], Made: now, Seals: 3, Signed: 1, Bound: map[string][]byte{}}
	w := &write{head: h, desk: d, keyring: k}
	if err := w.sealList(ring); err != nil {
		return nil, nil, err
	}
	if err := k.copyOut(dir); err != nil {
		return nil, nil, err
	}
	return slot, account, writeNew(filepath.Join(dir, dataFile), func(tx *bolt.Tx) error {
		meta, err := bucket(tx, metaBucket)
		if err != nil {
			return err
		}
		if err := meta.Put(formatKey, encodeFormat(ids[0])); err != nil {
			return err
		}
		return w.put(tx, ring)
	})
}

// firstKeys makes one key per space that the types name, and the one every account holds.
func firstKeys(a *vault.Account, folder field.ID, types []*field.Type) (*vault.Ring, []*vault.Key, error) {
	spaces := []field.Space{spaceAll, field.Open, field.Cases, field.Aid}
	for _, t := range types {
		if !slices.Contains(spaces, t.Space) {
			spaces = append(spaces, t.Space)
		}
	}
	ring := vault.NewRing(folder)
	var keys []*vault.Key
	for i, sp := range spaces {
		k, err := ring.NewKey(a, uint32(rootKey+i), vault.Label{Space: string(sp), Epoch: 1})
		if err != nil {
			return nil, nil, fmt.Errorf("make keys: %w", err)
		}
		keys = append(keys, k)
	}
	return ring, keys, nil
}

// writeNew makes a bbolt file under another name and renames it.
func writeNew(path string, fill func(tx *bolt.Tx) error) error {
	if err := os.Remove(path + newSuffix); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("make file: %w", diskCode(err))
	}
	db, err := openBolt(path+newSuffix, false)
	if err != nil {
		return err
	}
	err = db.Update(fill)
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("make file: %w", diskCode(err))
	}
	if err := os.Rename(path+newSuffix, path); err != nil {
		return fmt.Errorf("make file: %w", diskCode(err))
	}
	return syncDir(filepath.Dir(path))
}
