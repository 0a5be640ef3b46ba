package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// keysOf is all that stands in a folder about slots and keys, in the data file and beside it.
type keysOf struct {
	slots, keys map[string][]byte
	list, file  []byte
}

func takeKeys(t testing.TB, dir string) (k keysOf) {
	t.Helper()
	k.slots, k.keys = map[string][]byte{}, map[string][]byte{}
	edit(t, dir, func(tx *bolt.Tx) error {
		k.list = bytes.Clone(value(tx, metaBucket, []byte(listKey)))
		for name, into := range map[string]map[string][]byte{string(slotsBucket): k.slots, string(keysBucket): k.keys} {
			if err := tx.Bucket([]byte(name)).ForEach(func(at, v []byte) error { into[string(at)] = bytes.Clone(v); return nil }); err != nil {
				return err
			}
		}
		return nil
	})
	var err error
	if k.file, err = os.ReadFile(filepath.Join(dir, keysFile)); err != nil {
		t.Fatal(err)
	}
	return k
}

// putBack puts slots and keys of another time into the data file, and into the copy where beside says so.
func (k keysOf) putBack(t testing.TB, dir string, slots, keys, beside bool) {
	t.Helper()
	edit(t, dir, func(tx *bolt.Tx) error {
		var errs []error
		for at, v := range k.slots {
			if slots {
				errs = append(errs, tx.Bucket(slotsBucket).Put([]byte(at), v))
			}
		}
		for at, v := range k.keys {
			if keys {
				errs = append(errs, tx.Bucket(keysBucket).Put([]byte(at), v))
			}
		}
		return errors.Join(errs...)
	})
	if beside {
		if err := os.WriteFile(filepath.Join(dir, keysFile), k.file, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func kinds(s *Store) map[TroubleKind]bool {
	out := map[TroubleKind]bool{}
	for _, tr := range s.Troubles() {
		out[tr.Kind] = true
	}
	return out
}

// TestOldSlotPutBackIsRefused is about somebody who saw a passphrase that was changed since.
func TestOldSlotPutBackIsRefused(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	before := takeKeys(t, s.dir)
	s = openAgain(t, s)
	if err := s.ChangePassphrase(context.Background(), secret, "ganz neu"); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for what, c := range map[string]struct{ slots, keys, beside, whole bool }{
		"slot":                {slots: true, whole: true},
		"keys":                {keys: true, whole: true},
		"slot and keys":       {slots: true, keys: true, whole: true},
		"the copy":            {beside: true, whole: true},
		"slot in both copies": {slots: true, beside: true},
		"all":                 {slots: true, keys: true, beside: true},
	} {
		t.Run(what, func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "data")
			copyFolder(t, s.dir, dir)
			before.putBack(t, dir, c.slots, c.keys, c.beside)
			if old, err := Open(dir, secret, s.o); !errors.Is(err, field.Damaged) && !errors.Is(err, field.Passphrase) {
				t.Errorf("the old passphrase: %v, %v", old, err)
			}
			now, err := Open(dir, "ganz neu", s.o)
			if !c.whole {
				if !errors.Is(err, field.Passphrase) {
					t.Errorf("nothing is left of the slot, and yet: %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if k := kinds(now); k[KeysForeign] || k[KeysLost] || k[KeysRepaired] == c.beside {
				t.Errorf("%+v", now.Troubles())
			}
			if get[*matter](t, now, m.ID).Facts != m.Facts {
				t.Error("the record is not read")
			}
			if now = reopenAs(t, now, "", "ganz neu"); len(now.Troubles()) > 0 {
				t.Errorf("it was not mended: %+v", now.Troubles())
			}
			sound(t, now)
		})
	}
}

// TestRevokedGrantPutBackGivesNothing also covers an account that was closed.
func TestRevokedGrantPutBackGivesNothing(t *testing.T) {
	tm := newTeam(t)
	m := full(1)
	put(t, tm.s, m)
	if err := tm.s.Close(); err != nil {
		t.Fatal(err)
	}
	before := takeKeys(t, tm.s.dir)
	tm.s = openFor(t, tm.s, "某主任", secret)
	update(t, tm.s, func(tx *Tx) error {
		return errors.Join(tx.Revoke(tm.staff, field.Cases), tx.CloseAccount(tm.organiser))
	})
	if err := tm.s.Close(); err != nil {
		t.Fatal(err)
	}
	before.putBack(t, tm.s.dir, true, true, true)
	for name, word := range map[string]string{"示例职员": tm.staffWord, "示例组织员": tm.org} {
		s, err := Open(tm.s.dir, word, withAccount(tm.s.o, name))
		if name == "示例组织员" {
			if !errors.Is(err, field.Damaged) {
				t.Errorf("a closed account is back: %v", err)
			}
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Get(matterType, m.ID); !errors.Is(err, field.Locked) {
			t.Errorf("%s reads: %v", name, err)
		}
		if !kinds(s)[KeysForeign] {
			t.Errorf("%+v", s.Troubles())
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestAccountAddedByHandIsNamedAndGetsNothing is about somebody who can write to the folder and knows no passphrase.
func TestAccountAddedByHandIsNamedAndGetsNothing(t *testing.T) {
	for what, change := range map[string]func(t *testing.T, s *Store, tx *bolt.Tx) error{
		"an account": func(t *testing.T, s *Store, tx *bolt.Tx) error {
			slot, _, err := vault.NewSlot(s.folder, field.ID{7}, vault.ForPerson, "陌生人", "fremd", cheap)
			if err != nil {
				return err
			}
			return putFrame(tx, slotsBucket, slot.ID[:], slot)
		},
		"a recovery account": func(t *testing.T, s *Store, tx *bolt.Tx) error {
			slot, _, err := vault.NewSlot(s.folder, field.ID{7}, vault.ForRecovery, "", "fremd", cheap)
			if err != nil {
				return err
			}
			return putFrame(tx, slotsBucket, slot.ID[:], slot)
		},
		"a public key": func(t *testing.T, s *Store, tx *bolt.Tx) error {
			for _, was := range s.keyring.Slots {
				if was.ID == s.account.ID {
					continue
				}
				slot, _, err := vault.NewSlot(s.folder, was.ID, vault.ForPerson, "陌生人", "fremd", cheap)
				if err != nil {
					return err
				}
				slot.Card = was.Card
				if err := putFrame(tx, slotsBucket, slot.ID[:], slot); err != nil {
					return err
				}
			}
			return nil
		},
	} {
		t.Run(what, func(t *testing.T) {
			tm := newTeam(t)
			if err := tm.s.Close(); err != nil {
				t.Fatal(err)
			}
			edit(t, tm.s.dir, func(tx *bolt.Tx) error { return change(t, tm.s, tx) })
			if what == "a public key" {
				if err := os.Remove(filepath.Join(tm.s.dir, keysFile)); err != nil {
					t.Fatal(err)
				}
			}
			if s, err := Open(tm.s.dir, "fremd", withAccount(tm.s.o, "陌生人")); err == nil {
				t.Errorf("the stranger is in: %v", s.Me())
			}
			s := openFor(t, tm.s, "某主任", secret)
			if !kinds(s)[KeysForeign] {
				t.Errorf("%+v", s.Troubles())
			}
			for _, a := range s.Accounts() {
				if a.Name == "" || a.ID == (field.ID{7}) {
					t.Errorf("the stranger is on the list: %+v", a)
				}
			}
			if what == "a public key" {
				for _, id := range []field.ID{tm.staff, tm.organiser} {
					_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Grant(id, field.Aid) })
					if !errors.Is(err, field.NotFound) {
						t.Errorf("granted to an exchanged public key: %v", err)
					}
				}
			}
			update(t, s, func(tx *Tx) error { return tx.NewSpace("case-1", tm.chief) })
			for _, k := range s.keyring.Keys {
				if k.GrantedTo(field.ID{7}) {
					t.Error("the stranger was granted a key")
				}
			}
			sound(t, s)
		})
	}
}

func putFrame(tx *bolt.Tx, name, at []byte, v interface{ Encode() ([]byte, error) }) error {
	b, err := v.Encode()
	if err != nil {
		return err
	}
	return tx.Bucket(name).Put(at, b)
}

func TestSpoiltKeyListIsMendedOrLeavesTheKeysAsTheyAre(t *testing.T) {
	tm := newTeam(t)
	if err := tm.s.Close(); err != nil {
		t.Fatal(err)
	}
	spoil := func(tx *bolt.Tx) error {
		v := bytes.Clone(value(tx, metaBucket, []byte(listKey)))
		v[40] ^= 1
		return tx.Bucket(metaBucket).Put([]byte(listKey), v)
	}
	edit(t, tm.s.dir, spoil)
	tm.s = openFor(t, tm.s, "某主任", secret)
	tm.s = reopenAs(t, tm.s, "某主任", secret)
	if len(tm.s.Troubles()) > 0 {
		t.Errorf("not mended: %+v", tm.s.Troubles())
	}
	if err := tm.s.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, tm.s.dir, spoil)
	if err := os.Remove(filepath.Join(tm.s.dir, keysFile)); err != nil {
		t.Fatal(err)
	}
	tm.s = openFor(t, tm.s, "某主任", secret)
	if !kinds(tm.s)[KeysForeign] {
		t.Errorf("%+v", tm.s.Troubles())
	}
	for what, do := range map[string]func(tx *Tx) error{ // what is there can be looked at, but nothing is sealed with who knows whose key
		"records are saved": func(tx *Tx) error { return tx.Put(full(1)) },
		"keys are granted":  func(tx *Tx) error { return tx.Grant(tm.organiser, field.Cases) },
	} {
		if _, err := tm.s.Update(context.Background(), Verb{}, do); !errors.Is(err, field.ReadOnly) {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestHeadUnderAnOlderCommonKeyIsRefused is about a head made by somebody whose keys are of the past.
func TestHeadUnderAnOlderCommonKeyIsRefused(t *testing.T) {
	s := create(t, options())
	put(t, s, full(1))
	old, err := sealDoc(s.ring, "head", s.head)
	if err != nil {
		t.Fatal(err)
	}
	newKey(t, s, spaceAll)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, s.dir, func(tx *bolt.Tx) error { return tx.Bucket(metaBucket).Put(headKey, old) })
	if _, err := Open(s.dir, secret, s.o); !errors.Is(err, field.Damaged) {
		t.Fatalf("%v", err)
	}
}

func TestManySlotsDoNotKeepThePassphraseWaiting(t *testing.T) {
	s := create(t, options())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	k := &keyring{Bundle: vault.Bundle{Folder: s.folder}}
	for i := range 3 * mostTries {
		slot, _, err := vault.NewSlot(s.folder, field.ID{byte(i)}, vault.ForPerson, string(rune('甲'+i)), "p", cheap)
		if err != nil {
			t.Fatal(err)
		}
		slot.Sealed[0] ^= byte(i) // each opens by its own passphrase, so to say
		k.Slots = append(k.Slots, slot)
	}
	last := k.Slots[len(k.Slots)-1]
	last.Sealed[0] ^= byte(3*mostTries - 1)
	if _, _, err := k.unlock("", "p"); err != nil {
		t.Errorf("the first one: %v", err)
	}
	k.Slots[0].Sealed[0] ^= 1
	if _, _, err := k.unlock("", "p"); !errors.Is(err, field.Passphrase) {
		t.Errorf("without a name more than %d slots were tried: %v", mostTries, err)
	}
	if slot, _, err := k.unlock(string(rune('甲'+3*mostTries-1)), "p"); err != nil || slot != last {
		t.Errorf("with a name: %v", err)
	}
}

func TestCostlySlotsDoNotKeepThePassphraseWaiting(t *testing.T) {
	top := vault.Cost{Time: 16, Memory: 1 << 20, Lanes: 4}
	var e effort
	n := 0
	for e.more(top) {
		n++
	}
	if n < 1 || n > 2 {
		t.Errorf("%d slots of the highest cost are tried", n)
	}
	e = effort{}
	for n = 0; e.more(vault.Floor) && n < 1000; n++ {
	}
	if n < mostTries {
		t.Errorf("only %d slots of the usual cost are tried", n)
	}
}

func FuzzKeyList(f *testing.F) {
	good, err := cborEnc.Marshal(keyList{Slots: []slotLine{{ID: field.ID{1}, Digest: []byte("d")}}, Keys: []keyLine{{No: 1, Digest: []byte("d"), Space: "open", Epoch: 1}}})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	slot, a, err := vault.NewSlot(field.ID{1}, field.ID{2}, vault.ForPerson, "n", "p", cheap)
	if err != nil {
		f.Fatal(err)
	}
	key, err := vault.NewRing(field.ID{1}).NewKey(a, 1, vault.Label{Space: "open", Epoch: 1})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		var l keyList
		if cborDec.Unmarshal(b, &l) != nil {
			return
		}
		bundle := vault.Bundle{Slots: []*vault.Slot{slot}, Keys: []*vault.Key{key}}
		k := &keyring{Bundle: bundle, beside: &bundle, listed: new(keyList)}
		if _, err := k.sift(&l); err != nil {
			t.Fatal(err)
		}
		if len(k.Slots)+len(k.lost.Slots) != len(l.Slots) || len(k.Keys)+len(k.lost.Keys) != len(l.Keys) {
			t.Fatal("a line of the list is neither found nor lost")
		}
	})
}

// TestFilesTooLongFillNoMemory is about somebody who can write to the folder and makes a small file a long one.
func TestFilesTooLongFillNoMemory(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{keysFile, lastFile, markFile} {
		f, err := os.OpenFile(filepath.Join(s.dir, name), os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(f.Truncate(1<<40), f.Close()); err != nil {
			t.Skip(err) // no files with holes here
		}
	}
	s = openAgain(t, s)
	if !kinds(s)[KeysRepaired] || get[*matter](t, s, m.ID).Facts != m.Facts {
		t.Errorf("%+v", s.Troubles())
	}
}
