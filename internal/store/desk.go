package store

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/binary"
	"fmt"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// desk is who writes to this folder: a number that stamps every version, and a key pair to sign what leaves. A folder that was
// copied or restored becomes a new desk before it writes, so that two copies never give out the same number or stamp.
type desk struct {
	No      uint32       `cbor:"1,keyasint"`
	Private []byte       `cbor:"2,keyasint"` // Ed25519 seed
	Made    field.Moment `cbor:"3,keyasint"`
	Before  uint32       `cbor:"4,keyasint,omitempty"` // the desk it was before
	Token   []byte       `cbor:"5,keyasint,omitempty"` // of the computer whose desk it is; empty where there is no anchor
}

func newDesk(now field.Moment, before uint32) *desk {
	seed := make([]byte, ed25519.SeedSize+4)
	_, _ = rand.Read(seed) // never fails, by its documentation
	// 32 bits: two desks of one network have the same number once in some hundred thousand networks, and the public key still
	// tells them apart. 0 is no desk.
	no := max(binary.BigEndian.Uint32(seed[ed25519.SeedSize:]), 1)
	return &desk{No: no, Private: seed[:ed25519.SeedSize], Made: now, Before: before}
}

func (d *desk) key() ed25519.PrivateKey { return ed25519.NewKeyFromSeed(d.Private) }

func deskPlace(no uint32) string { return fmt.Sprintf("desk %08x", no) }

func counterPlace(no uint32) string { return fmt.Sprintf("counters %08x", no) }

func counterName(no uint32) []byte { return append(append([]byte(nil), counterKey...), u32Key(no)...) }

func (d *desk) write(tx *bolt.Tx, r *vault.Ring) error {
	b, err := bucket(tx, desksBucket)
	if err != nil {
		return err
	}
	v, err := sealDoc(r, deskPlace(d.No), d)
	if err != nil {
		return err
	}
	return b.Put(u32Key(d.No), v)
}

func readDesk(tx *bolt.Tx, r *vault.Ring, no uint32) (*desk, error) {
	d := new(desk)
	if err := openDoc(r, deskPlace(no), value(tx, desksBucket, u32Key(no)), d); err != nil {
		return nil, err
	}
	if d.No != no || len(d.Private) != ed25519.SeedSize {
		return nil, fmt.Errorf("read desk: %w", field.Damaged)
	}
	return d, nil
}

// readCounters returns the sequences of a desk; none is an empty map. Damaged also when an older state of them was put back, or they
// were taken out: the desk would give out its numbers again.
func readCounters(tx *bolt.Tx, r *vault.Ring, h *head, no uint32) (map[string]uint64, error) {
	out := map[string]uint64{}
	v := value(tx, metaBucket, counterName(no))
	if !h.newest(counterPlace(no), v) {
		return out, fmt.Errorf("read counters: not the newest: %w", field.Damaged)
	}
	if v == nil {
		return out, nil
	}
	return out, openDoc(r, counterPlace(no), v, &out)
}
