package store

import (
	"errors"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
	"time"

	bolt "go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"

	"cn.halfsky/internal/field"
)

const (
	pageSize    = 8192
	lockPatient = time.Second
)

// guarded runs do, which reads or writes through bbolt, in this goroutine. A page that is not what it should be makes bbolt
// panic or touch memory behind the map; both become field.Damaged.
func guarded(do func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("read file: %v: %w", p, field.Damaged)
		}
	}()
	return do()
}

// openFile proves the shape of the file and opens it with bbolt. The caller holds the folder's lock, so nobody writes to it
// meanwhile.
func openFile(path string, readOnly bool) (db *bolt.DB, sh *shape, err error) {
	if sh, err = checkFile(path, false); err != nil {
		return nil, nil, err
	}
	db, err = openBolt(path, readOnly)
	return db, sh, err
}

func checkFile(path string, contents bool) (sh *shape, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open file: %w", diskCode(err))
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("open file: %w", err)
	}
	return checkShape(f, info.Size(), pageSize, contents)
}

func openBolt(path string, readOnly bool) (db *bolt.DB, err error) {
	var opened *os.File
	keep := func(name string, flag int, mode os.FileMode) (*os.File, error) {
		f, err := os.OpenFile(name, flag, mode)
		opened = f
		return f, err
	}
	err = guarded(func() (err error) {
		db, err = bolt.Open(path, 0o600, &bolt.Options{
			Timeout: lockPatient, PageSize: pageSize, FreelistType: bolt.FreelistMapType, OpenFile: keep, NoStatistics: true,
			ReadOnly: readOnly,
		})
		return err
	})
	switch {
	case err == nil:
		return db, nil
	case errors.Is(err, bolterrors.ErrTimeout):
		return nil, fmt.Errorf("open file: %w", field.InUse)
	case errors.Is(err, field.Damaged) && opened != nil:
		// bbolt panicked half way and holds its lock still
		return nil, errors.Join(err, opened.Close())
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return nil, fmt.Errorf("open file: %w: %w", err, field.Damaged)
	}
	return nil, fmt.Errorf("open file: %w", diskCode(err))
}

// diskCode gives errors of the operating system the code a person is told.
func diskCode(err error) error {
	switch {
	case err == nil:
		return nil
	case isNoSpace(err):
		return fmt.Errorf("%w: %w", err, field.NoSpace)
	case errors.Is(err, os.ErrPermission), isReadOnly(err):
		return fmt.Errorf("%w: %w", err, field.ReadOnly)
	case errors.Is(err, os.ErrNotExist):
		return fmt.Errorf("%w: %w", err, field.NoFolder)
	}
	return err
}

// isNoSpace also looks at the words: bbolt passes on what resizing the file said as text.
func isNoSpace(err error) bool {
	for _, full := range fullDisk {
		if errors.Is(err, full) || strings.Contains(err.Error(), full.Error()) {
			return true
		}
	}
	return false
}
