package vault

import (
	"bytes"
	"crypto/aes"
	"crypto/cipher"
	"crypto/hkdf"
	"crypto/hpke"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"
	"golang.org/x/text/unicode/norm"
)

// ID names a folder or an account.
type ID = [16]byte

// Use says what a slot is for.
type Use uint8

// The uses of a slot. The numbers are permanent.
const (
	ForPerson   Use = 1 // opened by a passphrase
	ForRecovery Use = 2 // opened by the words of a recovery sheet
)

// Slot is one account as it stands in the folder, readable without any key.
type Slot struct {
	Folder ID     `cbor:"1,keyasint"`
	ID     ID     `cbor:"2,keyasint"`
	Use    Use    `cbor:"3,keyasint"`
	Name   []byte `cbor:"4,keyasint,omitempty"` // digest of the sign-in name: names of staff are nobody's business
	Cost   Cost   `cbor:"5,keyasint"`
	Salt   []byte `cbor:"6,keyasint"`
	Public []byte `cbor:"7,keyasint"`
	Sealed []byte `cbor:"8,keyasint,omitempty"` // the private key; empty once the account is closed
	Card   []byte `cbor:"9,keyasint,omitempty"` // sealed by whoever keeps accounts: name, role
}

// suite is what grants to other accounts are made with.
func suite() (hpke.KEM, hpke.KDF, hpke.AEAD) {
	return hpke.MLKEM768X25519(), hpke.HKDFSHA256(), hpke.AES256GCM()
}

// NewSlot makes an account with a fresh key pair.
func NewSlot(folder, id ID, use Use, name, passphrase string, c Cost) (*Slot, *Account, error) {
	kem, _, _ := suite()
	private, err := kem.GenerateKey()
	if err != nil {
		return nil, nil, fmt.Errorf("make key pair: %w", err)
	}
	s := &Slot{Folder: folder, ID: id, Use: use, Name: NameTag(folder, name), Public: private.PublicKey().Bytes()}
	a, err := newAccount(s, private)
	if err != nil {
		return nil, nil, err
	}
	return s, a, s.Lock(a, passphrase, c)
}

// Renewed returns the slot with a fresh key pair behind a new passphrase: who kept the old slot and knows the old passphrase opens
// nothing that is granted afterwards. The grants of the old pair have to be made anew, and the card is still the old one.
func (s *Slot) Renewed(passphrase string, c Cost) (*Slot, *Account, error) {
	kem, _, _ := suite()
	private, err := kem.GenerateKey()
	if err != nil {
		return nil, nil, fmt.Errorf("make key pair: %w", err)
	}
	next := &Slot{Folder: s.Folder, ID: s.ID, Use: s.Use, Name: s.Name, Card: s.Card, Public: private.PublicKey().Bytes()}
	a, err := newAccount(next, private)
	if err != nil {
		return nil, nil, err
	}
	return next, a, next.Lock(a, passphrase, c)
}

// Lock seals the account's private key by a new passphrase, with a new salt.
func (s *Slot) Lock(a *Account, passphrase string, c Cost) error {
	if err := c.check(); err != nil {
		return err
	}
	seed, err := a.private.Bytes()
	if err != nil {
		return fmt.Errorf("read private key: %w", err)
	}
	s.Cost, s.Salt = c, make([]byte, saltLen)
	_, _ = rand.Read(s.Salt) // never fails, by its documentation
	box, err := gcm(derive(passphrase, s.Salt, c))
	if err != nil {
		return err
	}
	s.Sealed = box.Seal(nil, nil, seed, s.bound())
	return nil
}

// Unlock opens the account. ErrPassphrase when the passphrase is another one (or the slot was put together from others, which
// cannot be told apart); ErrNoKey when the account was closed.
func (s *Slot) Unlock(passphrase string) (*Account, error) {
	if len(s.Sealed) == 0 {
		return nil, fmt.Errorf("unlock closed account: %w", ErrNoKey)
	}
	box, err := gcm(derive(passphrase, s.Salt, s.Cost))
	if err != nil {
		return nil, err
	}
	seed, err := box.Open(nil, nil, s.Sealed, s.bound())
	if err != nil {
		return nil, fmt.Errorf("unlock account: %w", ErrPassphrase)
	}
	kem, _, _ := suite()
	private, err := kem.NewPrivateKey(seed)
	if err != nil || !bytes.Equal(private.PublicKey().Bytes(), s.Public) {
		return nil, fmt.Errorf("unlock account: key pair: %w", ErrDamaged)
	}
	return newAccount(s, private)
}

// Close drops what the passphrase opens; what stays says who the account was.
func (s *Slot) Close() { s.Sealed, s.Name = nil, nil }

// Named reports whether name is the account's sign-in name.
func (s *Slot) Named(name string) bool { return bytes.Equal(s.Name, NameTag(s.Folder, name)) }

// bound is what the sealed private key is tied to besides the passphrase.
func (s *Slot) bound() []byte {
	b := append([]byte("halfsky slot 1"), s.Folder[:]...)
	b = append(append(b, s.ID[:]...), byte(s.Use))
	return append(b, s.Public...)
}

// Encode returns the slot as it is kept.
func (s *Slot) Encode() ([]byte, error) { return encodeFrame(s) }

// DecodeSlot reads a slot. ErrDamaged, ErrNewer.
func DecodeSlot(b []byte) (*Slot, error) {
	s := new(Slot)
	if err := decodeFrame(b, s); err != nil {
		return nil, fmt.Errorf("read slot: %w", err)
	}
	if s.Use != ForPerson && s.Use != ForRecovery {
		return nil, fmt.Errorf("read slot: use %d: %w", s.Use, ErrNewer)
	}
	if err := s.Cost.check(); err != nil {
		return nil, fmt.Errorf("read slot: %w", err)
	}
	if len(s.Salt) != saltLen || len(s.Public) == 0 {
		return nil, fmt.Errorf("read slot: lengths: %w", ErrDamaged)
	}
	return s, nil
}

// Rename gives the account another sign-in name.
func (s *Slot) Rename(name string) { s.Name = NameTag(s.Folder, name) }

// SameName reports whether two sign-in names are one: case, width and blanks make no difference.
func SameName(a, b string) bool { return foldName(a) == foldName(b) }

func foldName(name string) string {
	return strings.ToLower(strings.Join(strings.Fields(norm.NFKC.String(name)), ""))
}

// NameTag is the digest of a sign-in name in one folder. It is slow enough (some milliseconds) that trying every name there is
// takes longer than it is worth, and the names of two folders cannot be compared.
func NameTag(folder ID, name string) []byte {
	return argon2.IDKey([]byte(foldName(name)), append([]byte("halfsky name"), folder[:]...), 1, 8<<10, 1, 16)
}

func gcm(key []byte) (cipher.AEAD, error) {
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	box, err := cipher.NewGCMWithRandomNonce(block)
	if err != nil {
		return nil, fmt.Errorf("make cipher: %w", err)
	}
	return box, nil
}

func aeadFrom(secret, salt []byte, info string) (cipher.AEAD, error) {
	key, err := hkdf.Key(sha256.New, secret, salt, info, 32)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	return gcm(key)
}
