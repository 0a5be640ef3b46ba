package office

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// Reading is what a proof-reader has to say of one article: slips in its text, and figures that are not any more what they were when
// the text was worded from them.
type Reading struct {
	Article *centre.Article
	Marks   []draft.Mark  // of the body
	Heading []draft.Mark  // of the heading
	Stale   []draft.Stale // figures that changed since
	Fresh   string        // the body as it would be worded now, where nobody edited it and it would be another; else empty
	Again   []field.ID    // records that an earlier article of the same section of this issue tells of too
}

// Proofs is what there is to say of an issue before it is published.
type Proofs struct {
	Readings []Reading       // in the order of the pages, articles with nothing to say too
	Issue    field.Problems  // its number: given twice, or one left out
	Names    map[string]bool // bodies that attributions may name
}

// ProofIssue reads an issue as a proof-reader does. Nothing is changed.
func (o *Office) ProofIssue(ctx context.Context, issue field.ID, b *say.Book) (Proofs, error) {
	var out Proofs
	i, err := live[*centre.Issue](o, centre.IssueType, issue)
	if err != nil {
		return out, fmt.Errorf("proof issue: %w", err)
	}
	if out.Issue, err = o.proofNumbers(ctx, i); err != nil {
		return out, fmt.Errorf("proof issue: %w", err)
	}
	articles, err := partsOf[*centre.Article](o, centre.ArticleType, issue)
	if err != nil {
		return out, fmt.Errorf("proof issue: %w", err)
	}
	inOrder(articles)
	bodies, err := o.bodies(ctx)
	if err != nil {
		return out, fmt.Errorf("proof issue: %w", err)
	}
	seen := map[string]bool{} // section and record
	for _, a := range articles {
		r := Reading{Article: a, Marks: draft.Proof(a.Body, bodies), Heading: draft.Proof(a.Heading, nil)}
		for _, id := range a.Sources {
			key := a.Section + id.String()
			if seen[key] {
				r.Again = append(r.Again, id)
			}
			seen[key] = true
		}
		if err := o.compare(&r, b); err != nil {
			return out, fmt.Errorf("proof issue: %w", err)
		}
		out.Readings = append(out.Readings, r)
	}
	return out, nil
}

// inOrder sorts articles as they are printed: news before short items, by place.
func inOrder(articles []*centre.Article) {
	sections := []string{"news", "brief"}
	rank := func(a *centre.Article) int {
		if i := slices.Index(sections, a.Section); i >= 0 {
			return i
		}
		return len(sections) // a section that a newer version knows
	}
	slices.SortStableFunc(articles, func(a, b *centre.Article) int {
		return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a.Place, b.Place))
	})
}

// compare finds what changed since the text of an article was worded.
func (o *Office) compare(r *Reading, b *say.Book) error {
	a := r.Article
	if a.Drafted == "" {
		return nil
	}
	now, err := o.worded(a.Sources, b)
	var nothing field.Problems
	if err != nil && !errors.As(err, &nothing) { // without its records every figure of it is gone
		return err
	}
	r.Stale = draft.StaleFacts(a.Body, draft.ReadFacts(a.Facts), now.facts, b)
	if a.Body == a.Drafted && now.body != a.Body && len(r.Stale) > 0 {
		r.Fresh = now.body
	}
	return nil
}

// bodies are the names of all organisations, by which attributions are known.
func (o *Office) bodies(ctx context.Context) ([]string, error) {
	var out []string
	err := o.store.Each(ctx, centre.OrganisationType, func(r field.Record) error {
		org := r.(*centre.Organisation)
		out = append(out, org.Name)
		if org.Short != "" {
			out = append(out, org.Short)
		}
		return nil
	})
	return out, err
}

// proofNumbers looks at the numbers of an issue beside those of the others: one given twice, one left out before it.
func (o *Office) proofNumbers(ctx context.Context, i *centre.Issue) (field.Problems, error) {
	others, err := All[*centre.Issue](ctx, o, centre.IssueType)
	if err != nil {
		return nil, err
	}
	var ps field.Problems
	year, total := map[int64]bool{}, map[int64]bool{}
	for _, x := range others {
		if x.ID == i.ID || x.Masthead != i.Masthead {
			continue
		}
		if x.Date.Year == i.Date.Year {
			year[x.Number] = true
		}
		total[x.Total] = true
	}
	check := func(key string, n int64, known map[int64]bool) {
		switch {
		case n == 0:
		case known[n]:
			ps = ps.Add(key, "editing.number.twice", strconv.FormatInt(n, 10))
		case n > 1 && len(known) > 0 && !known[n-1]:
			ps = ps.Add(key, "editing.number.gap", strconv.FormatInt(n-1, 10))
		}
	}
	check("number", i.Number, year)
	check("total", i.Total, total)
	return ps, nil
}

// RefreshArticle words an article anew from its records as they are now. A text that somebody edited is never touched: field.Problems.
func (o *Office) RefreshArticle(ctx context.Context, id field.ID, b *say.Book) (store.Change, error) {
	return o.perform(ctx, "refresh-article", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		a, err := store.As[*centre.Article](v.Get(centre.ArticleType, id))
		if err != nil {
			return err
		}
		if a.Drafted == "" || a.Body != a.Drafted {
			return field.Problems{{Say: "editing.edited"}}
		}
		w, err := o.worded(a.Sources, b)
		if err != nil {
			return err
		}
		a.Body, a.Drafted, a.Facts = w.body, w.body, draft.WriteFacts(w.facts)
		return v.put(a)
	})
}

// MendArticle puts the text of an article right at one place: what stands there is taken for a fix of a mark, or an old figure for the
// new one. Where the text is not what it was when it was read: field.Clash.
func (o *Office) MendArticle(ctx context.Context, id field.ID, m Mending) (store.Change, error) {
	return o.perform(ctx, "mend-article", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		a, err := store.As[*centre.Article](v.Get(centre.ArticleType, id))
		if err != nil {
			return err
		}
		text := &a.Body
		if m.Heading {
			text = &a.Heading
		}
		if m.From < 0 || m.To > len(*text) || m.From > m.To || (*text)[m.From:m.To] != m.Was {
			return field.Clash
		}
		*text = (*text)[:m.From] + m.Fix + (*text)[m.To:]
		return v.put(a)
	})
}

// Mending is one place of a text and what comes there.
type Mending struct {
	Heading  bool   // of the heading, else of the body
	From, To int    // bytes
	Was      string // what stands there
	Fix      string
}

// Moving is where an article goes.
type Moving struct {
	By      int       // places on, or back, within its section
	Section string    // into that section at its end, when it is another
	Book    *say.Book // of the heading that a short item gets when it becomes an article
}

// MoveArticle puts an article elsewhere in its issue.
func (o *Office) MoveArticle(ctx context.Context, id field.ID, m Moving) (store.Change, error) {
	return o.perform(ctx, "move-article", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		a, err := store.As[*centre.Article](v.Get(centre.ArticleType, id))
		if err != nil {
			return err
		}
		if m.Section != "" && m.Section != a.Section {
			a.Section = m.Section
			if a.Place, err = v.lastPlace(a.Issue, m.Section); err != nil {
				return err
			}
			if m.Section == "news" && a.Heading == "" {
				w, err := o.worded(a.Sources, m.Book)
				if err != nil {
					return field.Problems{{Field: "heading", Say: "problem.required"}}
				}
				a.Heading = w.heading
			}
			return v.put(a)
		}
		parts, err := opened(v.Tx, centre.ArticleType, partsQuery(centre.ArticleType, a.Issue, false))
		if err != nil {
			return err
		}
		var row []*centre.Article
		for _, r := range parts {
			if x := r.(*centre.Article); x.Section == a.Section {
				row = append(row, x)
			}
		}
		inOrder(row)
		at := slices.IndexFunc(row, func(x *centre.Article) bool { return x.ID == id })
		if at < 0 { // somebody put it aside meanwhile
			return fmt.Errorf("get article: deleted: %w", field.NotFound)
		}
		to := min(max(at+m.By, 0), len(row)-1)
		moved := row[at]
		row = slices.Insert(slices.Delete(row, at, at+1), to, moved)
		for n, x := range row {
			if x.Place != int64(n+1) {
				x.Place = int64(n + 1)
				if err := v.put(x); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
