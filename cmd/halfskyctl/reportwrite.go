package main

import (
	"context"
	"io"
	"path/filepath"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
)

// writeReport puts a document into a file. What personal data it holds is said before it leaves, and that it left stands in the journal.
func (c *call) writeReport(ctx context.Context, o *office.Office, rep office.Report, file string) error {
	pages, err := rep.Document.Layout()
	if err != nil {
		return err
	}
	c.tellPersonal(rep)
	if err := c.tellSuspects(ctx, o, rep, pages); err != nil {
		return err
	}
	if err := o.Printed(ctx, rep); err != nil {
		return err
	}
	for _, w := range rep.Warnings {
		c.complain(w, "")
	}
	if err := writeFile(file, func(w io.Writer) error { return paper.Write(w, pages) }); err != nil {
		return err
	}
	if len(pages.Missing) > 0 {
		c.complain(c.book.T("ctl.report.missing", string(pages.Missing)), "")
	}
	switch {
	case c.json && c.all != "":
		return c.printJSON(map[string]any{"report": string(rep.Kind), "file": filepath.Base(file), "lang": string(rep.Book.Lang()), "pages": len(pages.Sheets), "public": rep.Document.Public})
	case c.json:
		return nil
	}
	return c.printf("%s\n", c.book.T("ctl.report.made", len(pages.Sheets), file))
}

// tellPersonal lists on standard error the personal fields that a document prints.
func (c *call) tellPersonal(rep office.Report) {
	var labels []string
	for _, name := range rep.Document.Personal {
		table, key, _ := strings.Cut(name, ".")
		if t := centre.TypeOf(table); t != nil && t.Field(key) != nil {
			labels = append(labels, c.book.T(table)+" · "+c.book.T(name))
		}
	}
	if len(labels) > 0 {
		c.complain(c.book.T("proof.fields", c.book.List(labels...)), "")
	}
}

// tellSuspects says on which pages of a document for the public a number or a name may be somebody's. It never says which: what stands
// on standard error is easily kept.
func (c *call) tellSuspects(ctx context.Context, o *office.Office, rep office.Report, pages *paper.Pages) error {
	if !rep.Document.Public {
		return nil
	}
	for _, s := range rep.Document.Suspects(pages) {
		c.complain(c.book.T("proof.suspect."+string(s.What), s.Page), "")
	}
	seen, err := o.NamesIn(ctx, pages)
	if err != nil {
		return err
	}
	last := 0
	for _, s := range seen {
		if s.Page != last {
			c.complain(c.book.T("proof.name", s.Page), c.book.T("proof.name.hint"))
		}
		last = s.Page
	}
	return nil
}
