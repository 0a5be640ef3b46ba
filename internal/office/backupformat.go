package office

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// formatPrefix begins the name of a copy of a folder as it was before its format was raised.
const formatPrefix = "format-"

// copyOldFormat copies a folder of an older format beside its backups before it is changed. It is a copy and no backup, so that the
// program that made the folder can open it, which knew no backups; nothing thins it out.
func copyOldFormat(s *store.Store) error {
	f := s.Folder()
	to := filepath.Join(BackupFolder(f.Dir), fmt.Sprintf("%s%d-%09d", formatPrefix, f.Format, f.Seq))
	if err := store.RawBackup(f.Dir, to); err != nil && !errors.Is(err, field.Exists) { // of the same state, from an opening that was cut off
		return fmt.Errorf("copy folder of an older format: %w", err)
	}
	return nil
}

// oldFormats lists such copies in a place.
func oldFormats(place string) (copies []store.BackupInfo) {
	entries, _ := os.ReadDir(place) // where there is no place, there are no copies
	for _, e := range entries {
		var format uint16
		i := store.BackupInfo{Path: filepath.Join(place, e.Name())}
		if n, _ := fmt.Sscanf(e.Name(), formatPrefix+"%d-%d", &format, &i.Seq); n == 2 && store.Is(i.Path) {
			copies = append(copies, i)
		}
	}
	return copies
}
