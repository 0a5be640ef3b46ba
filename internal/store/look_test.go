package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"cn.halfsky/internal/field"
)

// everyFile is the content of all files under dir, by their path in it.
func everyFile(t testing.TB, dir string) map[string]string {
	t.Helper()
	out := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		out[path] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func sameFiles(t testing.TB, before, after map[string]string) {
	t.Helper()
	for path, was := range before {
		if now, ok := after[path]; !ok || now != was {
			t.Errorf("%s was changed", filepath.Base(path))
		}
	}
	for path := range after {
		if _, ok := before[path]; !ok {
			t.Errorf("%s was made", filepath.Base(path))
		}
	}
}

// looking uses all of a folder that is open to look at, and tries to write.
func looking(t testing.TB, s *Store, ids []field.ID) {
	t.Helper()
	if !s.ReadOnly() || len(s.Troubles()) != 1 || s.Troubles()[0].Kind != FolderReadOnly {
		t.Errorf("read-only %t, %+v", s.ReadOnly(), s.Troubles())
	}
	n, err := s.Count(matterType, Query{Find: "工"})
	if err != nil || n == 0 {
		t.Errorf("%d found, %v", n, err)
	}
	m := get[*matter](t, s, ids[0])
	if _, err := s.History(matterType, ids[0]); err != nil {
		t.Error(err)
	}
	m.Facts = "改"
	for what, do := range map[string]func(tx *Tx) error{
		"save": func(tx *Tx) error { return tx.Put(m) }, "delete": func(tx *Tx) error { return tx.Delete(m) },
		"note": func(tx *Tx) error { tx.Note(Seen, matterType, m.ID, ""); return nil },
	} {
		if _, err := s.Update(context.Background(), Verb{}, do); !errors.Is(err, field.ReadOnly) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := s.ChangePassphrase(context.Background(), secret, "另一个口令 2009"); !errors.Is(err, field.ReadOnly) {
		t.Errorf("passphrase: %v", err)
	}
	if err := s.Discard(); !errors.Is(err, field.ReadOnly) {
		t.Errorf("discard: %v", err)
	}
	sound(t, s)
}

func TestLookingTouchesNothing(t *testing.T) {
	dir, o, ids := wounded(t)
	if err := os.Remove(filepath.Join(dir, keysFile)); err != nil { // would be mended
		t.Fatal(err)
	}
	for _, gone := range []string{"", cacheDir, lockFile} { // would be made
		if gone != "" {
			if err := os.RemoveAll(filepath.Join(dir, gone)); err != nil {
				t.Fatal(err)
			}
		}
		before := everyFile(t, dir)
		o.ReadOnly, o.Anchor, o.Ballast = true, filepath.Join(t.TempDir(), "none"), 1<<20
		s, err := Open(dir, secret, o)
		if err != nil {
			t.Fatal(err)
		}
		if tr := s.Troubles(); len(tr) != 2 || tr[0].Kind != KeysBehind {
			t.Errorf("%+v", tr)
		}
		s.troubles = s.troubles[1:]
		looking(t, s, ids)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		sameFiles(t, before, everyFile(t, dir))
		if _, err := os.Stat(o.Anchor); err == nil {
			t.Error("the note outside was written")
		}
	}
}

func TestSeveralMayLookAndNobodyWritesMeanwhile(t *testing.T) {
	dir, o, ids := wounded(t)
	o.ReadOnly = true
	first, err := Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	second, err := Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	looking(t, second, ids)
	o.ReadOnly = false
	if _, err := Open(dir, secret, o); !errors.Is(err, field.InUse) {
		t.Errorf("to write, while two look: %v", err)
	}
	if err := errors.Join(first.Close(), second.Close()); err != nil {
		t.Fatal(err)
	}
	s, err := Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	o.ReadOnly = true
	if _, err := Open(dir, secret, o); !errors.Is(err, field.InUse) {
		t.Errorf("to look, while somebody writes: %v", err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
