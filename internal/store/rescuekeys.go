package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// candidates are the slots, keys and lists that lie about in a folder, those of keys.slot first: it is written after each change.
type candidates struct {
	folder field.ID
	known  bool // which folder it is
	slots  []*vault.Slot
	keys   []*vault.Key
	lists  [][]byte
	heads  [][]byte
}

// keys finds the accounts and keys of the folder and signs in.
func (r *rescuing) keys() error {
	c := new(candidates)
	if beside, err := readBundle(r.spec.Dir); err == nil {
		c.folder, c.known = beside.Folder, true
		c.slots, c.keys = beside.Slots, beside.Keys
		if beside.List != nil {
			c.lists = append(c.lists, beside.List)
		}
	}
	err := scanLeaves(r.ctx, r.file, r.size, func(p piece) error { c.take(p); return nil }, func(int, int) {})
	if err != nil {
		return err
	}
	if !c.known {
		return fmt.Errorf("find keys: which folder it is: %w", field.Damaged)
	}
	tries := newTries(r.o.Anchor, c.folder) // a guess costs here what it costs at the door
	tries.wait(r.o)
	wrong := false
	var spent effort
	for _, slot := range c.slots {
		if len(slot.Sealed) == 0 || r.o.Account != "" && !slot.Named(r.o.Account) {
			continue
		}
		if !spent.more(slot.Cost) { // of one slot there may be many versions, so their number says nothing
			break
		}
		account, err := slot.Unlock(r.spec.Passphrase)
		if err != nil {
			wrong = true
			continue
		}
		if err := r.enter(c, slot, account); err == nil {
			return nil
		}
	}
	if wrong {
		return errors.Join(fmt.Errorf("open account: %w", field.Passphrase), tries.add(r.o.Clock()))
	}
	return fmt.Errorf("find keys: %w", field.Damaged)
}

// take keeps what p is, if it is any of these.
func (c *candidates) take(p piece) {
	switch {
	case len(p.key) == 16:
		if s, err := vault.DecodeSlot(bytes.Clone(p.value)); err == nil && bytes.Equal(p.key, s.ID[:]) {
			c.slots = append(c.slots, s)
		}
	case len(p.key) == 4:
		if d, err := vault.DecodeKey(bytes.Clone(p.value)); err == nil && bytes.Equal(p.key, u32Key(d.No)) {
			c.keys = append(c.keys, d)
		}
	case bytes.Equal(p.key, formatKey):
		if folder, _, err := decodeFormat(p.value); err == nil && !c.known {
			c.folder, c.known = folder, true
		}
	case bytes.Equal(p.key, headKey):
		c.heads = append(c.heads, bytes.Clone(p.value))
	case string(p.key) == listKey:
		c.lists = append(c.lists, bytes.Clone(p.value))
	}
}

// enter makes the store that opens what is sealed, with what of the keys is proved.
func (r *rescuing) enter(c *candidates, slot *vault.Slot, account *vault.Account) error {
	k := &keyring{Bundle: vault.Bundle{Folder: c.folder, Generation: 1, Slots: c.slots, Keys: firstOf(c.keys)}, listed: new(keyList)}
	s := newStore(r.spec.Dir, nil, r.o)
	s.folder, s.slot, s.account, s.keyring = c.folder, slot, account, k
	var err error
	if s.ring, err = account.Ring(k.Keys); err != nil {
		return coded(err)
	}
	r.head = c.newestHead(s.ring)
	if l := c.list(s.ring, r.head); l != nil {
		k.Slots, k.Keys = l.only(c.slots, c.keys)
		if slotOf(k.Slots, slot.ID) == nil || !sameEncoded(slotOf(k.Slots, slot.ID), slot) {
			s.ring.Forget()
			return fmt.Errorf("open account: an outdated slot: %w", field.Passphrase)
		}
		ring, err := account.Ring(k.Keys)
		if err != nil {
			return coded(err)
		}
		s.ring.Become(ring)
	} else {
		k.Slots = firstSlots(slot, c.slots)
	}
	if s.places, err = newPlaces(s.ring); err != nil {
		return err
	}
	r.s, r.keyring, r.slot, r.account, r.Folder = s, k, slot, account, c.folder
	for _, each := range k.Slots {
		if len(each.Sealed) > 0 {
			r.Slots++
		}
	}
	return nil
}

// newestHead is the newest head that opens, or nil. Heads of older states lie about in the file.
func (c *candidates) newestHead(ring *vault.Ring) (newest *head) {
	for _, sealed := range c.heads {
		h := new(head)
		if err := openDoc(ring, "head", sealed, h); err != nil {
			continue
		}
		if newest == nil || h.Seq > newest.Seq || h.Seq == newest.Seq && h.Confirm > newest.Confirm {
			newest = h
		}
	}
	return newest
}

// list is the list of slots and keys that the head names, else the first that opens, or nil.
func (c *candidates) list(ring *vault.Ring, h *head) (found *keyList) {
	for _, sealed := range c.lists {
		l := new(keyList)
		if err := openDoc(ring, "key list", sealed, l); err != nil {
			continue
		}
		if sum := sha256.Sum256(sealed); h != nil && bytes.Equal(h.Bound[listKey], sum[:]) {
			return l
		}
		if found == nil {
			found = l
		}
	}
	return found
}

// only returns the slots and keys that are as the list has them.
func (l *keyList) only(slots []*vault.Slot, keys []*vault.Key) (fitSlots []*vault.Slot, fitKeys []*vault.Key) {
	for _, s := range slots {
		sum, err := encodedDigest(s.Encode())
		if line := l.slot(s.ID); err == nil && line != nil && bytes.Equal(line.Digest, sum) && slotOf(fitSlots, s.ID) == nil {
			fitSlots = append(fitSlots, s)
		}
	}
	for _, d := range keys {
		sum, err := encodedDigest(d.Encode())
		if line := l.key(d.No); err == nil && line != nil && bytes.Equal(line.Digest, sum) && keyOf(fitKeys, d.No) == nil {
			fitKeys = append(fitKeys, d)
		}
	}
	return fitSlots, fitKeys
}

func firstOf(keys []*vault.Key) (out []*vault.Key) {
	for _, d := range keys {
		if keyOf(out, d.No) == nil {
			out = append(out, d)
		}
	}
	return out
}

// firstSlots keeps one slot per account, mine among them.
func firstSlots(mine *vault.Slot, slots []*vault.Slot) []*vault.Slot {
	out := []*vault.Slot{mine}
	for _, s := range slots {
		if slotOf(out, s.ID) == nil {
			out = append(out, s)
		}
	}
	return out
}
