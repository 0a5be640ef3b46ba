package office

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
	"cn.halfsky/internal/summary"
)

// PublishIssue freezes an issue as it is now: a numbered edition that can be printed for ever, whatever becomes of the records it was
// made from. A further edition of an issue needs why, what was corrected. An issue without a number, a date or anything to print is
// field.Problems.
func (o *Office) PublishIssue(ctx context.Context, issue field.ID, why string) (store.Change, error) {
	return o.perform(ctx, "publish-issue", func(v *verb) error {
		if err := o.need(centre.MayPrint); err != nil {
			return err
		}
		if err := v.liveIssue(issue); err != nil {
			return err
		}
		i, err := store.As[*centre.Issue](v.Get(centre.IssueType, issue))
		if err != nil {
			return err
		}
		s, err := o.issueNow(i)
		if err != nil {
			return err
		}
		editions, err := opened(v.Tx, centre.EditionType, partsQuery(centre.EditionType, issue, false))
		if err != nil {
			return err
		}
		why = field.Tidy(why)
		if ps := unready(s, len(editions) > 0, why); len(ps) > 0 {
			return ps
		}
		r, err := o.NewPart(centre.EditionType, issue)
		if err != nil {
			return err
		}
		e := r.(*centre.Edition)
		s.Draft = false
		e.Version, e.Published, e.By, e.Why = int64(len(editions)+1), field.MomentOf(o.Now()), o.Me().Name, why
		if e.Content, err = s.Freeze(); err != nil {
			return err
		}
		if i.State != "published" {
			i.State = "published"
			if err := v.put(i); err != nil {
				return err
			}
		}
		return v.put(e)
	})
}

// unready is what an issue lacks before it can be published.
func unready(s summary.IssueSummary, again bool, why string) (ps field.Problems) {
	if s.Number == 0 {
		ps = ps.Add("number", "problem.required")
	}
	if s.Date.IsZero() {
		ps = ps.Add("date", "problem.required")
	}
	if len(s.Articles()) == 0 {
		ps = ps.Add("", "editing.empty.publish")
	}
	if again && why == "" {
		ps = ps.Add("why", "problem.required")
	}
	return ps
}

// issueNow puts an issue together as its records are.
func (o *Office) issueNow(i *centre.Issue) (summary.IssueSummary, error) {
	r := summary.IssueRecords{Issue: i}
	var err error
	if r.Articles, err = partsOf[*centre.Article](o, centre.ArticleType, i.ID); err == nil {
		r.To, err = partsOf[*centre.Distribution](o, centre.DistributionType, i.ID)
	}
	return summary.IssueOf(r, o.publicName), err
}

// Editions are the published versions of an issue, the oldest first.
func (o *Office) Editions(issue field.ID) ([]*centre.Edition, error) {
	return partsOf[*centre.Edition](o, centre.EditionType, issue)
}

// PublishedIssue is an issue as its newest edition has it, and whether its records say something else by now. Code: field.NotFound
// where it was never published.
func (o *Office) PublishedIssue(issue field.ID) (s summary.IssueSummary, changed bool, err error) {
	i, err := live[*centre.Issue](o, centre.IssueType, issue)
	if err != nil {
		return s, false, fmt.Errorf("get published issue: %w", err)
	}
	editions, err := o.Editions(issue)
	editions = slices.DeleteFunc(editions, func(e *centre.Edition) bool { return e.Content == "" })
	if err == nil && len(editions) == 0 {
		err = field.NotFound
	}
	if err != nil {
		return s, false, fmt.Errorf("get published issue: %w", err)
	}
	last := editions[len(editions)-1]
	if s, err = summary.ThawIssue(last.Content); err != nil {
		return s, false, fmt.Errorf("get published issue: %w", errors.Join(field.Damaged, err))
	}
	s.Version = last.Version
	now, err := o.issueNow(i)
	if err != nil {
		return s, false, fmt.Errorf("get published issue: %w", err)
	}
	now.Draft = false
	text, err := now.Freeze()
	return s, text != last.Content, err
}
