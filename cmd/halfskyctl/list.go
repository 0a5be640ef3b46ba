package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/exchange"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/store"
)

// tableType returns the type that the person named by its permanent name or by its label in either language.
func (c *call) tableType(name string) (*field.Type, error) {
	if t := centre.TypeOf(strings.ToLower(strings.TrimSpace(name))); t != nil {
		return t, nil
	}
	var names []string
	for _, t := range centre.Types {
		names = append(names, t.Table)
		if _, ok := c.book.Find([]string{t.Table, t.Table + ".list"}, name); ok {
			return t, nil
		}
	}
	return nil, usage("ctl.notable", name, strings.Join(names, " "))
}

// runList prints the records of a table: a line each under a line of headings, or with --json an object each.
func runList(ctx context.Context, c *call) error {
	if len(c.rest) == 0 {
		return usage("ctl.need", c.book.T("ctl.table"))
	}
	t, err := c.tableType(c.rest[0])
	if err != nil {
		return err
	}
	if len(c.rest) > 1 {
		return usage("ctl.stray", strings.Join(c.rest[1:], " "))
	}
	return c.with(func(o *office.Office) error {
		rows, err := o.List(t, store.Query{Find: c.find, Sort: store.ByMade})
		if err != nil {
			return err
		}
		if c.json || c.personal {
			form := exchange.Form("text")
			if c.json {
				form = exchange.JSON
			}
			if err := o.NoteExport(ctx, office.Exporting{Type: t, Form: form, Find: c.find, Private: c.personal, Reason: c.because}); err != nil {
				return err
			}
		}
		out := bufio.NewWriter(c.out)
		if err = c.listRows(ctx, o, out, t, rows); err == nil {
			err = out.Flush()
		}
		if err == nil && rows.Len() == 0 && !c.json {
			c.complain(c.book.T("ctl.norows"), "")
		}
		return err
	})
}

func (c *call) listRows(ctx context.Context, o *office.Office, out io.Writer, t *field.Type, rows *store.Rows) error {
	line := c.listLine(o, t)
	if c.json {
		line = c.listObject(o, t)
	} else if err := c.listHead(out, t); err != nil {
		return err
	}
	for i := range rows.Len() {
		if ctx.Err() != nil {
			return fmt.Errorf("list %s: %w", t.Table, field.Cancelled)
		}
		text, err := line(rows, i)
		if err != nil {
			return err
		}
		if text == nil {
			continue
		}
		if _, err := out.Write(append(text, '\n')); err != nil {
			return fmt.Errorf("write output: %w", err)
		}
	}
	return nil
}

func (c *call) listHead(out io.Writer, t *field.Type) error {
	var labels []string
	for _, s := range t.With(field.InList) {
		labels = append(labels, c.book.T(t.Table+"."+s.Key))
	}
	if _, err := fmt.Fprintln(out, strings.Join(append(labels, c.book.T("ctl.id")), "\t")); err != nil {
		return fmt.Errorf("write output: %w", err)
	}
	return nil
}

// hidden stands for a masked field that is filled, as on the screen.
const hidden = "***"

// listLine writes the columns that the screen's list has, and the id.
func (c *call) listLine(o *office.Office, t *field.Type) func(*store.Rows, int) ([]byte, error) {
	words := o.Words(c.book)
	columns := t.With(field.InList)
	spaces := strings.NewReplacer("\t", " ", "\n", " ", "\r", " ")
	return func(rows *store.Rows, i int) ([]byte, error) {
		row := rows.At(i)
		cells := make([]string, 0, len(columns)+1)
		for _, s := range columns {
			text := words.Field(s, row)
			if s.Has(field.IsMasked) && !c.personal && text != "" {
				text = hidden
			}
			cells = append(cells, spaces.Replace(text))
		}
		return []byte(strings.Join(append(cells, rows.ID(i).String()), "\t")), nil
	}
}

// listObject writes the whole record, without what the screen masks unless that was asked for; nothing of a restricted one.
func (c *call) listObject(o *office.Office, t *field.Type) func(*store.Rows, int) ([]byte, error) {
	keep := func(s *field.Spec) bool { return c.personal || !s.Has(field.IsMasked) }
	return func(rows *store.Rows, i int) ([]byte, error) {
		if rows.Faced(i) {
			return nil, nil
		}
		r, err := o.Get(t, rows.ID(i))
		if err != nil {
			return nil, err
		}
		return exchange.ObjectPart(r, keep), nil
	}
}
