package store

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"cn.halfsky/internal/field"
)

// rawLeftOut are the files of a folder that are no part of the data.
var rawLeftOut = []string{lockFile, ballastFile, cacheDir, lastFile}

// RawBackup copies a folder as it lies, sealed, into a new folder: for a folder of an older format before it is changed, which the
// program that made it can then still open. The caller holds the folder's lock and writes nothing meanwhile. The copy appears under its
// name only after all of it was read back and its structure proved. The folder above to is made where only itself is missing. Codes: Exists,
// NoSpace, NoFolder, ReadOnly, Damaged when dir is.
func RawBackup(dir, to string) error {
	var err1, err2 error
	dir, err1 = filepath.Abs(dir)
	to, err2 = filepath.Abs(to)
	if err := errors.Join(err1, err2); err != nil {
		return fmt.Errorf("copy folder: %w", err)
	}
	if _, err := os.Lstat(to); err == nil {
		return fmt.Errorf("copy folder: %w", field.Exists)
	}
	if err := os.Mkdir(filepath.Dir(to), 0o700); err != nil && !errors.Is(err, os.ErrExist) {
		return fmt.Errorf("copy folder: %w", diskCode(err))
	}
	if err := os.RemoveAll(to + newSuffix); err != nil { // what a copy that was cut off left
		return fmt.Errorf("copy folder: %w", diskCode(err))
	}
	err := copyRaw(dir, to+newSuffix)
	if err == nil {
		err = os.Rename(to+newSuffix, to)
	}
	if err == nil {
		err = syncDir(filepath.Dir(to))
	}
	if err != nil {
		return fmt.Errorf("copy folder: %w", errors.Join(diskCode(err), os.RemoveAll(to+newSuffix)))
	}
	return nil
}

func copyRaw(dir, to string) error {
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		below, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		switch target := filepath.Join(to, below); {
		case d.IsDir() && (slices.Contains(rawLeftOut, below) || path == filepath.Dir(to)):
			return fs.SkipDir // a place for backups within the folder is none of its data
		case slices.Contains(rawLeftOut, below) || !d.IsDir() && !d.Type().IsRegular():
			return nil
		case d.IsDir():
			return os.Mkdir(target, 0o700)
		default:
			return copyFile(path, target)
		}
	})
	if err != nil {
		return err
	}
	_, err = checkFile(filepath.Join(to, dataFile), false)
	return err
}

// copyFile copies a file and reads the copy back.
func copyFile(from, to string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	h, n := sha256.New(), int64(0)
	err = writeFile(to, func(w io.Writer) (err error) {
		n, err = io.Copy(io.MultiWriter(w, h), src)
		return err
	})
	if err = errors.Join(err, src.Close()); err != nil {
		return err
	}
	back, err := sumOfFile(to, n, func(int64) error { return nil })
	if err == nil && !bytes.Equal(back, h.Sum(nil)) {
		err = errBackupDiffers
	}
	return err
}
