package main

import (
	"context"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/office"
)

// runNew makes a data folder, with the sample where asked; --cases N adds N invented cases for measuring.
func runNew(ctx context.Context, c *call) error {
	if err := c.need("data", "centre", "user", "passphrase-file"); err != nil {
		return err
	}
	if err := c.alone(); err != nil {
		return err
	}
	if c.cases > 0 && !c.sample {
		return usage("ctl.casesample")
	}
	if c.level != "" && !slices.Contains(centre.Level.Offered(), c.level) {
		return usage("ctl.level", c.level)
	}
	pass, err := c.passphrase()
	if err != nil {
		return err
	}
	if strings.TrimSpace(pass) != pass { // nobody would see them, nor type them on the screen
		return usage("ctl.newpassspace")
	}
	o, err := office.Create(ctx, c.data, office.Founding{
		Centre: c.centre, Level: c.level, User: c.user, Passphrase: pass, Sample: c.sample, Cases: c.cases,
	}, c.options("ctl.progress.sample"))
	if err != nil {
		return err
	}
	c.close(o)
	return c.printf("%s\n", c.book.T("ctl.made", c.data))
}
