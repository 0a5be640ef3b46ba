package main

import (
	"context"
	"errors"
	"os"

	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/office"
)

// runImport brings a ledger in; with --dry-run it only says what each row would become.
func runImport(ctx context.Context, c *call) error {
	if len(c.rest) != 1 {
		return usage("ctl.onefile")
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
		plan, err := o.PlanImport(ctx, c.rest[0], in)
		if errors.Is(err, os.ErrNotExist) || errors.Is(err, os.ErrPermission) {
			return usage("ctl.noinput", c.rest[0])
		}
		if err != nil {
			return err
		}
		plan.TakeChanges(c.update)
		if !c.dryRun {
			if _, err := o.Import(ctx, plan, nil); err != nil {
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

// tellPlan prints the plan: as JSON, or every row with what it becomes and what there is to say about it.
func (c *call) tellPlan(o *office.Office, plan *exchange.Plan) error {
	if c.json {
		return c.printJSON(plan.JSON(c.book))
	}
	if err := c.printf("%s\n", plan.Text(o.Words(c.book))); err != nil {
		return err
	}
	n := plan.Counts()
	key := "ctl.imported"
	if c.dryRun {
		key = "ctl.planned"
	}
	changed := 0
	if c.update {
		changed = n[exchange.Change]
	}
	if err := c.printf("%s\n", c.book.T(key, n[exchange.New], changed, n[exchange.Same])); err != nil {
		return err
	}
	if left := n[exchange.Change] - changed; left > 0 {
		return c.printf("%s\n", c.book.T("ctl.differs", left))
	}
	return nil
}
