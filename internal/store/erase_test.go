package store

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// traces are byte strings that show that something of a record is still there.
type traces map[string][]byte

// sealed adds the sealed texts of the record's row, its face and the parts about it, as they lie in the file now.
func (x traces) sealed(t *testing.T, s *Store, name string, key pendingKey) {
	t.Helper()
	b := s.tables[key.table]
	n := uint64(b.row(key.id)) + 1
	add := func(what string, v []byte) {
		if v != nil {
			x[name+" "+what] = bytes.Clone(v[:32])
		}
	}
	err := s.view(func(tx *bolt.Tx) error {
		add("row", value(tx, tableName(key.table), rowKey(n))[valueFront+vault.HeaderLen:])
		if face := value(tx, faceName(key.table), rowKey(n)); face != nil {
			add("face", face[valueFront+vault.HeaderLen:])
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.partsAbout(context.Background(), func(k pendingKey) bool { return k == key })
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range found {
		v, err := s.valueOf(journalBucket, partKey(at.seq, at.part))
		if err != nil {
			t.Fatal(err)
		}
		sealed, _, err := sealedPart(s.ring, at.seq, at.part, v)
		if err != nil {
			t.Fatal(err)
		}
		add("part "+string(rune('0'+at.seq)), sealed[vault.HeaderLen:])
	}
}

// in adds to out the traces that stand in b.
func (x traces) in(b []byte, out map[string]bool) {
	for name, trace := range x {
		if bytes.Contains(b, trace) {
			out[name] = true
		}
	}
}

// below returns the traces that stand in any file below dir.
func (x traces) below(t *testing.T, dir string) map[string]bool {
	t.Helper()
	out := map[string]bool{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		x.in(b, out)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// found returns the traces that stand in any file of the folder, or in what the caches hold once they are open.
func (x traces) found(t *testing.T, s *Store) map[string]bool {
	t.Helper()
	out := x.below(t, s.dir)
	for _, kind := range []string{columnKind, textKind} {
		u, err := s.readStream(field.Cases, kind)
		if errors.Is(err, errNoCache) {
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		x.in(u.b, out)
	}
	return out
}

// words are a text as it stands in a file and as it stands in the search text.
func (x traces) words(text string) {
	x[text], x[text+" in units"] = []byte(text), units(nil, plain(text))
}

func TestErasedRecordIsNowhereInTheFolder(t *testing.T) {
	for _, space := range []field.Space{"", ownSpace} {
		t.Run("space "+string(space), func(t *testing.T) {
			s := create(t, options())
			newKey(t, s, ownSpace)
			m, other := full(1), full(2)
			m.Client, m.Facts, m.Channel, m.Topics = "被抹去的人", "被抹去的事", "抹去的渠道", []string{"抹去的议题"}
			key := pendingKey{matterType.Code, m.ID}
			x := traces{}
			put(t, s, m, other)
			key.id = m.ID
			x.sealed(t, s, "first", key)
			s = reopen(t, s) // the caches hold it
			for _, w := range []string{"被抹去的人", "抹去的渠道"} {
				x.words(w)
			}
			if got := x.found(t, s); len(got) < 4 {
				t.Fatalf("before, only %v is found: the test would show nothing", got)
			}
			m = get[*matter](t, s, m.ID)
			m.Facts, m.Space = "被抹去的第二件事", space
			must1(t, s, Verb{Name: "edit", Reason: "被抹去的理由"}, func(tx *Tx) error { return tx.Put(m) })
			must1(t, s, Verb{Name: "look"}, func(tx *Tx) error { tx.Note(Printed, matterType, m.ID, "被抹去的话"); return nil })
			x.sealed(t, s, "second", key)
			for _, w := range []string{"被抹去的事", "被抹去的第二件事", "被抹去的理由", "被抹去的话", "抹去的议题"} {
				x.words(w)
			}
			before := s.Folder().Seq
			counts := s.head.Tables[matterType.Code]
			c := must1(t, s, Verb{Name: "erase"}, func(tx *Tx) error { return tx.Erase(matterType, m.ID) })
			if len(c.Touched) != 1 || c.Touched[0] != (Touch{matterType, m.ID, Erased}) {
				t.Errorf("told as %+v", c.Touched)
			}
			if err := s.Compact(context.Background(), nil); err != nil {
				t.Fatal(err)
			}
			if got := x.found(t, s); len(got) > 0 {
				t.Errorf("after erasing there is still: %v", got)
			}
			again := filepath.Join(t.TempDir(), "again")
			made, err := s.Backup(context.Background(), t.TempDir(), nil)
			if err == nil {
				err = Restore(context.Background(), RestoreSpec{Path: made.Path, Passphrase: secret, Dir: again}, s.o, nil)
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := x.below(t, again); len(got) > 0 {
				t.Errorf("a backup made afterwards has still: %v", got)
			}
			if _, err := s.Get(matterType, m.ID); !errors.Is(err, field.NotFound) {
				t.Errorf("get: %v", err)
			}
			for _, w := range s.tables[matterType.Code].byKey["channel"].words.all {
				if w == "抹去的渠道" {
					t.Error("the memory keeps a word that only it held")
				}
			}
			s = reopen(t, s)
			if got := x.found(t, s); len(got) > 0 {
				t.Errorf("after opening again there is still: %v", got)
			}
			if numbers(t, s, Query{}) != other.Number || numbers(t, s, Query{Find: "被抹去"}) != "" {
				t.Error("the list is not that of the others")
			}
			after := s.head.Tables[matterType.Code]
			if after.Rows != counts.Rows || after.Kept != counts.Kept-1 {
				t.Errorf("counts %+v, then %+v", counts, after)
			}
			next := full(3)
			put(t, s, next)
			if row := s.tables[matterType.Code].row(next.ID); row != int(counts.Rows) {
				t.Errorf("row number %d was given out again", row)
			}
			var told []Entry
			if err := s.Journal(context.Background(), before-1, before+1, func(e Entry) error { told = append(told, e); return nil }); err != nil {
				t.Fatal(err)
			}
			if told[0].Erased != 1 || told[0].Reason != "" || told[1].Erased != 1 || len(told[2].Ops) != 1 || told[2].Ops[0].Kind != Erased || told[2].Ops[0].ID != m.ID {
				t.Errorf("the journal says %+v", told)
			}
			if h, err := s.History(matterType, other.ID); err != nil || len(h) != 1 {
				t.Errorf("history of the other: %d, %v", len(h), err)
			}
		})
	}
}

func TestErasedHistoryLeavesTheRecordAsItIs(t *testing.T) {
	s := create(t, options())
	m, other := full(1), full(2)
	m.Client = "被抹去的人"
	put(t, s, m, other)
	key := pendingKey{matterType.Code, m.ID}
	x := traces{}
	x.words("被抹去的人")
	x.sealed(t, s, "first", key)
	s = reopen(t, s)
	m = get[*matter](t, s, m.ID)
	c := must1(t, s, Verb{Name: "anonymise"}, func(tx *Tx) error {
		if err := tx.EraseHistory(matterType, m.ID); err != nil {
			return err
		}
		m.Client, m.Facts = "", ""
		return tx.Put(m)
	})
	if err := s.Compact(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	if got := x.found(t, s); len(got) > 0 {
		t.Errorf("there is still: %v", got)
	}
	s = reopen(t, s)
	if got := x.found(t, s); len(got) > 0 {
		t.Errorf("after opening again there is still: %v", got)
	}
	back := get[*matter](t, s, m.ID)
	if back.Client != "" || back.Number != m.Number || back.Minutes != 45 {
		t.Errorf("the record is %+v", back)
	}
	h, err := s.History(matterType, m.ID)
	if err != nil || len(h) != 1 || len(h[0].Ops[0].Keys) != 0 {
		t.Errorf("history: %+v, %v", h, err)
	}
	if _, err := s.Undo(context.Background(), c.Seq); err == nil {
		t.Error("it can be undone")
	}
	back.Minutes = 50
	put(t, s, back)
	if h, err := s.History(matterType, m.ID); err != nil || len(h) != 2 {
		t.Errorf("history afterwards: %d entries, %v", len(h), err)
	}
}

func TestErasingKnowsWhatElseTheTransactionDid(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error {
		if err := tx.Erase(matterType, m.ID); err != nil {
			return err
		}
		if _, err := tx.Get(matterType, m.ID); !errors.Is(err, field.NotFound) {
			t.Errorf("get after erasing: %v", err)
		}
		if err := tx.Put(m); !errors.Is(err, field.NotFound) {
			t.Errorf("put after erasing: %v", err)
		}
		return errors.New("never mind")
	})
	if err == nil {
		t.Fatal("it was saved")
	}
	get[*matter](t, s, m.ID)
	_, err = s.Update(context.Background(), Verb{}, func(tx *Tx) error {
		m.Facts = "x"
		return errors.Join(tx.Put(m), tx.Erase(matterType, m.ID))
	})
	if !errors.Is(err, field.Clash) {
		t.Errorf("erased and saved at once: %v", err)
	}
	_, err = s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Erase(matterType, field.ID{7}) })
	if !errors.Is(err, field.NotFound) {
		t.Errorf("erasing what is not there: %v", err)
	}
	m = get[*matter](t, s, m.ID)
	must1(t, s, Verb{}, func(tx *Tx) error { return tx.Delete(m) })
	must1(t, s, Verb{}, func(tx *Tx) error { return tx.Erase(matterType, m.ID) })
	if c := s.head.Tables[matterType.Code]; c.Kept != 0 || c.Gone != 0 {
		t.Errorf("counts after erasing a deleted record: %+v", c)
	}
}

func TestErasingByWhoHoldsNoKeyIsRefused(t *testing.T) {
	s, m, _ := restricted(t)
	s = asColleague(t, s)
	_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Erase(matterType, m.ID) })
	if !errors.Is(err, field.Locked) {
		t.Errorf("erase: %v", err)
	}
}

func TestErasedRowsStayAwayWithAnyCache(t *testing.T) {
	s := create(t, options())
	var all []*matter
	for i := range 200 {
		all = append(all, full(i))
		put(t, s, all[i])
	}
	s = reopen(t, s)
	old := filepath.Join(t.TempDir(), "cache")
	copyFolder(t, filepath.Join(s.dir, cacheDir), old)
	must1(t, s, Verb{}, func(tx *Tx) error {
		for i := 0; i < 200; i += 3 {
			if err := tx.Erase(matterType, all[i].ID); err != nil {
				return err
			}
		}
		return nil
	})
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"new", "older", "none"} {
		if what != "new" {
			if err := os.RemoveAll(filepath.Join(s.dir, cacheDir)); err != nil {
				t.Fatal(err)
			}
		}
		if what == "older" {
			copyFolder(t, old, filepath.Join(s.dir, cacheDir))
		}
		s = openAgain(t, s)
		if n, err := s.Count(matterType, Query{Find: "赵小满"}); err != nil || n != 133 {
			t.Errorf("%s cache: %d rows, %v", what, n, err)
		}
		if len(s.Troubles()) > 0 {
			t.Errorf("%s cache: %+v", what, s.Troubles())
		}
		for i, m := range all {
			if _, err := s.Get(matterType, m.ID); (err == nil) != (i%3 != 0) {
				t.Fatalf("%s cache: record %d: %v", what, i, err)
			}
		}
		sound(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// BenchmarkErase is what erasing and moving one record cost in a folder of many, and writing the file anew.
func BenchmarkErase(b *testing.B) {
	dir, o := bigFolder(b)
	to := filepath.Join(b.TempDir(), "data")
	copyFolder(b, dir, to)
	s, err := Open(to, secret, o)
	if err != nil {
		b.Fatal(err)
	}
	defer func() {
		if err := s.Close(); err != nil {
			b.Error(err)
		}
	}()
	newKey(b, s, ownSpace)
	rows, err := s.List(matterType, Query{})
	if err != nil {
		b.Fatal(err)
	}
	next := 0
	run := func(do func(tx *Tx, id field.ID) error) func(b *testing.B) {
		return func(b *testing.B) {
			for b.Loop() {
				id := rows.ID(next)
				next++
				if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return do(tx, id) }); err != nil {
					b.Fatal(err)
				}
			}
		}
	}
	b.Run("erase", run(func(tx *Tx, id field.ID) error { return tx.Erase(matterType, id) }))
	b.Run("move", run(func(tx *Tx, id field.ID) error { return tx.Move(matterType, id, ownSpace) }))
	b.Run("compact", func(b *testing.B) {
		for b.Loop() {
			if err := s.Compact(context.Background(), nil); err != nil {
				b.Fatal(err)
			}
		}
	})
}
