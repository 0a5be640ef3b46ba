package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"maps"

	"github.com/fxamacker/cbor/v2"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// spaceAll is the space every account holds keys of: head, journal headers, desks, accounts, proofs.
const spaceAll field.Space = "all"

// rootKey is the number of the first key of spaceAll. Permutation, mask and set-hash follow from it for the folder's life.
const rootKey = 1

// head is the newest state of the folder in one sealed value, written in every transaction.
type head struct {
	Seq     uint64                `cbor:"1,keyasint"` // newest journal entry
	Chain   []byte                `cbor:"2,keyasint"` // of the journal up to Seq
	State   []byte                `cbor:"3,keyasint"` // set-hash of all stored records
	Tables  map[uint16]tableCount `cbor:"4,keyasint"`
	Wall    int64                 `cbor:"5,keyasint"` // hybrid logical clock
	Tick    uint16                `cbor:"6,keyasint"`
	Seals   uint64                `cbor:"7,keyasint"` // values ever sealed, for the nonce budget of a key
	Desk    uint32                `cbor:"8,keyasint"` // the desk that writes now
	Site    field.ID              `cbor:"9,keyasint"`
	Made    field.Moment          `cbor:"10,keyasint"`
	Confirm uint64                `cbor:"11,keyasint,omitempty"` // writes made only to be sure of the one before
	Bound   map[string][]byte     `cbor:"12,keyasint,omitempty"` // digests of documents in the meta bucket, by their keys
	Epochs  map[string]epochDoc   `cbor:"14,keyasint,omitempty"` // of spaces that ever lost somebody or got a new key
	Signed  uint64                `cbor:"13,keyasint,omitempty"` // the first entry that is signed
}

type tableCount struct {
	Rows uint64 `cbor:"1,keyasint"` // row numbers given out
	Kept uint64 `cbor:"2,keyasint"` // records stored, deleted ones too
	Gone uint64 `cbor:"3,keyasint"` // of them deleted
}

// clone returns a copy to change while the old one is still the truth.
func (h *head) clone() *head {
	c := *h
	c.Tables = make(map[uint16]tableCount, len(h.Tables))
	for k, v := range h.Tables {
		c.Tables[k] = v
	}
	c.Bound = maps.Clone(h.Bound)
	if c.Bound == nil {
		c.Bound = map[string][]byte{}
	}
	c.Epochs = make(map[string]epochDoc, len(h.Epochs))
	maps.Copy(c.Epochs, h.Epochs)
	return &c
}

var (
	cborEnc = must(cbor.CoreDetEncOptions().EncMode())
	cborDec = must(cbor.DecOptions{DupMapKey: cbor.DupMapKeyEnforcedAPF, IndefLength: cbor.IndefLengthForbidden,
		TagsMd: cbor.TagsForbidden, MaxNestedLevels: 8}.DecMode())
)

func must[T any](v T, err error) T {
	if err != nil {
		panic(err) // the options above are constants
	}
	return v
}

// sealDoc seals a document of the program's own (head, desk, counters, account card) for its place.
func sealDoc(r *vault.Ring, place string, doc any) ([]byte, error) {
	text, err := cborEnc.Marshal(doc)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", place, err)
	}
	return sealText(r, place, text)
}

func sealText(r *vault.Ring, place string, text []byte) ([]byte, error) {
	key, _, ok := r.Newest(string(spaceAll))
	if !ok {
		return nil, fmt.Errorf("write %s: %w", place, field.Locked)
	}
	return r.Seal(nil, vault.Heads, key, formatVersion, []byte(place), text)
}

func openDoc(r *vault.Ring, place string, sealed []byte, doc any) error {
	text, err := openText(r, place, sealed)
	if err != nil {
		return err
	}
	if err := cborDec.Unmarshal(text, doc); err != nil {
		return fmt.Errorf("read %s: %w", place, field.Damaged)
	}
	return nil
}

func openText(r *vault.Ring, place string, sealed []byte) ([]byte, error) {
	text, _, err := r.Open(nil, vault.Heads, []byte(place), sealed)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", place, coded(err))
	}
	return text, nil
}

// coded gives an error of the vault the code a person is told.
func coded(err error) error {
	for _, c := range []struct {
		is   error
		code field.Code
	}{{vault.ErrPassphrase, field.Passphrase}, {vault.ErrDamaged, field.Damaged}, {vault.ErrNewer, field.Newer}, {vault.ErrNoKey, field.Locked}} {
		if errors.Is(err, c.is) {
			return fmt.Errorf("%w: %w", err, c.code)
		}
	}
	return err
}

// The first page anyone reads, before any key: which program's folder this is and in which format.
//
//	"HALFSKY" 0 | [2] format | [2] least format a reader must know | [16] folder id | [8] checksum
const (
	formatMagic   = "HALFSKY\x00"
	formatVersion = 2
	formatLen     = len(formatMagic) + 2 + 2 + 16 + 8
)

func encodeFormat(folder field.ID) []byte {
	b := binary.BigEndian.AppendUint16([]byte(formatMagic), formatVersion)
	b = append(binary.BigEndian.AppendUint16(b, formatVersion), folder[:]...)
	sum := sha256.Sum256(b)
	return append(b, sum[:8]...)
}

// decodeFormat reads the format page. Whatever a later format adds behind it, these bytes keep their meaning.
func decodeFormat(b []byte) (folder field.ID, format uint16, err error) {
	if len(b) < formatLen || !bytes.HasPrefix(b, []byte(formatMagic)) {
		return folder, 0, fmt.Errorf("read format: %w", field.Damaged)
	}
	n := formatLen - 8
	if sum := sha256.Sum256(b[:n]); !bytes.Equal(sum[:8], b[n:formatLen]) {
		return folder, 0, fmt.Errorf("read format: checksum: %w", field.Damaged)
	}
	format, least := binary.BigEndian.Uint16(b[8:]), binary.BigEndian.Uint16(b[10:])
	if least > formatVersion {
		return folder, format, fmt.Errorf("read format %d: %w", format, field.Newer)
	}
	copy(folder[:], b[12:])
	return folder, format, nil
}
