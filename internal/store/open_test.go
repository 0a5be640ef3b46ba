package store

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"testing"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/vault"
)

func TestCreateLeavesOthersFilesAlone(t *testing.T) {
	o := options()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "letter.txt"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(dir, Founder{Name: "a", Passphrase: secret}, o); !errors.Is(err, field.Exists) {
		t.Errorf("a folder with a letter in it: %v", err)
	}
	s := create(t, o)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(s.dir, Founder{Name: "a", Passphrase: secret}, o); !errors.Is(err, field.Exists) {
		t.Errorf("a data folder: %v", err)
	}
	half := t.TempDir()
	for _, f := range []string{keysFile, dataFile + newSuffix, lockFile} { // what a Create that was cut off leaves
		if err := os.WriteFile(filepath.Join(half, f), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Open(half, secret, o); !errors.Is(err, field.Unfinished) {
		t.Errorf("opening half a folder: %v", err)
	}
	s, err := Create(half, Founder{Name: "a", Passphrase: secret}, o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, s)
	if !Is(half) || Is(dir) {
		t.Error("Is does not tell a data folder")
	}
}

func TestNothingReadableLeavesTheProgram(t *testing.T) {
	o := options()
	o.Anchor = t.TempDir()
	s := create(t, o)
	m := full(1)
	m.Client, m.Facts = "独一无二的名字", "独一无二的经过 UNIQUEWORD"
	put(t, s, m)
	m.Facts = "后来的经过 LATERWORD"
	put(t, s, m)
	must1(t, s, Verb{Name: "UNIQUEVERB", Reason: "独一无二的理由"}, func(tx *Tx) error { tx.Note(Seen, matterType, m.ID, "UNIQUENOTE"); return nil })
	if _, err := s.List(matterType, Query{Sort: "client"}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	utf16 := func(w string) []byte { return units(nil, w) }
	secrets := [][]byte{[]byte(m.Client), []byte("独一无二"), []byte("UNIQUE"), []byte("LATERWORD"), utf16("独一无二"), utf16("uniqueword"), utf16("laterword"),
		[]byte("某主任"), []byte("matter"), []byte("client"), m.ID[:], []byte(m.ID.String()), []byte(secret)}
	for _, root := range []string{s.dir, o.Anchor} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			b, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			for _, w := range secrets {
				if bytes.Contains(b, w) {
					t.Errorf("%s holds %q", filepath.Base(path), w)
				}
			}
			if info, err := d.Info(); err != nil || info.Mode().Perm()&0o077 != 0 {
				t.Errorf("%s can be read by others: %v %v", filepath.Base(path), info.Mode(), err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnchorTellsAnOlderFolderAndAnotherOne(t *testing.T) {
	o := options()
	o.Anchor = t.TempDir()
	s := create(t, o)
	put(t, s, full(1))
	desk := s.Folder().Desk
	s = reopen(t, s)
	if len(s.Troubles()) > 0 || s.Folder().Desk != desk {
		t.Fatalf("the same folder again: %+v, desk %08x", s.Troubles(), s.Folder().Desk)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	older := filepath.Join(t.TempDir(), "older")
	copyFolder(t, s.dir, older)
	s = openAgain(t, s)
	put(t, s, full(2))
	next := must1(t, s, Verb{}, func(tx *Tx) error { tx.Next("case"); return nil })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	back, err := Open(older, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	if tr := back.Troubles(); len(tr) != 1 || tr[0].Kind != OlderFolder {
		t.Errorf("an older copy: %+v", tr)
	}
	if back.Folder().Desk == desk {
		t.Error("an older copy goes on as the same desk: numbers would be given out twice")
	}
	for back.Folder().Seq <= next.Seq { // the copy writes on
		put(t, back, full(int(100+back.Folder().Seq)))
	}
	sound(t, back)
	if err := back.Close(); err != nil {
		t.Fatal(err)
	}

	s, err = Open(s.dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	kinds := s.Troubles()
	if len(kinds) != 1 || kinds[0].Kind != OlderFolder && kinds[0].Kind != OtherFolder || s.Folder().Desk == desk {
		t.Errorf("the first folder after its copy was written: %+v, desk %08x", kinds, s.Folder().Desk)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestFolderBroughtToAnotherComputerIsAnotherDesk(t *testing.T) {
	o := options()
	o.Anchor = t.TempDir()
	s := create(t, o)
	must1(t, s, Verb{}, func(tx *Tx) error { tx.Next("case"); return nil })
	desk, key := s.Folder().Desk, s.DeskKey()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o.Anchor = t.TempDir()
	n, err := Open(s.dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, n)
	if n.Folder().Desk == desk || n.DeskKey().Equal(key) || len(n.Troubles()) > 0 || n.Folder().ID != s.folder {
		t.Errorf("desk %08x, %+v", n.Folder().Desk, n.Troubles())
	}
	must1(t, n, Verb{}, func(tx *Tx) error {
		if tx.Next("case") != 1 {
			t.Error("the new desk goes on with the old one's numbers")
		}
		return nil
	})
	n = reopen(t, n)
	if len(n.Troubles()) > 0 {
		t.Errorf("second opening there: %+v", n.Troubles())
	}
}

func TestMadeUpAnchorIsNoAnchor(t *testing.T) {
	o := options()
	o.Anchor = t.TempDir()
	s := create(t, o)
	put(t, s, full(1))
	path := s.anchor.path
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for i := range sizeOf(t, path) {
		flip(t, path, i, 1)
		seq, _, ok, err := s.anchor.read()
		if ok || err != nil {
			t.Fatalf("byte %d changed: anchor of %d is believed (%v)", i, seq, err)
		}
		flip(t, path, i, 1)
	}
	if _, _, ok, _ := s.anchor.read(); !ok {
		t.Fatal("the whole one is not")
	}
}

func TestSpoiledAnchorIsTold(t *testing.T) {
	o := options()
	o.Anchor = t.TempDir()
	s := create(t, o)
	put(t, s, full(1))
	path := s.anchor.path
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	flip(t, path, 30, 1)
	s = openAgain(t, s)
	if tr := s.Troubles(); len(tr) != 1 || tr[0].Kind != AnchorFailed {
		t.Errorf("%+v", tr)
	}
	if s = reopen(t, s); len(s.Troubles()) > 0 {
		t.Errorf("written anew: %+v", s.Troubles())
	}
}

func TestSaveTheDiskReportsAnErrorForButHolds(t *testing.T) {
	o := options()
	s := create(t, o)
	m := full(1)
	broken := errors.New("input/output error")
	times := 1
	s.afterWrite = func() error { // the transaction is in the file, its last flush failed
		if times--; times >= 0 {
			return broken
		}
		return nil
	}
	put(t, s, m) // made sure of by a second write
	if len(s.Troubles()) > 0 || get[*matter](t, s, m.ID).Rev != 1 {
		t.Fatalf("%+v", s.Troubles())
	}
	times = 4 // now the disk goes on failing
	m.Facts = "未确认"
	_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Put(m) })
	if !errors.Is(err, broken) {
		t.Fatalf("told to be saved: %v", err)
	}
	if back := get[*matter](t, s, m.ID); back.Facts != "未确认" || m.Rev != back.Rev || s.Troubles()[0].Kind != Unproved {
		t.Fatalf("memory and file differ: %+v, %+v", back, s.Troubles())
	}
	sound(t, s)
	if _, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Put(m) }); err == nil {
		t.Fatal("saving again is told to have worked although the disk still fails")
	}
	times = 0
	if c, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Put(m) }); err != nil || c.Seq != 0 {
		t.Fatalf("once the disk works: %+v, %v", c, err)
	}
	s = reopen(t, s)
	if get[*matter](t, s, m.ID).Facts != "未确认" {
		t.Fatal("it is gone")
	}
}

func TestSaveThatFailsLeavesTheOldState(t *testing.T) {
	o := options()
	o.Ballast = 1 << 20
	s := create(t, o)
	s.warming.Wait()
	m := full(1)
	put(t, s, m)
	fail := &fs.PathError{Op: "write", Path: "store.db", Err: syscall.ENOSPC}
	s.beforeWrite = func() error { return fail }
	m.Facts = "x"
	_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Put(m) })
	if !errors.Is(err, field.NoSpace) || m.Rev != 1 {
		t.Fatalf("full disk: %v, revision %d", err, m.Rev)
	}
	if tr := s.Troubles(); len(tr) != 1 || tr[0].Kind != BallastUsed {
		t.Fatalf("the reserve was not given back: %+v", tr)
	}
	s.beforeWrite = nil
	if get[*matter](t, s, m.ID).Rev != 1 {
		t.Fatal("half a save")
	}
	put(t, s, m)
	s = reopen(t, s)
	s.warming.Wait()
	if sizeOf(t, filepath.Join(s.dir, ballastFile)) != 1<<20 {
		t.Fatal("the reserve was not made again")
	}
}

func TestFolderThatVanishesAndComesBack(t *testing.T) {
	s := create(t, options())
	m := full(1)
	put(t, s, m)
	path := filepath.Join(s.dir, dataFile)
	s.beforeWrite = func() error {
		if err := os.Rename(path, path+".away"); err != nil {
			t.Fatal(err)
		}
		return syscall.EIO
	}
	m.Facts = "x"
	save := func() error {
		_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Put(m) })
		return err
	}
	if err := save(); !errors.Is(err, field.NoFolder) {
		t.Fatalf("pulled: %v", err)
	}
	s.beforeWrite = nil
	if err := save(); err == nil {
		t.Fatal("saved to a file that is not there")
	}
	if _, err := s.List(matterType, Query{}); err != nil {
		t.Fatalf("what is in memory cannot be seen any more: %v", err)
	}
	if _, err := s.Get(matterType, m.ID); !errors.Is(err, field.NoFolder) {
		t.Fatalf("reading from a file that is not there: %v", err)
	}
	if err := os.Rename(path+".away", path); err != nil {
		t.Fatal(err)
	}
	if err := save(); err != nil {
		t.Fatalf("put back: %v", err)
	}
	if get[*matter](t, s, m.ID).Facts != "x" {
		t.Fatal("not saved")
	}
}

func TestFolderThatCannotBeWritten(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("root writes everywhere")
	}
	s := create(t, options())
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Join(s.dir, dataFile), 0o400); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(s.dir, secret, s.o); !errors.Is(err, field.ReadOnly) {
		t.Fatalf("%v", err)
	}
}

func TestEveryTroubleHasItsSentences(t *testing.T) {
	for _, lang := range []string{"zh", "en"} {
		b, err := os.ReadFile(filepath.Join("..", "..", "assets", "lang", lang, "trouble.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, k := range TroubleKinds {
			for _, key := range []string{"trouble." + string(k), "trouble." + string(k) + ".hint"} {
				if !containsText(b, `"`+key+`": "`) {
					t.Errorf("%s: no %s", lang, key)
				}
			}
		}
	}
}

// TestOpeningThatFailsAtTheLastLeavesNothingRunning has the disk refuse the entry that makes a copied folder a new desk.
func TestOpeningThatFailsAtTheLastLeavesNothingRunning(t *testing.T) {
	s := create(t, options())
	put(t, s, full(1), full(2))
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o, err := s.o.complete()
	if err != nil {
		t.Fatal(err)
	}
	o.Anchor = t.TempDir() // nothing is noted here: the folder was brought
	lock, err := lockFolder(s.dir)
	if err != nil {
		t.Fatal(err)
	}
	opened, refused := newStore(s.dir, lock, o), errors.New("refused")
	opened.beforeWrite = func() error { return refused }
	if err := opened.openOrRelease(func(k *keyring) (*vault.Slot, *vault.Account, error) { return k.unlock("", secret) }); !errors.Is(err, refused) {
		t.Fatal(err)
	}
	if opened.anchor.wake != nil {
		t.Error("the note is still being written")
	}
	select {
	case <-opened.textsReady:
	default:
		t.Error("the search text is still being read")
	}
	if err := lock.Close(); err != nil {
		t.Fatal(err)
	}
	openAgain(t, s)
}

// TestKeysThatCannotBeMendedShutNobodyOut has the disk refuse, or not confirm, the mending of a key slot.
func TestKeysThatCannotBeMendedShutNobodyOut(t *testing.T) {
	for what, hook := range map[string]func(s *Store, fail func() error){
		"refused":       func(s *Store, fail func() error) { s.beforeWrite = fail },
		"not confirmed": func(s *Store, fail func() error) { s.afterWrite = fail },
	} {
		t.Run(what, func(t *testing.T) {
			s := create(t, options())
			m := full(1)
			put(t, s, m)
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			if err := os.Remove(filepath.Join(s.dir, keysFile)); err != nil {
				t.Fatal(err)
			}
			o, err := s.o.complete()
			if err != nil {
				t.Fatal(err)
			}
			lock, err := lockFolder(s.dir)
			if err != nil {
				t.Fatal(err)
			}
			n := newStore(s.dir, lock, o)
			times := 0
			hook(n, func() error { times++; return syscall.EIO })
			if err := n.openOrRelease(func(k *keyring) (*vault.Slot, *vault.Account, error) { return k.unlock("", secret) }); err != nil {
				t.Fatal(err)
			}
			if tr := n.Troubles(); times != 1 || !slices.Contains(tr, Trouble{Kind: KeysBehind}) {
				t.Errorf("%d writes, %+v", times, tr)
			}
			n.beforeWrite, n.afterWrite = nil, nil
			m.Facts = "x"
			put(t, n, m)
			if n = reopen(t, n); get[*matter](t, n, m.ID).Facts != "x" {
				t.Error("not saved")
			}
			if _, err := os.Stat(filepath.Join(s.dir, keysFile)); err != nil {
				t.Error("mended at no later opening")
			}
		})
	}
}
