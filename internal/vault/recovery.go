package vault

import (
	"crypto/rand"
	"strings"
)

// Sheet is the secret of one recovery sheet: what opens the folder when every passphrase is forgotten. Its account is ForRecovery and
// has Name and Passphrase; the sheet itself is printed as Whole or as the three Codes of Split, and never stored.
type Sheet struct {
	id     [idDigits]byte // which sheet it is; no secret
	secret [secretLen]byte
}

const (
	secretLen    = 20 // bytes: 160 bits, more than a passphrase anybody remembers and out of reach of guessing
	secretDigits = 32
	idDigits     = 4
)

// NewSheet makes a sheet with a fresh secret.
func NewSheet() *Sheet {
	s := new(Sheet)
	_, _ = rand.Read(s.secret[:]) // never fails, by its documentation
	_, _ = rand.Read(s.id[:])
	for i := range s.id {
		s.id[i] &= 31
	}
	return s
}

// ID is the four characters by which people tell sheets apart. It is no secret.
func (s *Sheet) ID() string { return spell(s.id[:]) }

// Name is the sign-in name of the sheet's account. With it a slot is found at once, where each one tried costs most of a second.
func (s *Sheet) Name() string { return SheetName(s.ID()) }

// SheetName is the sign-in name of the account of the sheet with that ID.
func SheetName(id string) string { return "recovery " + id }

// SheetOf returns the ID of the sheet whose account has that name; false for any other account's.
func SheetOf(name string) (id string, ok bool) { return strings.CutPrefix(name, SheetName("")) }

// Passphrase is what opens the sheet's account.
func (s *Sheet) Passphrase() string { return spell(digits(s.secret[:], secretDigits)) }

// Whole is the sheet as one code.
func (s *Sheet) Whole() Code {
	return newCode(wholeKind, append(append([]byte{}, s.id[:]...), digits(s.secret[:], secretDigits)...))
}

// alphabet is Crockford's base-32: no I, L, O, U, so that nothing in it can be taken for anything else in it.
const alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// spell writes digits of five bits.
func spell(ds []byte) string {
	var b strings.Builder
	for _, d := range ds {
		_ = b.WriteByte(alphabet[d]) // never fails
	}
	return b.String()
}

// digits writes a number, big end first, as n digits of five bits. What does not fit is lost: n is chosen so that all does.
func digits(number []byte, n int) []byte {
	out := make([]byte, n)
	for i := range out {
		for bit := range 5 {
			at := 5*i + bit // from the low end
			if at/8 < len(number) && number[len(number)-1-at/8]>>(at%8)&1 == 1 {
				out[n-1-i] |= 1 << bit
			}
		}
	}
	return out
}

// number is the inverse of digits; false when the digits stand for more than fits.
func number(ds []byte, size int) ([]byte, bool) {
	out := make([]byte, size)
	for i := range ds {
		d := ds[len(ds)-1-i]
		for bit := range 5 {
			at := 5*i + bit
			if d>>bit&1 == 0 {
				continue
			}
			if at/8 >= size {
				return nil, false
			}
			out[size-1-at/8] |= 1 << (at % 8)
		}
	}
	return out, true
}
