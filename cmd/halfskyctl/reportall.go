package main

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// both is the value of --lang that asks for a file in each language.
const both = "both"

// lookedAt is how many documents of a kind are looked at for the one that shows most of its document.
const lookedAt = 20

// runAll makes one document of each kind, of events one for each kind of event there is, in both languages unless --lang names one.
// Personal data is masked, photos are in it. What no record is there for is said, and the exit code is that of problems.
func (c *call) runAll(ctx context.Context) error {
	if len(c.rest) > 0 || c.id+c.name+c.from+c.to+c.outFile+c.span+c.scope+c.basis != "" || c.pages != 0 || c.personal || c.submit || c.submitted {
		return usage("proof.all.alone")
	}
	if err := c.emptyFolder(); err != nil {
		return err
	}
	return c.with(func(o *office.Office) error {
		jobs, left, err := c.jobs(ctx, o)
		if err != nil {
			return err
		}
		made := 0
		for _, j := range jobs {
			for _, lang := range c.langs() {
				j.Book = say.For(lang)
				rep, err := o.Report(ctx, j.Reporting)
				if err != nil {
					return err
				}
				if err := c.writeReport(ctx, o, rep, filepath.Join(c.all, j.name+"-"+string(lang)+".pdf")); err != nil {
					return err
				}
				made++
			}
		}
		for _, k := range left {
			c.complain(c.book.T("proof.all.none", string(k)), "")
		}
		if !c.json {
			err = c.printf("%s\n", c.book.T("proof.all.made", made, c.all))
		}
		if err == nil && len(left) > 0 {
			err = errProblems
		}
		return err
	})
}

// emptyFolder makes sure that --all names an empty folder, made where there is none: no file of anybody's is ever overwritten.
func (c *call) emptyFolder() error {
	err := os.Mkdir(c.all, 0o700)
	switch {
	case err == nil:
		return nil
	case !errors.Is(err, fs.ErrExist):
		return &outError{c.all, err}
	}
	entries, err := os.ReadDir(c.all)
	if err != nil {
		return usage("ctl.out.nofolder", c.all)
	}
	if len(entries) > 0 {
		return usage("proof.all.full", c.all)
	}
	return nil
}

// langs are the languages --lang asks for; without it all.
func (c *call) langs() []say.Lang {
	if c.lang == "" || strings.EqualFold(c.lang, both) {
		return say.Langs()
	}
	return []say.Lang{c.book.Lang()}
}

// job is one document to make and what its file is called: by its kind, never by anything of a record.
type job struct {
	office.Reporting
	name string
}

// jobs chooses the documents, and returns the kinds no record is there for.
func (c *call) jobs(ctx context.Context, o *office.Office) (jobs []job, left []office.ReportKind, err error) {
	for _, k := range office.ReportKinds {
		if k.Table() == nil {
			r := office.Reporting{Kind: k}
			if k == office.StatisticsReport {
				r.Span = summary.SpanYear // the last whole year: a month of a small centre is mostly withheld
			}
			jobs = append(jobs, job{r, string(k)})
			continue
		}
		hits, err := o.FindFor(k, "")
		if err != nil {
			return nil, nil, err
		}
		groups := map[string][]office.Hit{"": hits}
		if k == office.EventReport {
			groups = byKind(hits)
		}
		before := len(jobs)
		for _, kind := range slices.Sorted(maps.Keys(groups)) {
			r, ok, err := c.fullest(ctx, o, k, groups[kind])
			if err != nil {
				return nil, nil, err
			}
			if ok {
				jobs = append(jobs, job{r, strings.TrimSuffix(string(k)+"-"+kind, "-")})
			}
		}
		if len(jobs) == before {
			left = append(left, k)
		}
	}
	return jobs, left, nil
}

// byKind sorts events by what kind they are of.
func byKind(hits []office.Hit) map[string][]office.Hit {
	out := map[string][]office.Hit{}
	for _, h := range hits {
		if e, ok := h.Row.(*centre.Event); ok {
			out[e.Kind] = append(out[e.Kind], h)
		}
	}
	return out
}

// fullest finds, among the first records, the one whose document has most on it; ok is false when there is none this account may open and print.
func (c *call) fullest(ctx context.Context, o *office.Office, k office.ReportKind, hits []office.Hit) (best office.Reporting, ok bool, err error) {
	most, looked := -1, 0
	for _, h := range hits {
		if looked == lookedAt {
			break
		}
		r := office.Reporting{Kind: k, ID: h.ID, Pictures: true, Book: c.book}
		rep, err := o.Report(ctx, r)
		var lacks field.Problems // of this record there is nothing to print, as of a case without a safety plan
		if errors.Is(err, field.Locked) || errors.Is(err, field.NotFound) || errors.As(err, &lacks) {
			continue
		}
		if err != nil {
			return best, false, err
		}
		looked++
		pages, err := rep.Document.Layout()
		if err != nil {
			return best, false, err
		}
		n := 0
		for _, s := range pages.Sheets {
			n += len(s.Items)
		}
		if n > most {
			best, ok, most = r, true, n
		}
	}
	return best, ok, nil
}
