package ui

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// folderFile is the file by which a data folder is known.
const folderFile = "store.db"

// door opens data folders for the start screen and holds what it opened until the program takes it.
type door struct {
	options office.Options
	mu      sync.Mutex
	opened  *office.Office
	made    bool             // it is a new folder
	sheet   *office.Recovery // a folder that a recovery sheet opened
}

// Holds says whether there is a data folder.
func (d *door) Holds(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, folderFile))
	return err == nil && info.Mode().IsRegular()
}

// Open opens a folder. Keys cannot be derived by halves: when the person stopped it meanwhile, the folder is closed again.
func (d *door) Open(ctx context.Context, dir, account, passphrase string, tick kit.Tick) error {
	o := d.options
	o.Account, o.Progress = account, store.Progress(tick)
	opened, err := office.Open(dir, passphrase, o)
	if err != nil {
		return err
	}
	if ctx.Err() != nil {
		if err := opened.Close(); err != nil {
			return err
		}
		return fmt.Errorf("open folder: %w", field.Cancelled)
	}
	d.keep(opened)
	return nil
}

// Create makes a folder and opens it. What was stopped in time is taken back; a folder that is whole already stays.
func (d *door) Create(ctx context.Context, dir string, f office.Founding, tick kit.Tick) error {
	o := d.options
	o.Progress = store.Progress(tick)
	made, err := office.Create(ctx, dir, f, o)
	if err != nil {
		return err
	}
	d.keep(made)
	d.mu.Lock()
	defer d.mu.Unlock()
	d.made = true
	return nil
}

func (d *door) keep(o *office.Office) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.opened = o
}

// CheckPassphrase says what is wrong with a passphrase.
func (d *door) CheckPassphrase(pass string) error { return office.CheckPassphrase(pass) }

// wasMade reports, once, whether the folder that was taken is a new one.
func (d *door) wasMade() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	made := d.made
	d.made = false
	return made
}

// take hands over what was opened.
func (d *door) take() *office.Office {
	d.mu.Lock()
	defer d.mu.Unlock()
	o := d.opened
	d.opened = nil
	return o
}
