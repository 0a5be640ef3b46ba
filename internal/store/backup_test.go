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
	"strings"
	"sync"
	"testing"
	"time"

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
	other := create(t, options())
	backUp(t, s, dir)
	backUp(t, other, dir)
	ours, theirs := filepath.Join(dir, "x"+backupSuffix+s.unfinished()), filepath.Join(dir, "x"+backupSuffix+other.unfinished())
	for _, path := range []string{ours, theirs} {
		if err := os.WriteFile(path, nil, 0o600); err != nil { // a kill can leave even that
			t.Fatal(err)
		}
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

// backupChild saves and backs up until it is killed. what is the folder of backups and the data folder.
func backupChild(what string) int {
	dir, data, _ := strings.Cut(what, " ")
	s, err := Open(data, secret, withPapers())
	for n := 0; err == nil; n++ {
		if _, err = s.Update(context.Background(), Verb{Name: "write"}, func(tx *Tx) error { return tx.Put(full(n)) }); err == nil {
			_, err = s.Backup(context.Background(), dir, nil)
			fmt.Println("backed up")
		}
	}
	fmt.Println("error", err)
	return 1
}

func TestKilledBackupLeavesOnlyWholeOnes(t *testing.T) {
	s, _ := filled(t)
	dir := filepath.Join(t.TempDir(), "backup")
	backUp(t, s, dir)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for ms := range 10 {
		cmd := child(t, "backup "+dir+" "+s.dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		if _, err := out.Read(make([]byte, 9)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Duration(ms*3) * time.Millisecond) // somewhere in its work; the test holds wherever that is
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // killed: an error is what it should say
		for _, i := range backupsIn(t, dir) {
			if i.Err != nil || i.Verified == 0 {
				t.Fatalf("after a kill: %+v", i)
			}
			rep, err := VerifyBackup(context.Background(), i.Path, secret, withPapers(), nil)
			if err != nil || !rep.Sound() {
				t.Fatalf("after a kill: %+v, %v", rep, err)
			}
		}
	}
	n := openAgain(t, s)
	backUp(t, n, dir)
	if left, _ := filepath.Glob(filepath.Join(dir, "*"+newSuffix)); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}
