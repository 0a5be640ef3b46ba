package store

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

// opens reports how many values of the folder the ring opens, looking at records, faces and journal parts as they lie in the file.
func opens(t *testing.T, s *Store, r *vault.Ring, key func(h vault.Header) bool) (n int) {
	t.Helper()
	err := s.view(func(tx *bolt.Tx) error {
		return tx.ForEach(func(name []byte, b *bolt.Bucket) error {
			at, ok := sealedAt(name)
			if !ok {
				return nil
			}
			return b.ForEach(func(k, v []byte) error {
				sealed := v[at(k, v):]
				h, err := vault.ReadHeader(sealed)
				if err != nil || !key(h) {
					return err
				}
				p, place := vault.Journal, bytes.Clone(k)
				if name[0] != journalBucket[0] {
					w, err := s.places.read(v)
					if err != nil {
						return err
					}
					code := uint16(name[1])<<8 | uint16(name[2])
					if p, place = vault.Records, w.place(code); name[0] == faceBucket {
						place = w.facePlace(code)
					}
				}
				if _, _, err := r.Open(nil, p, place, bytes.Clone(sealed)); err == nil {
					n++
				}
				return nil
			})
		})
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestRemovedAccountReadsNothingAfterRotation: she kept a copy of the whole folder with her passphrase, and gets the new one too.
func TestRemovedAccountReadsNothingAfterRotation(t *testing.T) {
	tm := newTeam(t)
	m := full(1)
	put(t, tm.s, m)
	m.Facts = "第二稿"
	put(t, tm.s, m)
	if err := tm.s.Close(); err != nil {
		t.Fatal(err)
	}
	copied := filepath.Join(t.TempDir(), "copy")
	copyFolder(t, tm.s.dir, copied)
	hers, err := Open(copied, tm.staffWord, withAccount(tm.s.o, "示例职员"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := hers.Close(); err != nil {
			t.Error(err)
		}
	}()
	tm.s = openFor(t, tm.s, "某主任", secret)
	everything := func(vault.Header) bool { return true }
	before := opens(t, tm.s, hers.ring, everything)
	update(t, tm.s, func(tx *Tx) error { return tx.CloseAccount(tm.staff) })
	if err := tm.s.Rotate(context.Background(), []field.Space{field.Open, field.Cases}, nil); err != nil {
		t.Fatal(err)
	}
	put(t, tm.s, full(2))
	if n := opens(t, tm.s, hers.ring, everything); n != 0 || before < 5 {
		t.Errorf("her old keys open %d values, before it was %d", n, before)
	}
	for _, space := range []field.Space{field.Open, field.Cases, spaceAll} {
		if no, label, _ := tm.s.ring.Newest(string(space)); label.Epoch != 2 {
			t.Errorf("%s is of epoch %d", space, label.Epoch)
		} else if _, ok := hers.ring.Label(no); ok {
			t.Errorf("she has the new key of %s", space)
		}
	}
	var sealed []byte
	if err := tm.s.view(func(tx *bolt.Tx) error { sealed = bytes.Clone(value(tx, metaBucket, headKey)); return nil }); err != nil {
		t.Fatal(err)
	}
	if err := openDoc(hers.ring, "head", sealed, new(head)); !errors.Is(err, field.Locked) {
		t.Errorf("she reads the head: %v", err)
	}
	if n := tm.s.Unsealed(); len(n) > 0 {
		t.Errorf("left over: %v", n)
	}
	sound(t, tm.s)
	if err := tm.s.Compact(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	for _, old := range []string{"cases.text", "cases.columns"} {
		if _, err := os.Stat(filepath.Join(tm.s.dir, cacheDir, old)); err == nil {
			t.Errorf("%s of the old key is still there", old)
		}
	}
	tm.s = reopenAs(t, tm.s, "示例组织员", tm.org) // everybody else goes on
	sound(t, tm.s)
	tm.s = reopenAs(t, tm.s, "某主任", secret)
	if len(tm.s.Troubles()) > 0 || get[*matter](t, tm.s, m.ID).Facts != "第二稿" {
		t.Errorf("%+v", tm.s.Troubles())
	}
	if h, err := tm.s.History(matterType, m.ID); err != nil || len(h) != 2 {
		t.Errorf("history: %d, %v", len(h), err)
	}
	sound(t, tm.s)
}

func TestValueUnderAKeyOfThePastIsRefused(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	var old []byte
	if err := s.view(func(tx *bolt.Tx) error {
		old = bytes.Clone(value(tx, tableName(matterType.Code), rowKey(1)))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	if err := s.Rotate(context.Background(), []field.Space{field.Cases}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	edit(t, s.dir, func(tx *bolt.Tx) error { return tx.Bucket(tableName(matterType.Code)).Put(rowKey(1), old) })
	s, err := Open(s.dir, secret, s.o)
	if err != nil {
		t.Fatal(err)
	}
	if r, err := s.Get(matterType, m.ID); !errors.Is(err, field.Damaged) {
		t.Errorf("%v, %v", r, err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestCacheUnderAKeyOfThePastIsRefused is about somebody who was taken out and knows the key of that time: what lists show must not
// be what she puts into the cache.
func TestCacheUnderAKeyOfThePastIsRefused(t *testing.T) {
	s := create(t, options())
	put(t, s, full(1), full(2))
	hers := s.ring.Clone()
	if err := s.Rotate(context.Background(), []field.Space{field.Cases}, nil); err != nil {
		t.Fatal(err)
	}
	b := s.byName[matterType.Table]
	now := s.ring.Clone()
	if err := os.MkdirAll(filepath.Join(s.dir, cacheDir), 0o700); err != nil {
		t.Fatal(err)
	}
	s.ring.Become(hers)
	b.states[0] = rowGone
	for kind, pack := range map[string]func(*table, *packer){columnKind: (*table).packColumns, textKind: (*table).packTexts} {
		if err := s.writeStream(field.Cases, kind, []*table{b}, pack); err != nil {
			t.Fatal(err)
		}
	}
	s.ring.Become(now)
	s.cached = s.head.Seq // closing leaves them
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = openAgain(t, s)
	if rows, err := s.List(matterType, Query{}); err != nil || rows.Len() != 2 {
		t.Errorf("%d of 2 records are listed, %v", rows.Len(), err)
	}
	if !kinds(s)[CacheUnusable] {
		t.Errorf("%+v", s.Troubles())
	}
}

func TestWritersGoOnDuringRotationAndItCanBeCancelled(t *testing.T) {
	s := create(t, options())
	importRows(t, s, 3*rotateBatch)
	ctx, cancel := context.WithCancel(context.Background())
	n := 0
	err := s.Rotate(ctx, []field.Space{field.Cases}, func(done, total int) {
		put(t, s, full(n))
		if n++; n == 2 {
			cancel()
		}
	})
	if !errors.Is(err, field.Cancelled) {
		t.Fatalf("%v", err)
	}
	left := s.Unsealed()[field.Cases]
	if left < rotateBatch || left > 5*rotateBatch {
		t.Errorf("%d values left", left)
	}
	sound(t, s)
	s = reopen(t, s)
	_, before, _ := s.ring.Newest(string(field.Cases))
	if err := s.Rotate(context.Background(), []field.Space{field.Cases}, nil); err != nil {
		t.Fatal(err)
	}
	if _, after, _ := s.ring.Newest(string(field.Cases)); after.Epoch != before.Epoch || after.Epoch != 2 {
		t.Errorf("it began again instead of going on: epoch %d, then %d", before.Epoch, after.Epoch)
	}
	if left := s.Unsealed(); len(left) > 0 {
		t.Errorf("left over: %v", left)
	}
	if c, err := s.Count(matterType, Query{}); err != nil || c != 3*rotateBatch+n {
		t.Errorf("%d records, %v", c, err)
	}
	sound(t, s)
}

// TestRotationBeginsAgainWhenSomebodyLeftMeanwhile: she may have the key of the unfinished one.
func TestRotationBeginsAgainWhenSomebodyLeftMeanwhile(t *testing.T) {
	tm := newTeam(t)
	importRows(t, tm.s, 2*rotateBatch)
	ctx, cancel := context.WithCancel(context.Background())
	if err := tm.s.Rotate(ctx, []field.Space{field.Cases}, func(int, int) { cancel() }); !errors.Is(err, field.Cancelled) {
		t.Fatalf("%v", err)
	}
	update(t, tm.s, func(tx *Tx) error { return tx.Revoke(tm.staff, field.Cases) })
	if err := tm.s.Rotate(context.Background(), []field.Space{field.Cases}, nil); err != nil {
		t.Fatal(err)
	}
	no, label, _ := tm.s.ring.Newest(string(field.Cases))
	if label.Epoch != 3 || tm.s.keyring.key(no).GrantedTo(tm.staff) {
		t.Errorf("epoch %d", label.Epoch)
	}
	if n := opens(t, tm.s, tm.s.ring, func(h vault.Header) bool { l, _ := tm.s.ring.Label(h.Key); return l.Space == "cases" && h.Key != no }); n > 0 {
		t.Errorf("%d values under older keys", n)
	}
	sound(t, tm.s)
}

// TestWhatTheProgramKeepsForItselfGetsTheNewCommonKey: cards, settings, desks, counters, the list of slots and keys, the head.
func TestWhatTheProgramKeepsForItselfGetsTheNewCommonKey(t *testing.T) {
	tm := newTeam(t)
	set(t, tm.s, "lock", 7)
	must1(t, tm.s, Verb{}, func(tx *Tx) error { tx.Next("case"); return nil })
	desk, old := tm.s.Folder().Desk, tm.s.ring.Clone()
	update(t, tm.s, func(tx *Tx) error { return tx.CloseAccount(tm.staff) })
	if err := tm.s.Rotate(context.Background(), []field.Space{field.Open}, nil); err != nil {
		t.Fatal(err)
	}
	err := tm.s.view(func(tx *bolt.Tx) error {
		docs := map[string][]byte{"head": value(tx, metaBucket, headKey), "key list": value(tx, metaBucket, []byte(listKey)),
			"setting lock": value(tx, metaBucket, []byte("s lock")), deskPlace(desk): value(tx, desksBucket, u32Key(desk)),
			counterPlace(desk): value(tx, metaBucket, counterName(desk))}
		for _, slot := range tm.s.keyring.Slots {
			docs[cardPlace(slot.ID)] = slot.Card
		}
		for place, sealed := range docs {
			if _, err := openText(tm.s.ring, place, bytes.Clone(sealed)); err != nil {
				t.Errorf("%s: %v", place, err)
			}
			if _, err := openText(old, place, bytes.Clone(sealed)); !errors.Is(err, field.Locked) {
				t.Errorf("%s by the old keys: %v", place, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	tm.s = reopenAs(t, tm.s, "某主任", secret)
	n := 0
	if ok, err := tm.s.Setting("lock", &n); !ok || err != nil || n != 7 {
		t.Errorf("the setting: %d, %v", n, err)
	}
	must1(t, tm.s, Verb{}, func(tx *Tx) error {
		if next := tx.Next("case"); next != 2 {
			t.Errorf("number %d", next)
		}
		return nil
	})
	if tm.s.Folder().Desk != desk || len(tm.s.Troubles()) > 0 || tm.s.of(tm.staff).Name != "示例职员" {
		t.Errorf("desk %08x, %+v, %+v", tm.s.Folder().Desk, tm.s.Troubles(), tm.s.Accounts())
	}
	sound(t, tm.s)
}

// TestBackupsStayWhatTheyWereAfterARotation: they hold the keys of their time.
func TestBackupsStayWhatTheyWereAfterARotation(t *testing.T) {
	tm := newTeam(t)
	m := full(1)
	put(t, tm.s, m)
	made, err := tm.s.Backup(context.Background(), t.TempDir(), nil)
	if err != nil {
		t.Fatal(err)
	}
	update(t, tm.s, func(tx *Tx) error { return tx.CloseAccount(tm.organiser) })
	if err := tm.s.Rotate(context.Background(), []field.Space{field.Cases, field.Open}, nil); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if last, ok := tm.s.LastBackup(); !ok || last.Path != made.Path {
			t.Errorf("the last backup is forgotten: %+v", last)
		}
		if r, err := VerifyBackup(context.Background(), made.Path, secret, withAccount(tm.s.o, "某主任"), nil); err != nil || !r.Sound() {
			t.Errorf("%+v, %v", r.Troubles, err)
		}
		tm.s = reopenAs(t, tm.s, "某主任", secret)
	}
}

func TestOnlyWhoHoldsASpaceRotatesIt(t *testing.T) {
	tm := newTeam(t)
	s := tm.as(t, "示例组织员", tm.org)
	if err := s.Rotate(context.Background(), []field.Space{field.Cases}, nil); !errors.Is(err, field.Locked) {
		t.Fatalf("%v", err)
	}
	if err := s.Rotate(context.Background(), nil, nil); err != nil {
		t.Errorf("nothing to go on with: %v", err)
	}
}

func TestKilledRotationGoesOn(t *testing.T) {
	s := create(t, options())
	const rows = 12 * rotateBatch
	importRows(t, s, rows)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(5, 5))
	for range 4 {
		cmd := child(t, "rotate "+s.dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for range 1 + rnd.IntN(4) {
			if !lines.Scan() || !strings.HasPrefix(lines.Text(), "sealed") {
				t.Fatalf("the child says %q", lines.Text())
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // killed: an error is what it should say
		s = openAgain(t, s)
		if len(s.Troubles()) > 0 || s.Unsealed()[field.Cases] == 0 {
			t.Fatalf("after a kill: %+v, %v left", s.Troubles(), s.Unsealed())
		}
		sound(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	s = openAgain(t, s)
	if err := s.Rotate(context.Background(), nil, nil); err != nil {
		t.Fatal(err)
	}
	if _, label, _ := s.ring.Newest(string(field.Cases)); label.Epoch != 2 || len(s.Unsealed()) > 0 {
		t.Errorf("epoch %d, left %v", label.Epoch, s.Unsealed())
	}
	n := 0
	if err := s.Each(context.Background(), matterType, func(field.Record) error { n++; return nil }); err != nil || n != rows {
		t.Errorf("%d records, %v", n, err)
	}
	sound(t, s)
}

// BenchmarkRotate gives the cases a new key and seals all records and journal parts anew, each in a flushed transaction of some hundred.
func BenchmarkRotate(b *testing.B) {
	s := create(b, options())
	const rows = 10_000
	importRows(b, s, rows)
	for b.Loop() {
		if err := s.Rotate(context.Background(), []field.Space{field.Cases}, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N)*2*rows/b.Elapsed().Seconds(), "values/s") // a record and its journal part
}

// TestKeysFollowASaveThatFails covers both outcomes: nothing of it is in the file, or all of it although the disk reported an error.
func TestKeysFollowASaveThatFails(t *testing.T) {
	refused := errors.New("no")
	changes := map[string]func(s *Store, tm *team) error{
		"common key": func(s *Store, _ *team) error { return s.Rotate(context.Background(), []field.Space{spaceAll}, nil) },
		"space": func(s *Store, tm *team) error {
			_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.NewSpace("case-1", tm.chief, tm.staff) })
			return err
		},
		"passphrase": func(s *Store, _ *team) error { return s.ChangePassphrase(context.Background(), secret, "neu und lang") },
	}
	for what, change := range changes {
		for _, landed := range []bool{false, true} {
			t.Run(what, func(t *testing.T) {
				tm := newTeam(t)
				m := full(1)
				put(t, tm.s, m)
				once := func() error {
					tm.s.beforeWrite, tm.s.afterWrite = nil, nil
					return refused
				}
				if landed {
					tm.s.afterWrite = once
				} else {
					tm.s.beforeWrite = once
				}
				if err := change(tm.s, tm); (err == nil) != landed {
					t.Fatalf("landed %t: %v", landed, err)
				}
				sound(t, tm.s)
				put(t, tm.s, full(2))
				word := secret
				if what == "passphrase" && landed {
					word = "neu und lang"
				}
				tm.s = reopenAs(t, tm.s, "某主任", word)
				_, all, _ := tm.s.ring.Newest(string(spaceAll))
				_, _, space := tm.s.ring.Newest("case-1")
				if len(tm.s.Troubles()) > 0 || (all.Epoch == 2) != (what == "common key" && landed) || space != (what == "space" && landed) {
					t.Errorf("landed %t: epoch %d, space %t, %+v", landed, all.Epoch, space, tm.s.Troubles())
				}
				if get[*matter](t, tm.s, m.ID).Facts != m.Facts {
					t.Error("the record is not read")
				}
				sound(t, tm.s)
			})
		}
	}
}
