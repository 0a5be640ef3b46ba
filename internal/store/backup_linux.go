package store

import (
	"os"

	"golang.org/x/sys/unix"
)

// forgetCached has the system drop what it keeps of a file in memory, so that the next read shows what the disk has, and read ahead
// then. Where it does not, the file is read all the same.
func forgetCached(f *os.File) {
	_ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED)
	_ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_SEQUENTIAL)
}

// beginFlush has the system begin to write a part of a file to the disk: so the sync at the end has less to wait for.
func beginFlush(f *os.File, at, n int64) {
	_ = unix.SyncFileRange(int(f.Fd()), at, n, unix.SYNC_FILE_RANGE_WRITE) // the sync at the end counts
}
