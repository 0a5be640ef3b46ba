package office

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/store"
)

// Candidate is something a bulletin can tell of: an event that was held, an honour, a periodic figure, the totals of a programme.
type Candidate struct {
	Type *field.Type
	ID   field.ID
	Day  field.Day
	Name string
	Kind string // of an event, code of centre.EventKind
	Told int    // articles of any issue that tell of it
}

// Candidates are what a bulletin can tell of, the newest first; those no article tells of before the others.
func (o *Office) Candidates(ctx context.Context) ([]Candidate, error) {
	told, err := o.told(ctx)
	if err != nil {
		return nil, fmt.Errorf("list candidates: %w", err)
	}
	var out []Candidate
	add := func(r field.Record, day field.Day, name, kind string) {
		out = append(out, Candidate{r.Type(), r.Base().ID, day, name, kind, told[r.Base().ID]})
	}
	held := store.Query{Where: []store.Cond{store.Where("state", "held")}}
	events, err := listed[*centre.Event](ctx, o, centre.EventType, held)
	for _, e := range events {
		add(e, e.Date, e.Name, e.Kind)
	}
	if err == nil {
		err = o.store.Each(ctx, centre.AwardType, func(r field.Record) error {
			if a := r.(*centre.Award); a.Unit != (field.ID{}) {
				add(a, a.Given, strings.TrimSpace(o.publicName(a.Unit)+" "+a.Rank+" "+a.Name), "")
			}
			return nil
		})
	}
	if err == nil {
		err = o.store.Each(ctx, centre.IndicatorType, func(r field.Record) error {
			i := r.(*centre.Indicator)
			add(i, i.Date, strings.TrimSpace(i.Period+" "+i.Name+" "+i.Value.String()), "")
			return nil
		})
	}
	if err == nil {
		held := map[field.ID]field.Day{} // programmes with something held, and the last day of it
		for _, e := range events {
			if e.Programme != (field.ID{}) && held[e.Programme].String() <= e.Date.String() {
				held[e.Programme] = e.Date
			}
		}
		err = o.store.Each(ctx, centre.ProgrammeType, func(r field.Record) error {
			if day, some := held[r.Base().ID]; some {
				add(r, day, r.(*centre.Programme).Name, "")
			}
			return nil
		})
	}
	if err != nil {
		return nil, fmt.Errorf("list candidates: %w", err)
	}
	slices.SortStableFunc(out, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(min(a.Told, 1), min(b.Told, 1)), strings.Compare(b.Day.String(), a.Day.String()))
	})
	return out, nil
}

// told counts for each record how many articles tell of it.
func (o *Office) told(ctx context.Context) (map[field.ID]int, error) {
	told := map[field.ID]int{}
	err := o.store.Each(ctx, centre.ArticleType, func(r field.Record) error {
		for _, id := range r.(*centre.Article).Sources {
			told[id]++
		}
		return nil
	})
	return told, err
}

// DraftArticle words an article or short item of an issue from records a bulletin can tell of and saves it at the end of its section.
// What has no records behind it is not claimed. Records that give no sentence, such as an honour of a person alone, are
// field.Problems.
func (o *Office) DraftArticle(ctx context.Context, issue field.ID, section string, from []field.ID, b *say.Book) (*centre.Article, store.Change, error) {
	var a *centre.Article
	c, err := o.perform(ctx, "draft-article", func(v *verb) error {
		if err := o.need(centre.MayWrite); err != nil {
			return err
		}
		if err := v.liveIssue(issue); err != nil {
			return err
		}
		w, err := o.worded(from, b)
		if err != nil {
			return err
		}
		r, err := o.NewPart(centre.ArticleType, issue)
		if err != nil {
			return err
		}
		a = r.(*centre.Article)
		a.Section, a.Sources, a.Attribution = section, from, w.from
		a.Body, a.Drafted, a.Facts = w.body, w.body, draft.WriteFacts(w.facts)
		if section == "news" {
			a.Heading = w.heading
		}
		if a.Place, err = v.lastPlace(issue, section); err != nil {
			return err
		}
		return v.put(a)
	})
	return a, c, err
}

func (v *verb) liveIssue(id field.ID) error {
	r, err := v.Get(centre.IssueType, id)
	if err == nil && r.Base().Gone != 0 {
		err = fmt.Errorf("get issue: deleted: %w", field.NotFound)
	}
	return err
}

// lastPlace is the place behind all items of a section.
func (v *verb) lastPlace(issue field.ID, section string) (int64, error) {
	parts, err := opened(v.Tx, centre.ArticleType, partsQuery(centre.ArticleType, issue, false))
	if err != nil {
		return 0, err
	}
	last := int64(0)
	for _, r := range parts {
		if a := r.(*centre.Article); a.Section == section {
			last = max(last, a.Place)
		}
	}
	return last + 1, nil
}
