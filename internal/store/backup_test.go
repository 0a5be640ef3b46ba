package store

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"cn.halfsky/internal/field"
)

// backUp makes a backup that has to be proved.
func backUp(t testing.TB, s *Store, dir string) BackupInfo {
	t.Helper()
	i, err := s.Backup(context.Background(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	if i.Verified == 0 || i.Folder != s.folder || i.Seq != s.head.Seq {
		t.Fatalf("backup: %+v", i)
	}
	return i
}

func backupsIn(t testing.TB, dir string) []BackupInfo {
	t.Helper()
	all, err := Backups(dir)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// content is every record of a folder in words, and who made and changed it when.
func content(t testing.TB, s *Store) map[string]string {
	t.Helper()
	out := map[string]string{}
	for _, b := range s.tables {
		err := s.Each(context.Background(), b.t, func(r field.Record) error {
			text := fmt.Sprintf("%+v", *r.Base())
			for _, f := range b.t.Fields {
				text += "|" + f.Text(r)
			}
			out[b.t.Table+" "+r.Base().ID.String()] = text
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return out
}

func sameContent(t testing.TB, want, got map[string]string) {
	t.Helper()
	if len(want) == 0 || len(got) != len(want) {
		t.Errorf("%d records, want %d", len(got), len(want))
	}
	for id, w := range want {
		if got[id] != w {
			t.Errorf("%s: %q, want %q", id, got[id], w)
		}
	}
}

// filled is a folder with a few hundred records and two attached files.
func filled(t testing.TB) (*Store, []*paper) {
	t.Helper()
	s := create(t, withPapers())
	rnd := rand.New(rand.NewPCG(5, 5))
	for range 3 {
		var rs []field.Record
		for n := range 60 {
			rs = append(rs, random(rnd, n), &firm{Name: fmt.Sprintf("示例%d厂", n)})
		}
		put(t, s, rs...)
	}
	return s, []*paper{attach(t, s, bytesOf(100_000)), attach(t, s, bytesOf(3))}
}

func TestDrillFromBackupToTheSameRecords(t *testing.T) {
	s, papers := filled(t)
	want, dir := content(t, s), filepath.Join(t.TempDir(), "backup")
	info := backUp(t, s, dir)
	if last, ok := s.LastBackup(); !ok || last != info {
		t.Errorf("last backup: %+v, want %+v", last, info)
	}
	if all := backupsIn(t, dir); len(all) != 1 || all[0] != info {
		t.Fatalf("listed: %+v", all)
	}
	rep, err := VerifyBackup(context.Background(), info.Path, secret, s.o, nil)
	if err != nil || !rep.Sound() || rep.Records != len(want) || rep.Entries != int(info.Seq) || rep.Files != 2 {
		t.Errorf("verify: %+v, %v", rep, err)
	}
	o, data := s.o, s.dir
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.RemoveAll(data); err != nil {
		t.Fatal(err)
	}
	spec := RestoreSpec{Path: info.Path, Passphrase: secret, Dir: data}
	if err := Restore(context.Background(), spec, o, nil); err != nil {
		t.Fatal(err)
	}
	n, err := Open(data, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, n)
	sameContent(t, want, content(t, n))
	for i, p := range papers {
		if text, err := readAll(n, p.File); err != nil || !bytes.Equal(text, bytesOf([]int{100_000, 3}[i])) {
			t.Errorf("attached file %d: %v", i, err)
		}
	}
	left, _ := filepath.Glob(filepath.Join(dir, ".*"))
	left2, _ := filepath.Glob(data + ".*")
	if len(left)+len(left2) > 0 {
		t.Errorf("left behind: %q %q", left, left2)
	}
	put(t, n, full(1)) // and it can be worked in
}

func TestBackupIsOfOneStateWhileOthersSave(t *testing.T) {
	s, _ := filled(t)
	dir := filepath.Join(t.TempDir(), "backup")
	stop := make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		for n := 0; ; n++ {
			select {
			case <-stop:
				return
			default:
				put(t, s, full(n), &firm{Name: "示例"})
			}
		}
	})
	for range 5 {
		i, err := s.Backup(context.Background(), dir, nil)
		if err != nil || i.Verified == 0 {
			t.Fatalf("%+v, %v", i, err)
		}
		rep, err := VerifyBackup(context.Background(), i.Path, secret, withPapers(), nil)
		if err != nil || !rep.Sound() || rep.Entries != int(i.Seq) {
			t.Fatalf("%+v, %v", rep, err)
		}
	}
	close(stop)
	wg.Wait()
}

func TestAccountWithoutAllKeysMakesWholeBackups(t *testing.T) {
	s, _ := filled(t)
	want := len(content(t, s))
	_, err := s.AddAccount(context.Background(), NewAccount{Name: "示例组织员", Passphrase: "organiser 2026", Role: "organiser", Spaces: []field.Space{field.Open}})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	o := s.o
	o.Account = "示例组织员"
	n, err := Open(s.dir, "organiser 2026", o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, n)
	i := backUp(t, n, filepath.Join(t.TempDir(), "backup"))
	o.Account = "某主任"
	rep, err := VerifyBackup(context.Background(), i.Path, secret, o, nil)
	if err != nil || !rep.Sound() || rep.Records != want || rep.Locked != 0 {
		t.Errorf("the chief: %+v, %v", rep, err)
	}
	o.Account = "示例组织员"
	if rep, err = VerifyBackup(context.Background(), i.Path, "organiser 2026", o, nil); err != nil || !rep.Sound() || rep.Locked == 0 {
		t.Errorf("the organiser: %+v, %v", rep, err)
	}
	if _, err = VerifyBackup(context.Background(), i.Path, "another one 2026", o, nil); !errors.Is(err, field.Passphrase) {
		t.Errorf("a wrong passphrase: %v", err)
	}
}

func TestNothingReadableStandsInABackup(t *testing.T) {
	s, _ := filled(t)
	put(t, s, full(7))
	i := backUp(t, s, filepath.Join(t.TempDir(), "backup"))
	b, err := os.ReadFile(i.Path)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range []string{"赵小满", "示例", "某主任", "连续三个月", "matter", "number"} {
		if containsText(b, word) || strings.Contains(i.Path, word) {
			t.Errorf("%q can be read", word)
		}
	}
}

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

func TestBackupThatFailsLeavesTheOthers(t *testing.T) {
	s, _ := filled(t)
	dir := filepath.Join(t.TempDir(), "backup")
	first := backUp(t, s, dir)
	for _, free := range []int{0, 10, 5_000, 100_000, 300_000} {
		s.backups.disk = func(w io.Writer) io.Writer { return &fullAfter{w, free} }
		if _, err := s.Backup(context.Background(), dir, nil); !errors.Is(err, field.NoSpace) {
			t.Errorf("a disk full after %d: %v", free, err)
		}
	}
	s.backups.disk = nil
	for _, at := range []int{0, 1} {
		ctx, cancel := context.WithCancel(context.Background())
		n := 0
		_, err := s.Backup(ctx, dir, func(int, int) {
			if n++; n > at {
				cancel()
			}
		})
		cancel()
		if !errors.Is(err, field.Cancelled) {
			t.Errorf("stopped after %d: %v", at, err)
		}
	}
	if all := backupsIn(t, dir); len(all) != 1 || all[0] != first {
		t.Errorf("left: %+v", all)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*"+newSuffix)); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	if _, err := s.Backup(context.Background(), filepath.Join(dir, "not", "there"), nil); !errors.Is(err, field.NoFolder) {
		t.Errorf("a place that is not there: %v", err)
	}
	put(t, s, full(1)) // saving goes on
}

func TestWhatACutOffBackupLeftIsRemoved(t *testing.T) {
	s, _ := filled(t)
	dir := filepath.Join(t.TempDir(), "backup")
	i := backUp(t, s, dir)
	b, err := os.ReadFile(i.Path)
	if err != nil {
		t.Fatal(err)
	}
	other := create(t, options())
	j := backUp(t, other, dir)
	c, err := os.ReadFile(j.Path)
	if err != nil {
		t.Fatal(err)
	}
	ours, theirs := filepath.Join(dir, "ours"+backupSuffix+newSuffix), filepath.Join(dir, "theirs"+backupSuffix+newSuffix)
	if err := errors.Join(os.WriteFile(ours, b[:len(b)/2], 0o600), os.WriteFile(theirs, c[:len(c)/2], 0o600)); err != nil {
		t.Fatal(err)
	}
	put(t, s, full(1))
	backUp(t, s, dir)
	if _, err := os.Stat(ours); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("ours is there still: %v", err)
	}
	if _, err := os.Stat(theirs); err != nil {
		t.Errorf("another folder's was touched: %v", err)
	}
	if n := len(backupsIn(t, dir)); n != 2 { // one was of the same hour as another
		t.Errorf("%d backups of two folders in one place, want 2", n)
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
