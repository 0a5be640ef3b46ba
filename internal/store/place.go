package store

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"cn.halfsky/internal/field"
)

// Place is what a folder held before a data folder was made in it, so that a making that failed can be taken back.
type Place struct {
	dir    string
	absent []string // folders that were not there, the innermost first
	there  []string // names of what dir held
}

// PlaceAt looks at a place, which need not exist.
func PlaceAt(dir string) (Place, error) {
	p := Place{dir: dir}
	for at := filepath.Clean(dir); ; at = filepath.Dir(at) {
		_, err := os.Stat(at)
		if errors.Is(err, os.ErrNotExist) && at != filepath.Dir(at) {
			p.absent = append(p.absent, at)
			continue
		}
		break // what else is wrong with the place Create will say
	}
	if len(p.absent) > 0 {
		return p, nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return p, fmt.Errorf("look at folder: %w", diskCode(err))
	}
	for _, e := range entries {
		p.there = append(p.there, e.Name())
	}
	return p, nil
}

// TakeBack removes what was made at the place since: files of a data folder and nothing else, then the folders that were not there,
// if they are empty. Where another program has the folder open meanwhile, it is that program's and stays.
func (p Place) TakeBack() error {
	if _, err := os.Stat(p.dir); err == nil {
		lock, err := lockFolder(p.dir)
		if errors.Is(err, field.InUse) {
			return nil
		}
		if err != nil {
			return err
		}
		err = p.removeFiles()
		if err = errors.Join(err, lock.Close(), p.remove(lockFile)); err != nil {
			return fmt.Errorf("take back folder: %w", diskCode(err))
		}
	}
	for _, dir := range p.absent {
		_ = os.Remove(dir) // one that holds something else by now stays
	}
	return nil
}

func (p Place) removeFiles() error {
	var errs []error
	for _, name := range []string{dataFile, keysFile, ballastFile} {
		errs = append(errs, p.remove(name), p.remove(name+newSuffix))
	}
	for _, kind := range []string{columnKind, textKind} {
		files, _ := filepath.Glob(filepath.Join(p.dir, cacheDir, "*"+kind+"*")) // the pattern is good
		for _, f := range files {
			errs = append(errs, p.remove(filepath.Join(cacheDir, filepath.Base(f))))
		}
	}
	if !slices.Contains(p.there, cacheDir) {
		_ = os.Remove(filepath.Join(p.dir, cacheDir)) // stays when something else is in it
	}
	return errors.Join(errs...)
}

// remove removes a file unless it was there before.
func (p Place) remove(name string) error {
	if slices.Contains(p.there, name) || slices.Contains(p.there, filepath.Dir(name)) {
		return nil
	}
	if err := os.Remove(filepath.Join(p.dir, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// Discard closes the folder and removes it: for one whose making was never finished.
func (s *Store) Discard() error {
	note := s.anchor.path
	err := errors.Join(s.Close(), Place{dir: s.dir}.TakeBack())
	if note != "" {
		if gone := os.Remove(note); gone != nil && !errors.Is(gone, os.ErrNotExist) {
			err = errors.Join(err, gone)
		}
	}
	if err != nil {
		return fmt.Errorf("discard folder: %w", err)
	}
	return nil
}
