package summary

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// IssueRecords are a number of the bulletin and what lies under it.
type IssueRecords struct {
	Issue    *centre.Issue
	Articles []*centre.Article
	To       []*centre.Distribution
}

// IssueSummary is one number of the bulletin as it is set. It has no member that could hold a field about a person.
type IssueSummary struct {
	ID       field.ID
	Masthead string
	Editor   string
	Number   int64 // in the year; 0: none
	Total    int64 // running; 0: none
	Date     field.Day
	Draft    bool  // not published yet
	Version  int64 // of the edition it was taken from; 0: as its records are
	News     []ArticleSummary
	Briefs   []ArticleSummary
	Other    []Section   // sections a newer version knows, in the order of their first article
	To       []Addressee // 本期印发
	Copies   int64       // printed; 0: nobody said
}

// Section is the articles of one section of a bulletin.
type Section struct {
	Code     string
	Articles []ArticleSummary
}

// ArticleSummary is one article or short item.
type ArticleSummary struct {
	ID      field.ID
	Heading string
	Body    []Paragraph
	Sources []field.ID // the records its figures come from
}

// Paragraph is one paragraph and who sent it in; From stands behind it in brackets and is empty where nobody is named.
type Paragraph struct{ Text, From string }

// Addressee is one row of the distribution. A row may itself name several bodies.
type Addressee struct {
	ID     field.ID
	To     string
	Copies int64
}

// IssueOf puts a number of the bulletin together: sections in the order of the editor's places, records of other issues left
// out. The copies are those of the issue, or else what the rows of the distribution add up to.
func IssueOf(r IssueRecords, names Names) IssueSummary {
	i := r.Issue
	s := IssueSummary{
		ID: i.ID, Masthead: i.Masthead, Editor: i.Editor, Number: i.Number, Total: i.Total, Date: i.Date,
		Draft: i.State != "published", Copies: max(i.Copies, 0),
	}
	articles := slices.Clone(r.Articles)
	slices.SortStableFunc(articles, func(a, b *centre.Article) int { return cmp.Compare(a.Place, b.Place) })
	for _, a := range articles {
		if a.Issue != i.ID {
			continue
		}
		x := ArticleSummary{ID: a.ID, Heading: strings.TrimSpace(a.Heading), Body: body(a.Body, names.of(a.Attribution)), Sources: a.Sources}
		switch a.Section {
		case "news":
			s.News = append(s.News, x)
		case "brief":
			s.Briefs = append(s.Briefs, x)
		default:
			s.other(a.Section, x)
		}
	}
	to := slices.Clone(r.To)
	slices.SortStableFunc(to, func(a, b *centre.Distribution) int { return cmp.Compare(a.Place, b.Place) })
	sum := int64(0)
	for _, d := range to {
		if d.Issue == i.ID {
			s.To = append(s.To, Addressee{d.ID, strings.TrimSpace(d.To), d.Copies})
			sum += max(d.Copies, 0)
		}
	}
	if s.Copies == 0 {
		s.Copies = sum
	}
	return s
}

func (s *IssueSummary) other(code string, a ArticleSummary) {
	at := slices.IndexFunc(s.Other, func(x Section) bool { return x.Code == code })
	if at < 0 {
		at = len(s.Other)
		s.Other = append(s.Other, Section{Code: code})
	}
	s.Other[at].Articles = append(s.Other[at].Articles, a)
}

// Text as it comes from word processors names its source at the end of a paragraph, in brackets behind a run of blanks or on a
// line of its own, or right behind the last full stop.
var (
	sentIn   = regexp.MustCompile(`^(.*\S)?[ \t\x{3000}\x{a0}]{2,}[（(]([^（）()]{2,40})[）)]$`)
	sentStop = regexp.MustCompile(`^(.*[。！？])[ \t\x{3000}\x{a0}]?[（(]([^（）()，。；：、]{3,20})[）)]$`)
	sentLine = regexp.MustCompile(`^[（(]([^（）()]{2,40})[）)]$`)
)

// body cuts a text into paragraphs with who sent them in; from is who sent in the whole.
func body(text, from string) []Paragraph {
	var out []Paragraph
	for line := range strings.SplitSeq(strings.ReplaceAll(text, "\r", "\n"), "\n") {
		blank := strings.TrimRight(line, " \t\u3000\u00a0")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		if m := sentLine.FindStringSubmatch(line); m != nil && len(out) > 0 && out[len(out)-1].From == "" {
			out[len(out)-1].From = m[1]
			continue
		}
		m := sentIn.FindStringSubmatch(blank)
		if m == nil {
			m = sentStop.FindStringSubmatch(blank)
		}
		if m != nil && m[1] != "" {
			out = append(out, Paragraph{strings.TrimSpace(m[1]), m[2]})
			continue
		}
		out = append(out, Paragraph{Text: line})
	}
	from = strings.TrimSpace(from)
	switch n := len(out); {
	case from == "" || n > 0 && out[n-1].From == from:
	case n == 0 || out[n-1].From != "":
		out = append(out, Paragraph{From: from})
	default:
		out[n-1].From = from
	}
	return out
}

// Articles returns all articles in the order they are printed.
func (s IssueSummary) Articles() []ArticleSummary {
	out := slices.Concat(s.News, s.Briefs)
	for _, x := range s.Other {
		out = append(out, x.Articles...)
	}
	return out
}

// JSON returns the issue as plain data.
func (s IssueSummary) JSON() map[string]any {
	sections := []any{
		map[string]any{"section": "news", "articles": each(s.News, ArticleSummary.json)},
		map[string]any{"section": "brief", "articles": each(s.Briefs, ArticleSummary.json)},
	}
	for _, x := range s.Other {
		sections = append(sections, map[string]any{"section": x.Code, "articles": each(x.Articles, ArticleSummary.json)})
	}
	return map[string]any{
		"report": "bulletin", "id": text(s.ID), "masthead": s.Masthead, "number": s.Number, "total": s.Total, "date": s.Date.String(),
		"editor": s.Editor, "draft": s.Draft, "copies": s.Copies, "sections": sections, "distribution": each(s.To, Addressee.json), "figures": []any{},
	}
}

func (a ArticleSummary) json() map[string]any {
	return map[string]any{"id": a.ID.String(), "heading": a.Heading, "body": each(a.Body, Paragraph.json), "sources": ids(a.Sources)}
}

func (p Paragraph) json() map[string]any { return map[string]any{"text": p.Text, "from": p.From} }

func (a Addressee) json() map[string]any {
	return map[string]any{"id": a.ID.String(), "to": a.To, "copies": a.Copies}
}
