package store

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// A part of a journal entry lies in one of three forms:
//
//	sealed                                   as it was written
//	0    | [32] digest | [32] HMAC           erased for good
//	0xff | [32] digest | [32] HMAC | sealed  sealed again, with another key
//
// The digest is that of the part as it was written, and it is what the chain counts in every form. The HMAC is by the common key of
// today, which every account holds and nobody who was taken out: else whoever can write to the file could pass off what he took out
// as erased, or what he put in as the same again. When the common key changes, the forms are made anew.
const (
	erasedPart   = 0
	resealedPart = 0xff
	formLen      = 1 + 2*sha256.Size
)

// digest is what the chain counts of a part.
func digest(part []byte) []byte {
	if len(part) == formLen && part[0] == erasedPart || len(part) > formLen && part[0] == resealedPart {
		return part[1 : 1+sha256.Size]
	}
	sum := sha256.Sum256(part)
	return sum[:]
}

// erasedForm is what is left of a part with that digest once it is erased.
func erasedForm(r *vault.Ring, seq uint64, part uint32, digest []byte) ([]byte, error) {
	return newForm(r, seq, part, erasedPart, digest, nil)
}

// resealedForm is a part with that digest, once it is sealed anew as sealed.
func resealedForm(r *vault.Ring, seq uint64, part uint32, digest, sealed []byte) ([]byte, error) {
	return newForm(r, seq, part, resealedPart, digest, sealed)
}

func newForm(r *vault.Ring, seq uint64, part uint32, kind byte, digest, sealed []byte) ([]byte, error) {
	no, _, ok := r.Newest(string(spaceAll))
	if !ok {
		return nil, fmt.Errorf("replace journal part: %w", field.Locked)
	}
	return formBy(r, no, seq, part, kind, digest, sealed)
}

// formBy makes a form with the common key of that number.
func formBy(r *vault.Ring, no uint32, seq uint64, part uint32, kind byte, digest, sealed []byte) ([]byte, error) {
	what, bound := "erased", append(partKey(seq, part), digest...)
	if kind == resealedPart {
		sum := sha256.Sum256(sealed)
		what, bound = "resealed", slices.Concat(partKey(seq, part), []byte{kind}, digest, sum[:])
	}
	key, err := r.Derive(no, vault.Proofs, what)
	if err != nil {
		return nil, fmt.Errorf("replace journal part: %w", coded(err))
	}
	m := hmac.New(sha256.New, key)
	_, _ = m.Write(bound) // a hash never fails
	return append(m.Sum(append([]byte{kind}, digest...)), sealed...), nil
}

// proveForm makes sure that the form of a part is the program's doing. stale says that it was made with a common key before the newest.
func proveForm(r *vault.Ring, seq uint64, n uint32, part []byte) (stale bool, err error) {
	for i, no := range r.Valid(string(spaceAll)) {
		made, err := formBy(r, no, seq, n, part[0], digest(part), part[formLen:])
		if err != nil {
			return false, err
		}
		if hmac.Equal(made[:formLen], part[:formLen]) {
			return i > 0, nil
		}
	}
	return false, fmt.Errorf("read journal part: replaced by nobody: %w", field.Damaged)
}

// errErased says that a part was erased for good.
var errErased = fmt.Errorf("erased")

// sealedPart returns the sealed text of a part in any form, after proving that the form is the program's doing. errErased when
// there is none any more. stale says that the form has to be made anew.
func sealedPart(r *vault.Ring, seq uint64, n uint32, part []byte) (sealed []byte, stale bool, err error) {
	switch {
	case len(part) == 0, part[0] == erasedPart && len(part) != formLen, part[0] == resealedPart && len(part) <= formLen:
		return nil, false, fmt.Errorf("read journal part: %w", field.Damaged)
	case part[0] != erasedPart && part[0] != resealedPart:
		return part, false, nil
	}
	if stale, err = proveForm(r, seq, n, part); err != nil {
		return nil, false, err
	}
	if part[0] == erasedPart {
		return nil, stale, errErased
	}
	return part[formLen:], stale, nil
}

// openPart opens a part in any form.
func openPart(r *vault.Ring, seq uint64, n uint32, part []byte) ([]byte, error) {
	sealed, _, err := sealedPart(r, seq, n, part)
	if err != nil {
		return nil, err
	}
	text, _, err := r.Open(nil, vault.Journal, partKey(seq, n), sealed)
	if err != nil {
		return nil, fmt.Errorf("read journal part: %w", coded(err))
	}
	return text, nil
}

// partAgain returns a part sealed with the key to, in a form of the newest common key, or nil where nothing has to be done. With 0 it
// is the newest key of the space it is sealed for, and a part this account holds no key for gets its new form all the same.
func partAgain(r *vault.Ring, seq uint64, n uint32, part []byte, to uint32) ([]byte, error) {
	sealed, stale, err := sealedPart(r, seq, n, part)
	switch {
	case err == errErased && stale:
		return erasedForm(r, seq, n, bytes.Clone(digest(part)))
	case err == errErased:
		return nil, nil
	case err != nil:
		return nil, err
	}
	same := func() ([]byte, error) {
		if !stale {
			return nil, nil
		}
		return resealedForm(r, seq, n, bytes.Clone(digest(part)), sealed)
	}
	if to == 0 {
		if to, _, err = newestFor(r, sealed); errors.Is(err, field.Locked) && stale {
			return same()
		}
		if err != nil {
			return nil, err
		}
	}
	text, schema, err := r.Open(nil, vault.Journal, partKey(seq, n), sealed)
	if err != nil {
		return nil, fmt.Errorf("read journal part: %w", coded(err))
	}
	if h, err := vault.ReadHeader(sealed); err != nil || h.Key == to {
		if err != nil {
			return nil, err
		}
		return same()
	}
	again, err := r.Seal(nil, vault.Journal, to, schema, partKey(seq, n), text)
	if err != nil {
		return nil, fmt.Errorf("seal journal part again: %w", coded(err))
	}
	return resealedForm(r, seq, n, bytes.Clone(digest(part)), again)
}
