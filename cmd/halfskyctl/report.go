package main

import (
	"context"
	"io"
	"slices"

	"github.com/google/uuid"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
)

// runReport prints a document to a PDF file; with --json its figures go to standard output.
func runReport(ctx context.Context, c *call) error {
	if len(c.rest) != 1 || !slices.Contains(office.ReportKinds, office.ReportKind(c.rest[0])) {
		return usage("ctl.report.kind")
	}
	if c.outFile == "" && !c.json {
		return usage("ctl.need", "--out")
	}
	r := office.Reporting{Kind: office.ReportKind(c.rest[0]), Whole: c.whole, Book: c.book}
	var err error
	if r.From, err = c.day("--from", c.from); err != nil {
		return err
	}
	if r.To, err = c.day("--to", c.to); err != nil {
		return err
	}
	return c.with(func(o *office.Office) error {
		if err := c.pickRecord(o, &r); err != nil {
			return err
		}
		rep, err := o.Report(ctx, r)
		if err != nil {
			return err
		}
		if c.outFile != "" {
			if err := c.writeReport(ctx, o, rep); err != nil {
				return err
			}
		}
		if c.json {
			return c.printJSON(rep.Figures)
		}
		return nil
	})
}

// pickRecord finds the one record that --id or --name means; a document of a period needs none.
func (c *call) pickRecord(o *office.Office, r *office.Reporting) error {
	t := r.Kind.Table()
	switch {
	case t == nil:
		return nil
	case c.id != "":
		id, err := uuid.Parse(c.id)
		if err != nil {
			return usage("ctl.report.none", c.id)
		}
		r.ID = id
		return nil
	case c.name == "" && r.Kind == office.ProgrammeReport && (c.from != "" || c.to != ""):
		return nil
	}
	hits, err := o.FindFor(r.Kind, c.name)
	if err != nil {
		return err
	}
	switch len(hits) {
	case 0:
		c.complain(c.book.T("ctl.report.none", c.name), "")
		return errProblems
	case 1:
		r.ID = hits[0].ID
		return nil
	}
	c.complain(c.book.T("ctl.report.many", c.name), "")
	for _, h := range hits[:min(len(hits), 20)] {
		c.complain("  "+h.ID.String()+"  "+h.Name, "")
	}
	return errProblems
}

func (c *call) writeReport(ctx context.Context, o *office.Office, rep office.Report) error {
	pages, err := rep.Document.Layout()
	if err != nil {
		return err
	}
	if err := o.Printed(ctx, rep); err != nil {
		return err
	}
	if err := writeFile(c.outFile, func(w io.Writer) error { return paper.Write(w, pages) }); err != nil {
		return err
	}
	if len(pages.Missing) > 0 {
		c.complain(c.book.T("ctl.report.missing", string(pages.Missing)), "")
	}
	if c.json {
		return nil
	}
	return c.printf("%s\n", c.book.T("ctl.report.made", len(pages.Sheets), c.outFile))
}
