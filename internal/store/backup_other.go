//go:build !linux

package store

import "os"

// forgetCached does nothing where the system offers nothing: what is read back may then come from memory.
func forgetCached(*os.File) {}
