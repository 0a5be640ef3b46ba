package store

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"cn.halfsky/internal/field"
)

// The files of a data folder.
const (
	dataFile    = "store.db"
	keysFile    = "keys.slot"
	lockFile    = "lock"
	ballastFile = "ballast"
	cacheDir    = "cache"
	newSuffix   = ".new"
)

// Is reports whether dir holds a data folder, or what is left of one.
func Is(dir string) bool {
	for _, f := range []string{dataFile, keysFile} {
		if _, err := os.Stat(filepath.Join(dir, f)); err == nil {
			return true
		}
	}
	return false
}

// lockFolder takes the folder for this process, waiting up to a second. The lock ends with the process, however that ends.
func lockFolder(dir string) (*os.File, error) {
	const step = 50 * time.Millisecond
	for waited := time.Duration(0); ; waited += step {
		f, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, fmt.Errorf("lock folder: %w", diskCode(err))
		}
		ok, err := tryLock(f)
		if ok && isAt(f, f.Name()) {
			return f, nil
		}
		if err == nil && waited >= lockPatient {
			err = field.InUse
		}
		if err = errors.Join(err, f.Close()); err != nil {
			return nil, fmt.Errorf("lock folder: %w", err)
		}
		time.Sleep(step)
	}
}

// isAt reports whether the open file is the one of that name: a lock that was removed while somebody waited for it locks nothing.
func isAt(f *os.File, name string) bool {
	here, err := f.Stat()
	there, gone := os.Stat(name)
	return err == nil && gone == nil && os.SameFile(here, there)
}

// unlockRemoving gives back the lock and removes its file.
func unlockRemoving(lock *os.File) error {
	gone := os.Remove(lock.Name()) == nil // while it is held, so that nobody takes it in between
	err := lock.Close()
	if !gone {
		_ = os.Remove(lock.Name()) // where a file that is open cannot be removed; if somebody has it by now, it stays
	}
	return err
}

// writeFile replaces the file as a whole: a crash leaves the old or the new one, never a part. write fills it. What has the name of the
// new one goes first: it may be a link that somebody put there, to a file elsewhere.
func writeFile(path string, write func(io.Writer) error) (err error) {
	err = remove(path + newSuffix)
	var f *os.File
	if err == nil {
		f, err = os.OpenFile(path+newSuffix, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	}
	if err != nil {
		return fmt.Errorf("write file: %w", diskCode(err))
	}
	err = write(f)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(path+newSuffix, path)
	}
	if err != nil {
		_ = os.Remove(path + newSuffix) // what failed is reported; a leftover is overwritten next time
		return fmt.Errorf("write file: %w", diskCode(err))
	}
	return syncDir(filepath.Dir(path))
}

// readSmall reads a file of the program's own of which nobody proved yet how long it is: one that somebody made longer than any of
// them gets is field.Damaged, and does not fill the memory.
func readSmall(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(f, mostBundle+1))
	if err == nil && len(b) > mostBundle {
		err = field.Damaged
	}
	return b, errors.Join(err, f.Close())
}

func writeBytes(path string, b []byte) error {
	return writeFile(path, func(w io.Writer) error { _, err := w.Write(b); return err })
}
