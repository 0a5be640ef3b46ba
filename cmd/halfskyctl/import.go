package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
)

// runImport brings a ledger in; with --dry-run it only says what each row would become.
func runImport(ctx context.Context, c *call) error {
	if len(c.rest) != 1 {
		return usage("ctl.onefile")
	}
	if info, err := os.Stat(c.rest[0]); err != nil || !info.Mode().IsRegular() {
		return usage("ctl.noinput", c.rest[0])
	}
	var in office.Importing
	if c.table != "" {
		t, err := c.tableType(c.table)
		if err != nil {
			return err
		}
		in.Type = t
	}
	return c.with(func(o *office.Office) error {
		in.Progress = c.progress("ctl.progress.plan")
		plan, err := o.PlanImport(ctx, c.rest[0], in)
		if errors.Is(err, fs.ErrNotExist) || errors.Is(err, fs.ErrPermission) || errors.Is(err, fs.ErrInvalid) {
			return usage("ctl.noinput", c.rest[0])
		}
		if err != nil {
			return err
		}
		plan.TakeChanges(c.update)
		if !c.dryRun {
			if err := c.save(ctx, o, plan); err != nil {
				return err
			}
		}
		if err := c.tellPlan(o, plan); err != nil {
			return err
		}
		if plan.Counts()[exchange.Barred] > 0 {
			return errProblems
		}
		return nil
	})
}

// save saves what the plan makes. Where that stops half way, what was saved until then is named.
func (c *call) save(ctx context.Context, o *office.Office, plan *exchange.Plan) error {
	total := len(plan.Records())
	changes, err := o.Import(ctx, plan, c.progress("ctl.progress.import"))
	if err == nil || len(changes) == 0 {
		return err
	}
	c.complain(c.book.T("ctl.partly", office.Saved(changes), total, entries(changes)), c.book.T("ctl.partly.hint"))
	if errors.Is(err, field.Cancelled) {
		return toldError{exitOther}
	}
	return err
}

// entries are the numbers of the journal entries of changes: 12–14.
func entries(changes []store.Change) string {
	first, last := changes[0].Seq, changes[len(changes)-1].Seq
	if first == last {
		return fmt.Sprint(first)
	}
	return fmt.Sprintf("%d–%d", first, last)
}

// tellPlan prints the plan: as JSON; after a dry run every row with what it would become; else what was done and what there is to
// say about single rows.
func (c *call) tellPlan(o *office.Office, plan *exchange.Plan) error {
	if c.json {
		return c.printJSON(plan.JSON(c.book))
	}
	if c.dryRun {
		if err := c.printf("%s\n", plan.Text(o.Words(c.book))); err != nil {
			return err
		}
	} else if err := c.tellRemarks(plan); err != nil {
		return err
	}
	return c.tellCounts(plan)
}

// tellRemarks lists the rows that were not taken, or about which there is something to say.
func (c *call) tellRemarks(plan *exchange.Plan) error {
	for _, s := range plan.Sheets {
		for i := range s.Rows {
			r := &s.Rows[i]
			for _, m := range r.Remarks {
				if err := c.printf("%s\n", c.book.T("ctl.row", r.Number, c.book.T("exchange.action."+string(r.Action)), m.Sentence(c.book))); err != nil {
					return err
				}
			}
			if r.Action == exchange.LeftOut && len(r.Remarks) == 0 {
				if err := c.printf("%s\n", c.book.T("ctl.rowleft", r.Number, c.book.T(r.Say))); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// tellCounts says what became of the rows, of the records they refer to, and of those that differ.
func (c *call) tellCounts(plan *exchange.Plan) error {
	n := plan.Counts()
	key, changed := "ctl.imported", 0
	if c.dryRun {
		key = "ctl.planned"
	}
	if c.update {
		changed = n[exchange.Change]
	}
	lines := []string{c.book.T(key, n[exchange.New], changed, n[exchange.Same])}
	for _, say := range []struct {
		key string
		n   int
	}{{"ctl.sides", newSides(plan)}, {"ctl.barred", n[exchange.Barred]}, {"ctl.leftout", n[exchange.LeftOut]}, {"ctl.differs", n[exchange.Change] - changed}} {
		if say.n > 0 {
			lines = append(lines, c.book.T(say.key, say.n))
		}
	}
	for _, l := range lines {
		if err := c.printf("%s\n", l); err != nil {
			return err
		}
	}
	return nil
}

// newSides counts the organisations and programmes that are made because rows name them.
func newSides(plan *exchange.Plan) (n int) {
	for _, s := range plan.Sides {
		if s.New {
			n++
		}
	}
	return n
}
