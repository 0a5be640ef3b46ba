package main

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"github.com/google/uuid"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/paper"
)

// runReport prints a document to a PDF file; with --json its figures go to standard output. With --all it prints one of each kind.
func runReport(ctx context.Context, c *call) error {
	if c.all != "" {
		return c.runAll(ctx)
	}
	r, err := c.reporting()
	if err != nil {
		return err
	}
	if c.outFile != "" {
		if err := c.checkOut(); err != nil {
			return err
		}
	}
	return c.with(func(o *office.Office) error {
		if err := c.pickRecord(o, &r); err != nil {
			return err
		}
		if c.submit {
			if err := c.submitStatistics(ctx, o, r); err != nil {
				return err
			}
		}
		rep, err := o.Report(ctx, r)
		if err != nil {
			return err
		}
		if c.outFile != "" {
			if err := c.writeReport(ctx, o, rep, c.outFile); err != nil {
				return err
			}
		}
		if c.json {
			return c.printJSON(c.labelled(rep.Figures))
		}
		return nil
	})
}

// reporting reads what is wanted from the flags.
func (c *call) reporting() (office.Reporting, error) {
	r := office.Reporting{Whole: c.personal, Reason: strings.TrimSpace(c.because), Sheets: c.pages, Pictures: c.pictures, Book: c.book}
	if len(c.rest) != 1 || !slices.Contains(office.ReportKinds, office.ReportKind(strings.ToLower(c.rest[0]))) {
		return r, usage("ctl.report.kind", kindWords())
	}
	r.Kind = office.ReportKind(strings.ToLower(c.rest[0]))
	var err error
	if r.From, err = c.day("--from", c.from); err != nil {
		return r, err
	}
	if r.To, err = c.day("--to", c.to); err != nil {
		return r, err
	}
	if err := c.statistics(&r); err != nil {
		return r, err
	}
	period := c.from != "" || c.to != ""
	switch {
	case c.outFile == "" && !c.json:
		return r, usage("ctl.need", "--out")
	case c.outFile != "" && !strings.EqualFold(filepath.Ext(c.outFile), ".pdf"):
		return r, usage("ctl.report.pdf", c.outFile)
	case !r.From.IsZero() && !r.To.IsZero() && r.To.Before(r.From):
		return r, usage("ctl.report.order", c.from, c.to)
	case c.id != "" && c.name != "":
		return r, usage("ctl.report.idname")
	case r.Kind.Table() == nil && (c.id != "" || c.name != ""):
		return r, usage("ctl.report.period")
	case period && r.Kind.Table() != nil && r.Kind != office.ProgrammeReport:
		return r, usage("ctl.report.record")
	case period && r.Kind == office.ProgrammeReport && (c.id != "" || c.name != ""):
		return r, usage("ctl.report.either")
	}
	if c.pages < 0 || c.pages > paper.MostSheets {
		return r, usage("forms.pages", paper.MostSheets)
	}
	if c.id != "" {
		if r.ID, err = uuid.Parse(c.id); err != nil {
			return r, usage("ctl.report.id", c.id)
		}
	}
	return r, nil
}

// kindWords lists the documents by the words that name them in a command.
func kindWords() (words []string) {
	for _, k := range office.ReportKinds {
		words = append(words, string(k))
	}
	return words
}

// pickRecord finds the one record that --name means; a document of a period or a blank form needs none. Without a name the only record there is
// is meant.
func (c *call) pickRecord(o *office.Office, r *office.Reporting) error {
	if r.Kind.Table() == nil || c.id != "" || c.from != "" || c.to != "" || r.Kind.Blank() && c.name == "" {
		return nil
	}
	hits, err := o.FindFor(r.Kind, c.name)
	if err != nil {
		return err
	}
	if len(hits) == 1 {
		r.ID = hits[0].ID
		return nil
	}
	kind := c.book.T(r.Kind.Table().Table)
	switch {
	case len(hits) == 0 && c.name == "":
		c.complain(c.book.T("ctl.report.empty", kind), "")
	case len(hits) == 0:
		c.complain(c.book.T("ctl.report.none", kind, c.name), c.book.T("ctl.report.none.hint", r.Kind.Table().Table))
	case c.name == "":
		c.complain(c.book.T("ctl.report.which", kind, len(hits)), "")
	default:
		c.complain(c.book.T("ctl.report.many", kind, c.name, len(hits)), "")
	}
	const most = 20
	for _, h := range hits[:min(len(hits), most)] {
		c.complain("  "+h.ID.String()+"  "+h.Name, "")
	}
	if len(hits) > most {
		c.complain(c.book.T("ctl.report.more", len(hits)-most), "")
	}
	return errProblems
}

// labelled puts the labels of figures, which are keys of sentences, into words.
func (c *call) labelled(v any) any {
	switch v := v.(type) {
	case map[string]any:
		out := make(map[string]any, len(v))
		for k, member := range v {
			if text, ok := member.(string); ok && k == "label" && c.book.Has(text) {
				member = c.book.T(text)
			}
			out[k] = c.labelled(member)
		}
		return out
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = c.labelled(v[i])
		}
		return out
	}
	return v
}
