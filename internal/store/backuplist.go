package store

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cn.halfsky/internal/field"
)

// Backups lists the backups in a folder, of whatever data folder, the newest of each first. One that cannot be read stands there
// with its Err. A folder that is not there is field.NoFolder.
func Backups(dir string) ([]BackupInfo, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, fmt.Errorf("list backups: %w", diskCode(err))
	}
	var out []BackupInfo
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), backupSuffix) {
			continue
		}
		path := filepath.Join(dir, e.Name())
		h, size, err := readBackupHead(path)
		if errors.Is(err, os.ErrNotExist) {
			continue // removed meanwhile
		}
		i := BackupInfo{Path: path, Size: size, Err: diskCode(err)}
		if h != nil {
			i = h.info(path, size)
			i.Err = diskCode(err)
		}
		out = append(out, i)
	}
	slices.SortFunc(out, newerFirst)
	return out, nil
}

// newerFirst sorts backups of one folder by their numbers. Those of several folders stand by time, which is all they have in common.
func newerFirst(a, b BackupInfo) int {
	if a.Folder == b.Folder && a.number != b.number {
		return cmp.Compare(b.number, a.number)
	}
	return cmp.Or(cmp.Compare(b.Made, a.Made), cmp.Compare(b.Path, a.Path))
}

// InspectBackup reads what stands in clear of one backup. Codes: Damaged, Newer, NoFolder where it is not there.
func InspectBackup(path string) (BackupInfo, error) {
	h, size, err := readBackupHead(path)
	if err != nil {
		return BackupInfo{Path: path, Size: size}, diskCode(err)
	}
	return h.info(path, size), nil
}

// escaped makes a path that means itself in a pattern.
func escaped(dir string) string {
	for _, c := range []string{"[", "*", "?"} {
		dir = strings.ReplaceAll(dir, c, "["+c+"]")
	}
	return dir
}

// manifestOf opens a backup with the keys of the folder that is open and returns what it holds.
func (s *Store) manifestOf(path string) (m *manifest, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("read backup: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return nil, fmt.Errorf("read backup: %w", err)
	}
	b, err := openBackup(f, info.Size(), s.keysOf)
	if err != nil {
		return nil, err
	}
	if b.m.Folder != s.folder {
		return nil, fmt.Errorf("read backup: of another folder: %w", field.NotFound)
	}
	return b.m, nil
}
