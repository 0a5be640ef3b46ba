package store

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// A part of a journal entry lies in one of three forms:
//
//	sealed                                   as it was written
//	0    | [32] digest | [32] HMAC           erased for good
//	0xff | [32] digest | [32] HMAC | sealed  sealed again, with another key
//
// The digest is that of the part as it was written, and it is what the chain counts in every form. The HMAC is by a key every
// account holds: else whoever can write to the file could pass off what he took out as erased, or what he put in as the same again.
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
	key, err := r.Derive(rootKey, vault.Proofs, "erased")
	if err != nil {
		return nil, fmt.Errorf("erase journal part: %w", coded(err))
	}
	m := hmac.New(sha256.New, key)
	_, _ = m.Write(append(partKey(seq, part), digest...)) // a hash never fails
	return m.Sum(append([]byte{erasedPart}, digest...)), nil
}

// resealedForm is a part with that digest, once it is sealed anew as sealed.
func resealedForm(r *vault.Ring, seq uint64, part uint32, digest, sealed []byte) ([]byte, error) {
	key, err := r.Derive(rootKey, vault.Proofs, "resealed")
	if err != nil {
		return nil, fmt.Errorf("seal journal part again: %w", coded(err))
	}
	sum := sha256.Sum256(sealed)
	m := hmac.New(sha256.New, key)
	for _, b := range [][]byte{partKey(seq, part), {resealedPart}, digest, sum[:]} {
		_, _ = m.Write(b) // a hash never fails
	}
	return append(m.Sum(append([]byte{resealedPart}, digest...)), sealed...), nil
}

// errErased says that a part was erased for good.
var errErased = fmt.Errorf("erased")

// sealedPart returns the sealed text of a part in any form, after proving that the form is the program's doing. errErased when
// there is none any more.
func sealedPart(r *vault.Ring, seq uint64, n uint32, part []byte) ([]byte, error) {
	if len(part) == 0 {
		return nil, fmt.Errorf("read journal part: %w", field.Damaged)
	}
	switch part[0] {
	case erasedPart:
		left, err := erasedForm(r, seq, n, digest(part))
		if err != nil || !hmac.Equal(left, part) {
			return nil, fmt.Errorf("read journal part: erased by nobody: %w", field.Damaged)
		}
		return nil, errErased
	case resealedPart:
		if len(part) <= formLen {
			return nil, fmt.Errorf("read journal part: %w", field.Damaged)
		}
		again, err := resealedForm(r, seq, n, digest(part), part[formLen:])
		if err != nil || !hmac.Equal(again[:formLen], part[:formLen]) {
			return nil, fmt.Errorf("read journal part: sealed again by nobody: %w", field.Damaged)
		}
		return part[formLen:], nil
	}
	return part, nil
}

// openPart opens a part in any form.
func openPart(r *vault.Ring, seq uint64, n uint32, part []byte) ([]byte, error) {
	sealed, err := sealedPart(r, seq, n, part)
	if err != nil {
		return nil, err
	}
	text, _, err := r.Open(nil, vault.Journal, partKey(seq, n), sealed)
	if err != nil {
		return nil, fmt.Errorf("read journal part: %w", coded(err))
	}
	return text, nil
}

// partAgain returns a part sealed with the key to, or nil where nothing has to be done: it is sealed with that key already, or erased.
func partAgain(r *vault.Ring, seq uint64, n uint32, part []byte, to uint32) ([]byte, error) {
	sealed, err := sealedPart(r, seq, n, part)
	if err == errErased {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	text, schema, err := r.Open(nil, vault.Journal, partKey(seq, n), sealed)
	if err != nil {
		return nil, fmt.Errorf("read journal part: %w", coded(err))
	}
	if h, err := vault.ReadHeader(sealed); err != nil || h.Key == to {
		return nil, err
	}
	again, err := r.Seal(nil, vault.Journal, to, schema, partKey(seq, n), text)
	if err != nil {
		return nil, fmt.Errorf("seal journal part again: %w", coded(err))
	}
	return resealedForm(r, seq, n, bytes.Clone(digest(part)), again)
}
