package store

import "golang.org/x/sys/unix"

// exchangeFolders exchanges the names of two folders in one step, where the file system can.
func exchangeFolders(a, b string) error {
	return unix.Renameat2(unix.AT_FDCWD, a, unix.AT_FDCWD, b, unix.RENAME_EXCHANGE)
}
