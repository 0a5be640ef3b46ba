package main

import (
	"context"
	"errors"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
)

// runVerify tries a backup out: it is restored into a folder for the time being, opened and checked.
func runVerify(ctx context.Context, c *call) error {
	if err := errors.Join(c.need("from"), c.needSignIn()); err != nil {
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
	options := c.options("ctl.progress.open")
	options.Account = account
	info, err := office.InspectBackup(c.from)
	if err != nil {
		return c.backupTrouble(err)
	}
	rep, err := office.VerifyBackup(ctx, c.from, pass, options, c.progress("backup.ctl.progress.verify"))
	if err != nil {
		return c.backupTrouble(err)
	}
	if err := c.tellVerified(info, rep); err != nil {
		return err
	}
	if rep.Sound() {
		return nil
	}
	for _, t := range rep.Troubles {
		c.tellTrouble(t)
	}
	c.complain(c.book.T("ctl.unsound", len(rep.Troubles)), c.book.T("backup.ctl.unsound.hint"))
	return toldError{exitDamaged}
}

func (c *call) tellVerified(info store.BackupInfo, rep store.Report) error {
	if c.json {
		out := backupObject(info)
		out["records"], out["locked"], out["entries"], out["files"] = rep.Records, rep.Locked, rep.Entries, rep.Files
		out["sound"], out["troubles"] = rep.Sound(), troublesObject(rep.Troubles)
		return c.printJSON(out)
	}
	if err := c.printf("%s\n", c.book.T("backup.ctl.verified", rep.Records, rep.Entries, rep.Files)); err != nil {
		return err
	}
	if rep.Locked > 0 {
		if err := c.printf("%s\n", c.book.T("ctl.locked", rep.Locked)); err != nil {
			return err
		}
	}
	if rep.Sound() {
		return c.printf("%s\n", c.book.T("ctl.sound"))
	}
	return nil
}
