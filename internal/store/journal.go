package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/fxamacker/cbor/v2"
	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// A journal entry is a header, which every account can read, and one part per operation, sealed with the key of the record it
// is about: who may not read a case may not read its history either, and one part can be erased for good alone.
//
// Part 0 lies as [32] chain | header, sealed. The chain after entry n is SHA-256(chain before | n | SHA-256 of each part in
// order), so an entry cannot be taken out, exchanged or moved. The digest stays when a part is erased or sealed again, see
// journalpart.go.
type entryDoc struct {
	At      field.Moment `cbor:"1,keyasint"` // wall clock of the desk
	Stamp   stampDoc     `cbor:"2,keyasint"`
	Account field.ID     `cbor:"3,keyasint"`
	Verb    string       `cbor:"4,keyasint"`
	Ops     uint32       `cbor:"5,keyasint"`
	Undoes  uint64       `cbor:"6,keyasint,omitempty"`
	Group   uint64       `cbor:"7,keyasint,omitempty"` // the first entry of the group this one belongs to
	Apart   []rowDoc     `cbor:"8,keyasint,omitempty"` // the rows it changed that lie in spaces of their own, or did before

	Signature []byte `cbor:"9,keyasint,omitempty"`  // see signature.go
	Kinds     Kinds  `cbor:"10,keyasint,omitempty"` // what is done in it, so that a list of entries need not open their parts
}

// rowDoc is a row, counted from 1, for those who cannot open what was done to it: what their cache has of it is old.
type rowDoc struct {
	_     struct{} `cbor:",toarray"`
	Table uint16
	Row   uint64
}

// opDoc is one operation.
type opDoc struct {
	Table   uint16               `cbor:"1,keyasint,omitempty"`
	ID      field.ID             `cbor:"2,keyasint,omitempty"`
	Rev     uint64               `cbor:"3,keyasint,omitempty"`
	Kind    Kind                 `cbor:"4,keyasint"`
	Changes map[string]changeDoc `cbor:"5,keyasint,omitempty"`
	Before  uint64               `cbor:"6,keyasint,omitempty"` // the entry that changed the record before
	Text    string               `cbor:"7,keyasint,omitempty"`
	Reason  string               `cbor:"8,keyasint,omitempty"`
	Tag     []byte               `cbor:"9,keyasint,omitempty"` // of a record made: the tag it was sealed with, in place of a second copy
	Moved   *movedDoc            `cbor:"10,keyasint,omitempty"`
}

// movedDoc is the change of a record's space; an empty one is that of its type.
type movedDoc struct {
	_        struct{} `cbor:",toarray"`
	Old, New string
}

// changeDoc is one field of an operation.
type changeDoc struct {
	_    struct{} `cbor:",toarray"`
	Old  cbor.RawMessage
	New  cbor.RawMessage
	Seen stampDoc // the version the editor had before her
}

type stampDoc struct {
	_    struct{} `cbor:",toarray"`
	Wall int64
	Tick uint16
	Desk uint64
}

func docOf(s field.Stamp) stampDoc { return stampDoc{Wall: s.Wall, Tick: s.Tick, Desk: s.Desk} }

func (d stampDoc) stamp() field.Stamp { return field.Stamp{Wall: d.Wall, Tick: d.Tick, Desk: d.Desk} }

const chainLen = sha256.Size

// chainStart is the chain before the first entry.
func chainStart(folder field.ID) []byte {
	sum := sha256.Sum256(append([]byte("halfsky journal 1"), folder[:]...))
	return sum[:]
}

// chainNext returns the chain after an entry. Its parts come without the chain in front of the header.
func chainNext(before []byte, seq uint64, parts [][]byte) []byte {
	h := sha256.New()
	_, _ = h.Write(binary.BigEndian.AppendUint64(bytes.Clone(before), seq)) // a hash never fails
	for _, p := range parts {
		_, _ = h.Write(digest(p))
	}
	return h.Sum(nil)
}

// parts are one entry as it lies in the file.
type parts struct {
	seq   uint64
	chain []byte
	parts [][]byte // header first
}

// readParts reads the entry the cursor stands on and leaves it on the next one.
func readParts(c *bolt.Cursor, k, v []byte) (p parts, nextK, nextV []byte, err error) {
	bad := func() (parts, []byte, []byte, error) {
		return p, k, v, fmt.Errorf("read journal entry: %w", field.Damaged)
	}
	if len(k) != 12 || binary.BigEndian.Uint32(k[8:]) != 0 || len(v) < chainLen {
		if k, v = c.Next(); k == nil {
			return p, nil, nil, fmt.Errorf("read journal entry: %w", field.Damaged)
		}
		return bad()
	}
	p.seq, p.chain = binary.BigEndian.Uint64(k), bytes.Clone(v[:chainLen])
	p.parts = append(p.parts, bytes.Clone(v[chainLen:]))
	for k, v = c.Next(); k != nil; k, v = c.Next() {
		if len(k) != 12 {
			return bad()
		}
		if binary.BigEndian.Uint64(k) != p.seq {
			break
		}
		if binary.BigEndian.Uint32(k[8:]) != uint32(len(p.parts)) {
			return bad()
		}
		p.parts = append(p.parts, bytes.Clone(v))
	}
	return p, k, v, nil
}

// entryParts reads one entry.
func entryParts(tx *bolt.Tx, seq uint64) (parts, error) {
	b := tx.Bucket(journalBucket)
	if b == nil {
		return parts{}, fmt.Errorf("read journal: %w", field.Damaged)
	}
	c := b.Cursor()
	k, v := c.Seek(partKey(seq, 0))
	if k == nil {
		return parts{}, fmt.Errorf("read journal entry: %w", field.NotFound)
	}
	p, _, _, err := readParts(c, k, v)
	if err == nil && p.seq != seq {
		err = fmt.Errorf("read journal entry: %w", field.NotFound)
	}
	return p, err
}

// header opens the header of an entry.
func (p parts) header(r *vault.Ring) (e entryDoc, err error) {
	text, err := openPart(r, p.seq, 0, p.parts[0])
	if errors.Is(err, errErased) {
		return e, fmt.Errorf("read journal entry: %w", field.Damaged) // a header is never erased
	}
	if err != nil {
		return e, err
	}
	if err := cborDec.Unmarshal(text, &e); err != nil || int(e.Ops) != len(p.parts)-1 {
		return e, fmt.Errorf("read journal entry: %w", field.Damaged)
	}
	return e, nil
}

// op opens operation i, counted from 0.
func (p parts) op(r *vault.Ring, i int) (o opDoc, err error) {
	text, err := openPart(r, p.seq, uint32(i+1), p.parts[i+1])
	if err != nil {
		return o, err
	}
	if err := cborDec.Unmarshal(text, &o); err != nil {
		return o, fmt.Errorf("read journal part: %w", field.Damaged)
	}
	return o, nil
}
