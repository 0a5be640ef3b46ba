package office

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/paper"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// StatisticsReport is the book of statistics of a period: reception, matters, services, events, aid, counsellors, network, inspections.
const StatisticsReport ReportKind = "statistics"

// The scopes of statistics that are no station's name.
const (
	ScopeAll    = ""
	ScopeCentre = "centre"
)

// Scopes returns whose statistics can be asked for besides all together: the centre itself and each station by its name. Stations are
// the organisations of that kind, in the order they were written down, and whatever cases, files and counsellors name.
func (o *Office) Scopes() []string {
	out := []string{ScopeCentre}
	own := ""
	if c, err := o.Centre(); err == nil {
		own = c.Name
	}
	add := func(name string) {
		if name = strings.TrimSpace(name); name != "" && name != own && !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	stations, err := o.store.List(centre.OrganisationType, store.Query{Where: []store.Cond{store.Where("kind", "station")}, Sort: store.ByMade})
	if err != nil {
		return out // a closed folder has no more to offer
	}
	for i := range stations.Len() {
		add(stations.Text(i, "name"))
	}
	named := map[string]bool{}
	for _, t := range []*field.Type{centre.CaseType, centre.HardshipType, centre.CounsellorType} {
		words, err := o.store.Tally(t, "station", store.Query{})
		if err != nil {
			continue
		}
		for name := range words {
			named[name] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(named)) {
		add(name)
	}
	return out
}

const (
	smallSetting = "smallnumber"
	smallLeast   = 3 // where nothing else was decided
	smallMost    = 20
)

// SmallNumber is the number of persons, cases or households below which a published table withholds a figure. A setting that cannot be
// read is the ordinary one.
func (o *Office) SmallNumber() int {
	least := smallLeast
	if ok, err := o.store.Setting(smallSetting, &least); !ok || err != nil || least < 2 || least > smallMost {
		least = smallLeast
	}
	return least
}

// SetSmallNumber decides, for everybody who opens this folder, below which number published tables withhold a figure: from 2, which
// withholds the one alone, to 20. Code: field.Denied.
func (o *Office) SetSmallNumber(ctx context.Context, least int) error {
	if least < 2 || least > smallMost {
		return fmt.Errorf("set small number: %w", field.Problems{{Field: smallSetting, Say: "stat.small.problem"}})
	}
	const name = "set-smallnumber"
	if err := o.allow(ctx, centre.MaySettings, name); err != nil {
		return err
	}
	_, err := o.perform(ctx, name, func(v *verb) error { return v.SetSetting(smallSetting, least) })
	return err
}

// statPeriod is the period that is asked for: the span that holds From, or From to To. Without From it is the span before today's: what
// is reported is over.
func (o *Office) statPeriod(r Reporting) (summary.Period, error) {
	span := r.Span
	if span == "" && r.From.IsZero() && r.To.IsZero() {
		span = summary.SpanMonth
	}
	if span != "" {
		if !slices.Contains(summary.Spans, span) {
			return summary.Period{}, field.Problems{{Field: "span", Say: "stat.problem.span"}}
		}
		day := r.From
		if day.IsZero() {
			day = summary.PeriodOf(span, o.Today()).From.Add(-1)
		}
		return summary.PeriodOf(span, day), nil
	}
	p := summary.Period{From: summary.PeriodOf(summary.SpanMonth, r.From).From, To: r.To}
	if r.From.Exact() {
		p.From = r.From
	}
	switch {
	case r.From.IsZero():
		p.From = summary.PeriodOf(summary.SpanYear, r.To).From
	case r.To.IsZero():
		p.To = o.Today()
	}
	if p.To.Before(p.From) {
		return p, field.Problems{{Field: "to", Say: "problem.order"}}
	}
	return p, nil
}

// Statistics counts a period: of what r asks its span, days, scope, basis and whether small numbers stand in it.
func (o *Office) Statistics(ctx context.Context, r Reporting) (*summary.Statistics, error) {
	if r.Whole { // small numbers tell of persons
		if err := o.need(centre.MayPrint); err != nil {
			return nil, err
		}
	}
	ask := summary.StatAsk{Basis: r.Basis, Scope: r.Scope, Today: o.Today(), Least: o.SmallNumber()}
	if r.Whole {
		ask.Least = 0
	}
	if ask.Basis == "" {
		ask.Basis = summary.BasisRegistered
	}
	if ask.Basis != summary.BasisRegistered && ask.Basis != summary.BasisClosed {
		return nil, field.Problems{{Field: "basis", Say: "stat.problem.basis"}}
	}
	var err error
	if ask.Period, err = o.statPeriod(r); err != nil {
		return nil, err
	}
	records, err := o.statRecords(ctx, ask.Period, ask.Basis)
	if err != nil {
		return nil, err
	}
	s, err := summary.StatisticsOf(records, ask)
	if errors.Is(err, field.NotFound) {
		return nil, field.Problems{{Field: "scope", Say: "stat.problem.scope"}}
	}
	if err != nil {
		return nil, fmt.Errorf("count statistics: %w", err)
	}
	return s, nil
}

// statisticsReport is the book of a period: as it stands now, or as it was submitted.
func (o *Office) statisticsReport(ctx context.Context, out *Report, in paper.Setting) error {
	s, err := o.Statistics(ctx, out.Reporting)
	if err != nil {
		return err
	}
	out.Span, out.From, out.To, out.Basis = s.Span, s.Period.From, s.Period.To, s.Basis
	if out.Submitted {
		if s, err = o.asSubmitted(out.Reporting, s); err != nil {
			return err
		}
	}
	out.Title = s.Period.From.String() + "-" + s.Period.To.String()
	out.Document, out.Figures = paper.StatisticsDoc(s, in), s.JSON()
	if s.Locked > 0 {
		out.Warnings = append(out.Warnings, in.Book.T("stat.method.locked", s.Locked))
	}
	if s.Dateless > 0 {
		out.Warnings = append(out.Warnings, in.Book.T("stat.method.dateless", s.Dateless))
	}
	if s.NoCases {
		out.Warnings = append(out.Warnings, in.Book.T("stat.locked.cases"))
	}
	if s.NoAid {
		out.Warnings = append(out.Warnings, in.Book.T("stat.locked.aid"))
	}
	return nil
}
