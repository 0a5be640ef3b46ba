package store

import (
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"
)

// Bare is a bbolt file with nothing of this package around it: no seal, no journal, no memory. Benchmarks compare with it.
type Bare struct {
	db   *bolt.DB
	next uint64
}

// NewBare makes a bbolt file with the options this package uses.
func NewBare(path string) (*Bare, error) {
	db, err := openBolt(path, false)
	if err != nil {
		return nil, err
	}
	b := &Bare{db: db}
	err = db.Update(func(tx *bolt.Tx) error { _, err := tx.CreateBucket(metaBucket); return err })
	if err != nil {
		return nil, errors.Join(fmt.Errorf("make bare file: %w", err), db.Close())
	}
	return b, nil
}

// Add writes values as new rows in one durable transaction.
func (b *Bare) Add(values ...[]byte) error {
	return b.db.Update(func(tx *bolt.Tx) error {
		for _, v := range values {
			b.next++
			bk, err := bucket(tx, metaBucket)
			if err != nil {
				return err
			}
			if err := bk.Put(rowKey(b.next), v); err != nil {
				return err
			}
		}
		return nil
	})
}

// Replace reads row n (from 1) and writes a value in its place, in one durable transaction.
func (b *Bare) Replace(n uint64, value []byte) error {
	return b.db.Update(func(tx *bolt.Tx) error {
		bk, err := bucket(tx, metaBucket)
		if err != nil {
			return err
		}
		if bk.Get(rowKey(n)) == nil {
			return fmt.Errorf("row %d is not there", n)
		}
		return bk.Put(rowKey(n), value)
	})
}

// Close closes the file.
func (b *Bare) Close() error { return b.db.Close() }
