//go:build !linux

package store

import "errors"

// exchangeFolders fails: there is no such step, and two renames have to do.
func exchangeFolders(string, string) error { return errors.ErrUnsupported }
