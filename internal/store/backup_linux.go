package store

import (
	"os"

	"golang.org/x/sys/unix"
)

// forgetCached has the system drop what it keeps of a file in memory, so that the next read shows what the disk has.
func forgetCached(f *os.File) {
	_ = unix.Fadvise(int(f.Fd()), 0, 0, unix.FADV_DONTNEED) // it is read all the same
}
