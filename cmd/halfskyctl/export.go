package main

import (
	"context"
	"io"
	"path/filepath"
	"slices"

	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
)

// runExport writes a table to a file; its name says the form.
func runExport(ctx context.Context, c *call) error {
	if err := c.need("table", "out"); err != nil {
		return err
	}
	if err := c.alone(); err != nil {
		return err
	}
	t, err := c.tableType(c.table)
	if err != nil {
		return err
	}
	form, ok := exchange.FormOf(filepath.Ext(c.outFile))
	if !ok {
		return usage("ctl.form", c.outFile)
	}
	if err := c.checkOut(); err != nil {
		return err
	}
	return c.with(func(o *office.Office) error {
		all, err := o.Count(t, store.Query{Find: c.find})
		if err != nil {
			return err
		}
		tell := c.progress("ctl.progress.export")
		e := office.Exporting{Type: t, Form: form, Find: c.find, Private: c.personal, Reason: c.because, Book: c.book}
		if tell != nil {
			e.Progress = func(done int) { tell(done, all) }
		}
		var n, held int
		e.Withheld = func() { held++ }
		err = writeFile(c.outFile, func(w io.Writer) error {
			n, err = o.Export(ctx, w, e)
			return err
		})
		if err != nil {
			return err
		}
		if err := c.printf("%s\n", c.book.T("ctl.exported", n, c.outFile)); err != nil || c.personal || !leavesOut(t) {
			return err
		}
		c.complain(c.book.T("ctl.exported.without"), "")
		if held > 0 {
			c.complain(c.book.T("exchange.withheld", held), "")
		}
		return nil
	})
}

// leavesOut reports whether an export of the table leaves personal fields out.
func leavesOut(t *field.Type) bool {
	return slices.ContainsFunc(t.With(field.IsPrivate), func(s *field.Spec) bool { return s.Has(field.InExport) })
}
