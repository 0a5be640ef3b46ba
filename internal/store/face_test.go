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
)

const ownSpace field.Space = "case:test"

// restricted makes a folder with a case of a history in the open, moved into a space of its own that only its founder holds, beside
// one that is not, and a second account that holds the keys of all cases.
func restricted(t *testing.T) (s *Store, m, open *matter) {
	t.Helper()
	s = create(t, options())
	m, open = full(1), full(2)
	m.Client, open.Client = "受限的人", "钱大满"
	put(t, s, m, open)
	m.Facts = "受限的事"
	put(t, s, m)
	must1(t, s, Verb{Name: "look"}, func(tx *Tx) error { tx.Note(Seen, matterType, m.ID, "受限的话"); return nil })
	if _, err := s.AddAccount(context.Background(), NewAccount{Name: "某同事", Passphrase: "同事的口令 2008", Spaces: []field.Space{field.Cases, field.Open, field.Aid}}); err != nil {
		t.Fatal(err)
	}
	s = reopen(t, s) // the caches hold its words
	newKey(t, s, ownSpace)
	m = get[*matter](t, s, m.ID)
	m.Space = ownSpace
	put(t, s, m)
	return s, m, open
}

// asColleague closes s and opens the folder for the second account.
func asColleague(t *testing.T, s *Store) *Store {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o := s.o
	o.Account = "某同事"
	c, err := Open(s.dir, "同事的口令 2008", o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, c)
	return c
}

func onlyFace(t *testing.T, s *Store, m, open *matter) {
	t.Helper()
	rows, err := s.List(matterType, Query{Sort: "client"})
	if err != nil || rows.Len() != 2 || rows.ID(1) != m.ID {
		t.Fatalf("it is not in the list: %v", err)
	}
	if !rows.Faced(1) || rows.Faced(0) {
		t.Error("the list does not say which shows its face only")
	}
	if rows.Text(1, "number") != m.Number || rows.Text(1, "channel") != "call" || rows.Text(1, "client") != "" || rows.Text(1, "claimed") != "" || rows.Text(1, "day") != "" {
		t.Errorf("it shows %+v", rows.At(1))
	}
	for find, want := range map[string]int{"受限": 0, "SXD": 0, "sxdr": 0, m.Number: 1, "钱大满": 1} {
		if n, err := s.Count(matterType, Query{Find: find}); err != nil || n != want {
			t.Errorf("search for %q finds %d, %v", find, n, err)
		}
	}
	if n, err := s.Count(matterType, Query{Where: []Cond{Where("channel", "call")}}); err != nil || n != 2 {
		t.Errorf("a field of the face filters %d, %v", n, err)
	}
	if n, err := s.Count(matterType, Query{Where: []Cond{Where("topics", "pay")}}); err != nil || n != 1 {
		t.Errorf("a field behind the face filters %d, %v", n, err)
	}
	if tally, err := s.Tally(matterType, "channel", Query{}); err != nil || tally["call"] != 2 {
		t.Errorf("tally %v, %v", tally, err)
	}
	if _, err := s.Get(matterType, m.ID); !errors.Is(err, field.Locked) {
		t.Errorf("get: %v", err)
	}
	if _, err := s.History(matterType, m.ID); !errors.Is(err, field.Locked) {
		t.Errorf("history: %v", err)
	}
	if title, ok := s.Title("matter", m.ID); ok {
		t.Errorf("its title is told: %s", title)
	}
	n := 0
	if err := s.Each(context.Background(), matterType, func(r field.Record) error { n++; return nil }); err != nil || n != 1 {
		t.Errorf("each gives %d, %v", n, err)
	}
}

func TestRestrictedRecordShowsOthersItsFaceOnly(t *testing.T) {
	s, m, open := restricted(t)
	if rows, err := s.List(matterType, Query{Find: "受限的事"}); err != nil || rows.Len() != 1 || rows.Faced(0) {
		t.Fatalf("whoever is named does not find it: %v", err)
	}
	if h, err := s.History(matterType, m.ID); err != nil || len(h) != 3 {
		t.Fatalf("whoever is named reads %d entries, %v", len(h), err)
	}
	s = asColleague(t, s)
	onlyFace(t, s, m, open)
	for seq := uint64(1); seq <= s.head.Seq; seq++ {
		p := rawEntry(t, s, seq)
		for i := range len(p.parts) - 1 {
			if o, err := p.op(s.ring, i); err == nil && o.ID == m.ID {
				t.Errorf("entry %d tells of it: %+v", seq, o)
			}
		}
	}
	if err := s.Close(); err != nil { // writes the cache
		t.Fatal(err)
	}
	s = asColleague(t, s)
	if s.cached == 0 {
		t.Error("the cache was not used")
	}
	onlyFace(t, s, m, open)
	if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Delete(&matter{Meta: m.Meta}) }); !errors.Is(err, field.Locked) {
		t.Errorf("it can be deleted: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s.o.Account = "某主任"
	s = openAgain(t, s)
	if rows, err := s.List(matterType, Query{Find: "受限的事"}); err != nil || rows.Len() != 1 || rows.Faced(0) {
		t.Fatalf("whoever is named does not find it again: %v", err)
	}
}

func TestRestrictedRecordLeavesNothingUnderTheCommonKeyAfterCompact(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m, full(2))
	m.Facts = "受限的事"
	put(t, s, m)
	must1(t, s, Verb{Name: "look"}, func(tx *Tx) error { tx.Note(Seen, matterType, m.ID, "受限的话"); return nil })
	x := traces{}
	x.sealed(t, s, "common", pendingKey{matterType.Code, m.ID})
	newKey(t, s, ownSpace)
	if got := x.found(t, s); len(got) != 4 {
		t.Fatalf("before: %v", got)
	}
	must1(t, s, Verb{Name: "restrict"}, func(tx *Tx) error { return tx.Move(matterType, m.ID, ownSpace) })
	if err := s.Compact(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	if got := x.found(t, s); len(got) > 0 {
		t.Errorf("after: %v", got)
	}
}

func TestRestrictingTakesTheWordsOutOfTheCachesAtOnce(t *testing.T) {
	s, _, _ := restricted(t)
	for _, kind := range []string{columnKind, textKind} {
		if _, err := os.Stat(s.cachePath(field.Cases, kind)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s is there still: %v", kind, err)
		}
	}
}

func TestCacheFromBeforeTheRestrictionIsNotBelieved(t *testing.T) {
	s, m, open := restricted(t)
	m.Space = ""
	put(t, s, m)
	s = reopen(t, s)
	old := t.TempDir()
	if err := os.CopyFS(old, os.DirFS(filepath.Join(s.dir, cacheDir))); err != nil {
		t.Fatal(err)
	}
	m = get[*matter](t, s, m.ID)
	m.Space = ownSpace
	put(t, s, m)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, kind := range []string{columnKind, textKind} {
		b, err := os.ReadFile(filepath.Join(old, string(field.Cases)+kind))
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(s.cachePath(field.Cases, kind), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s = asColleague(t, s)
	onlyFace(t, s, m, open)
}

func TestRecordThatIsNoLongerRestrictedOpensForAll(t *testing.T) {
	s, m, _ := restricted(t)
	m.Space = ""
	put(t, s, m)
	s = asColleague(t, s)
	if back := get[*matter](t, s, m.ID); back.Client != "受限的人" {
		t.Error("it does not open")
	}
	h, err := s.History(matterType, m.ID)
	if err != nil || len(h) != 4 {
		t.Errorf("history: %d entries, %v", len(h), err)
	}
	rows, err := s.List(matterType, Query{Find: "受限的人"})
	if err != nil || rows.Len() != 1 || rows.Faced(0) {
		t.Errorf("it is not found: %v", err)
	}
	err = s.view(func(tx *bolt.Tx) error {
		if k, _ := tx.Bucket(faceName(matterType.Code)).Cursor().First(); k != nil {
			t.Error("the face is there still")
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}

func TestFacesTakenAwayExchangedOrPutBackAreFound(t *testing.T) {
	s, m, _ := restricted(t)
	other := full(3)
	other.Space = ownSpace
	put(t, s, other)
	name := faceName(matterType.Code)
	face := func(tx *bolt.Tx, n uint64) []byte { return bytes.Clone(tx.Bucket(name).Get(rowKey(n))) }
	var before []byte
	if err := s.view(func(tx *bolt.Tx) error { before = face(tx, 1); return nil }); err != nil {
		t.Fatal(err)
	}
	m.Channel = "letter"
	put(t, s, m)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for what, do := range map[string]func(tx *bolt.Tx) error{
		"taken away": func(tx *bolt.Tx) error { return tx.Bucket(name).Delete(rowKey(1)) },
		"exchanged": func(tx *bolt.Tx) error {
			a, b := face(tx, 1), face(tx, 3)
			return errors.Join(tx.Bucket(name).Put(rowKey(1), b), tx.Bucket(name).Put(rowKey(3), a))
		},
		"put back":       func(tx *bolt.Tx) error { return tx.Bucket(name).Put(rowKey(1), before) },
		"of another row": func(tx *bolt.Tx) error { return tx.Bucket(name).Put(rowKey(2), face(tx, 3)) },
		"of no row":      func(tx *bolt.Tx) error { return tx.Bucket(name).Put(rowKey(9), face(tx, 3)) },
		"short":          func(tx *bolt.Tx) error { return tx.Bucket(name).Put(rowKey(1), face(tx, 1)[:20]) },
		"as the record":  func(tx *bolt.Tx) error { return tx.Bucket(tableName(matterType.Code)).Put(rowKey(1), face(tx, 1)) },
		"record as a face": func(tx *bolt.Tx) error {
			return tx.Bucket(name).Put(rowKey(1), bytes.Clone(tx.Bucket(tableName(matterType.Code)).Get(rowKey(1))))
		},
	} {
		t.Run(what, func(t *testing.T) {
			to := filepath.Join(t.TempDir(), "data")
			copyFolder(t, s.dir, to)
			edit(t, to, do)
			for _, account := range []string{"某主任", "某同事"} {
				o, passphrase := s.o, secret
				if o.Account = account; account == "某同事" {
					passphrase = "同事的口令 2008"
				}
				s, err := Open(to, passphrase, o)
				if err != nil {
					t.Fatal(err)
				}
				r, err := s.Check(context.Background(), nil)
				if err != nil || r.Sound() {
					t.Errorf("check for %s finds nothing: %v", account, err)
				}
				if err := s.Close(); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

func TestFaceIsSealedAgainWithItsRow(t *testing.T) {
	s, m, open := restricted(t)
	newKey(t, s, field.Cases)
	newKey(t, s, ownSpace)
	swapped(t, s, func(w *write) error {
		row := uint64(s.rowOf(s.tables[matterType.Code], m.ID)) + 1
		did, err := s.resealRow(w, matterType.Code, row)
		if !did || len(w.swaps) != 2 {
			t.Errorf("%d values sealed again", len(w.swaps))
		}
		return err
	})
	s = reopen(t, s)
	s = asColleague(t, s)
	if rows, err := s.List(matterType, Query{}); err != nil || rows.Len() != 1 {
		t.Errorf("the old key opens the new face: %v", err) // the colleague was not granted the new epoch
	}
	_ = open
}

func TestUndoOfARestrictionOpensTheRecordAgain(t *testing.T) {
	s, m, _ := restricted(t)
	if _, err := s.Undo(context.Background(), s.Folder().Seq); err != nil {
		t.Fatal(err)
	}
	s = asColleague(t, s)
	if back := get[*matter](t, s, m.ID); back.Space != "" || back.Facts != "受限的事" {
		t.Errorf("space %q", back.Space)
	}
}

func TestWhoRestrictsAndIsNotNamedSeesTheFaceAtOnce(t *testing.T) {
	s := create(t, options())
	m, open := full(1), full(2)
	put(t, s, m, open)
	named, err := s.AddAccount(context.Background(), NewAccount{Name: "某同事", Passphrase: "同事的口令 2008", Spaces: []field.Space{field.Cases, field.Open, field.Aid}})
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, m)
	must1(t, s, Verb{Name: "restrict"}, func(tx *Tx) error {
		return errors.Join(tx.NewSpace(ownSpace, named.ID), tx.Move(matterType, m.ID, ownSpace))
	})
	if rows, err := s.List(matterType, Query{}); err != nil || rows.Len() != 2 || !rows.Faced(1) || rows.Text(1, "client") != "" {
		t.Fatalf("whoever is not named sees more than the face: %v", err)
	}
	if _, err := s.Get(matterType, m.ID); !errors.Is(err, field.Locked) {
		t.Errorf("get: %v", err)
	}
	s = asColleague(t, s)
	if back := get[*matter](t, s, m.ID); back.Client != "赵小满" || back.Space != ownSpace {
		t.Error("whoever is named cannot read it")
	}
}

func TestDeletedRecordMovesAndComesBackByUndo(t *testing.T) {
	s := create(t, options())
	newKey(t, s, ownSpace)
	m := full(1)
	put(t, s, m)
	must1(t, s, Verb{}, func(tx *Tx) error { return tx.Delete(m) })
	c := must1(t, s, Verb{}, func(tx *Tx) error { return tx.Move(matterType, m.ID, ownSpace) })
	back := get[*matter](t, s, m.ID)
	if back.Space != ownSpace || back.Gone == 0 || back.Facts != m.Facts {
		t.Fatalf("space %q, deleted %t", back.Space, back.Gone != 0)
	}
	if c := must1(t, s, Verb{}, func(tx *Tx) error { return tx.Move(matterType, m.ID, ownSpace) }); c.Seq != 0 {
		t.Error("a move to where it is was saved")
	}
	if _, err := s.Undo(context.Background(), c.Seq); err != nil {
		t.Fatal(err)
	}
	if back := get[*matter](t, s, m.ID); back.Space != "" || back.Gone == 0 {
		t.Errorf("after the undo: space %q, deleted %t", back.Space, back.Gone != 0)
	}
	if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Move(matterType, field.ID{9}, ownSpace) }); !errors.Is(err, field.NotFound) {
		t.Errorf("moving what is not there: %v", err)
	}
	if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Move(matterType, m.ID, "case:other") }); !errors.Is(err, field.Locked) {
		t.Errorf("moving to a space nobody here opens: %v", err)
	}
}
