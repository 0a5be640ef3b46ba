package vault

import (
	"crypto/hmac"
	"crypto/hpke"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"
)

// Key is one data key as it stands in the folder: a number, what it is for (sealed by itself), and who may have it.
type Key struct {
	Folder ID      `cbor:"1,keyasint"`
	No     uint32  `cbor:"2,keyasint"`
	Label  []byte  `cbor:"3,keyasint"` // Label, sealed
	Grants []Grant `cbor:"4,keyasint"`
	By     uint32  `cbor:"5,keyasint,omitempty"` // the key that vouches for it: the epoch before, or the first key of the folder
	Proof  []byte  `cbor:"6,keyasint,omitempty"`
}

// firstKey needs nobody to vouch for it: a folder with another one in its place does not open at all.
const firstKey = 1

// Label says what a data key is for.
type Label struct {
	Space string `cbor:"1,keyasint"`
	Epoch uint32 `cbor:"2,keyasint"`           // 1 for the first key of the space; a higher one takes over
	Seals uint64 `cbor:"3,keyasint"`           // seals counted in the folder when the key was made: its nonce budget starts here
	Vouch bool   `cbor:"4,keyasint,omitempty"` // every grant says to which public key it was made; not so in folders of format 1
}

// Grant is a data key as one account can open it.
type Grant struct {
	Account ID     `cbor:"1,keyasint"`
	Form    uint8  `cbor:"2,keyasint"`
	Sealed  []byte `cbor:"3,keyasint"`
	Vouch   []byte `cbor:"4,keyasint,omitempty"` // HMAC by the data key of the public key it was made to
}

const (
	grantOwn  = 1 // sealed by the account itself
	grantHPKE = 2 // sealed to the account's public key
)

// Encode returns the key as it is kept.
func (k *Key) Encode() ([]byte, error) { return encodeFrame(k) }

// DecodeKey reads a key. ErrDamaged, ErrNewer.
func DecodeKey(b []byte) (*Key, error) {
	k := new(Key)
	if err := decodeFrame(b, k); err != nil {
		return nil, fmt.Errorf("read key: %w", err)
	}
	if k.No == 0 || len(k.Label) == 0 {
		return nil, fmt.Errorf("read key: %w", ErrDamaged)
	}
	return k, nil
}

// place is what a grant is tied to.
func (k *Key) place(account ID) []byte {
	b := append([]byte("halfsky grant 1"), k.Folder[:]...)
	b = binary.BigEndian.AppendUint32(b, k.No)
	return append(b, account[:]...)
}

// GrantedTo reports whether the account may have the key.
func (k *Key) GrantedTo(account ID) bool { return k.grant(account) != nil }

func (k *Key) grant(account ID) *Grant {
	for i := range k.Grants {
		if k.Grants[i].Account == account {
			return &k.Grants[i]
		}
	}
	return nil
}

// Opens reports whether the account can open the key.
func (a *Account) Opens(k *Key) bool {
	_, err := k.open(a)
	return err == nil
}

// Clone returns a copy whose grants can be changed while the key stays the truth.
func (k *Key) Clone() *Key {
	c := *k
	c.Grants = slices.Clone(k.Grants)
	return &c
}

// Revoke takes the key away from the account. What the account read or copied before stays readable to it: the space needs a
// new epoch as well.
func (k *Key) Revoke(account ID) {
	for i := range k.Grants {
		if k.Grants[i].Account == account {
			k.Grants = append(k.Grants[:i:i], k.Grants[i+1:]...)
			return
		}
	}
}

// open returns the data key as the account's grant has it.
func (k *Key) open(a *Account) ([]byte, error) {
	g := k.grant(a.ID)
	if g == nil || k.Folder != a.folder {
		return nil, fmt.Errorf("open grant: %w", ErrNoKey)
	}
	var secret []byte
	var err error
	switch g.Form {
	case grantOwn:
		secret, err = a.own.Open(nil, nil, g.Sealed, k.place(a.ID))
	case grantHPKE:
		_, kdf, aead := suite()
		secret, err = hpke.Open(a.private, kdf, aead, k.place(a.ID), g.Sealed)
	default:
		return nil, fmt.Errorf("open grant: form %d: %w", g.Form, ErrNewer)
	}
	if err != nil || len(secret) != 32 {
		return nil, fmt.Errorf("open grant: %w", ErrDamaged)
	}
	return secret, nil
}

// NewKey makes a data key, grants it to the account a and puts it on a's ring r.
func (r *Ring) NewKey(a *Account, no uint32, label Label) (*Key, error) {
	label.Vouch = true
	secret := make([]byte, 32)
	_, _ = rand.Read(secret) // never fails, by its documentation
	d, err := newDataKey(secret, no, label)
	if err != nil {
		return nil, err
	}
	k := &Key{Folder: r.folder, No: no}
	text, err := encoder.Marshal(label)
	if err != nil {
		return nil, fmt.Errorf("write label: %w", err)
	}
	if no != firstKey {
		k.By = r.voucher(label.Space)
		if k.Proof, err = r.proof(k, label, secret, text); err != nil {
			return nil, fmt.Errorf("make key: %w", err)
		}
	}
	vouch, err := d.vouch(k, a.ID, a.private.PublicKey().Bytes())
	if err != nil {
		return nil, err
	}
	k.Grants = []Grant{{Account: a.ID, Form: grantOwn, Sealed: a.own.Seal(nil, nil, secret, k.place(a.ID)), Vouch: vouch}}
	r.add(d)
	if k.Label, err = r.Seal(nil, Labels, no, 1, k.place(ID{}), text); err != nil {
		return nil, err
	}
	return k, nil
}

// voucher is the key that vouches for the next one of a space.
func (r *Ring) voucher(space string) uint32 {
	if no, _, ok := r.Newest(space); ok {
		return no
	}
	return firstKey
}

// proof returns what shows that a data key was made by somebody who held the key that vouches for it. Anybody can seal a grant to
// a public key, so without it whoever can write to the folder could slip in a key of his own, which would seal what is saved next.
func (r *Ring) proof(k *Key, label Label, secret, text []byte) ([]byte, error) {
	by := r.key(k.By)
	if by == nil {
		return nil, fmt.Errorf("vouch for key: %w", ErrNoKey)
	}
	if next := by.label.Space == label.Space && by.label.Epoch+1 == label.Epoch; !next && (k.By != firstKey || label.Epoch != 1) {
		return nil, fmt.Errorf("vouch for key: epoch %d: %w", label.Epoch, ErrDamaged)
	}
	key, err := by.derive(Proofs, " key")
	if err != nil {
		return nil, err
	}
	m := hmac.New(sha256.New, key)
	_, _ = m.Write(append(append(k.place(ID{}), secret...), text...)) // a hash never fails
	return m.Sum(nil), nil
}

// prove makes sure that a key that was opened is one of the folder's own.
func (r *Ring) prove(k *Key, label Label, secret, text []byte) error {
	if old, was, ok := r.Newest(label.Space); ok && old != k.No && label.Epoch <= was.Epoch {
		return fmt.Errorf("prove key: epoch %d twice: %w", label.Epoch, ErrDamaged)
	}
	if k.No == firstKey {
		return nil
	}
	want, err := r.proof(k, label, secret, text)
	if err != nil || !hmac.Equal(want, k.Proof) {
		return fmt.Errorf("prove key: %w", ErrDamaged)
	}
	return nil
}

// Keep gives the key, which must be on the ring, to the account that is at hand, in the form that only this account can make.
func (r *Ring) Keep(k *Key, a *Account) error {
	d := r.key(k.No)
	if d == nil {
		return fmt.Errorf("keep key: %w", ErrNoKey)
	}
	vouch, err := d.vouch(k, a.ID, a.private.PublicKey().Bytes())
	if err != nil {
		return err
	}
	k.Revoke(a.ID)
	k.Grants = append(k.Grants, Grant{Account: a.ID, Form: grantOwn, Sealed: a.own.Seal(nil, nil, d.secret, k.place(a.ID)), Vouch: vouch})
	return nil
}

// vouch is what shows that the public key of an account was there when somebody who held the data key granted it.
func (d *dataKey) vouch(k *Key, account ID, public []byte) ([]byte, error) {
	key, err := d.derive(Proofs, " holder")
	if err != nil {
		return nil, err
	}
	m := hmac.New(sha256.New, key)
	_, _ = m.Write(append(k.place(account), public...)) // a hash never fails
	return m.Sum(nil), nil
}

// Vouched reports whether the key, which must be on the ring, was granted to the public key that the slot has. Every account can write
// the list of slots anew, and one that exchanged a public key would be given what is granted next; this only a holder of the key
// can write.
func (r *Ring) Vouched(k *Key, s *Slot) bool {
	d, g := r.key(k.No), k.grant(s.ID)
	if d == nil || g == nil {
		return false
	}
	want, err := d.vouch(k, s.ID, s.Public)
	return !d.label.Vouch || err == nil && hmac.Equal(want, g.Vouch)
}

// Grant gives the key, which must be on the ring, to the account of a slot. It needs no passphrase of that account.
func (r *Ring) Grant(k *Key, to *Slot) error {
	d := r.key(k.No)
	if d == nil {
		return fmt.Errorf("grant key: %w", ErrNoKey)
	}
	if k.GrantedTo(to.ID) {
		return nil
	}
	kem, kdf, aead := suite()
	public, err := kem.NewPublicKey(to.Public)
	if err != nil {
		return fmt.Errorf("grant key: public key: %w", ErrDamaged)
	}
	sealed, err := hpke.Seal(public, kdf, aead, k.place(to.ID), d.secret)
	if err != nil {
		return fmt.Errorf("grant key: %w", err)
	}
	vouch, err := d.vouch(k, to.ID, to.Public)
	if err != nil {
		return err
	}
	k.Grants = append(k.Grants, Grant{Account: to.ID, Form: grantHPKE, Sealed: sealed, Vouch: vouch})
	return nil
}
