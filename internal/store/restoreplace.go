package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"

	"cn.halfsky/internal/field"
)

// A restored folder is made beside the one to be under another name, and gets its own in one step when it is whole. While it is not
// whole, a file says so: only a folder with that file is ever removed.
const (
	roomSuffix     = ".restoring"
	unfinishedFile = "unfinished"
	beforeSuffix   = ".before-"
)

// locks are folders held, some of them perhaps nil.
type locks []*os.File

func (l *locks) release() error {
	var err error
	for _, f := range *l {
		if f != nil {
			err = errors.Join(err, f.Close())
		}
	}
	*l = nil
	return err
}

// makeRoom makes an empty folder beside dir and holds it. What an earlier restore that was cut off left there is removed.
func makeRoom(dir string, now field.Moment) (tmp string, lock *os.File, err error) {
	tmp = filepath.Clean(dir) + roomSuffix
	if Is(tmp) && !isUnfinished(tmp) {
		if err := os.Rename(tmp, freeName(dir, now)); err != nil { // the folder that was replaced, not yet put where it belongs
			return "", nil, err
		}
	}
	if err := mayEmpty(tmp); err != nil {
		return "", nil, err
	}
	if err := os.MkdirAll(tmp, 0o700); err != nil {
		return "", nil, err
	}
	if lock, err = lockFolder(tmp); err != nil {
		return "", nil, err
	}
	if err = emptyRoom(tmp); err == nil {
		err = writeBytes(filepath.Join(tmp, unfinishedFile), nil)
	}
	if err != nil {
		return "", nil, errors.Join(err, removeRoom(tmp, lock))
	}
	return tmp, lock, nil
}

// mayEmpty makes sure that what has the name of the folder to be made is what an earlier restore left, or nothing. Somebody's own folder,
// or a link to one, is field.Exists.
func mayEmpty(tmp string) error {
	info, err := os.Lstat(tmp)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if !info.IsDir() {
		return fmt.Errorf("restore: a link or file has the name of the folder to be made: %w", field.Exists)
	}
	if isUnfinished(tmp) {
		return nil
	}
	entries, err := os.ReadDir(tmp)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != lockFile { // it is made first, and the note after it
			return fmt.Errorf("restore: something is in the folder to be made: %w", field.Exists)
		}
	}
	return nil
}

func isUnfinished(dir string) bool {
	_, err := os.Lstat(filepath.Join(dir, unfinishedFile))
	return err == nil
}

// emptyRoom removes what is in a folder but for the lock that the caller holds, the note that it is unfinished last.
func emptyRoom(tmp string) error {
	entries, err := os.ReadDir(tmp)
	if err != nil {
		return err
	}
	for _, e := range entries {
		if e.Name() != lockFile && e.Name() != unfinishedFile {
			if err := os.RemoveAll(filepath.Join(tmp, e.Name())); err != nil {
				return err
			}
		}
	}
	if err := os.Remove(filepath.Join(tmp, unfinishedFile)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// removeRoom removes an unfinished folder that the caller holds.
func removeRoom(tmp string, lock *os.File) error {
	err := emptyRoom(tmp)
	return errors.Join(err, unlockRemoving(lock), os.Remove(tmp))
}

// place gives the folder its name, and reports whether it has it. The folder that had the name keeps all it holds under another.
func (r *restoring) place(tmp string, held *locks) (placed bool, err error) {
	if err := os.Remove(filepath.Join(tmp, unfinishedFile)); err != nil {
		return false, err
	}
	if err := syncDir(tmp); err != nil {
		return false, err
	}
	if runtime.GOOS == "windows" { // where a folder in which a file is open cannot be renamed
		if err := held.release(); err != nil {
			return false, err
		}
	}
	if r.InPlace {
		placed, err = exchange(tmp, r.Dir, freeName(r.Dir, field.MomentOf(r.o.Clock())))
	} else {
		err = renameOver(tmp, r.Dir)
		placed = err == nil
	}
	return placed, errors.Join(err, syncDir(filepath.Dir(tmp)))
}

// exchange gives tmp the name of dir, and dir the name before.
func exchange(tmp, dir, before string) (placed bool, err error) {
	if err := exchangeFolders(tmp, dir); err == nil {
		return true, os.Rename(tmp, before)
	}
	if err := os.Rename(dir, before); err != nil {
		return false, err
	}
	if err := os.Rename(tmp, dir); err != nil {
		return false, errors.Join(err, os.Rename(before, dir))
	}
	return true, nil
}

// renameOver gives tmp the name of dir, which is not there or is empty.
func renameOver(tmp, dir string) error {
	err := os.Rename(tmp, dir)
	if err == nil {
		return nil
	}
	if gone := os.Remove(dir); gone != nil { // only an empty one goes: some systems rename nothing over it
		return err
	}
	return os.Rename(tmp, dir)
}

// freeName is a name beside dir that nothing has yet.
func freeName(dir string, now field.Moment) string {
	name := filepath.Clean(dir) + beforeSuffix + stampOf(now)
	for n := 2; ; n++ {
		if _, err := os.Lstat(name); errors.Is(err, os.ErrNotExist) {
			return name
		}
		name = fmt.Sprintf("%s%s%s-%d", filepath.Clean(dir), beforeSuffix, stampOf(now), n)
	}
}

// finishRestore does the last step of a restore in place that was ended between the two renames some systems need: the old folder
// has its new name, the restored one not yet.
func finishRestore(dir string) {
	tmp := filepath.Clean(dir) + roomSuffix
	if _, err := os.Lstat(dir); errors.Is(err, os.ErrNotExist) && Is(tmp) && !isUnfinished(tmp) {
		_ = os.Rename(tmp, dir) // else the folder stays missing, which is told
	}
}
