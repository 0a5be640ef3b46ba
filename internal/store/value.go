package store

import (
	"crypto/aes"
	"crypto/cipher"
	"encoding/binary"
	"fmt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// A record lies under its row number, which only counts records in the order they came to this folder, as
//
//	[16] record id, permuted | [8] revision, masked | sealed record
//
// The id is a UUID that contains the time it was made; permuted by AES-256 with a secret key it tells nothing. Row numbers
// instead of permuted ids as keys: new records go to the end of the tree, which makes an import twice as fast and the file a
// seventh smaller, and all they tell is an order that two looks at the file would tell anyway.
const valueFront = 16 + 8

// places hides what stands in clear before a sealed record.
type places struct{ ids, revs cipher.Block }

func newPlaces(r *vault.Ring) (*places, error) {
	block := func(what string) (cipher.Block, error) {
		key, err := r.Derive(rootKey, vault.Places, what)
		if err != nil {
			return nil, err
		}
		return aes.NewCipher(key)
	}
	ids, err := block("ids")
	if err != nil {
		return nil, fmt.Errorf("derive places: %w", err)
	}
	revs, err := block("revs")
	if err != nil {
		return nil, fmt.Errorf("derive places: %w", err)
	}
	return &places{ids, revs}, nil
}

// mask is what the revision of a record is covered with: it follows from the tag, which is another one at every save.
func (p *places) mask(sealed []byte) uint64 {
	var m [16]byte
	p.revs.Encrypt(m[:], sealed[len(sealed)-vault.TagLen:])
	return binary.BigEndian.Uint64(m[:])
}

// row is a record as it lies in the file, its front made readable.
type row struct {
	id     field.ID
	rev    uint64
	sealed []byte
	face   []byte // its face as it lies in the file, or nil
}

func (p *places) read(value []byte) (row, error) {
	if len(value) < valueFront+vault.Overhead {
		return row{}, fmt.Errorf("read row: %w", field.Damaged)
	}
	var w row
	w.sealed = value[valueFront:]
	p.ids.Decrypt(w.id[:], value)
	w.rev = binary.BigEndian.Uint64(value[16:]) ^ p.mask(w.sealed)
	return w, nil
}

// place is what a sealed record is bound to: exchanged, rolled back or retyped it does not open.
func (w row) place(table uint16) []byte {
	b := binary.BigEndian.AppendUint16(make([]byte, 0, 26), table)
	b = binary.BigEndian.AppendUint64(b, w.rev)
	return append(b, w.id[:]...)
}

// write seals text as the record (table, id, rev) and returns its value.
func (p *places) write(r *vault.Ring, key uint32, table, schema uint16, id field.ID, rev uint64, text []byte) ([]byte, error) {
	w := row{id: id, rev: rev}
	return p.writeAt(r, key, schema, w, w.place(table), text)
}

// writeAt seals text for a place of w.
func (p *places) writeAt(r *vault.Ring, key uint32, schema uint16, w row, place, text []byte) ([]byte, error) {
	value := make([]byte, valueFront, valueFront+vault.Overhead+len(text)+256)
	p.ids.Encrypt(value, w.id[:])
	value, err := r.Seal(value, vault.Records, key, schema, place, text)
	if err != nil {
		return nil, err
	}
	binary.BigEndian.PutUint64(value[16:], w.rev^p.mask(value[valueFront:]))
	return value, nil
}
