package vault

import (
	"crypto/sha256"
	"crypto/subtle"
	"fmt"

	"github.com/fxamacker/cbor/v2"
)

// Slots and keys are kept as [1] format | CBOR | [8] checksum. The checksum is what tells a damaged one from a wrong
// passphrase; whatever a later format puts between, the first byte and the last eight keep their meaning.
const (
	frameFormat = 1
	sumLen      = 8
)

var (
	encoder = must(cbor.CoreDetEncOptions().EncMode())
	decoder = must(cbor.DecOptions{
		DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden, TagsMd: cbor.TagsForbidden,
		MaxNestedLevels: 8, MaxArrayElements: 1 << 16, MaxMapPairs: 1 << 10,
	}.DecMode())
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // the options above are constants
	}
	return v
}

func encodeFrame(v any) ([]byte, error) {
	body, err := encoder.Marshal(v)
	if err != nil {
		return nil, err
	}
	out := append([]byte{frameFormat}, body...)
	sum := sha256.Sum256(out)
	return append(out, sum[:sumLen]...), nil
}

func decodeFrame(b []byte, v any) error {
	if len(b) < 1+sumLen {
		return fmt.Errorf("read frame: %w", ErrDamaged)
	}
	body, sum := b[:len(b)-sumLen], b[len(b)-sumLen:]
	want := sha256.Sum256(body)
	if subtle.ConstantTimeCompare(want[:sumLen], sum) != 1 {
		return fmt.Errorf("read frame: checksum: %w", ErrDamaged)
	}
	if body[0] > frameFormat {
		return fmt.Errorf("read frame: format %d: %w", body[0], ErrNewer)
	}
	if err := decoder.Unmarshal(body[1:], v); err != nil || body[0] == 0 {
		return fmt.Errorf("read frame: content: %w", ErrDamaged)
	}
	return nil
}
