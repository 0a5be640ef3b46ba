package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cn.halfsky/internal/field"
)

// keepable is a folder with a backup of an earlier state, and what was in it then.
func keepable(t testing.TB) (s *Store, i BackupInfo, then map[string]string) {
	t.Helper()
	s, _ = filled(t)
	i, then = backUp(t, s, filepath.Join(t.TempDir(), "backup")), content(t, s)
	put(t, s, full(1), &firm{Name: "示例后来厂"})
	return s, i, then
}

func restoreTo(t testing.TB, i BackupInfo, dir string, o Options) error {
	t.Helper()
	_, err := os.Stat(dir)
	return Restore(context.Background(), RestoreSpec{Path: i.Path, Passphrase: secret, Dir: dir, InPlace: err == nil}, o, nil)
}

func TestRestoreInPlaceKeepsTheOldFolder(t *testing.T) {
	s, i, then := keepable(t)
	now := content(t, s)
	if err := restoreTo(t, i, s.dir, s.o); !errors.Is(err, field.InUse) {
		t.Fatalf("while it is open: %v", err)
	}
	desk := s.Folder().Desk
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := restoreTo(t, i, s.dir, s.o); err != nil {
		t.Fatal(err)
	}
	before, err := filepath.Glob(s.dir + beforeSuffix + "*")
	if err != nil || len(before) != 1 {
		t.Fatalf("%q, %v", before, err)
	}
	n := openAgain(t, s)
	sameContent(t, then, content(t, n))
	if n.Folder().Desk == desk {
		t.Error("two folders are the same desk")
	}
	old, err := Open(before[0], secret, s.o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, old)
	sameContent(t, now, content(t, old))
}

func TestRestoredFolderSaysSoAndIsNotCalledOlder(t *testing.T) {
	s, i, _ := keepable(t)
	o := s.o
	o.Anchor = t.TempDir()
	again := func() *Store {
		t.Helper()
		n, err := Open(s.dir, secret, o)
		if err != nil {
			t.Fatal(err)
		}
		closing(t, n)
		return n
	}
	kinds := func(s *Store) (ks []TroubleKind) {
		for _, t := range s.Troubles() {
			ks = append(ks, t.Kind)
		}
		return ks
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := again().Close(); err != nil { // the anchor knows the newest state
		t.Fatal(err)
	}
	if err := restoreTo(t, i, s.dir, o); err != nil {
		t.Fatal(err)
	}
	marked := filepath.Join(t.TempDir(), "marked")
	copyFolder(t, s.dir, marked)
	n := again()
	if made, ok := n.RestoredFrom(); !ok || made != i.Made || !slices.Equal(kinds(n), []TroubleKind{FolderRestored}) {
		t.Errorf("restored from %v, %t; told: %q", made, ok, kinds(n))
	}
	var verbs []string
	err := n.Journal(context.Background(), i.Seq+1, 0, func(e Entry) error { verbs = append(verbs, e.Verb+" "+e.Reason); return nil })
	if err != nil || len(verbs) != 1 || verbs[0] != "restore "+stampOf(i.Made) {
		t.Errorf("the journal has %q, %v", verbs, err)
	}
	put(t, n, full(2), full(3))
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	n = again()
	if _, ok := n.RestoredFrom(); ok || len(kinds(n)) > 0 {
		t.Errorf("at the second opening: %q", kinds(n))
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
	// whoever puts the restored folder back again, mark and all, has put back an older one
	if err := os.RemoveAll(s.dir); err != nil {
		t.Fatal(err)
	}
	copyFolder(t, marked, s.dir)
	n = again()
	if _, ok := n.RestoredFrom(); ok || !slices.Contains(kinds(n), OlderFolder) {
		t.Errorf("an older folder with a mark: %q", kinds(n))
	}
}

func TestRestoreThatCannotBeLeavesEverything(t *testing.T) {
	s, i, _ := keepable(t)
	now := content(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	bad := filepath.Join(t.TempDir(), "bad"+backupSuffix)
	b, err := os.ReadFile(i.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(bad, flipped(b, len(b)/2), 0o600); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(t.TempDir(), "newer"+backupSuffix)
	b[11] = backupFormat + 1
	if err := os.WriteFile(newer, b, 0o600); err != nil {
		t.Fatal(err)
	}
	alone := filepath.Join(t.TempDir(), "alone"+backupSuffix) // without its attachments
	if err := os.Link(i.Path, alone); err != nil {
		t.Fatal(err)
	}
	elsewhere := filepath.Join(t.TempDir(), "new")
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	for what, c := range map[string]struct {
		ctx  context.Context
		spec RestoreSpec
		want error
	}{
		"in the way":       {nil, RestoreSpec{Path: i.Path, Passphrase: secret, Dir: s.dir}, field.Exists},
		"nothing there":    {nil, RestoreSpec{Path: i.Path, Passphrase: secret, Dir: elsewhere, InPlace: true}, field.NoFolder},
		"wrong passphrase": {nil, RestoreSpec{Path: i.Path, Passphrase: "another", Dir: s.dir, InPlace: true}, field.Passphrase},
		"damaged":          {nil, RestoreSpec{Path: bad, Passphrase: secret, Dir: s.dir, InPlace: true}, field.Damaged},
		"damaged, new":     {nil, RestoreSpec{Path: bad, Passphrase: secret, Dir: elsewhere}, field.Damaged},
		"newer":            {nil, RestoreSpec{Path: newer, Passphrase: secret, Dir: s.dir, InPlace: true}, field.Newer},
		"no attachments":   {nil, RestoreSpec{Path: alone, Passphrase: secret, Dir: elsewhere}, field.Damaged},
		"no backup":        {nil, RestoreSpec{Path: elsewhere + backupSuffix, Passphrase: secret, Dir: elsewhere}, field.NoFolder},
		"stopped":          {stopped, RestoreSpec{Path: i.Path, Passphrase: secret, Dir: s.dir, InPlace: true}, field.Cancelled},
	} {
		if c.ctx == nil {
			c.ctx = context.Background()
		}
		if err := Restore(c.ctx, c.spec, s.o, nil); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", what, err)
		}
		for _, dir := range []string{s.dir, elsewhere} {
			if left, _ := filepath.Glob(dir + ".*"); len(left) > 0 {
				t.Errorf("%s: left %q", what, left)
			}
		}
		if _, err := os.Stat(elsewhere); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: something was made: %v", what, err)
		}
	}
	sameContent(t, now, content(t, openAgain(t, s)))
	spec := RestoreSpec{Path: alone, Passphrase: secret, Dir: elsewhere, Partial: true}
	if err := Restore(context.Background(), spec, s.o, nil); err != nil {
		t.Fatal(err)
	}
	n, err := Open(elsewhere, secret, s.o)
	if err != nil {
		t.Fatal(err)
	}
	rep, err := n.Check(context.Background(), nil)
	if err != nil || !slices.ContainsFunc(rep.Troubles, func(t Trouble) bool { return t.Kind == BlobDamaged }) {
		t.Errorf("restored without its attachments: %+v, %v", rep, err)
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
}

// restoreChild restores in place until it is killed. what is the backup and the folder.
func restoreChild(what string) int {
	backup, dir, _ := strings.Cut(what, " ")
	fmt.Println("begins")
	for {
		err := Restore(context.Background(), RestoreSpec{Path: backup, Passphrase: secret, Dir: dir, InPlace: true}, withPapers(), nil)
		if err != nil {
			fmt.Println("error", err)
			return 1
		}
		fmt.Println("restored")
	}
}

func TestKilledRestoreLeavesTheOldOrTheNewFolder(t *testing.T) {
	s, i, then := keepable(t)
	now := content(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	pristine := filepath.Join(t.TempDir(), "pristine")
	copyFolder(t, s.dir, pristine)
	olds, news := 0, 0
	for ms := 0; ms < 40; ms += 2 {
		cmd := child(t, "restore "+i.Path+" "+s.dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 7)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(ms) * time.Millisecond) // somewhere in its work; the test holds wherever that is
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // killed: an error is what it should say
		n, err := Open(s.dir, secret, s.o)
		if err != nil {
			t.Fatalf("killed after %d ms: %v", ms, err)
		}
		sound(t, n)
		got := content(t, n)
		if len(got) == len(now) {
			olds++
			sameContent(t, now, got)
		} else {
			news++
			sameContent(t, then, got)
		}
		if err := n.Close(); err != nil {
			t.Fatal(err)
		}
		others, err := filepath.Glob(s.dir + ".*")
		if err != nil {
			t.Fatal(err)
		}
		whole := len(got) == len(now)
		for _, dir := range others { // the old folder is never lost
			if o, err := Open(dir, secret, s.o); err == nil {
				whole = whole || len(content(t, o)) == len(now)
				if err := o.Close(); err != nil {
					t.Fatal(err)
				}
			}
		}
		if !whole {
			t.Fatalf("killed after %d ms: the old folder is gone; there are %q", ms, others)
		}
		for _, dir := range append(others, s.dir) {
			if err := os.RemoveAll(dir); err != nil {
				t.Fatal(err)
			}
		}
		copyFolder(t, pristine, s.dir)
	}
	t.Logf("%d times the old folder, %d times the restored one", olds, news)
}

func TestRestoreBetweenTwoRenamesIsFinishedByTheNextOpening(t *testing.T) {
	s, i, then := keepable(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	room := s.dir + roomSuffix
	if err := restoreTo(t, i, room, s.o); err != nil { // what stands there when the system cannot exchange two folders in one step
		t.Fatal(err)
	}
	if err := os.Rename(s.dir, s.dir+beforeSuffix+"x"); err != nil {
		t.Fatal(err)
	}
	sameContent(t, then, content(t, openAgain(t, s)))
}

func TestWhatIsInTheWayOfARestoreIsRemovedOnlyWhenItIsUnfinished(t *testing.T) {
	s, i, _ := keepable(t)
	now := content(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	room := s.dir + roomSuffix
	copyFolder(t, s.dir, room) // as if the folders had been exchanged, and nothing after that
	if err := restoreTo(t, i, s.dir, s.o); err != nil {
		t.Fatal(err)
	}
	before, err := filepath.Glob(s.dir + beforeSuffix + "*")
	if err != nil || len(before) != 2 {
		t.Fatalf("%q, %v", before, err)
	}
	for _, dir := range before {
		n, err := Open(dir, secret, s.o)
		if err != nil {
			t.Fatal(err)
		}
		sameContent(t, now, content(t, n))
		if err := n.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRestoreEmptiesNobodysFolder: what has the name of the folder to be made may be somebody's own, or a link to it.
func TestRestoreEmptiesNobodysFolder(t *testing.T) {
	s, i, _ := keepable(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	hers := t.TempDir()
	letter := filepath.Join(hers, "letter")
	if err := os.WriteFile(letter, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	room := s.dir + roomSuffix
	for what, lay := range map[string]func() error{
		"a link":   func() error { return os.Symlink(hers, room) },
		"a folder": func() error { return os.Rename(hers, room) },
	} {
		t.Run(what, func(t *testing.T) {
			if err := lay(); err != nil {
				t.Skip(err) // no links here
			}
			if err := restoreTo(t, i, s.dir, s.o); !errors.Is(err, field.Exists) {
				t.Errorf("%v", err)
			}
			if _, err := os.Stat(filepath.Join(room, "letter")); err != nil {
				t.Errorf("the letter: %v", err)
			}
			if what == "a link" {
				if err := os.Remove(room); err != nil {
					t.Fatal(err)
				}
			} else if err := os.Rename(room, hers); err != nil {
				t.Fatal(err)
			}
		})
	}
	if err := restoreTo(t, i, s.dir, s.o); err != nil {
		t.Error(err)
	}
}

// TestNewFileGoesThroughNoLink: whoever can write to the folder must not have the program write over a file elsewhere.
func TestNewFileGoesThroughNoLink(t *testing.T) {
	s := create(t, options())
	put(t, s, full(1))
	letter := filepath.Join(t.TempDir(), "letter")
	if err := os.WriteFile(letter, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(letter, filepath.Join(s.dir, keysFile+newSuffix)); err != nil {
		t.Skip(err) // no links here
	}
	if err := s.ChangePassphrase(context.Background(), secret, secret); err != nil {
		t.Fatal(err)
	}
	if b, err := os.ReadFile(letter); err != nil || string(b) != "x" {
		t.Errorf("%d bytes, %v", len(b), err)
	}
}
