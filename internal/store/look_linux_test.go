package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"cn.halfsky/internal/field"
)

// disk mounts a disk of its own. Only root can; elsewhere the test is left out.
func disk(t *testing.T, options string) string {
	t.Helper()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, options); err != nil {
		t.Skipf("a disk cannot be mounted here: %v", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	return dir
}

func protect(t *testing.T, dir string, flags uintptr) {
	t.Helper()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT|flags, ""); err != nil {
		t.Fatal(err)
	}
}

// TestAStickThatIsLockedOpensToLookAt is the fall-back: nobody asked for it.
func TestAStickThatIsLockedOpensToLookAt(t *testing.T) {
	from, o, ids := wounded(t)
	stick := disk(t, "size=64m")
	dir := filepath.Join(stick, "data")
	copyFolder(t, from, dir)
	for _, locked := range []bool{true, false} { // with a lock file, and without
		if !locked {
			if err := os.Remove(filepath.Join(dir, lockFile)); err != nil {
				t.Fatal(err)
			}
		}
		protect(t, stick, syscall.MS_RDONLY)
		s, err := Open(dir, secret, o)
		if err != nil {
			t.Fatal(err)
		}
		looking(t, s, ids)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		protect(t, stick, 0)
	}
	s, err := Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	put(t, s, full(1))
	if s.ReadOnly() || len(s.Troubles()) > 0 {
		t.Errorf("once it can be written again: %+v", s.Troubles())
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

// TestADiskThatFillsUpLosesNothing writes until the disk is full, several times over, and looks after each time.
func TestADiskThatFillsUpLosesNothing(t *testing.T) {
	small := disk(t, "size=8m")
	o := options()
	s, err := Create(filepath.Join(small, "data"), Founder{Name: "某主任", Passphrase: secret}, o)
	if err != nil {
		t.Fatal(err)
	}
	told := map[field.ID]uint64{}
	fill := func() {
		t.Helper()
		for n := 0; ; n++ {
			m := full(n)
			m.Facts = strings.Repeat("某", 3000)
			_, err := s.Update(context.Background(), Verb{}, func(tx *Tx) error { return tx.Put(m) })
			if err == nil {
				told[m.ID] = m.Rev
				continue
			}
			if !errors.Is(err, field.NoSpace) {
				t.Fatalf("full: %v", err)
			}
			if m.ID != (field.ID{}) || m.Rev != 0 {
				t.Errorf("not saved, and has revision %d", m.Rev)
			}
			return
		}
	}
	whole := func() {
		t.Helper()
		sound(t, s)
		for id, rev := range told {
			if m := get[*matter](t, s, id); m.Rev != rev {
				t.Errorf("revision %d, told %d", m.Rev, rev)
			}
		}
	}
	for range 3 {
		fill()
		whole()
		if err := s.Close(); err != nil && !errors.Is(err, field.NoSpace) { // the cache finds no room
			t.Fatal(err)
		}
		if s, err = Open(s.dir, secret, o); err != nil {
			t.Fatal(err)
		}
		whole()
	}
	if len(told) < 20 {
		t.Errorf("%d records on the disk", len(told))
	}
	if err := s.Close(); err != nil && !errors.Is(err, field.NoSpace) {
		t.Fatal(err)
	}
}

// TestTheReserveIsMadeOnlyWhereThereIsRoomBesideIt leaves a disk with room for work, not for the reserve.
func TestTheReserveIsMadeOnlyWhereThereIsRoomBesideIt(t *testing.T) {
	for _, c := range []struct {
		size    string
		reserve bool
	}{{"size=24m", false}, {"size=48m", true}} {
		o := options()
		o.Ballast = 8 << 20
		s, err := Create(filepath.Join(disk(t, c.size), "data"), Founder{Name: "某主任", Passphrase: secret}, o)
		if err != nil {
			t.Fatal(err)
		}
		s.warming.Wait()
		if _, err := os.Stat(filepath.Join(s.dir, ballastFile)); (err == nil) != c.reserve {
			t.Errorf("%s: %v", c.size, err)
		}
		if tr := s.Troubles(); c.reserve && len(tr) > 0 || !c.reserve && (len(tr) != 1 || tr[0].Kind != BallastUsed) {
			t.Errorf("%s: %+v", c.size, tr)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
