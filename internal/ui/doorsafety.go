package ui

import (
	"context"
	"fmt"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/ui/kit"
)

// Look says what can be told of a folder before anybody signs in.
func (d *door) Look(dir string) store.Entrance { return office.LookAt(dir, d.options) }

// OpenSheet opens a folder by a recovery sheet and returns whom it can give a new passphrase.
func (d *door) OpenSheet(ctx context.Context, dir string, codes []string, tick kit.Tick) ([]store.AccountInfo, error) {
	if err := d.EndSheet(); err != nil {
		return nil, err
	}
	o := d.options
	o.Progress = store.Progress(tick)
	r, err := office.OpenRecovery(dir, codes, o)
	if err != nil {
		return nil, err
	}
	if ctx.Err() != nil {
		if err := r.Close(); err != nil {
			return nil, err
		}
		return nil, fmt.Errorf("open folder: %w", field.Cancelled)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.sheet = r
	return r.People(), nil
}

// Recover gives an account a new passphrase by the sheet that opened the folder, and opens it as any other.
func (d *door) Recover(ctx context.Context, id field.ID, passphrase string, _ kit.Tick) (office.Recovered, error) {
	d.mu.Lock()
	r := d.sheet
	d.mu.Unlock()
	if r == nil {
		return office.Recovered{}, fmt.Errorf("recover: %w", field.Cancelled)
	}
	opened, done, err := r.Reset(ctx, id, passphrase)
	if _, again := kit.ProblemsOf(err); again {
		return done, err
	}
	d.mu.Lock()
	d.sheet = nil
	d.mu.Unlock()
	if err != nil {
		return done, err
	}
	d.keep(opened)
	return done, nil
}

// EndSheet closes the folder that a recovery sheet opened.
func (d *door) EndSheet() error {
	d.mu.Lock()
	r := d.sheet
	d.sheet = nil
	d.mu.Unlock()
	if r == nil {
		return nil
	}
	return r.Close()
}

// BackupFolder is where backups of a folder go when nothing else was decided.
func (d *door) BackupFolder(dir string) string { return office.BackupFolder(dir) }

// Backups lists the backups in a folder.
func (d *door) Backups(dir string) ([]store.BackupInfo, error) { return office.BackupsIn(dir) }

// Restore makes a data folder from a backup.
func (d *door) Restore(ctx context.Context, r store.RestoreSpec, tick kit.Tick) error {
	return office.Restore(ctx, r, d.options, store.Progress(tick))
}

// Diagnose looks at a folder that does not open.
func (d *door) Diagnose(dir string) office.Diagnosis { return office.Diagnose(dir) }

// Rescue brings what opens of a damaged folder into a new one.
func (d *door) Rescue(ctx context.Context, dir, account, passphrase, to string, tick kit.Tick) (office.RescueReport, error) {
	o := d.options
	o.Account = account
	return office.Rescue(ctx, dir, passphrase, to, o, store.Progress(tick))
}
