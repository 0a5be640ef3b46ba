package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"

	"cn.halfsky/internal/field"
)

func TestRawCopyOpensAsTheFolderDid(t *testing.T) {
	s, papers := filled(t)
	want := content(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	to := filepath.Join(t.TempDir(), "backup", "before")
	if err := os.MkdirAll(to+newSuffix, 0o700); err != nil { // what an earlier one left
		t.Fatal(err)
	}
	if err := RawBackup(s.dir, to); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{cacheDir, lockFile, lastFile} {
		if _, err := os.Stat(filepath.Join(to, name)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s was copied: %v", name, err)
		}
	}
	n, err := Open(to, secret, s.o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, n)
	sameContent(t, want, content(t, n))
	if text, err := readAll(n, papers[1].File); err != nil || len(text) != 3 {
		t.Errorf("attached file: %v", err)
	}
	if err := RawBackup(s.dir, to); !errors.Is(err, field.Exists) {
		t.Errorf("over another: %v", err)
	}
	if err := RawBackup(s.dir, filepath.Join(to, "not", "there", "either")); !errors.Is(err, field.NoFolder) {
		t.Errorf("to nowhere: %v", err)
	}
	if err := RawBackup(s.dir, filepath.Join(s.dir, "backup", "before")); err != nil {
		t.Errorf("into a place within the folder: %v", err)
	}
	if _, err := os.Stat(filepath.Join(s.dir, "backup", "before", "backup")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the copy has a copy of itself: %v", err)
	}
	if err := os.Truncate(filepath.Join(s.dir, dataFile), 3*pageSize); err != nil {
		t.Fatal(err)
	}
	if err := RawBackup(s.dir, to+"2"); !errors.Is(err, field.Damaged) {
		t.Errorf("of a damaged folder: %v", err)
	}
	if left, _ := filepath.Glob(to + "2*"); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

// The folder of the first format is copied byte by byte, whatever stands in it.
func TestRawCopyOfAnOlderFormat(t *testing.T) {
	to := filepath.Join(t.TempDir(), "format1")
	if err := RawBackup(filepath.Join("testdata", "format1", "folder"), to); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{dataFile, keysFile} {
		was, err := os.ReadFile(filepath.Join("testdata", "format1", "folder", name))
		if err != nil {
			t.Fatal(err)
		}
		if is, err := os.ReadFile(filepath.Join(to, name)); err != nil || string(is) != string(was) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
