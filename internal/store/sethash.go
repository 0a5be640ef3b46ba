package store

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/binary"
	"hash"
	"io"
	"math/bits"
	"sync"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// setHash stands for a set of sealed records: the sum of a keyed digest of each, modulo 2^256 (Bellare and Micciancio, 1997;
// with a secret key, so that no set with the same sum can be looked for). Adding or taking away a record costs one digest,
// whatever the size of the set. It is made from what every account can read, so that also an account that may not open the
// cases can prove that none was taken away, added or exchanged.
type setHash [4]uint64

func (s *setHash) add(e setHash) {
	var c uint64
	for i := range s {
		s[i], c = bits.Add64(s[i], e[i], c)
	}
}

func (s *setHash) sub(e setHash) {
	var b uint64
	for i := range s {
		s[i], b = bits.Sub64(s[i], e[i], b)
	}
}

func (s *setHash) bytes() []byte {
	out := make([]byte, 0, 32)
	for _, w := range s {
		out = binary.LittleEndian.AppendUint64(out, w)
	}
	return out
}

func setHashFrom(b []byte) (s setHash, ok bool) {
	if len(b) != 32 {
		return s, false
	}
	for i := range s {
		s[i] = binary.LittleEndian.Uint64(b[8*i:])
	}
	return s, true
}

// elements makes the digests of single records.
type elements struct{ pool sync.Pool }

func newElements(key []byte) *elements {
	return &elements{pool: sync.Pool{New: func() any { return hmac.New(sha256.New, key) }}}
}

// of returns the element of a record in its sealed form: its table and id, and the header and tag of its envelope, which
// stand for its revision and content.
func (e *elements) of(table uint16, id field.ID, sealed []byte) setHash {
	return e.digest(table, id, sealed, "")
}

// ofFace returns the element of a record's face.
func (e *elements) ofFace(table uint16, id field.ID, sealed []byte) setHash {
	return e.digest(table, id, sealed, "face")
}

// ofRow returns the element of a row with its face. A face that can be none counts as nothing, which is noticed too.
func (e *elements) ofRow(table uint16, w row) setHash {
	sum := e.of(table, w.id, w.sealed)
	if len(w.face) >= valueFront+vault.Overhead {
		sum.add(e.ofFace(table, w.id, w.face[valueFront:]))
	}
	return sum
}

func (e *elements) digest(table uint16, id field.ID, sealed []byte, what string) setHash {
	h := e.pool.Get().(hash.Hash)
	defer e.pool.Put(h)
	h.Reset()
	var b [2 + 16 + vault.HeaderLen + vault.TagLen]byte
	binary.BigEndian.PutUint16(b[:], table)
	copy(b[2:], id[:])
	copy(b[18:], sealed[:vault.HeaderLen])
	copy(b[18+vault.HeaderLen:], sealed[len(sealed)-vault.TagLen:])
	_, _ = h.Write(b[:]) // a hash never fails
	_, _ = io.WriteString(h, what)
	var sum [32]byte
	out, _ := setHashFrom(h.Sum(sum[:0]))
	return out
}
