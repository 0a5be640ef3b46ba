package vault

import (
	"crypto/cipher"
	"crypto/ed25519"
	"crypto/hkdf"
	"crypto/hpke"
	"crypto/sha256"
	"fmt"
)

// Account is an opened slot.
type Account struct {
	ID      ID
	folder  ID
	private hpke.PrivateKey
	own     cipher.AEAD // seals the grants the account makes to itself
	papers  cipher.AEAD // seals what nobody else may read
	sign    ed25519.PrivateKey
}

func newAccount(s *Slot, private hpke.PrivateKey) (*Account, error) {
	seed, err := private.Bytes()
	if err != nil {
		return nil, fmt.Errorf("read private key: %w", err)
	}
	a := &Account{ID: s.ID, folder: s.Folder, private: private}
	if a.own, err = aeadFrom(seed, s.Folder[:], "halfsky own grants"); err != nil {
		return nil, err
	}
	if a.papers, err = aeadFrom(seed, s.Folder[:], "halfsky own papers"); err != nil {
		return nil, err
	}
	signSeed, err := hkdf.Key(sha256.New, seed, s.Folder[:], "halfsky signature", ed25519.SeedSize)
	if err != nil {
		return nil, fmt.Errorf("derive key: %w", err)
	}
	a.sign = ed25519.NewKeyFromSeed(signSeed)
	return a, nil
}

// Forget drops the private keys; who the account is stays known. Copies the runtime made are out of reach.
func (a *Account) Forget() {
	a.private, a.own, a.papers, a.sign = nil, nil, nil, nil
}

// paperFormat begins what an account seals for itself; paperStep is the step it is padded to.
const (
	paperFormat = 1
	paperStep   = 256
)

func (a *Account) paperPlace(place string) []byte {
	b := append([]byte("halfsky paper 1"), a.folder[:]...)
	return append(append(b, a.ID[:]...), place...)
}

// Seal seals text with the account's own key, so that nobody else, the person in charge neither, can open it: a form half filled
// in. place says what it is; it opens under no other. A new passphrase, which brings a new key pair, leaves it shut for good.
func (a *Account) Seal(place string, text []byte) []byte {
	return a.papers.Seal([]byte{paperFormat}, nil, pad(text, paperStep), a.paperPlace(place))
}

// Open opens what Seal sealed. ErrDamaged when the bytes, the place or the key pair are others, ErrNewer.
func (a *Account) Open(place string, sealed []byte) ([]byte, error) {
	if len(sealed) == 0 || sealed[0] == 0 {
		return nil, fmt.Errorf("open paper: %w", ErrDamaged)
	}
	if sealed[0] > paperFormat {
		return nil, fmt.Errorf("open paper: format %d: %w", sealed[0], ErrNewer)
	}
	text, err := a.papers.Open(nil, nil, sealed[1:], a.paperPlace(place))
	if err != nil {
		return nil, fmt.Errorf("open paper: %w", ErrDamaged)
	}
	n, ok := unpad(text, paperStep)
	if !ok {
		return nil, fmt.Errorf("open paper: padding: %w", ErrDamaged)
	}
	return text[:n], nil
}

// Sign returns the account's signature (Ed25519) of a message.
func (a *Account) Sign(message []byte) []byte { return ed25519.Sign(a.sign, message) }

// Verifier returns the public key that proves the account's signatures. It says who wrote what, so it is kept only where it is
// sealed.
func (a *Account) Verifier() []byte { return a.sign.Public().(ed25519.PublicKey) }

// Verify reports whether the signature of message is that of the account with that verifier.
func Verify(verifier, message, signature []byte) bool {
	return len(verifier) == ed25519.PublicKeySize && ed25519.Verify(verifier, message, signature)
}
