package store

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/windows"
)

var fullDisk = []syscall.Errno{syscall.Errno(windows.ERROR_DISK_FULL), syscall.Errno(windows.ERROR_HANDLE_DISK_FULL)}

func isReadOnly(err error) bool { return errors.Is(err, syscall.Errno(windows.ERROR_WRITE_PROTECT)) }

// tryLock takes the lock of an open file, or reports that another process has it.
func tryLock(f *os.File) (bool, error) {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0,
		new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}

// tryShare takes the lock of an open file together with others who only read.
func tryShare(f *os.File) (bool, error) {
	err := windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}

// syncDir does nothing: on Windows a rename lasts once it returned.
func syncDir(string) error { return nil }
