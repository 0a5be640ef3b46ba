//go:build unix

package store

import "syscall"

// freeSpace is how many bytes of the disk that holds dir this user may fill. ok is false where the system does not say.
func freeSpace(dir string) (bytes int64, ok bool) {
	var fs syscall.Statfs_t
	if err := syscall.Statfs(dir, &fs); err != nil {
		return 0, false
	}
	return int64(uint64(fs.Bavail) * uint64(fs.Bsize)), true
}
