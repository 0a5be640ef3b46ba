package main

import (
	"context"

	"cn.halfsky/internal/office"
)

// runNew makes a data folder, with the sample where asked; --cases N adds N invented cases for measuring.
func runNew(ctx context.Context, c *call) error {
	if err := c.need("data", "centre", "user", "passphrase-file"); err != nil {
		return err
	}
	if c.cases > 0 && !c.sample {
		return usage("ctl.casesample")
	}
	pass, err := c.passphrase()
	if err != nil {
		return err
	}
	o, err := office.Create(ctx, c.data, office.Founding{
		Centre: c.centre, Level: c.level, User: c.user, Passphrase: pass, Sample: c.sample, Cases: c.cases,
	}, c.options())
	if err != nil {
		return err
	}
	if err := o.Close(); err != nil {
		return err
	}
	return c.printf("%s\n", c.book.T("ctl.made", c.data))
}
