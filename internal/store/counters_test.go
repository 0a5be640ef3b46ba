package store

import (
	"bytes"
	"errors"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// TestNumbersAreNotGivenOutAgain is about somebody who can write to the folder and knows no passphrase: counters of another time, or
// none, would have the desk give out the same numbers twice.
func TestNumbersAreNotGivenOutAgain(t *testing.T) {
	for what, do := range map[string]func(b *bolt.Bucket, key, old []byte) error{
		"an older state": func(b *bolt.Bucket, key, old []byte) error { return b.Put(key, old) },
		"none":           func(b *bolt.Bucket, key, _ []byte) error { return b.Delete(key) },
		"damaged":        func(b *bolt.Bucket, key, old []byte) error { return b.Put(key, old[1:]) },
	} {
		t.Run(what, func(t *testing.T) {
			s := create(t, options())
			next := func() (n uint64) {
				update(t, s, func(tx *Tx) error { n = tx.Next("case"); return nil })
				return n
			}
			next()
			desk := s.Folder().Desk
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			var old []byte
			edit(t, s.dir, func(tx *bolt.Tx) error {
				old = bytes.Clone(tx.Bucket(metaBucket).Get(counterName(desk)))
				return nil
			})
			s = openAgain(t, s)
			next()
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			edit(t, s.dir, func(tx *bolt.Tx) error {
				return errors.Join(do(tx.Bucket(metaBucket), counterName(desk), old))
			})
			s = openAgain(t, s)
			if !kinds(s)[StateDiffers] {
				t.Errorf("it is not told: %+v", s.Troubles())
			}
			if n := next(); s.Folder().Desk == desk {
				t.Errorf("the same desk gives out number %d", n)
			}
			if s = reopen(t, s); len(s.Troubles()) > 0 {
				t.Errorf("it is told again: %+v", s.Troubles())
			}
		})
	}
}
