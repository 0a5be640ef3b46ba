package main

import (
	"context"
	"slices"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
)

// runCheck opens every record and proves the journal.
func runCheck(ctx context.Context, c *call) error {
	if err := c.alone(); err != nil {
		return err
	}
	return c.with(func(o *office.Office) error {
		rep, err := c.look(ctx, o)
		if err != nil {
			return err
		}
		// What opening noticed belongs to the answer: it may have been mended or noted anew since, and not be found again.
		for _, t := range o.Troubles() {
			if damage(t.Kind) && !slices.Contains(rep.Troubles, t) {
				rep.Troubles = append(rep.Troubles, t)
			}
		}
		if err := c.tellCheck(o, rep); err != nil {
			return err
		}
		if rep.Sound() {
			return nil
		}
		for _, t := range rep.Troubles {
			c.tellTrouble(t)
		}
		c.complain(c.book.T("ctl.unsound", len(rep.Troubles)), c.book.T("code.damaged.hint"))
		return toldError{exitDamaged}
	})
}

// look checks the whole, or only what is newest.
func (c *call) look(ctx context.Context, o *office.Office) (store.Report, error) {
	if c.quick {
		return o.Verify(ctx)
	}
	return o.Check(ctx, c.progress("ctl.progress.check"))
}

func (c *call) tellCheck(o *office.Office, rep store.Report) error {
	if c.json {
		return c.printJSON(checkObject(o, rep))
	}
	checked := c.book.T("ctl.checked", rep.Records, rep.Entries, o.Folder().Proof)
	if c.quick {
		checked = c.book.T("ctl.checkedquick", rep.Entries, o.Folder().Proof)
	}
	if err := c.printf("%s\n", checked); err != nil {
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

// mended are troubles after which the folder is whole all the same.
var mended = []store.TroubleKind{store.KeysRepaired, store.CacheUnusable, store.BallastUsed, store.KeysBehind, store.AnchorFailed, store.FolderRestored, store.Unproved,
	store.FolderReadOnly, store.ClockBack, store.Conflict, store.SyncFolder}

func damage(k store.TroubleKind) bool { return !slices.Contains(mended, k) }

// tellTrouble names one thing that is wrong, with the record or the journal entry it is about.
func (c *call) tellTrouble(t store.Trouble) {
	sentence := c.book.T("trouble." + string(t.Kind))
	switch {
	case t.ID != [16]byte{}:
		sentence = c.book.T("ctl.trouble.record", sentence, c.book.T(t.Table), t.ID.String())
	case t.Table != "" && c.book.Has(t.Table):
		sentence = c.book.T("ctl.trouble.table", sentence, c.book.T(t.Table))
	case t.Seq > 0:
		sentence = c.book.T("ctl.trouble.entry", sentence, int64(t.Seq))
	}
	c.complain(sentence, "  "+c.book.T("trouble."+string(t.Kind)+".hint"))
}

func troublesObject(ts []store.Trouble) []any {
	troubles := []any{}
	for _, t := range ts {
		found := map[string]any{"kind": string(t.Kind)}
		if t.Table != "" {
			found["table"] = t.Table
		}
		if t.ID != [16]byte{} {
			found["id"] = t.ID.String()
		}
		if t.Seq > 0 {
			found["entry"] = t.Seq
		}
		troubles = append(troubles, found)
	}
	return troubles
}

func checkObject(o *office.Office, rep store.Report) map[string]any {
	noticed := []any{}
	for _, t := range o.Troubles() {
		if !damage(t.Kind) {
			noticed = append(noticed, map[string]any{"kind": string(t.Kind)})
		}
	}
	return map[string]any{
		"records": rep.Records, "locked": rep.Locked, "entries": rep.Entries, "sound": rep.Sound(), "troubles": troublesObject(rep.Troubles), "noticed": noticed,
		"proof": o.Folder().Proof,
	}
}
