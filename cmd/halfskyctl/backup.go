package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
)

// runBackup makes a backup in the places that were decided on, or in a folder named here.
func runBackup(ctx context.Context, c *call) error {
	if err := c.alone(); err != nil {
		return err
	}
	return c.with(func(o *office.Office) error {
		back := o.Backup
		if c.to != "" {
			back = func(ctx context.Context, p store.Progress) (store.BackupInfo, error) { return o.BackupTo(ctx, c.to, p) }
		}
		made, err := back(ctx, c.progress("backup.ctl.progress"))
		if err != nil {
			return c.backupTrouble(err)
		}
		if c.to == "" {
			c.tellPlaces(o.BackupState())
		}
		if c.json {
			err = c.printJSON(backupObject(made))
		} else {
			err = c.printf("%s\n", c.book.T("backup.ctl.made", made.Path, int64(made.Seq), size(made.Size)))
		}
		if err == nil && made.Verified == 0 {
			c.complain(c.book.T("backup.ctl.unproved"), c.book.T("backup.ctl.unproved.hint"))
			err = toldError{exitDamaged}
		}
		return err
	})
}

// tellPlaces says where no backup could be made.
func (c *call) tellPlaces(st office.BackupState) {
	for _, p := range st.Places {
		switch {
		case p.Missing:
			c.complain(c.book.T("backup.ctl.missing", p.Dir), "")
		case p.Err != nil:
			c.complain(c.book.T("backup.ctl.placefailed", p.Dir, c.reason(p.Err)), "")
		}
	}
}

func backupObject(i store.BackupInfo) map[string]any {
	return map[string]any{
		"path": i.Path, "folder": i.Folder.String(), "entry": i.Seq, "made": stamp(i.Made), "verified": stamp(i.Verified), "bytes": i.Size,
	}
}

// stamp is a moment as programs write it; none is null.
func stamp(m field.Moment) any {
	if m == 0 {
		return nil
	}
	return m.In(time.UTC).Format(time.RFC3339)
}

func size(bytes int64) string { return fmt.Sprintf("%.1f MB", float64(bytes)/1e6) }

// backupTrouble says what is wrong with a backup: the sentences of the program speak of the data folder.
func (c *call) backupTrouble(err error) error {
	for _, t := range []struct {
		code field.Code
		say  string
		exit int
	}{
		{field.Damaged, "backup.ctl.damaged", exitDamaged}, {field.Newer, "backup.ctl.newer", exitNewer},
		{field.Passphrase, "backup.ctl.passphrase", exitPassphrase}, {field.Exists, "backup.ctl.exists", exitOther},
		{field.NoFolder, "backup.ctl.nofolder", exitOther}, {field.NoSpace, "backup.ctl.nospace", exitOther},
	} {
		if errors.Is(err, t.code) {
			c.complain(c.book.T(t.say), c.book.T(t.say+".hint"))
			return toldError{t.exit}
		}
	}
	return err
}

// backupFile makes sure that --from names a file.
func (c *call) backupFile() error {
	if info, err := os.Stat(c.from); err != nil || info.IsDir() {
		return usage("backup.ctl.nofile", c.from)
	}
	return nil
}
