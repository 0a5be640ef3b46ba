package office

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// BackupPlace is a folder that backups go to.
type BackupPlace struct {
	Dir     string
	Own     bool             // the ordinary place, beside the data folder
	Last    store.BackupInfo // the newest proved one made there; zero when there is none
	Missing bool             // it is not there now: a stick in a drawer
	Unsound bool             // the newest one there holds data that is damaged, and does not count: Check tells more
	Err     error            // what went wrong there last; nil when nothing did

	newest store.BackupInfo // proved or not
}

// BackupState is what can be said of the backups of the open folder.
type BackupState struct {
	Last    store.BackupInfo // the newest proved one in any place; zero when there never was one
	Age     time.Duration    // of it
	Changed bool             // something was saved that no proved backup holds
	Running bool
	Places  []BackupPlace
}

// backups is what the office knows of its backups.
type backups struct {
	one sync.Mutex // held while a backup is made

	mu       sync.Mutex
	running  bool
	failed   map[string]error // by place
	watchers map[int]func()
	next     int
	closed   bool
	stops    []context.CancelFunc // of each Keep

	keepers sync.WaitGroup
}

// Backup makes a backup in every place that is there, and returns the newest one that was proved. Its Verified is 0 when what it holds
// is damaged: then Check tells more. A place that is missing is told by BackupState and stops nothing, unless it is the only one. p is
// told how far the backup in one place is. Codes: as store.Backup.
func (o *Office) Backup(ctx context.Context, p store.Progress) (store.BackupInfo, error) {
	return o.backUp(ctx, o.backupPlaces(), p)
}

func (o *Office) backUp(ctx context.Context, places []BackupPlace, p store.Progress) (store.BackupInfo, error) {
	o.backups.one.Lock()
	defer o.backups.one.Unlock()
	o.backupRuns(true)
	defer o.backupRuns(false)
	var made store.BackupInfo
	var errs, missing []error
	for _, place := range places {
		i, err := o.backUpTo(ctx, place, p)
		o.backupFailed(place.Dir, err)
		switch {
		case errors.Is(err, field.NoFolder) && !place.Own:
			missing = append(missing, err)
		case err != nil:
			errs = append(errs, err)
		case made.Path == "" || made.Verified == 0:
			made = i
		}
		if errors.Is(err, field.Cancelled) {
			break
		}
	}
	if made.Path == "" {
		errs = append(errs, missing...)
	}
	if err := errors.Join(errs...); err != nil {
		return made, fmt.Errorf("back up: %w", err)
	}
	return made, nil
}

// backUpTo makes the backup in one place. Only the ordinary one is made where it is missing: in place of a stick that was pulled there
// may be an empty folder of the computer's own.
func (o *Office) backUpTo(ctx context.Context, place BackupPlace, p store.Progress) (store.BackupInfo, error) {
	if _, err := os.Stat(place.Dir); err != nil && !place.Own {
		return store.BackupInfo{}, fmt.Errorf("find place: %w", field.NoFolder)
	}
	return o.store.Backup(ctx, place.Dir, p)
}

// BackupState says how the backups stand. It reads the places, so it belongs off the screen's goroutine.
func (o *Office) BackupState() BackupState {
	st := BackupState{Places: o.backupPlaces()}
	for i := range st.Places {
		o.lookAt(&st.Places[i])
		if last := st.Places[i].Last; last.Verified != 0 && newer(last, st.Last) {
			st.Last = last
		}
	}
	o.backups.mu.Lock()
	st.Running = o.backups.running
	for i := range st.Places {
		st.Places[i].Err = cmp.Or(st.Places[i].Err, o.backups.failed[st.Places[i].Dir])
	}
	o.backups.mu.Unlock()
	if st.Last.Verified != 0 {
		st.Age = st.Last.Age(o.now())
	}
	st.Changed = st.Last.Verified == 0 || o.changedSince(st.Last.Seq)
	return st
}

func newer(a, b store.BackupInfo) bool {
	return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Made, b.Made)) > 0
}

// lookAt finds the newest proved backup in a place, or says what was there last when the place is not. One that has more than the
// folder is of a state from before a restore.
func (o *Office) lookAt(place *BackupPlace) {
	last, ok := o.store.LastBackupIn(place.Dir)
	all, err := store.Backups(place.Dir)
	switch {
	case errors.Is(err, field.NoFolder):
		place.Last, place.Missing = last, ok || !place.Own
		return
	case err != nil:
		place.Last, place.Err = last, err
		return
	}
	here := o.Folder()
	for _, i := range all {
		if i.Err != nil || i.Folder != here.ID || i.Seq > here.Seq {
			continue
		}
		if place.newest.Path == "" {
			place.newest = i
		}
		if i.Verified != 0 {
			place.Last = i
			return
		}
		place.Unsound = true
	}
}

// changedSince reports whether the journal has more since an entry than that somebody came and went.
func (o *Office) changedSince(seq uint64) bool {
	changed := errors.New("changed")
	err := o.store.Journal(context.Background(), seq+1, 0, func(e store.Entry) error {
		if !leavesAsItWas(e.Verb) {
			return changed
		}
		return nil
	})
	return err != nil // what cannot be read may be a change
}

// BackupsHolding lists the backups of this folder, in all places that are there, that were made before a journal entry and so hold
// what it erased, and copies from before the format was raised, which are folders; unseen are places that are not there now and may have such backups too.
func (o *Office) BackupsHolding(erased uint64) (holding []store.BackupInfo, unseen []string) {
	for _, place := range o.backupPlaces() {
		all, err := store.Backups(place.Dir)
		if err != nil {
			if _, ok := o.store.LastBackupIn(place.Dir); ok || !place.Own || !errors.Is(err, field.NoFolder) {
				unseen = append(unseen, place.Dir)
			}
			continue
		}
		for _, i := range all {
			if i.Folder == o.Folder().ID && i.Seq < erased {
				holding = append(holding, i)
			}
		}
		if place.Own {
			holding = append(holding, oldFormats(place.Dir)...)
		}
	}
	return holding, unseen
}

// backupPlaces are the places of this computer: the one beside the data folder first, if it was not exchanged for another.
func (o *Office) backupPlaces() []BackupPlace {
	var set backupSetting
	_, _ = o.store.Setting(backupSettingName, &set) // one that cannot be read is none: better the ordinary place than none at all
	dirs := set.Places[o.computer]
	if len(dirs) == 0 {
		dirs = []string{""}
	}
	var out []BackupPlace
	for _, dir := range dirs {
		if dir == "" {
			out = append(out, BackupPlace{Dir: BackupFolder(o.Folder().Dir), Own: true})
		} else {
			out = append(out, BackupPlace{Dir: dir})
		}
	}
	return out
}

// BackupFolder is where backups of a data folder go when nothing else was decided: a folder beside it.
func BackupFolder(data string) string {
	if abs, err := filepath.Abs(data); err == nil {
		data = abs
	}
	return filepath.Clean(data) + "-backup"
}

const backupSettingName = "backup"

// backupSetting is the setting of that name. A place means something on one computer only, so each has its own; an empty word stands for
// the place beside the data folder.
type backupSetting struct {
	Places map[string][]string `cbor:"1,keyasint"`
}

// SetBackupPlaces decides where backups of this folder go on this computer; an empty word is the ordinary place, and at least one place
// has to be. field.Problems: backup.problem.none, .relative, .inside, .nofolder, .twice, each with the place. Codes: Denied.
func (o *Office) SetBackupPlaces(ctx context.Context, dirs []string) error {
	if err := o.allow(ctx, centre.MaySettings, "set-backup"); err != nil {
		return err
	}
	if err := o.checkPlaces(dirs).Err(); err != nil {
		return err
	}
	var set backupSetting
	if _, err := o.store.Setting(backupSettingName, &set); err != nil && !errors.Is(err, field.Damaged) {
		return fmt.Errorf("set backup places: %w", err)
	}
	places := map[string][]string{}
	for computer, of := range set.Places {
		places[computer] = of
	}
	places[o.computer] = nil
	for _, dir := range dirs {
		if dir != "" {
			dir = filepath.Clean(dir)
		}
		places[o.computer] = append(places[o.computer], dir)
	}
	_, err := o.perform(ctx, "set-backup", func(v *verb) error { return v.SetSetting(backupSettingName, backupSetting{Places: places}) })
	if err == nil {
		o.tellBackups()
	}
	return err
}

func (o *Office) checkPlaces(dirs []string) (ps field.Problems) {
	if len(dirs) == 0 {
		return ps.Add("backup", "backup.problem.none")
	}
	data, err := filepath.Abs(o.Folder().Dir)
	if err != nil {
		data = o.Folder().Dir
	}
	seen := map[string]bool{}
	for _, dir := range dirs {
		full := filepath.Clean(dir)
		if dir == "" {
			full = BackupFolder(data)
		}
		switch below, err := filepath.Rel(data, full); {
		case dir != "" && !filepath.IsAbs(dir):
			ps = ps.Add("backup", "backup.problem.relative", dir)
		case seen[full]:
			ps = ps.Add("backup", "backup.problem.twice", dir)
		case err == nil && filepath.IsLocal(below):
			ps = ps.Add("backup", "backup.problem.inside", dir)
		case dir != "" && !isFolder(full):
			ps = ps.Add("backup", "backup.problem.nofolder", dir)
		}
		seen[full] = true
	}
	return ps
}

func isFolder(dir string) bool {
	info, err := os.Stat(dir)
	return err == nil && info.IsDir()
}

// BackupTo makes a backup in a folder that is none of the places, which is made where only itself is missing. Codes: as store.Backup.
func (o *Office) BackupTo(ctx context.Context, dir string, p store.Progress) (store.BackupInfo, error) {
	o.backups.one.Lock()
	defer o.backups.one.Unlock()
	o.backupRuns(true)
	defer o.backupRuns(false)
	if err := o.noteAct(ctx, verbBackup); err != nil {
		return store.BackupInfo{}, err
	}
	return o.store.Backup(ctx, dir, p)
}
