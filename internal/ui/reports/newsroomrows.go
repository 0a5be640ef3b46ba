package reports

import (
	"strconv"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
)

// candidateRows are what can be told.
type candidateRows struct{ s *newsroom }

// Len is called by the table.
func (r candidateRows) Len() int { return len(r.s.cands) }

// ID is called by the table.
func (r candidateRows) ID(i int) field.ID { return r.s.cands[i].ID }

// Text is called by the table.
func (r candidateRows) Text(i int, key string) string {
	c, h := r.s.cands[i], r.s.host
	switch key {
	case "mark":
		if r.s.marked[c.ID] {
			return "✓"
		}
		return ""
	case "day":
		return c.Day.String()
	}
	if c.Told > 0 {
		return h.T("newsroom.told", c.Name, c.Told)
	}
	return c.Name
}

func (s *newsroom) toldTone(i int) kit.Tone {
	if i < len(s.cands) && s.cands[i].Told > 0 {
		return kit.Grey
	}
	return kit.Plain
}

// itemRows are the articles and short items of the issue.
type itemRows struct{ s *newsroom }

// Len is called by the table.
func (r itemRows) Len() int { return len(r.s.proofs.Readings) }

// ID is called by the table.
func (r itemRows) ID(i int) field.ID { return r.s.proofs.Readings[i].Article.ID }

// Text is called by the table.
func (r itemRows) Text(i int, key string) string {
	a := r.s.proofs.Readings[i].Article
	switch key {
	case "section":
		return r.s.host.Shown().Code(centre.Section, a.Section)
	case "remarks":
		if n := r.s.count(i); n > 0 {
			return strconv.Itoa(n)
		}
		return ""
	}
	if a.Heading != "" {
		return a.Heading
	}
	return strings.Join(strings.Fields(a.Body), " ")
}

// count is how many remarks there are about an article.
func (s *newsroom) count(i int) int { return len(s.remarksOf(s.proofs.Readings[i])) }

func (s *newsroom) remarkTone(i int) kit.Tone {
	if i < len(s.proofs.Readings) && s.count(i) > 0 {
		return kit.Late
	}
	return kit.Plain
}

// remark is one thing a proof-reader says of an article, and what would mend it; without a mending it can only be read.
type remark struct {
	what, where, fix string
	mending          *office.Mending
	refresh          bool // the text is worded anew
}

// remarksOf are the remarks about an article: figures that changed first.
func (s *newsroom) remarksOf(r office.Reading) []remark {
	h := s.host
	var out []remark
	for _, f := range r.Stale {
		x := remark{what: h.T("newsroom.stale"), where: h.T("newsroom.figure", h.T(f.Label), h.Shown().Count(f.Count)), fix: h.T("newsroom.gone")}
		if !f.Now.IsZero() {
			x.fix = draft.Amount(h.Book, f.Now)
			if f.At >= 0 {
				x.mending = &office.Mending{From: f.At, To: f.To, Was: r.Article.Body[f.At:f.To], Fix: x.fix}
			}
			x.refresh = r.Fresh != ""
		}
		out = append(out, x)
	}
	for _, id := range r.Again {
		out = append(out, remark{what: h.T("newsroom.again"), where: h.Name(id)})
	}
	marks := func(text string, ms []draft.Mark, heading bool) {
		for _, m := range ms {
			x := remark{what: h.T("draft.mark." + m.Kind), where: around(text, m.From, m.To), fix: m.Fix}
			if m.Fix != "" {
				x.mending = &office.Mending{Heading: heading, From: m.From, To: m.To, Was: text[m.From:m.To], Fix: m.Fix}
			}
			out = append(out, x)
		}
	}
	marks(r.Article.Heading, r.Heading, true)
	marks(r.Article.Body, r.Marks, false)
	return out
}

// around is a place of a text with some characters on both sides, the place itself in brackets.
func around(text string, from, to int) string {
	const most = 6
	before, after := []rune(text[:from]), []rune(text[to:])
	if len(before) > most {
		before = append([]rune("…"), before[len(before)-most:]...)
	}
	if len(after) > most {
		after = append(after[:most:most], '…')
	}
	return strings.Join(strings.Fields(string(before)+"〔"+text[from:to]+"〕"+string(after)), " ")
}

// remarkRows are the remarks about the article in hand.
type remarkRows []remark

// Len is called by the table.
func (r remarkRows) Len() int { return len(r) }

// ID is called by the table: remarks have no name, their place tells them apart.
func (r remarkRows) ID(i int) field.ID { return field.ID{0: 1, 14: byte(i >> 8), 15: byte(i)} }

// Text is called by the table.
func (r remarkRows) Text(i int, key string) string {
	switch key {
	case "what":
		return r[i].what
	case "where":
		return r[i].where
	}
	return r[i].fix
}

func (s *newsroom) showRemarks() {
	s.notes = nil
	if i := s.middle.Selected(); i >= 0 && i < len(s.proofs.Readings) {
		s.notes = s.remarksOf(s.proofs.Readings[i])
	}
	s.remarks.SetRows(remarkRows(s.notes))
}

// mend puts right what the remark in hand says: one key for one slip.
func (s *newsroom) mend() {
	a, i := s.article(), s.remarks.Selected()
	if a == nil || i < 0 || i >= len(s.notes) {
		return
	}
	switch x := s.notes[i]; {
	case x.refresh:
		s.refresh()
	case x.mending != nil:
		s.change(func() (uint64, error) { return s.desk.MendArticle(a.ID, *x.mending) })
	default:
		s.edit()
	}
}
