package store

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// The list of slots and keys says which there are and how each of them reads. It is sealed with the common key and the head keeps
// its digest, so that an older slot put back, another public key in a slot, a grant that was taken away, an account added by hand
// are told from what the program wrote. It lies in the meta bucket under listKey and, as the slots do, in keys.slot.
const listKey = "k"

type keyList struct {
	Slots []slotLine `cbor:"1,keyasint"`
	Keys  []keyLine  `cbor:"2,keyasint"`
}

type slotLine struct {
	ID     field.ID `cbor:"1,keyasint"`
	Digest []byte   `cbor:"2,keyasint"` // SHA-256 of the slot as it is kept
}

type keyLine struct {
	No     uint32 `cbor:"1,keyasint"`
	Digest []byte `cbor:"2,keyasint"`
	Space  string `cbor:"3,keyasint,omitempty"` // so that everybody knows who may open what; empty when nobody who knew wrote the list yet
	Epoch  uint32 `cbor:"4,keyasint,omitempty"`
}

func encodedDigest(b []byte, err error) ([]byte, error) {
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	sum := sha256.Sum256(b)
	return sum[:], nil
}

// list returns the list of what the keyring has. What the list before has and the keyring lost stays on it.
func (k *keyring) list(r *vault.Ring) (*keyList, error) {
	l := &keyList{Slots: append([]slotLine(nil), k.lost.Slots...), Keys: append([]keyLine(nil), k.lost.Keys...)}
	for _, s := range k.Slots {
		sum, err := encodedDigest(s.Encode())
		if err != nil {
			return nil, err
		}
		l.Slots = append(l.Slots, slotLine{s.ID, sum})
	}
	for _, d := range k.Keys {
		sum, err := encodedDigest(d.Encode())
		if err != nil {
			return nil, err
		}
		line := keyLine{No: d.No, Digest: sum}
		if label, ok := r.Label(d.No); ok {
			line.Space, line.Epoch = label.Space, label.Epoch
		} else if was := k.listed.key(d.No); was != nil {
			line.Space, line.Epoch = was.Space, was.Epoch
		}
		l.Keys = append(l.Keys, line)
	}
	return l, nil
}

func (l *keyList) key(no uint32) *keyLine {
	for i := range l.Keys {
		if l.Keys[i].No == no {
			return &l.Keys[i]
		}
	}
	return nil
}

func (l *keyList) slot(id field.ID) *slotLine {
	for i := range l.Slots {
		if l.Slots[i].ID == id {
			return &l.Slots[i]
		}
	}
	return nil
}

// sealList makes the list of the keyring and binds it to the head.
func (w *write) sealList(r *vault.Ring) error {
	l, err := w.keyring.list(r)
	if err != nil {
		return err
	}
	if w.keyring.List, err = sealDoc(r, "key list", l); err != nil {
		return err
	}
	w.keyring.listed = l
	w.bind(listKey, w.keyring.List)
	return nil
}

// readList returns the list the head knows, from either copy. nil where there is none: before format 2.
func (k *keyring) readList(tx *bolt.Tx, r *vault.Ring, h *head) (l *keyList, mend bool, err error) {
	if h.Bound[listKey] == nil {
		return nil, false, nil
	}
	sealed, err := h.bound(tx, listKey)
	if err != nil && k.List != nil {
		if sum := sha256.Sum256(k.List); bytes.Equal(sum[:], h.Bound[listKey]) {
			sealed, mend, err = k.List, true, nil
		}
	}
	l = new(keyList)
	if err == nil {
		err = openDoc(r, "key list", sealed, l)
	}
	if err != nil {
		return nil, false, err
	}
	k.List = sealed
	return l, mend, nil
}

// sifted is what comparing a keyring with the list showed.
type sifted struct {
	changed bool // the data file has something in another form than the copy, which is right
	mend    bool // one of the copies is not what the list says, the other is
	foreign bool // something is there that nobody of this folder made or left there
}

// sift keeps of the two copies what the list names.
func (k *keyring) sift(l *keyList) (f sifted, err error) {
	slots, keys := k.Slots, k.Keys
	k.Slots, k.Keys, k.listed, k.lost = nil, nil, l, keyList{}
	beside := k.beside
	for _, line := range l.Slots {
		first, second := slotOf(slots, line.ID), slotOf(beside.Slots, line.ID)
		right, err := f.pick(line.Digest, encoder(first), encoder(second))
		switch {
		case err != nil:
			return f, err
		case right == 0:
			k.lost.Slots = append(k.lost.Slots, line)
		case right == 1:
			k.Slots = append(k.Slots, first)
		default:
			k.Slots = append(k.Slots, second)
		}
	}
	for _, line := range l.Keys {
		first, second := keyOf(keys, line.No), keyOf(beside.Keys, line.No)
		right, err := f.pick(line.Digest, encoder(first), encoder(second))
		switch {
		case err != nil:
			return f, err
		case right == 0:
			k.lost.Keys = append(k.lost.Keys, line)
		case right == 1:
			k.Keys = append(k.Keys, first)
		default:
			k.Keys = append(k.Keys, second)
		}
	}
	for _, s := range append(slots, beside.Slots...) {
		f.foreign = f.foreign || l.slot(s.ID) == nil
	}
	for _, d := range append(keys, beside.Keys...) {
		f.foreign = f.foreign || l.key(d.No) == nil
	}
	k.damaged = len(k.lost.Slots) + len(k.lost.Keys) // nothing is written over what may yet be mended by hand
	return f, nil
}

// verdict says what there is to tell and to mend, after what reading the copies showed, now that the list was read too.
func (k *keyring) verdict(mend, noticed bool) (bool, bool) {
	f, known := k.sifted, len(k.listed.Slots) > 0
	k.beside = nil
	switch {
	case !known:
		return mend, noticed
	case f.foreign:
		return false, k.damaged > 0 && noticed // it was told, and what is there stays to be looked at
	}
	return k.damaged == 0 && (mend || noticed || f.mend), noticed || f.changed
}

// siftKeys compares the keyring with its list, now that the head can be read, and makes the ring anew where another copy was right.
func (s *Store) siftKeys() error {
	k := s.keyring
	var l *keyList
	var mend bool
	err := s.view(func(tx *bolt.Tx) (err error) {
		// The head is always written with the newest common key: one under an older key was made by somebody who has only that.
		h, err := vault.ReadHeader(value(tx, metaBucket, headKey))
		if no, _, ok := s.ring.Newest(string(spaceAll)); err != nil || !ok || h.Key != no {
			return fmt.Errorf("read head: of an older key: %w", field.Damaged)
		}
		if l, mend, err = k.readList(tx, s.ring, s.head); err != nil {
			// Whoever spoiled it must not have the rest for it; but a key of his may be among those that nothing proves now, and what
			// is saved would be sealed with it.
			k.unlisted, s.o.ReadOnly = true, true
			s.notice(Trouble{Kind: KeysForeign})
		}
		return nil
	})
	if err != nil || l == nil {
		return err
	}
	if k.sifted, err = k.sift(l); err != nil {
		return err
	}
	k.sifted.mend = k.sifted.mend || mend
	if k.sifted.foreign {
		s.notice(Trouble{Kind: KeysForeign})
	}
	if mine := k.slot(s.slot.ID); mine == nil || !sameEncoded(mine, s.slot) {
		return fmt.Errorf("open account: not the slot of this folder: %w", field.Damaged)
	}
	return s.siftRing()
}

// siftRing makes the ring one of the keys the list names. The common key stays even when somebody put an older form of it back:
// whoever can sign in may have it, and without it not even that could be told.
func (s *Store) siftRing() error {
	for _, line := range s.keyring.lost.Keys {
		if line.Space != string(spaceAll) {
			s.ring.Drop(line.No)
		}
	}
	for _, d := range s.keyring.Keys {
		_, held := s.ring.Label(d.No)
		switch granted := d.GrantedTo(s.account.ID); {
		case held && !granted:
			s.ring.Drop(d.No)
		case granted && !held:
			if err := s.ring.Add(s.account, d); err != nil {
				return fmt.Errorf("open keys: %w", coded(err))
			}
		}
	}
	return nil
}

func encoder[T interface{ Encode() ([]byte, error) }](v T) func() ([]byte, error) {
	if any(v) == any(*new(T)) {
		return nil
	}
	return v.Encode
}

// pick says which of two copies has that digest: 1, 2, or 0 for none.
func (f *sifted) pick(digest []byte, copies ...func() ([]byte, error)) (right int, err error) {
	var fits [2]bool
	for i, c := range copies {
		if c == nil {
			continue
		}
		sum, err := encodedDigest(c())
		if err != nil {
			return 0, err
		}
		fits[i] = bytes.Equal(sum, digest)
	}
	switch {
	case fits[0]:
		f.mend = f.mend || !fits[1]
		return 1, nil
	case fits[1]:
		f.mend, f.changed = true, true
		return 2, nil
	}
	f.foreign = f.foreign || copies[0] != nil || copies[1] != nil
	return 0, nil
}

func slotOf(slots []*vault.Slot, id field.ID) *vault.Slot {
	for _, s := range slots {
		if s.ID == id {
			return s
		}
	}
	return nil
}

func keyOf(keys []*vault.Key, no uint32) *vault.Key {
	for _, d := range keys {
		if d.No == no {
			return d
		}
	}
	return nil
}
