package main

import (
	"context"
	"errors"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
)

// runRescue brings what opens of a damaged folder into a new one.
func runRescue(ctx context.Context, c *call) error {
	if err := c.alone(); err != nil {
		return err
	}
	if err := c.need("data", "to", "passphrase-file"); err != nil {
		return err
	}
	pass, err := c.passphrase()
	if err != nil {
		return err
	}
	options := c.options("rescue.ctl.progress")
	options.Account = c.user
	rep, err := office.Rescue(ctx, c.data, pass, c.to, options, options.Progress)
	switch {
	case errors.Is(err, field.Damaged):
		c.complain(c.book.T("rescue.nokeys"), c.book.T("rescue.nokeys.hint"))
		c.tellBackup()
		return toldError{exitDamaged}
	case errors.Is(err, field.Exists):
		c.complain(c.book.T("rescue.exists"), c.book.T("rescue.exists.hint"))
		return toldError{exitOther}
	case err != nil:
		return err
	}
	if c.json {
		err = c.printJSON(rescueObject(rep))
	} else {
		err = c.printf("%s\n", c.book.T("rescue.done", rep.Saved, rep.Slots, rep.To))
	}
	if err != nil || rep.Whole() {
		return err
	}
	for _, l := range rep.Losses() {
		c.complain(c.book.T(l.Say, l.N), "")
	}
	c.complain(c.book.T("rescue.notwhole"), c.book.T("rescue.notwhole.hint"))
	c.tellBackup()
	return toldError{exitDamaged}
}

// tellBackup names the newest backup beside the folder: what a rescue cannot bring back may stand in it.
func (c *call) tellBackup() {
	if d := office.Diagnose(c.data); d.HasBackup {
		c.complain(c.book.T("rescue.backup", d.Backup.Path), "")
	}
}

func rescueObject(rep office.RescueReport) map[string]any {
	return map[string]any{
		"saved": rep.Saved, "older": rep.Older, "lost": rep.Lost, "locked": rep.Locked, "newer": rep.Newer, "counted": rep.Counted, "files": rep.Files,
		"files_lost": rep.NoFiles, "accounts": rep.Slots, "whole": rep.Whole(), "to": rep.To,
	}
}
