package store

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"cn.halfsky/internal/field"
)

// grownFolder is a folder with free pages: records, edits, deletions.
func grownFolder(t *testing.T) *Store {
	t.Helper()
	s := create(t, options())
	rnd := rand.New(rand.NewPCG(5, 5))
	var all []field.Record
	for i := range 600 {
		all = append(all, random(rnd, i))
	}
	put(t, s, all...)
	for range 3 {
		for _, r := range all {
			r.(*matter).Minutes++
		}
		put(t, s, all...)
	}
	return s
}

func TestCompactedFileIsSmallerAndSaysTheSame(t *testing.T) {
	s := grownFolder(t)
	before, size := s.Folder(), s.Folder().Size
	rows, err := s.List(matterType, Query{})
	if err != nil {
		t.Fatal(err)
	}
	told := 0
	if err := s.Compact(context.Background(), func(done, total int) { told++ }); err != nil {
		t.Fatal(err)
	}
	if now := s.Folder(); now.Size >= size || now.Proof != before.Proof || told == 0 {
		t.Errorf("size %d, was %d; told %d times", now.Size, size, told)
	}
	sound(t, s)
	if again, err := s.List(matterType, Query{}); err != nil || again.Len() != rows.Len() || again.ID(7) != rows.ID(7) {
		t.Errorf("the list is another: %v", err)
	}
	put(t, s, full(9999)) // it goes on
	sh, err := checkFile(filepath.Join(s.dir, dataFile), true)
	if err != nil || !sh.metas[0] || !sh.metas[1] {
		t.Errorf("the headers of the file: %v, %v", sh, err)
	}
	reopen(t, s)
}

func TestReadersGoOnWhileTheFileIsCompacted(t *testing.T) {
	s := grownFolder(t)
	stop, done := make(chan struct{}), make(chan error)
	for range 3 {
		go func() {
			for {
				select {
				case <-stop:
					done <- nil
					return
				default:
				}
				if err := s.Each(context.Background(), matterType, eachOne); err != nil {
					done <- err
					return
				}
			}
		}()
	}
	for range 3 {
		if err := s.Compact(context.Background(), nil); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	for range 3 {
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

func TestCompactThatIsStoppedLeavesTheFolderAsItWas(t *testing.T) {
	s := grownFolder(t)
	path := filepath.Join(s.dir, dataFile)
	was, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if err := s.Compact(ctx, nil); !errors.Is(err, field.Cancelled) {
		t.Errorf("cancelled: %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || string(now) != string(was) {
		t.Errorf("the file changed: %v", err)
	}
	if _, err := os.Stat(s.compactPath()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what was begun is there: %v", err)
	}
	if err := os.Mkdir(s.compactPath(), 0o700); err != nil { // nothing can be written there
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(s.compactPath(), "x"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := s.Compact(context.Background(), nil); err == nil {
		t.Error("it says that it worked")
	}
	if err := os.RemoveAll(s.compactPath()); err != nil {
		t.Fatal(err)
	}
	put(t, s, full(9999))
}

func TestCompactGivesTheReserveToAFullDisk(t *testing.T) {
	o := options()
	o.Ballast = 1 << 20
	s := create(t, o)
	s.warming.Wait()
	put(t, s, full(1))
	full := true
	s.afterCopy = func() error {
		if full {
			full = false
			return syscall.ENOSPC
		}
		return nil
	}
	if err := s.Compact(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	if !hasTrouble(s, BallastUsed) {
		t.Error("nothing says that the reserve was used")
	}
	reopen(t, s)
}

func hasTrouble(s *Store, k TroubleKind) bool {
	for _, tr := range s.Troubles() {
		if tr.Kind == k {
			return true
		}
	}
	return false
}

func TestKilledCompactLosesNothing(t *testing.T) {
	s := grownFolder(t)
	folder := s.Folder()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	rnd := rand.New(rand.NewPCG(7, 7))
	left := 0
	for range 12 {
		cmd := child(t, "compact "+s.dir)
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(20+rnd.IntN(120)) * time.Millisecond) // opening it takes some; wherever it is, it dies there
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // killed: an error is what it should say
		if _, err := os.Stat(s.compactPath()); err == nil {
			left++
		}
		s = openAgain(t, s)
		if now := s.Folder(); now.Seq != folder.Seq || now.Proof != folder.Proof || len(s.Troubles()) > 0 {
			t.Fatalf("entry %d of %d, %+v", now.Seq, folder.Seq, s.Troubles())
		}
		if _, err := os.Stat(s.compactPath()); err == nil {
			t.Error("what was begun is there still")
		}
		sound(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if left == 0 {
		t.Error("no child was killed in the middle: the test shows nothing")
	}
}
