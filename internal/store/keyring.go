package store

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"path/filepath"
	"slices"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// keyring is the slots and keys of a folder. They stand in the file and, as a copy, in keys.slot beside it: each mends the other.
type keyring struct {
	vault.Bundle
	damaged int           // slots and keys that neither copy has whole
	beside  *vault.Bundle // the copy, while the folder is being opened
	listed  *keyList      // as the folder has it; nil before format 2
	lost    keyList       // what is on the list and in neither copy
	sifted  sifted        // how both copies compare with the list

	unlisted bool // the list does not open: nothing proves the slots and keys, so the folder is only looked at
}

// readKeyring reads both copies and puts together what is whole. mend says that one of them has to be written anew; noticed
// says that it was damaged, not only behind.
func readKeyring(db *bolt.DB, dir string, folder field.ID) (k *keyring, mend, noticed bool, err error) {
	k = &keyring{Bundle: vault.Bundle{Folder: folder}, listed: new(keyList)}
	var bad int
	inside := guarded(func() error {
		return db.View(func(tx *bolt.Tx) (err error) { bad, err = k.read(tx); return err })
	})
	if errors.Is(inside, field.Newer) {
		return nil, false, false, inside
	}
	b, err := readSmall(filepath.Join(dir, keysFile))
	beside, fileErr := new(vault.Bundle), err
	if err == nil {
		beside, fileErr = vault.DecodeBundle(b)
	}
	if beside.Folder != folder {
		beside = new(vault.Bundle) // of another folder, or none
		fileErr = errors.Join(fileErr, vault.ErrDamaged)
	}
	k.beside, k.List = beside, beside.List
	if bad > 0 || inside != nil {
		noticed, mend = true, true
		if filled := k.fill(beside); inside == nil {
			k.damaged = max(bad-filled, 0)
		}
		if len(k.Slots) == 0 {
			return nil, false, false, fmt.Errorf("read key slots: %w", field.Damaged)
		}
	}
	if fileErr != nil {
		noticed, mend = true, true
	} else if beside.Generation != k.Generation {
		mend = true
	}
	if k.damaged > 0 || inside != nil && fileErr != nil {
		mend = false // what neither copy has whole may yet be mended by hand: nothing is written over it
	}
	return k, mend, noticed, nil
}

// read takes what is whole from the file and counts the rest.
func (k *keyring) read(tx *bolt.Tx) (bad int, err error) {
	g := value(tx, metaBucket, generationKey)
	if len(g) == 8 {
		k.Generation = binary.BigEndian.Uint64(g)
	} else {
		bad++
	}
	each := func(name []byte, take func(k, v []byte) error) error {
		b := tx.Bucket(name)
		if b == nil {
			bad++
			return nil
		}
		return b.ForEach(func(k, v []byte) error {
			switch err := take(k, v); {
			case errors.Is(err, vault.ErrNewer):
				return coded(err)
			case err != nil:
				bad++
			}
			return nil
		})
	}
	err = each(slotsBucket, func(at, v []byte) error {
		s, err := vault.DecodeSlot(bytes.Clone(v))
		if err == nil && !bytes.Equal(at, s.ID[:]) {
			err = vault.ErrDamaged
		}
		if err == nil {
			k.Slots = append(k.Slots, s)
		}
		return err
	})
	if err != nil {
		return bad, err
	}
	return bad, each(keysBucket, func(at, v []byte) error {
		d, err := vault.DecodeKey(bytes.Clone(v))
		if err == nil && !bytes.Equal(at, u32Key(d.No)) {
			err = vault.ErrDamaged
		}
		if err == nil {
			k.Keys = append(k.Keys, d)
		}
		return err
	})
}

// fill adds what only the copy has, and counts it.
func (k *keyring) fill(beside *vault.Bundle) (n int) {
	for _, s := range beside.Slots {
		if k.slot(s.ID) == nil {
			k.Slots, n = append(k.Slots, s), n+1
		}
	}
	for _, d := range beside.Keys {
		if k.key(d.No) == nil {
			k.Keys, n = append(k.Keys, d), n+1
		}
	}
	if k.Generation < beside.Generation {
		k.Generation, n = beside.Generation, n+1
	}
	return n
}

func (k *keyring) slot(id field.ID) *vault.Slot {
	for _, s := range k.Slots {
		if s.ID == id {
			return s
		}
	}
	return nil
}

func (k *keyring) key(no uint32) *vault.Key {
	for _, d := range k.Keys {
		if d.No == no {
			return d
		}
	}
	return nil
}

// space returns the space a key is for, as far as it is known; empty where it is not.
func (k *keyring) space(r *vault.Ring, no uint32) field.Space {
	if label, ok := r.Label(no); ok {
		return field.Space(label.Space)
	}
	if line := k.listed.key(no); line != nil {
		return field.Space(line.Space)
	}
	return ""
}

// numbers returns the keys of a space, in the order of their epochs.
func (k *keyring) numbers(r *vault.Ring, space field.Space) (nos []uint32) {
	for _, d := range k.Keys {
		if k.space(r, d.No) == space {
			nos = append(nos, d.No)
		}
	}
	slices.Sort(nos)
	return nos
}

// write puts all slots and keys into the file. What does not open there and is not in the copy either stays as it is.
func (k *keyring) write(tx *bolt.Tx) error {
	for _, name := range [][]byte{slotsBucket, keysBucket} {
		if tx.Bucket(name) != nil && k.damaged == 0 {
			if err := tx.DeleteBucket(name); err != nil {
				return err
			}
		}
	}
	slots, err := bucket(tx, slotsBucket)
	if err != nil {
		return err
	}
	for _, s := range k.Slots {
		b, err := s.Encode()
		if err != nil {
			return err
		}
		if err := slots.Put(s.ID[:], b); err != nil {
			return err
		}
	}
	keys, err := bucket(tx, keysBucket)
	if err != nil {
		return err
	}
	for _, d := range k.Keys {
		b, err := d.Encode()
		if err != nil {
			return err
		}
		if err := keys.Put(u32Key(d.No), b); err != nil {
			return err
		}
	}
	meta, err := bucket(tx, metaBucket)
	if err != nil {
		return err
	}
	if len(k.List) > 0 {
		if err := meta.Put([]byte(listKey), k.List); err != nil {
			return err
		}
	}
	return meta.Put(generationKey, binary.BigEndian.AppendUint64(nil, k.Generation))
}

// copyOut writes keys.slot.
func (k *keyring) copyOut(dir string) error {
	b, err := k.Encode()
	if err != nil {
		return err
	}
	return writeBytes(filepath.Join(dir, keysFile), b)
}
