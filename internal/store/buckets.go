package store

import (
	"encoding/binary"

	bolt "go.etcd.io/bbolt"
)

// The tree of the file:
//
//	01 meta      f: format page   g: generation of the slots   h: head   n + desk: counters of that desk
//	             k: list of slots and keys   s + blank + name: that setting
//	02 slots     account id -> vault.Slot
//	03 keys      key number -> vault.Key
//	04 desks     desk number -> desk, sealed
//	10 + table   row number -> record, sealed (see value.go)
//	20 journal   sequence + part -> part 0: chain after it and header, sealed; part 1…: one operation, sealed
//	11 + table   row number -> face of a record in a space of its own (see face.go)
//	30 blobs     name of an attached file -> its length (see blob.go)
var (
	metaBucket    = []byte{0x01}
	slotsBucket   = []byte{0x02}
	keysBucket    = []byte{0x03}
	desksBucket   = []byte{0x04}
	journalBucket = []byte{0x20}
	blobsBucket   = []byte{0x30}
)

const tableBucket = 0x10

var (
	formatKey     = []byte("f")
	generationKey = []byte("g")
	headKey       = []byte("h")
	counterKey    = []byte("n")
)

func tableName(code uint16) []byte {
	return binary.BigEndian.AppendUint16([]byte{tableBucket}, code)
}

func rowKey(row uint64) []byte { return binary.BigEndian.AppendUint64(nil, row) }

func partKey(seq uint64, part uint32) []byte {
	return binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint64(nil, seq), part)
}

func u32Key(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }

func u32From(b []byte) uint32 { return binary.BigEndian.Uint32(b) }

// bucket returns the bucket, making it where it is missing.
func bucket(tx *bolt.Tx, name []byte) (*bolt.Bucket, error) {
	b, err := tx.CreateBucketIfNotExists(name)
	if err != nil {
		return nil, err
	}
	b.FillPercent = 1 // rows and entries are added at the end, and four cases fit a page only just
	return b, nil
}

// value returns what lies under key, or nil; also for a bucket that is not there.
func value(tx *bolt.Tx, name, key []byte) []byte {
	b := tx.Bucket(name)
	if b == nil {
		return nil
	}
	return b.Get(key)
}
