package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// absentFolders returns dir and the folders above it as far as they do not exist, the innermost first.
func absentFolders(dir string) (absent []string) {
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		if _, err := os.Stat(at); !errors.Is(err, os.ErrNotExist) || at == filepath.Dir(at) {
			return absent
		}
		absent = append(absent, at)
	}
}

// removeFolders removes folders that were made for a data folder that did not come about. One that holds something else by now
// stays.
func removeFolders(dirs []string) {
	for _, dir := range dirs {
		_ = os.Remove(dir)
	}
}

// takeBack removes the files of a data folder from dir and nothing else, gives back its lock, and removes the folders that were made
// for it. The files are closed, but for the lock, which the caller holds: so it is nobody else's folder that is removed.
func takeBack(dir string, lock *os.File, made []string) error {
	var errs []error
	for _, name := range []string{dataFile, keysFile, ballastFile} {
		errs = append(errs, remove(filepath.Join(dir, name)), remove(filepath.Join(dir, name+newSuffix)))
	}
	for _, kind := range []string{columnKind, textKind} {
		files, _ := filepath.Glob(filepath.Join(dir, cacheDir, "*"+kind+"*")) // the pattern is good
		for _, f := range files {
			errs = append(errs, remove(f))
		}
	}
	folders, _ := filepath.Glob(filepath.Join(dir, blobDir, "??")) // the pattern is good
	for _, folder := range folders {
		files, _ := filepath.Glob(filepath.Join(folder, "*")) // as before
		for _, f := range files {
			if isBlobName(filepath.Base(f)) {
				errs = append(errs, remove(f))
			}
		}
		_ = os.Remove(folder) // stays when something else is in it
	}
	_ = os.Remove(filepath.Join(dir, blobDir))
	_ = os.Remove(filepath.Join(dir, cacheDir)) // stays when something else is in it
	names := strings.Repeat("[0-9a-f]", 32) + "*"
	drafts, _ := filepath.Glob(filepath.Join(dir, draftDir, names))
	for _, f := range drafts {
		errs = append(errs, remove(f))
	}
	_ = os.Remove(filepath.Join(dir, draftDir))
	errs = append(errs, unlockRemoving(lock))
	removeFolders(made)
	if err := errors.Join(errs...); err != nil {
		return fmt.Errorf("take back folder: %w", diskCode(err))
	}
	return nil
}

func remove(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// Discard closes the folder and removes it with its note: for one whose making was never finished.
func (s *Store) Discard() error {
	s.write.Lock()
	defer s.write.Unlock()
	if s.closed {
		return errShut
	}
	if err := s.writable(); err != nil {
		return err
	}
	if err := errors.Join(s.shutDown(), s.removeNote(), takeBack(s.dir, s.lock, s.made)); err != nil {
		return fmt.Errorf("discard folder: %w", err)
	}
	return nil
}

// removeNote removes the note of a folder that is no more.
func (s *Store) removeNote() error {
	if s.anchor == nil || s.anchor.path == "" {
		return nil
	}
	return remove(s.anchor.path)
}
