package store

import (
	"bytes"
	"context"
	"errors"
	"testing"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
)

type testSetting struct {
	Places []string `cbor:"1,keyasint"`
	Every  int      `cbor:"2,keyasint"`
}

func set(t testing.TB, s *Store, name string, v any) Change {
	t.Helper()
	c, err := s.Update(context.Background(), Verb{Name: "set"}, func(tx *Tx) error { return tx.SetSetting(name, v) })
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSettingComesBackAndStandsInTheJournal(t *testing.T) {
	s := create(t, options())
	var got testSetting
	if ok, err := s.Setting("backup", &got); ok || err != nil {
		t.Fatalf("a setting nobody made: %t, %v", ok, err)
	}
	set(t, s, "backup", testSetting{Places: []string{"盘一"}, Every: 1})
	c := set(t, s, "backup", testSetting{Places: []string{"盘二"}, Every: 2})
	for range 2 {
		if ok, err := s.Setting("backup", &got); !ok || err != nil || got.Places[0] != "盘二" || got.Every != 2 {
			t.Fatalf("%t, %v: %+v", ok, err, got)
		}
		s = reopen(t, s)
	}
	err := s.Journal(context.Background(), c.Seq, 0, func(e Entry) error {
		if len(e.Ops) != 1 || e.Ops[0].Kind != Noted || e.Ops[0].Text != "backup" {
			t.Errorf("journal: %+v", e)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	failed := errors.New("no")
	_, err = s.Update(context.Background(), Verb{}, func(tx *Tx) error { return errors.Join(tx.SetSetting("backup", testSetting{}), failed) })
	if ok, _ := s.Setting("backup", &got); !errors.Is(err, failed) || !ok || got.Every != 2 {
		t.Errorf("an update that failed changed the setting: %v, %+v", err, got)
	}
	if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.SetSetting("../x", 1) }); err == nil {
		t.Error("a name that is none was taken")
	}
	sound(t, s)
}

func TestOlderOrForeignSettingIsRefused(t *testing.T) {
	for what, change := range map[string]func(tx *bolt.Tx, before []byte) error{
		"put back": func(tx *bolt.Tx, before []byte) error {
			return tx.Bucket(metaBucket).Put([]byte("s lock"), before)
		},
		"of another name": func(tx *bolt.Tx, _ []byte) error {
			return tx.Bucket(metaBucket).Put([]byte("s lock"), bytes.Clone(tx.Bucket(metaBucket).Get([]byte("s backup"))))
		},
		"taken away": func(tx *bolt.Tx, _ []byte) error { return tx.Bucket(metaBucket).Delete([]byte("s lock")) },
	} {
		t.Run(what, func(t *testing.T) {
			s := create(t, options())
			set(t, s, "backup", 1)
			set(t, s, "lock", 5)
			var before []byte
			if err := s.view(func(tx *bolt.Tx) error { before = bytes.Clone(value(tx, metaBucket, []byte("s lock"))); return nil }); err != nil {
				t.Fatal(err)
			}
			set(t, s, "lock", 15)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			edit(t, s.dir, func(tx *bolt.Tx) error { return change(tx, before) })
			s = openAgain(t, s)
			n := 0
			if ok, err := s.Setting("lock", &n); ok || !errors.Is(err, field.Damaged) {
				t.Errorf("%t, %v: %d", ok, err, n)
			}
			if ok, err := s.Setting("backup", &n); !ok || err != nil || n != 1 {
				t.Errorf("the other one: %t, %v: %d", ok, err, n)
			}
			set(t, s, "lock", 20) // set anew it is whole again
			if ok, err := s.Setting("lock", &n); !ok || err != nil || n != 20 {
				t.Errorf("after setting it anew: %t, %v: %d", ok, err, n)
			}
		})
	}
}

func FuzzSetting(f *testing.F) {
	good, err := cborEnc.Marshal(testSetting{Places: []string{"盘一"}, Every: 3})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good)
	f.Fuzz(func(t *testing.T, b []byte) {
		s := &Store{settings: map[string][]byte{"x": b}}
		var into testSetting
		if ok, err := s.Setting("x", &into); ok == (err != nil) || err != nil && !errors.Is(err, field.Damaged) {
			t.Fatalf("%t, %v", ok, err)
		}
	})
}
