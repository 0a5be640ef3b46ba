package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"cn.halfsky/internal/field"
)

// A folder that cannot be written - a disc, a locked stick, somebody else's folder - is opened to look at: everything can be read
// and nothing in it is touched, the cache and the note outside it neither.

// ReadOnly reports whether the folder was opened to look at: every Update ends with field.ReadOnly.
func (s *Store) ReadOnly() bool { return s.o.ReadOnly }

// writable returns nil when the folder was opened to be written.
func (s *Store) writable() error {
	if s.o.ReadOnly {
		return fmt.Errorf("write folder: it is open to look at: %w", field.ReadOnly)
	}
	return nil
}

// shareFolder keeps writers out while somebody looks. Where there is no lock and none can be made, there is nothing to hold: the
// data file has a lock of its own. The file is nil then.
func shareFolder(dir string) (*os.File, error) {
	const step = 50 * time.Millisecond
	for waited := time.Duration(0); ; waited += step {
		f, err := os.Open(filepath.Join(dir, lockFile))
		if err != nil {
			return nil, nil
		}
		ok, err := tryShare(f)
		if ok {
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

// takeFolder takes the folder as the options say.
func takeFolder(dir string, o Options) (*os.File, error) {
	if o.ReadOnly {
		return shareFolder(dir)
	}
	return lockFolder(dir)
}

// giveBack ends the lock, if there is one.
func giveBack(lock *os.File) error {
	if lock == nil {
		return nil
	}
	return lock.Close()
}
