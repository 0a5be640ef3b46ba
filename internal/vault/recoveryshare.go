package vault

import (
	"bytes"
	"crypto/rand"
	"fmt"
	"slices"

	"github.com/cloudflare/circl/group"
	"github.com/cloudflare/circl/secretsharing"
)

// Shares of a sheet: any two of three give it, one alone tells nothing of it.
const (
	shareCount  = 3
	ShareNeed   = 2  // how many shares give the sheet
	shareDigits = 51 // of a scalar of ristretto255, 253 bits
	scalarLen   = 32
)

// shareGroup is the group in whose numbers the secret is split: the one of the library that takes the same time for every secret.
var shareGroup = group.Ristretto255

// Split returns the sheet as three shares, with fresh randomness each time: shares of two splits do not fit each other, although they
// are of one sheet, so only one split of a sheet may be handed out.
func (s *Sheet) Split() ([]Code, error) {
	secret, err := scalar(s.secret[:])
	if err != nil {
		return nil, fmt.Errorf("split sheet: %w", err)
	}
	var out []Code
	for i, share := range secretsharing.New(rand.Reader, ShareNeed-1, secret).Share(shareCount) {
		value, err := share.Value.MarshalBinary()
		if err != nil {
			return nil, fmt.Errorf("split sheet: %w", err)
		}
		slices.Reverse(value) // the library's little end first
		says := append(append([]byte{}, s.id[:]...), ShareNeed<<3|byte(i+1))
		c := newCode(shareKind, append(says, digits(value, shareDigits)...))
		c.Share = i + 1
		out = append(out, c)
	}
	return out, nil
}

// scalar reads a number, big end first. ErrDamaged for one that is none of the group.
func scalar(number []byte) (group.Scalar, error) {
	b := make([]byte, scalarLen)
	copy(b[scalarLen-len(number):], number)
	slices.Reverse(b)
	out := shareGroup.NewScalar()
	if err := out.UnmarshalBinary(b); err != nil {
		return nil, fmt.Errorf("read share: %w", ErrDamaged)
	}
	return out, nil
}

// typed is one code as it was read.
type typed struct {
	id    []byte
	no    byte // of the share; 0: the whole sheet
	value []byte
}

// ReadSheet reads the one code of a whole sheet, or two or three shares. The error is a *SheetError.
func ReadSheet(codes ...string) (*Sheet, error) {
	if len(codes) == 0 {
		return nil, &SheetError{What: CodeEmpty}
	}
	if len(codes) > shareCount {
		return nil, &SheetError{What: CodeMany, At: len(codes), Want: shareCount}
	}
	var all []typed
	for i, text := range codes {
		c, bad := readTyped(text)
		if bad != nil {
			bad.Code = i + 1
			return nil, bad
		}
		all = append(all, c)
	}
	secret, bad := join(all)
	if bad != nil {
		return nil, bad
	}
	s := new(Sheet)
	copy(s.id[:], all[0].id)
	copy(s.secret[:], secret)
	return s, nil
}

func readTyped(text string) (typed, *SheetError) {
	kind, says, bad := readCode(text)
	if bad != nil {
		return typed{}, bad
	}
	c := typed{id: says[:idDigits], value: says[idDigits:]}
	if kind == wholeKind {
		return c, nil
	}
	c.no, c.value = c.value[0]&7, c.value[1:]
	if says[idDigits]>>3 != ShareNeed || c.no < 1 || c.no > shareCount {
		return typed{}, &SheetError{What: CodeNewer} // the sums hold, so this is what was printed
	}
	return c, nil
}

// join gives the secret of the codes.
func join(all []typed) ([]byte, *SheetError) {
	first := all[0]
	if first.no == 0 && len(all) == 1 {
		secret, _ := number(first.value, secretLen) // 32 digits are 20 bytes
		return secret, nil
	}
	for i, c := range all {
		if c.no == 0 {
			return nil, &SheetError{What: CodeMixed}
		}
		for _, d := range all[:i] {
			switch {
			case !bytes.Equal(c.id, d.id):
				return nil, &SheetError{What: CodeOther, Code: i + 1}
			case c.no == d.no && bytes.Equal(c.value, d.value):
				return nil, &SheetError{What: CodeTwice, Code: i + 1}
			case c.no == d.no:
				return nil, &SheetError{What: CodeApart}
			}
		}
	}
	if len(all) < ShareNeed {
		return nil, &SheetError{What: CodeMore, At: int(first.no)}
	}
	secret, ok := combine(all[:ShareNeed])
	for _, extra := range all[ShareNeed:] { // a third share must tell the same
		again, same := combine([]typed{first, extra})
		ok = ok && same && bytes.Equal(secret, again)
	}
	if !ok {
		return nil, &SheetError{What: CodeApart}
	}
	return secret, nil
}

// combine returns the secret of just enough shares; false when they are not of one split.
func combine(all []typed) ([]byte, bool) {
	var shares []secretsharing.Share
	for _, c := range all {
		value, ok := number(c.value, scalarLen)
		if !ok {
			return nil, false
		}
		v, err := scalar(value)
		if err != nil {
			return nil, false
		}
		shares = append(shares, secretsharing.Share{ID: shareGroup.NewScalar().SetUint64(uint64(c.no)), Value: v})
	}
	sum, err := secretsharing.Recover(ShareNeed-1, shares)
	if err != nil {
		return nil, false
	}
	b, err := sum.MarshalBinary()
	if err != nil {
		return nil, false
	}
	slices.Reverse(b)
	if !bytes.Equal(b[:scalarLen-secretLen], make([]byte, scalarLen-secretLen)) {
		return nil, false // a sheet's secret is shorter: these are of two splits
	}
	return b[scalarLen-secretLen:], true
}
