package store

import "golang.org/x/sys/windows"

// freeSpace is how many bytes of the disk that holds dir this user may fill. ok is false where the system does not say.
func freeSpace(dir string) (bytes int64, ok bool) {
	path, err := windows.UTF16PtrFromString(dir)
	if err != nil {
		return 0, false
	}
	var free uint64
	if err := windows.GetDiskFreeSpaceEx(path, &free, nil, nil); err != nil {
		return 0, false
	}
	return int64(free), true
}
