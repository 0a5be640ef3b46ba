package main

import (
	"context"
	"errors"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
)

// runRestore makes a data folder from a backup.
func runRestore(ctx context.Context, c *call) error {
	if err := errors.Join(c.need("from", "to"), c.needSignIn()); err != nil {
		return err
	}
	if err := c.alone(); err != nil {
		return err
	}
	if err := c.backupFile(); err != nil {
		return err
	}
	account, pass, err := c.signIn()
	if err != nil {
		return err
	}
	info, err := office.InspectBackup(c.from)
	if err != nil {
		return c.backupTrouble(err)
	}
	spec := store.RestoreSpec{Path: c.from, Account: account, Passphrase: pass, Dir: c.to, InPlace: c.inPlace, Partial: c.partial}
	if err := office.Restore(ctx, spec, c.options("ctl.progress.open"), c.progress("backup.ctl.progress.restore")); err != nil {
		return c.backupTrouble(err)
	}
	if c.json {
		out := backupObject(info)
		out["folder_made"] = c.to
		return c.printJSON(out)
	}
	return c.printf("%s\n", c.book.T("backup.ctl.restored", c.to, int64(info.Seq)))
}
