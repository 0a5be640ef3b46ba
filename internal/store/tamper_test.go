package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

// edit changes the file behind the program's back.
func edit(t testing.TB, dir string, do func(tx *bolt.Tx) error) {
	t.Helper()
	db, err := bolt.Open(filepath.Join(dir, dataFile), 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(do), db.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestRecordsMovedBehindTheProgramsBackAreRefused(t *testing.T) {
	dir, o, ids := wounded(t)
	table := tableName(matterType.Code)
	get := func(tx *bolt.Tx, n uint64) []byte { return bytes.Clone(tx.Bucket(table).Get(rowKey(n))) }
	old := map[uint64][]byte{} // versions before an edit
	s, err := Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	if err := s.view(func(tx *bolt.Tx) error { old[1] = get(tx, 1); return nil }); err != nil {
		t.Fatal(err)
	}
	m, err := As[*matter](s.Get(matterType, ids[0]))
	if err != nil {
		t.Fatal(err)
	}
	m.Facts = "新"
	put(t, s, m)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for what, do := range map[string]func(tx *bolt.Tx) error{
		"contents exchanged": func(tx *bolt.Tx) error { // the fronts stay, so each claims to be the other
			a, b := get(tx, 1), get(tx, 2)
			x := append(a[:valueFront:valueFront], b[valueFront:]...)
			y := append(b[:valueFront:valueFront], a[valueFront:]...)
			return errors.Join(tx.Bucket(table).Put(rowKey(1), x), tx.Bucket(table).Put(rowKey(2), y))
		},
		"rolled back": func(tx *bolt.Tx) error { return tx.Bucket(table).Put(rowKey(1), old[1]) },
		"taken away":  func(tx *bolt.Tx) error { return tx.Bucket(table).Delete(rowKey(1)) },
		"added again": func(tx *bolt.Tx) error { return tx.Bucket(table).Put(rowKey(361), get(tx, 1)) },
		"retyped": func(tx *bolt.Tx) error {
			b, err := tx.CreateBucketIfNotExists(tableName(firmType.Code))
			if err != nil {
				return err
			}
			return errors.Join(b.Put(rowKey(1), get(tx, 1)), tx.Bucket(table).Delete(rowKey(1)))
		},
		"another schema": func(tx *bolt.Tx) error {
			v := get(tx, 1)
			v[valueFront+6]++
			return tx.Bucket(table).Put(rowKey(1), v)
		},
	} {
		for _, cached := range []bool{true, false} {
			t.Run(fmt.Sprintf("%s, cache %t", what, cached), func(t *testing.T) {
				to := filepath.Join(t.TempDir(), "data")
				copyFolder(t, dir, to)
				edit(t, to, do)
				if !cached {
					if err := os.RemoveAll(filepath.Join(to, cacheDir)); err != nil {
						t.Fatal(err)
					}
				}
				s, err := Open(to, secret, o)
				if err != nil {
					t.Fatal(err)
				}
				r, err := s.Check(context.Background(), nil)
				if err != nil || r.Sound() {
					t.Errorf("check finds nothing: %+v, %v", r, err)
				}
				if !cached && len(s.Troubles()) == 0 {
					t.Error("opening from the records notices nothing")
				}
				back, err := As[*matter](s.Get(matterType, ids[0]))
				if cached && what != "added again" && err == nil {
					t.Errorf("it is read: %+v", back)
				}
				err = s.Each(context.Background(), matterType, func(field.Record) error { return nil })
				if cached && what != "added again" && !errors.Is(err, field.Damaged) {
					t.Errorf("reading all records notices nothing: %v", err)
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			})
		}
	}
}

func TestJournalEntriesTakenOutOrExchangedAreFound(t *testing.T) {
	dir, o, _ := wounded(t)
	get := func(tx *bolt.Tx, k []byte) []byte { return bytes.Clone(tx.Bucket(journalBucket).Get(k)) }
	for what, do := range map[string]func(tx *bolt.Tx) error{
		"part exchanged": func(tx *bolt.Tx) error {
			a, b := get(tx, partKey(3, 1)), get(tx, partKey(3, 2))
			return errors.Join(tx.Bucket(journalBucket).Put(partKey(3, 1), b), tx.Bucket(journalBucket).Put(partKey(3, 2), a))
		},
		"part taken out": func(tx *bolt.Tx) error { return tx.Bucket(journalBucket).Delete(partKey(3, 30)) },
		"newest cut off": func(tx *bolt.Tx) error {
			return errors.Join(tx.Bucket(journalBucket).Delete(partKey(74, 0)), tx.Bucket(journalBucket).Delete(partKey(74, 1)))
		},
		"entry taken out": func(tx *bolt.Tx) error {
			return errors.Join(tx.Bucket(journalBucket).Delete(partKey(20, 0)), tx.Bucket(journalBucket).Delete(partKey(20, 1)))
		},
		"part passed off as erased": func(tx *bolt.Tx) error {
			left := append([]byte{erasedPart}, digest(get(tx, partKey(5, 1)))...)
			return tx.Bucket(journalBucket).Put(partKey(5, 1), append(left, make([]byte, formLen-len(left))...))
		},
		"part passed off as erased, in short": func(tx *bolt.Tx) error {
			return tx.Bucket(journalBucket).Put(partKey(5, 1), append([]byte{erasedPart}, digest(get(tx, partKey(5, 1)))...))
		},
		"chain changed": func(tx *bolt.Tx) error {
			v := get(tx, partKey(5, 0))
			v[3] ^= 1
			return tx.Bucket(journalBucket).Put(partKey(5, 0), v)
		},
		"header changed": func(tx *bolt.Tx) error {
			v := get(tx, partKey(5, 0))
			v[60] ^= 1
			return tx.Bucket(journalBucket).Put(partKey(5, 0), v)
		},
	} {
		t.Run(what, func(t *testing.T) {
			to := filepath.Join(t.TempDir(), "data")
			copyFolder(t, dir, to)
			edit(t, to, do)
			s, err := Open(to, secret, o)
			if err != nil {
				t.Fatal(err)
			}
			r, err := s.Check(context.Background(), nil)
			if err != nil || r.Sound() {
				t.Errorf("check finds nothing: %v", err)
			}
			for _, tr := range r.Troubles {
				if tr.Kind != ChainBroken && tr.Kind != JournalDamaged {
					t.Errorf("named as %+v", tr)
				}
			}
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
		})
	}
}

func TestHeadPutBackIsFound(t *testing.T) {
	dir, o, ids := wounded(t)
	var head []byte
	edit(t, dir, func(tx *bolt.Tx) error { head = bytes.Clone(tx.Bucket(metaBucket).Get(headKey)); return nil })
	s, err := Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	m, err := As[*matter](s.Get(matterType, ids[0]))
	if err != nil {
		t.Fatal(err)
	}
	m.Facts = "新"
	put(t, s, m, full(1))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, dir, func(tx *bolt.Tx) error { return tx.Bucket(metaBucket).Put(headKey, head) })
	s, err = Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := s.Check(context.Background(), nil); err != nil || r.Sound() {
		t.Errorf("check finds nothing: %+v, %v", r, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestNewerFolderIsToldFromADamagedOne(t *testing.T) {
	dir, o, _ := wounded(t)
	edit(t, dir, func(tx *bolt.Tx) error {
		folder, _, err := decodeFormat(tx.Bucket(metaBucket).Get(formatKey))
		if err != nil {
			return err
		}
		return tx.Bucket(metaBucket).Put(formatKey, newerFormat(folder))
	})
	if _, err := Open(dir, secret, o); !errors.Is(err, field.Newer) || errors.Is(err, field.Damaged) {
		t.Fatalf("%v", err)
	}
}

func TestWrongPassphraseIsToldFromADamagedSlot(t *testing.T) {
	dir, o, _ := wounded(t)
	if _, err := Open(dir, "falsch", o); !errors.Is(err, field.Passphrase) {
		t.Fatalf("wrong passphrase: %v", err)
	}
	spoil := func(tx *bolt.Tx) error {
		b := tx.Bucket(slotsBucket)
		k, v := b.Cursor().First()
		v = bytes.Clone(v)
		v[len(v)/2] ^= 1
		return b.Put(bytes.Clone(k), v)
	}
	one := filepath.Join(t.TempDir(), "one")
	copyFolder(t, dir, one)
	edit(t, one, spoil)
	s, err := Open(one, secret, o)
	if err != nil {
		t.Fatalf("one slot damaged: %v", err)
	}
	if tr := s.Troubles(); len(tr) != 1 || tr[0].Kind != KeysRepaired {
		t.Errorf("one slot damaged: %+v", tr)
	}
	if s = reopen(t, s); len(s.Troubles()) > 0 {
		t.Errorf("it was not mended: %+v", s.Troubles())
	}
	both := filepath.Join(t.TempDir(), "both")
	copyFolder(t, dir, both)
	edit(t, both, spoil)
	flip(t, filepath.Join(both, keysFile), 200, 1)
	if _, err := Open(both, secret, o); !errors.Is(err, field.Damaged) || errors.Is(err, field.Passphrase) {
		t.Errorf("both copies damaged: %v", err)
	}
}

func TestNewestHeaderDamagedIsNoticed(t *testing.T) {
	dir, o, _ := wounded(t)
	o.Anchor = t.TempDir()
	s, err := Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, full(1)) // the entry the anchor will know of
	put(t, s, full(2))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	sh, err := checkFile(filepath.Join(dir, dataFile), true)
	if err != nil {
		t.Fatal(err)
	}
	overwriteAt(t, filepath.Join(dir, dataFile), int64(sh.txid%2)*pageSize+pageHead, make([]byte, metaLen))
	s, err = Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	kinds := map[TroubleKind]bool{}
	for _, tr := range s.Troubles() {
		kinds[tr.Kind] = true
	}
	if !kinds[MetaDamaged] || !kinds[OlderFolder] {
		t.Errorf("one commit older: %+v", s.Troubles())
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func overwriteAt(t testing.TB, path string, at int64, b []byte) {
	t.Helper()
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteAt(b, at); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestSlotDamagedInBothCopiesIsNotWrittenOver: a bit of it may still be mended by hand.
func TestSlotDamagedInBothCopiesIsNotWrittenOver(t *testing.T) {
	s := create(t, options())
	a, err := s.AddAccount(context.Background(), NewAccount{Name: "乙", Passphrase: "zwei", Spaces: []field.Space{field.Open}})
	if err != nil {
		t.Fatal(err)
	}
	dir, o := s.dir, withAccount(s.o, "某主任")
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	var spoilt []byte
	edit(t, dir, func(tx *bolt.Tx) error {
		b := tx.Bucket(slotsBucket)
		spoilt = bytes.Clone(b.Get(a.ID[:]))
		spoilt[len(spoilt)/2] ^= 1
		return b.Put(a.ID[:], spoilt)
	})
	if err := os.Remove(filepath.Join(dir, keysFile)); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if s, err = Open(dir, secret, o); err != nil {
			t.Fatal(err)
		}
		if tr := s.Troubles(); len(tr) != 1 || tr[0].Kind != KeysLost {
			t.Errorf("%+v", tr)
		}
		if err := s.ChangePassphrase(context.Background(), secret, secret); err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	edit(t, dir, func(tx *bolt.Tx) error {
		if !bytes.Equal(tx.Bucket(slotsBucket).Get(a.ID[:]), spoilt) {
			t.Error("what is left of the slot was written over")
		}
		return nil
	})
}
