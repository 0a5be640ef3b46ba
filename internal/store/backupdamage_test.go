package store

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"cn.halfsky/internal/field"
)

// damagedAt opens a backup all the way, as a restore would.
func damagedAt(b []byte, s *Store) error {
	f, err := openBackup(bytes.NewReader(b), int64(len(b)), s.keysOf)
	if err != nil {
		return err
	}
	return f.unpack(io.Discard, func(int64) error { return nil })
}

func TestEveryDamagedByteOfABackupIsNamed(t *testing.T) {
	s := create(t, options())
	put(t, s, full(1), &firm{Name: "示例"})
	i := backUp(t, s, filepath.Join(t.TempDir(), "backup"))
	whole, err := os.ReadFile(i.Path)
	if err != nil {
		t.Fatal(err)
	}
	if err := damagedAt(whole, s); err != nil {
		t.Fatal(err)
	}
	named := func(what string, at int, b []byte) {
		err := damagedAt(b, s)
		if !errors.Is(err, field.Damaged) && !(errors.Is(err, field.Newer) && at >= 8 && at < 12) {
			t.Fatalf("%s at %d of %d: %v", what, at, len(whole), err)
		}
	}
	step := 1
	for at := 0; at < len(whole); at += step {
		if at > backupHeadLen {
			step = 61
		}
		named("one bit", at, flipped(whole, at))
		b := bytes.Clone(whole)
		for k := at; k < min(at+512, len(b)); k++ {
			b[k] = byte(k*7) ^ 0x5a
		}
		if !bytes.Equal(b, whole) {
			named("garbage", at, b)
		}
		if at%7 == 0 {
			named("cut off", 0, whole[:at])
		}
	}
	named("longer", 0, append(bytes.Clone(whole), 0))
	newer := bytes.Clone(whole)
	newer[9], newer[11] = backupFormat+1, backupFormat+1
	if err := damagedAt(newer, s); !errors.Is(err, field.Newer) {
		t.Errorf("a newer format: %v", err)
	}
}

func TestUnreadableBackupsAreListedAsSuch(t *testing.T) {
	s := create(t, options())
	put(t, s, full(1))
	dir := filepath.Join(t.TempDir(), "备份 [1]*")
	i := backUp(t, s, dir)
	whole, err := os.ReadFile(i.Path)
	if err != nil {
		t.Fatal(err)
	}
	newer := bytes.Clone(whole)
	newer[11] = backupFormat + 1
	for name, b := range map[string][]byte{"short": whole[:len(whole)-1], "empty": nil, "other": []byte("no backup"), "newer": newer} {
		if err := os.WriteFile(filepath.Join(dir, name+backupSuffix), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	errs := map[string]error{}
	for _, i := range backupsIn(t, dir) {
		errs[filepath.Base(i.Path)] = i.Err
	}
	for name, want := range map[string]error{"short": field.Damaged, "empty": field.Damaged, "other": field.Damaged, "newer": field.Newer} {
		if !errors.Is(errs[name+backupSuffix], want) {
			t.Errorf("%s: %v", name, errs[name+backupSuffix])
		}
	}
	if err, ok := errs[filepath.Base(i.Path)]; !ok || err != nil {
		t.Errorf("the good one: %v", err)
	}
	for range 3 {
		backUp(t, s, dir) // they disturb nobody
	}
	if n := len(backupsIn(t, dir)); n < 5 {
		t.Errorf("%d left: one that cannot be read was removed", n)
	}
	if _, err := Backups(filepath.Join(dir, "none")); !errors.Is(err, field.NoFolder) {
		t.Errorf("no folder: %v", err)
	}
}

func TestBackupOfDamagedDataIsNoProvedOne(t *testing.T) {
	s, _ := filled(t)
	dir := filepath.Join(t.TempDir(), "backup")
	good := backUp(t, s, dir)
	leaf := leafOf(t, s)
	flip(t, filepath.Join(s.dir, dataFile), leaf*pageSize+pageHead+4, 0xff) // where its first element begins
	i, err := s.Backup(context.Background(), dir, nil)
	if err != nil || i.Verified != 0 {
		t.Fatalf("%+v, %v", i, err)
	}
	if last, _ := s.LastBackup(); last != good {
		t.Errorf("it counts as the last one: %+v", last)
	}
	if all := backupsIn(t, dir); len(all) != 2 || all[0].Verified != 0 || all[1] != good {
		t.Errorf("%+v", all)
	}
	flip(t, filepath.Join(s.dir, dataFile), leaf*pageSize+pageHead+4, 0xff)
	i = backUp(t, s, dir)
	if all := backupsIn(t, dir); slices.ContainsFunc(all, func(i BackupInfo) bool { return i.Verified == 0 }) || all[0] != i {
		t.Errorf("the unproved one outlived a proved one: %+v", all)
	}
}

// leafOf is the page of a leaf with records.
func leafOf(t testing.TB, s *Store) int64 {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(s.dir, dataFile))
	if err != nil {
		t.Fatal(err)
	}
	sh, err := checkShape(bytes.NewReader(b), int64(len(b)), pageSize, true)
	if err != nil {
		t.Fatal(err)
	}
	for id := len(sh.use) - 1; id > 1; id-- {
		if flags, _, err := sh.header(uint64(id)); err == nil && sh.use[id] == usedLeaf && flags == leafFlag && b[id*pageSize+pageHead+8] == 8 { // a row has a key of 8 bytes
			return int64(id)
		}
	}
	t.Fatal("no leaf")
	return 0
}
