package main

import (
	"context"
	"slices"
	"strings"

	"cn.halfsky/internal/office"
	"cn.halfsky/internal/summary"
)

// statistics reads what only statistics take: the span, whose they are, by which day cases count, and whether they are those submitted.
func (c *call) statistics(r *office.Reporting) error {
	if r.Kind != office.StatisticsReport {
		if c.span+c.scope+c.basis != "" || c.submit || c.submitted {
			return usage("stat.ctl.only")
		}
		return nil
	}
	r.Span, r.Scope, r.Basis, r.Submitted = strings.ToLower(c.span), c.scope, strings.ToLower(c.basis), c.submitted || c.submit
	switch {
	case r.Span != "" && !slices.Contains(summary.Spans, r.Span):
		return usage("stat.ctl.span", strings.Join(summary.Spans, " "))
	case r.Basis != "" && r.Basis != summary.BasisRegistered && r.Basis != summary.BasisClosed:
		return usage("stat.ctl.basis", summary.BasisRegistered+" "+summary.BasisClosed)
	case c.submit && r.Whole:
		return usage("stat.ctl.whole")
	}
	return nil
}

// submitStatistics keeps the period as it is now; what is printed after it is what was submitted.
func (c *call) submitStatistics(ctx context.Context, o *office.Office, r office.Reporting) error {
	s, err := o.SubmitStatistics(ctx, r)
	if err != nil {
		return err
	}
	if c.json {
		return nil
	}
	return c.printf("%s\n", c.book.T("stat.ctl.submitted", s.Period.From.String(), s.Period.To.String()))
}
