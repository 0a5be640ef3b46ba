package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
)

// tableType returns the type that the person named by its permanent name or by its label in either language.
func (c *call) tableType(name string) (*field.Type, error) {
	if t := centre.TypeOf(name); t != nil {
		return t, nil
	}
	var names []string
	for _, t := range centre.Types {
		names = append(names, t.Table)
		if key, ok := c.book.Find([]string{t.Table, t.Table + ".list"}, name); ok && key != "" {
			return t, nil
		}
	}
	return nil, usage("ctl.notable", name, strings.Join(names, " "))
}

// runList prints the records of a table: a line each, or with --json an object each.
func runList(ctx context.Context, c *call) error {
	if len(c.rest) != 1 {
		return usage("ctl.need", "TABLE")
	}
	t, err := c.tableType(c.rest[0])
	if err != nil {
		return err
	}
	return c.with(func(o *office.Office) error {
		rows, err := o.List(t, store.Query{Find: c.find, Sort: store.ByMade})
		if err != nil {
			return err
		}
		if c.json {
			return c.listJSON(ctx, o, t, rows)
		}
		words := o.Words(c.book)
		columns := t.With(field.InList)
		for i := range rows.Len() {
			cells := make([]string, 0, len(columns))
			for _, s := range columns {
				cells = append(cells, strings.ReplaceAll(words.Field(s, rows.At(i)), "\n", " "))
			}
			if err := c.printf("%s\n", strings.Join(cells, "\t")); err != nil {
				return err
			}
		}
		return nil
	})
}

func (c *call) listJSON(ctx context.Context, o *office.Office, t *field.Type, rows *store.Rows) error {
	for i := range rows.Len() {
		if ctx.Err() != nil {
			return field.Cancelled
		}
		r, err := o.Get(t, rows.ID(i))
		if err != nil {
			return err
		}
		if err := c.printJSON(exchange.Object(r)); err != nil {
			return err
		}
	}
	return nil
}

// runExport writes a table to a file; its name says the form.
func runExport(ctx context.Context, c *call) error {
	if err := c.need("table", "out"); err != nil {
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
	return c.with(func(o *office.Office) error {
		var n int
		err := writeFile(c.outFile, func(w io.Writer) error {
			var err error
			n, err = o.Export(ctx, w, office.Exporting{Type: t, Form: form, Find: c.find, Private: c.whole, Book: c.book})
			return err
		})
		if err != nil {
			return err
		}
		return c.printf("%s\n", c.book.T("ctl.exported", n, c.outFile))
	})
}

// runCheck opens every record and proves the journal.
func runCheck(ctx context.Context, c *call) error {
	return c.with(func(o *office.Office) error {
		rep, err := o.Check(ctx, nil)
		if err != nil {
			return err
		}
		if c.json {
			if err := c.printJSON(checkObject(rep)); err != nil {
				return err
			}
		} else if err := c.printf("%s\n", c.book.T("ctl.checked", rep.Records, rep.Entries, o.Folder().Proof)); err != nil {
			return err
		}
		if rep.Sound() {
			return nil
		}
		for _, t := range rep.Troubles {
			c.complain(c.book.T("trouble."+string(t.Kind)), c.book.T("trouble."+string(t.Kind)+".hint"))
		}
		return field.Damaged
	})
}

func checkObject(rep store.Report) map[string]any {
	troubles := []any{}
	for _, t := range rep.Troubles {
		troubles = append(troubles, map[string]any{"kind": string(t.Kind), "table": t.Table, "id": t.ID.String(), "seq": t.Seq})
	}
	return map[string]any{"records": rep.Records, "locked": rep.Locked, "entries": rep.Entries, "sound": rep.Sound(), "troubles": troubles}
}
