package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// strangers are names as the programs give them; the makers' help pages name them.
var strangers = []string{
	"store (conflicted copy 2026-03-08).db", "store (某电脑's conflicted copy 2026-03-08).db", "store (某电脑 的冲突副本 2026-03-08).db",
	"store-DESKTOP-EXAMPLE.db", "store(冲突_某用户_2026-03-08 09-30-00).db", "store-冲突.db", "store.sync-conflict-20260308-093000-ABCDEFG.db",
	".syncthing.store.db.tmp", "~syncthing~store.db.tmp", ".store.db.icloud", ".keys.slot.icloud", "store 2.db", "store (1).db", "store(1).db",
	"store_conflict-20260308-093000.db", "store - 副本.db", "store - Copy.db", "STORE (1).DB", "store.db.baiduyun.uploading.cfg",
	"keys (1).slot", "keys-DESKTOP-EXAMPLE.slot", "keys (conflicted copy 2026-03-08).slot", "~$store.db", "store.db~", "store.db.!sync",
}

func TestCopiesThatOthersMadeAreToldAndLeftAlone(t *testing.T) {
	dir, o, _ := wounded(t)
	for _, name := range strangers {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte("somebody's"), 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := Open(dir, secret, o)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if tr := s.Troubles(); len(tr) != 1 || tr[0].Kind != Conflict {
			t.Errorf("%s: %+v", name, tr)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if b, err := os.ReadFile(path); err != nil || string(b) != "somebody's" {
			t.Errorf("%s was touched: %v", name, err)
		}
		if err := os.Remove(path); err != nil {
			t.Fatal(err)
		}
	}
}

func TestOrdinaryNamesAreNoCopies(t *testing.T) {
	for _, name := range []string{dataFile, keysFile, lockFile, ballastFile, cacheDir, dataFile + newSuffix, keysFile + newSuffix, ballastFile + newSuffix,
		"blobs", "drafts", "backup", "letter.txt", "冲突.docx", "bookstore.db", "restore", "store", "desktop.ini", ".DS_Store", "Thumbs.db"} {
		if strange(name) {
			t.Errorf("%s is taken for a copy", name)
		}
	}
}

func TestFoldersThatAreKeptTheSameElsewhereAreTold(t *testing.T) {
	base := t.TempDir()
	for _, c := range []struct {
		path, mark string
		want       bool
	}{
		{"Dropbox/data", "", true}, {"OneDrive - 某单位/a/data", "", true}, {"坚果云/data", "", true}, {"Library/Mobile Documents/com~apple~CloudDocs/data", "", true},
		{"BaiduSyncdisk/data", "", true}, {"百度网盘/data", "", true}, {"sync/data", ".stfolder", true}, {"box/data", ".dropbox", true},
		{"Documents/data", "", false}, {"onedriver/data", "", false}, {"data", "", false},
	} {
		dir := filepath.Join(base, filepath.FromSlash(c.path))
		if err := os.MkdirAll(dir, 0o700); err != nil {
			t.Fatal(err)
		}
		if c.mark != "" {
			if err := os.Mkdir(filepath.Join(filepath.Dir(dir), c.mark), 0o700); err != nil {
				t.Fatal(err)
			}
		}
		if got := InSyncFolder(dir); got != c.want {
			t.Errorf("%s: %t", c.path, got)
		}
	}
	s, err := Create(filepath.Join(base, "Dropbox", "new"), Founder{Name: "某主任", Passphrase: secret}, options())
	if err != nil {
		t.Fatal(err)
	}
	closing(t, s)
	if tr := s.Troubles(); len(tr) != 1 || tr[0].Kind != SyncFolder {
		t.Errorf("%+v", tr)
	}
}

// TestAClockThatWentBackIsTold moves the clock about. Stamps rise all the same.
func TestAClockThatWentBackIsTold(t *testing.T) {
	o := options()
	now := time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC)
	o.Clock = func() time.Time { return now }
	s := create(t, o)
	m := full(1)
	put(t, s, m)
	last := m.Stamps[""]
	save := func(at time.Time, told bool) {
		t.Helper()
		now = at
		m.Minutes++
		put(t, s, m)
		stamp := m.Stamps["minutes"]
		if !last.Before(stamp) {
			t.Errorf("%s: stamp %+v after %+v", at, stamp, last)
		}
		last = stamp
		if got := len(s.Troubles()) > 0; got != told {
			t.Errorf("%s: %+v", at, s.Troubles())
		}
		s.troubles = nil
	}
	right := now
	save(right.Add(time.Minute), false)
	save(right.Add(-3*time.Minute), false) // computers set their clock by themselves
	save(right.Add(-time.Hour), true)
	save(right, false)                   // set right
	save(right.AddDate(70, 0, 0), false) // far ahead: nobody can know yet
	save(right.Add(time.Minute), true)   // and back
	save(right.Add(2*time.Minute), false)
	now = right.Add(-24 * time.Hour)
	s = reopen(t, s)
	if tr := s.Troubles(); len(tr) != 1 || tr[0].Kind != ClockBack {
		t.Errorf("opened a day before the newest save: %+v", tr)
	}
	now = right.Add(time.Hour)
	if s = reopen(t, s); len(s.Troubles()) > 0 {
		t.Errorf("opened when the clock is right: %+v", s.Troubles())
	}
}
