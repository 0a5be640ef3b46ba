package store

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"cn.halfsky/internal/field"
)

// TestWrongPassphrasesCostTime: the first ones cost nothing, then the wait grows to half a minute and no longer; what is right after
// that opens, and once it was told of, all is forgotten.
func TestWrongPassphrasesCostTime(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	var waited []time.Duration
	o := options()
	o.Anchor, o.Clock, o.Wait = t.TempDir(), func() time.Time { return now }, func(d time.Duration) { waited = append(waited, d) }
	s := create(t, o)
	dir := s.dir
	shut(t, s)
	for range 10 {
		if _, err := Open(dir, "another passphrase", o); !errors.Is(err, field.Passphrase) {
			t.Fatalf("a wrong passphrase gives %v", err)
		}
	}
	s = opened(t, dir, o)
	want := []time.Duration{1, 2, 4, 8, 16, 30, 30, 30}
	for i := range want {
		want[i] *= time.Second
	}
	if len(waited) != len(want) {
		t.Fatalf("waited %v", waited)
	}
	for i := range want {
		if waited[i] != want[i] {
			t.Errorf("wait %d was %v, not %v", i, waited[i], want[i])
		}
	}
	if got := s.Tries(); got.Count != 10 || got.First != field.MomentOf(now) || got.Last != got.First {
		t.Errorf("told of %+v", got)
	}
	if err := s.ForgetTries(); err != nil || s.Tries().Count != 0 {
		t.Errorf("not forgotten: %v", err)
	}
	shut(t, s)
	waited = nil
	shut(t, opened(t, dir, o))
	if len(waited) != 0 {
		t.Errorf("after success one waits %v", waited)
	}
}

// TestWaitingEndsByItself: time that has passed counts, and a clock that was set back makes nobody wait longer than one delay.
func TestWaitingEndsByItself(t *testing.T) {
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	for since, want := range map[time.Duration]time.Duration{
		0: 30 * time.Second, 10 * time.Second: 20 * time.Second, 30 * time.Second: 0, 24 * time.Hour: 0,
		-time.Hour: 30 * time.Second, -1000 * 24 * time.Hour: 30 * time.Second,
	} {
		last := field.MomentOf(now.Add(-since))
		if got := (Tries{Count: 200, First: last, Last: last}).delay(now); got != want {
			t.Errorf("%v after the last try one waits %v, not %v", since, got, want)
		}
	}
	if got := (Tries{}).delay(now); got != 0 {
		t.Errorf("without a try one waits %v", got)
	}
}

// TestDamagedTriesKeepNobodyOut: whatever stands in the file, or in its place, the folder opens.
func TestDamagedTriesKeepNobodyOut(t *testing.T) {
	o := options()
	o.Anchor = t.TempDir()
	s := create(t, o)
	dir, path := s.dir, newTries(o.Anchor, s.folder).path
	shut(t, s)
	o.Wait = func(time.Duration) { t.Error("one has to wait") }
	for name, content := range map[string][]byte{"empty": {}, "short": {1, 2, 3}, "zeros": make([]byte, 600), "noise": bytes.Repeat([]byte("示例"), 500)} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		s = opened(t, dir, o)
		if n := s.Tries().Count; n != 0 {
			t.Errorf("%s counts as %d tries", name, n)
		}
		shut(t, s)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(path, 0o700); err != nil {
		t.Fatal(err)
	}
	shut(t, opened(t, dir, o))
	if _, err := Open(dir, "another passphrase", o); !errors.Is(err, field.Passphrase) {
		t.Errorf("where tries cannot be counted, a wrong passphrase gives %v", err)
	}
}

// TestTriesAreCountedAtOnce: programs that try at the same time lose no try, and a line that is damaged costs that line alone.
func TestTriesAreCountedAtOnce(t *testing.T) {
	f := newTries(t.TempDir(), field.ID{7})
	now := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	var all sync.WaitGroup
	for range 20 {
		all.Go(func() {
			if err := f.add(now); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n := f.read().Count; n != 20 {
		t.Fatalf("%d of 20 tries are counted", n)
	}
	b, err := os.ReadFile(f.path)
	if err != nil {
		t.Fatal(err)
	}
	b[5*tryLine+3]++
	if err := os.WriteFile(f.path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if n := f.read().Count; n != 19 {
		t.Errorf("%d tries are counted beside one that is damaged", n)
	}
	if names, err := filepath.Glob(filepath.Join(filepath.Dir(f.path), "*")); err != nil || len(names) != 1 {
		t.Errorf("%d files for one folder, %v", len(names), err)
	}
}

func opened(t *testing.T, dir string, o Options) *Store {
	t.Helper()
	s, err := Open(dir, secret, o)
	if err != nil {
		t.Fatal(err)
	}
	closing(t, s)
	return s
}

func shut(t *testing.T, s *Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func FuzzReadTries(f *testing.F) {
	f.Add([]byte{})
	f.Add(bytes.Repeat([]byte{0}, 60))
	f.Fuzz(func(t *testing.T, b []byte) {
		if got := readTries(b); got.Count > len(b)/tryLine || got.Count > 0 && (got.First == 0 || got.Last == 0) {
			t.Errorf("%d bytes are %+v", len(b), got)
		}
	})
}
