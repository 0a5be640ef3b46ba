package office

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// ticking is a clock that tests set, and a timer they end.
type ticking struct {
	mu   sync.Mutex
	now  time.Time
	tick chan time.Time
}

func (c *ticking) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Millisecond)
	return c.now
}

func (c *ticking) forward(by time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(by)
}

func (c *ticking) options() Options {
	return Options{Now: c.Now, Zone: time.UTC, Computer: "示例电脑", After: func(time.Duration) <-chan time.Time { return c.tick }}.Cheap()
}

const backupPass = "备份口令 2026 三月"

// withClock is a new office whose clock is in the hands of the test.
func withClock(t *testing.T) (*Office, *ticking) {
	t.Helper()
	c := &ticking{now: time.Date(2026, 3, 8, 9, 0, 0, 0, time.UTC), tick: make(chan time.Time)}
	o, err := Create(t.Context(), filepath.Join(t.TempDir(), "data"), Founding{Centre: "示例中心", User: "示例负责人", Passphrase: backupPass}, c.options())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := o.Close(); err != nil {
			t.Error(err)
		}
	})
	return o, c
}

func saveUnit(t *testing.T, o *Office, name string) {
	t.Helper()
	if _, err := o.Save(t.Context(), &centre.Organisation{Name: name, Kind: "employer"}); err != nil {
		t.Fatal(err)
	}
}

func TestBackupsAreMadeHourlyAndOnlyWhenSomethingChanged(t *testing.T) {
	o, c := withClock(t)
	if st := o.BackupState(); !st.Changed || st.Last.Path != "" || len(st.Places) != 1 || !st.Places[0].Own || st.Places[0].Missing {
		t.Errorf("before the first: %+v", st)
	}
	ended := make(chan struct{}, 100)
	stop := o.WatchBackups(func() {
		if !o.BackupState().Running {
			ended <- struct{}{}
		}
	})
	defer stop()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() { defer close(done); o.Keep(ctx) }()
	<-ended // the first at once
	first := o.BackupState()
	if first.Last.Verified == 0 || first.Changed || first.Last.Seq != o.Folder().Seq {
		t.Errorf("after the first: %+v", first)
	}
	c.tick <- c.Now()
	c.tick <- c.Now() // whoever takes this one has looked
	saveUnit(t, o, "示例一厂")
	c.tick <- c.Now()
	c.tick <- c.Now()
	if st := o.BackupState(); st.Last != first.Last || !st.Changed {
		t.Errorf("within the hour: %+v", st)
	}
	c.forward(time.Hour)
	c.tick <- c.Now()
	<-ended
	second := o.BackupState()
	if second.Last.Seq != o.Folder().Seq || second.Changed || second.Age > time.Minute {
		t.Errorf("after an hour: %+v", second)
	}
	c.forward(30 * time.Hour)
	c.tick <- c.Now()
	c.tick <- c.Now()
	if st := o.BackupState(); st.Last != second.Last || st.Changed || st.Age < 30*time.Hour {
		t.Errorf("nothing was changed: %+v", st)
	}
	saveUnit(t, o, "示例二厂")
	c.forward(-300 * time.Hour) // the clock is set back
	c.tick <- c.Now()
	<-ended
	if st := o.BackupState(); st.Last.Seq != o.Folder().Seq {
		t.Errorf("with the clock set back: %+v", st)
	}
	cancel()
	<-done
	closed := make(chan struct{})
	go func() { defer close(closed); o.Keep(t.Context()) }()
	c.tick <- c.Now() // it is at it
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	<-closed
	o.Keep(t.Context()) // and of a closed folder there is nothing to keep
}

func TestComingAndGoingIsNoChange(t *testing.T) {
	o, c := withClock(t)
	made, err := o.BackupBeforeClose(t.Context(), nil)
	if err != nil || !made {
		t.Fatalf("%t, %v", made, err)
	}
	dir := o.Folder().Dir
	for n := range 3 {
		if err := o.Close(); err != nil {
			t.Fatal(err)
		}
		if o, err = Open(dir, backupPass, c.options()); err != nil {
			t.Fatal(err)
		}
		if made, err = o.BackupBeforeClose(t.Context(), nil); err != nil || made {
			t.Errorf("opened %d times: %t, %v", n+1, made, err)
		}
	}
	saveUnit(t, o, "示例厂")
	told := 0
	if made, err = o.BackupBeforeClose(t.Context(), func(done, total int) { told++ }); err != nil || !made {
		t.Errorf("after a change: %t, %v", made, err)
	}
	if told == 0 {
		t.Error("nobody was told how far it is")
	}
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestPlacesOfBackups(t *testing.T) {
	o, c := withClock(t)
	stick := filepath.Join(t.TempDir(), "示例U盘")
	if err := os.Mkdir(stick, 0o700); err != nil {
		t.Fatal(err)
	}
	data := o.Folder().Dir
	for what, dirs := range map[string][]string{
		"backup.problem.none": nil, "backup.problem.relative": {"", "stick"}, "backup.problem.inside": {filepath.Join(data, "sub")},
		"backup.problem.nofolder": {filepath.Join(stick, "none")}, "backup.problem.twice": {"", stick, stick + "/."},
	} {
		var ps field.Problems
		if err := o.SetBackupPlaces(t.Context(), dirs); !errors.As(err, &ps) || ps[0].Say != what {
			t.Errorf("%v: %v", dirs, err)
		}
	}
	if err := o.SetBackupPlaces(t.Context(), []string{"", stick}); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Backup(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{BackupFolder(data), stick} {
		if all, err := BackupsIn(dir); err != nil || len(all) != 1 || all[0].Verified == 0 {
			t.Errorf("%s: %+v, %v", dir, all, err)
		}
	}
	was := o.BackupState().Places[1].Last
	if err := os.Rename(stick, stick+" pulled"); err != nil {
		t.Fatal(err)
	}
	c.forward(2 * time.Hour)
	saveUnit(t, o, "示例厂")
	info, err := o.Backup(t.Context(), nil)
	if err != nil || info.Verified == 0 {
		t.Errorf("with the stick pulled: %+v, %v", info, err)
	}
	st := o.BackupState()
	if !st.Places[1].Missing || st.Places[1].Last != was || st.Places[0].Missing || st.Last != info {
		t.Errorf("with the stick pulled: %+v", st)
	}
	if _, err := os.Stat(stick); !errors.Is(err, os.ErrNotExist) {
		t.Error("a folder was made where the stick was")
	}
	if due := o.behind(backupEvery); len(due) > 0 {
		t.Errorf("due without the stick: %+v", due)
	}
	if err := os.Rename(stick+" pulled", stick); err != nil {
		t.Fatal(err)
	}
	if due := o.behind(backupEvery); len(due) != 1 || due[0].Dir != stick {
		t.Errorf("due with the stick back: %+v", due)
	}
	if err := o.SetBackupPlaces(t.Context(), []string{stick}); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(stick, stick+" pulled"); err != nil {
		t.Fatal(err)
	}
	if _, err := o.Backup(t.Context(), nil); !errors.Is(err, field.NoFolder) {
		t.Errorf("the only place is missing: %v", err)
	}
	elsewhere := c.options()
	elsewhere.Computer = "另一台"
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	n, err := Open(data, backupPass, elsewhere)
	if err != nil {
		t.Fatal(err)
	}
	if st := n.BackupState(); len(st.Places) != 1 || !st.Places[0].Own {
		t.Errorf("on another computer: %+v", st.Places)
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestFolderThatIsOnlyLookedAtIsBackedUpWhenAskedFor(t *testing.T) {
	o, c := withClock(t)
	dir := o.Folder().Dir
	if err := o.Close(); err != nil {
		t.Fatal(err)
	}
	options := c.options().filled()
	so := options.store()
	so.ReadOnly = true
	s, err := store.Open(dir, backupPass, so)
	if err != nil {
		t.Fatal(err)
	}
	n := start(s, options)
	if made, err := n.BackupBeforeClose(t.Context(), nil); err != nil || made {
		t.Errorf("unasked: %t, %v", made, err)
	}
	info, err := n.BackupTo(t.Context(), filepath.Join(t.TempDir(), "backup"), nil)
	if err != nil || info.Verified == 0 {
		t.Errorf("asked for: %+v, %v", info, err)
	}
	if err := n.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestBackupsThatHoldWhatWasErasedAreNamed(t *testing.T) {
	o, c := withClock(t)
	old, err := o.Backup(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	saveUnit(t, o, "示例厂")
	erased := o.Folder().Seq
	c.forward(2 * time.Hour)
	if _, err := o.Backup(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	holding, unseen := o.BackupsHolding(erased)
	if len(holding) != 1 || holding[0] != old || len(unseen) != 0 {
		t.Errorf("%+v, %q", holding, unseen)
	}
	if err := os.Rename(BackupFolder(o.Folder().Dir), BackupFolder(o.Folder().Dir)+" pulled"); err != nil {
		t.Fatal(err)
	}
	if holding, unseen = o.BackupsHolding(erased); len(holding) != 0 || len(unseen) != 1 {
		t.Errorf("with the place gone: %+v, %q", holding, unseen)
	}
}
