package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"cn.halfsky/internal/field"
)

// thinned adds a backup made at a time to those of a place and removes the surplus.
func thinned(all []BackupInfo, n uint32, at time.Time) []BackupInfo {
	all = append(all, BackupInfo{Path: fmt.Sprint(n), Made: field.MomentOf(at), Verified: 1, number: n})
	drop := surplus(all)
	return slices.DeleteFunc(all, func(i BackupInfo) bool { return slices.Contains(drop, i) })
}

func TestBackupsOfAYearAreThinnedToHoursDaysWeeksAndMonths(t *testing.T) {
	var all []BackupInfo
	at := time.Date(2025, 1, 1, 0, 30, 0, 0, time.UTC)
	for n := range uint32(400 * 24) {
		all = thinned(all, n+1, at)
		at = at.Add(time.Hour)
	}
	newest := at.Add(-time.Hour)
	var ages []float64
	for _, i := range all {
		ages = append(ages, newest.Sub(i.Made.In(time.UTC)).Hours()/24)
	}
	slices.Sort(ages)
	if len(all) < 24+6+3+11-3 || len(all) > 24+7+4+12 {
		t.Errorf("%d are kept: %.1f", len(all), ages)
	}
	for i := range 24 {
		if ages[i]*24 != float64(i) {
			t.Errorf("the last day is not kept hour by hour: %.2f", ages[:24])
			break
		}
	}
	if oldest := ages[len(ages)-1]; oldest < 10*30 {
		t.Errorf("the oldest is %.0f days old", oldest)
	}
	for _, reach := range []float64{6, 21, 180} {
		if !slices.ContainsFunc(ages, func(a float64) bool { return a >= reach-1 && a <= reach+31 }) {
			t.Errorf("nothing is about %.0f days old: %.1f", reach, ages)
		}
	}
}

// Whatever the clock does: the newest is kept, with it the newest of so many hours, days, weeks and months, and no more.
func TestThinningUnderAnyClock(t *testing.T) {
	rnd := rand.New(rand.NewPCG(9, 9))
	for round := range 60 {
		var all, ever []BackupInfo
		at := time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)
		for n := uint32(1); n < 300; n++ {
			switch jump := rnd.IntN(40); {
			case jump == 0:
				at = at.AddDate(0, 0, -rnd.IntN(800)) // the clock was set back
			case jump == 1:
				at = at.AddDate(rnd.IntN(30), 0, 0) // or to a year to come
			default:
				at = at.Add(time.Duration(rnd.IntN(30*60)) * time.Minute)
			}
			before := slices.Clone(all)
			all = thinned(all, n, at)
			ever = append(ever, BackupInfo{Path: fmt.Sprint(n), Made: field.MomentOf(at), Verified: 1, number: n})
			if !slices.ContainsFunc(all, func(i BackupInfo) bool { return i.number == n }) {
				t.Fatalf("round %d: the newest, %d, was removed", round, n)
			}
			if len(all) > 24+7+4+12 {
				t.Fatalf("round %d: %d are kept", round, len(all))
			}
			if len(before) < 4 && len(all) < len(before)-1 {
				t.Fatalf("round %d: of %d %d are left", round, len(before), len(all))
			}
		}
		want := slices.DeleteFunc(slices.Clone(ever), func(i BackupInfo) bool { return slices.Contains(surplus(ever), i) })
		if !slices.Equal(want, all) {
			t.Fatalf("round %d: thinned one by one %d are kept, at once %d", round, len(all), len(want))
		}
	}
}

func TestThinningNeverTakesTheLastProvedOne(t *testing.T) {
	at := time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)
	all := []BackupInfo{{Path: "1", Made: field.MomentOf(at), Verified: 1, number: 1}}
	for n := uint32(2); n < 400; n++ { // none of these was proved
		all = append(all, BackupInfo{Path: fmt.Sprint(n), Made: field.MomentOf(at.Add(time.Duration(n) * time.Hour)), number: n})
		drop := surplus(all)
		all = slices.DeleteFunc(all, func(i BackupInfo) bool { return slices.Contains(drop, i) })
	}
	if all[0].number != 1 || all[len(all)-1].number != 399 {
		t.Errorf("kept: %+v", all)
	}
	if len(all) > 1+24+7+4+12 {
		t.Errorf("%d that were not proved are kept", len(all))
	}
	if drop := surplus([]BackupInfo{{number: 1}, {number: 2}, {Err: field.Damaged}}); len(drop) > 0 {
		t.Errorf("removed where nothing is proved: %+v", drop)
	}
}

func TestAttachmentsAreCopiedOnceAndGoWithTheLastBackupThatNamesThem(t *testing.T) {
	clock := &wallClock{now: time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)}
	o := withPapers()
	o.Clock = clock.Now
	s := create(t, o)
	one, two := attach(t, s, bytesOf(70_000)), attach(t, s, bytesOf(5))
	dir := filepath.Join(t.TempDir(), "backup")
	backUp(t, s, dir)
	there := func(p *paper) os.FileInfo {
		b, err := readBlobRef(p.File)
		if err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(backupBlobPath(dir, s.folder, b.name))
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			t.Fatal(err)
		}
		return info
	}
	first := there(one)
	if first == nil || there(two) == nil {
		t.Fatal("an attached file was not copied")
	}
	clock.now = clock.now.Add(time.Hour)
	put(t, s, full(1))
	backUp(t, s, dir)
	if now := there(one); now == nil || !os.SameFile(first, now) {
		t.Error("an attached file was copied again")
	}
	_, err := s.Update(context.Background(), Verb{Name: "erase"}, func(tx *Tx) error {
		tx.dropBlobs(one)
		without := *one
		without.File = ""
		return tx.Put(&without)
	})
	if err != nil {
		t.Fatal(err)
	}
	for n := range 400 { // a year and some weeks
		clock.now = clock.now.Add(24 * time.Hour)
		if n%5 == 0 {
			put(t, s, full(n))
			backUp(t, s, dir)
		}
	}
	if there(one) != nil {
		t.Error("no backup names it any longer, and it is there still")
	}
	if there(two) == nil {
		t.Error("one that all backups name is gone")
	}
}

func TestMissingAttachmentIsTakenFromTheBackupsOrMissed(t *testing.T) {
	s := create(t, withPapers())
	one := attach(t, s, bytesOf(70_000))
	dir := filepath.Join(t.TempDir(), "backup")
	good := backUp(t, s, dir)
	two := attach(t, s, bytesOf(900))
	gone := []string{fileOf(t, s, one), fileOf(t, s, two)}
	texts := map[string][]byte{}
	for _, path := range gone {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		texts[path] = b
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
	i, err := s.Backup(context.Background(), dir, nil)
	if err != nil || i.Verified != 0 {
		t.Fatalf("a file is nowhere: %+v, %v", i, err)
	}
	rep, err := VerifyBackup(context.Background(), good.Path, secret, withPapers(), nil)
	if err != nil || !rep.Sound() || rep.Files != 1 {
		t.Errorf("the one before: %+v, %v", rep, err)
	}
	if rep, err = VerifyBackup(context.Background(), i.Path, secret, withPapers(), nil); err != nil || rep.Sound() {
		t.Errorf("a file is missing, and the report says %+v, %v", rep, err)
	}
	for path, b := range texts {
		if err := os.WriteFile(path, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	backUp(t, s, dir)
}
