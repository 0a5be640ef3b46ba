package store

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cn.halfsky/internal/field"
)

func TestDiagnosisNeedsNoPassphrase(t *testing.T) {
	dir, o, _ := wounded(t)
	write := func(dir, name string, b []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	gone := func(dir, name string) {
		t.Helper()
		if err := os.Remove(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	kind := func(use uint16) func(string) {
		return func(dir string) {
			ruin(t, filepath.Join(dir, dataFile), func(id int64, flags uint16) bool { return id > 1 && flags == use })
		}
	}
	for what, c := range map[string]struct {
		harm     func(dir string)
		code     field.Code
		troubles []TroubleKind
		rescue   bool
	}{
		"whole":             {func(string) {}, "", nil, true},
		"no data":           {func(dir string) { gone(dir, dataFile) }, field.Damaged, nil, false},
		"empty":             {func(dir string) { gone(dir, dataFile); gone(dir, keysFile) }, field.NoFolder, nil, false},
		"branches":          {kind(branchFlag), field.Damaged, []TroubleKind{FileDamaged}, true},
		"leaves":            {kind(leafFlag), field.Damaged, []TroubleKind{FileDamaged}, true},
		"zeroed":            {func(dir string) { write(dir, dataFile, make([]byte, 40*pageSize)) }, field.Damaged, []TroubleKind{FileDamaged}, true},
		"emptied":           {func(dir string) { write(dir, dataFile, nil) }, field.Damaged, []TroubleKind{FileDamaged}, true},
		"one header":        {func(dir string) { flip(t, filepath.Join(dir, dataFile), pageSize+40, 1) }, "", []TroubleKind{MetaDamaged}, true},
		"no copy of keys":   {func(dir string) { gone(dir, keysFile) }, "", []TroubleKind{KeysBehind}, true},
		"garbage for keys":  {func(dir string) { write(dir, keysFile, []byte("garbage")) }, "", []TroubleKind{KeysBehind}, true},
		"a copy of another": {func(dir string) { write(dir, "store (1).db", nil) }, "", []TroubleKind{Conflict}, true},
		"in the cloud":      {func(dir string) { gone(dir, dataFile); write(dir, ".store.db.icloud", nil) }, field.Damaged, []TroubleKind{Conflict}, false},
	} {
		t.Run(what, func(t *testing.T) {
			to := filepath.Join(t.TempDir(), "data")
			copyFolder(t, dir, to)
			c.harm(to)
			before := everyFile(t, to)
			d := Diagnose(to)
			var kinds []TroubleKind
			for _, tr := range d.Troubles {
				kinds = append(kinds, tr.Kind)
			}
			if d.Code != c.code || !slices.Equal(kinds, c.troubles) || d.Rescue != c.rescue {
				t.Errorf("%+v", d)
			}
			sameFiles(t, before, everyFile(t, to))
		})
	}
	if d := Diagnose(filepath.Join(dir, "none")); d.Code != field.NoFolder {
		t.Errorf("nothing there: %+v", d)
	}
	s, err := Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	if d := Diagnose(dir); d.Code != field.InUse {
		t.Errorf("in use: %+v", d)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
