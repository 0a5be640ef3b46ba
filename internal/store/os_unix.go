//go:build unix

package store

import (
	"errors"
	"fmt"
	"os"
	"syscall"
)

var fullDisk = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT}

func isReadOnly(err error) bool { return errors.Is(err, syscall.EROFS) }

// tryLock takes the lock of an open file, or reports that another process, or another handle of this one, has it.
func tryLock(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// tryShare takes the lock of an open file together with others who only read.
func tryShare(f *os.File) (bool, error) {
	err := syscall.Flock(int(f.Fd()), syscall.LOCK_SH|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) {
		return false, nil
	}
	return err == nil, err
}

// syncDir makes a rename last.
func syncDir(dir string) (err error) {
	d, err := os.Open(dir)
	if err != nil {
		return fmt.Errorf("sync folder: %w", err)
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) && !errors.Is(err, syscall.ENOTSUP) {
		return fmt.Errorf("sync folder: %w", err)
	}
	return nil // some network file systems cannot sync a folder
}
