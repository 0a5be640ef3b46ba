package office

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// A file that only another program can show has to lie somewhere unsealed while it does. It lies in a folder that only this person
// can enter, under a name that tells nothing, and goes as soon as it is given back, at the latest when the data folder is closed or
// opened again. Where the system has a place in memory for such files, it is that.
type lending struct {
	mu  sync.Mutex
	dir string // of this data folder
}

// lendingPlace is where the files of all data folders are lent from.
func lendingPlace() string {
	if dir := os.Getenv("XDG_RUNTIME_DIR"); dir != "" {
		return filepath.Join(dir, "halfsky")
	}
	dir, err := os.UserCacheDir()
	if err != nil {
		dir = os.TempDir()
	}
	return filepath.Join(dir, "halfsky", "open")
}

// beginLending removes what an end of the program without notice left there. Nobody else has this data folder open, so it is all left
// over. What cannot be removed is no reason not to open the folder; it is tried again at closing.
func (o *Office) beginLending(place string) {
	if place == "" {
		place = lendingPlace()
	}
	o.lent.dir = filepath.Join(place, o.Folder().ID.String())
	_ = o.takeBack()
}

// takeBack removes what was lent.
func (o *Office) takeBack() error {
	o.lent.mu.Lock()
	defer o.lent.mu.Unlock()
	if err := os.RemoveAll(o.lent.dir); err != nil {
		return fmt.Errorf("take back files: %w", nameless(err))
	}
	return nil
}

// LendAttachment writes the file of an attachment out for another program to show, and returns its path and what takes it away again.
// The journal has it as saved. What the other program keeps of it is out of reach; so the person is asked before.
func (o *Office) LendAttachment(ctx context.Context, id field.ID) (path string, back func() error, err error) {
	if err := o.allow(ctx, centre.MayExport, "lend-attachment"); err != nil {
		return "", nil, err
	}
	a, err := o.attachment(id)
	if err != nil {
		return "", nil, fmt.Errorf("lend attachment: %w", err)
	}
	o.lent.mu.Lock()
	dir, err := o.lendingFolder()
	o.lent.mu.Unlock()
	if err != nil {
		return "", nil, fmt.Errorf("lend attachment: %w", nameless(err))
	}
	back = func() error {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("take back file: %w", nameless(err))
		}
		return nil
	}
	path = filepath.Join(dir, "halfsky"+endingOf(a))
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		err = errors.Join(o.SaveAttachment(ctx, id, false, f), f.Close())
	}
	if err != nil {
		return "", nil, fmt.Errorf("lend attachment: %w", errors.Join(nameless(err), back()))
	}
	return path, back, nil
}

// lendingFolder makes a folder for one file.
func (o *Office) lendingFolder() (string, error) {
	if err := os.MkdirAll(o.lent.dir, 0o700); err != nil {
		return "", err
	}
	return os.MkdirTemp(o.lent.dir, "")
}
