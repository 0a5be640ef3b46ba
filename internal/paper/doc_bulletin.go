package paper

import (
	"strconv"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// BulletinDoc is one number of the bulletin: its head, the articles and short items with who sent them in, and at the foot of the
// last page to whom it goes. A number that is not published yet says so in the line at the foot of its pages.
func BulletinDoc(s summary.IssueSummary, in Setting) Document {
	c := &composer{Setting: in}
	o := Options{Title: c.issueTitle(s), Author: s.Editor, Lang: "zh-CN", Date: in.Date}
	if o.Author == "" {
		o.Author = in.Centre
	}
	if in.Book.Lang() == say.EN {
		o.Lang = "en"
	}
	if s.Draft {
		o.Footer = c.t("bulletin.draft")
	}
	c.Doc = New(o)
	c.Masthead(Masthead{Name: s.Masthead, Number: c.issueNumber(s), Editor: s.Editor, Date: c.day(s.Date)})
	c.news(c.t("bulletin.news"), s.News)
	c.briefs(s.Briefs)
	for _, x := range s.Other {
		c.news(c.t("bulletin.section", c.code(centre.Section, x.Code)), x.Articles)
	}
	if len(s.Articles()) == 0 {
		c.Para(c.t("bulletin.empty"))
	}
	c.imprint(s)
	return c.public()
}

// issueTitle names the issue in the list of a reader: 工会信息〔2008〕第3期.
func (c *composer) issueTitle(s summary.IssueSummary) string {
	if s.Date.Year == 0 || s.Number == 0 {
		return strings.TrimSpace(s.Masthead + " " + c.issueNumber(s))
	}
	return c.t("bulletin.title", s.Masthead, strconv.Itoa(s.Date.Year), strconv.FormatInt(s.Number, 10))
}

// issueNumber is the line under the name: 第3期（总第27期）.
func (c *composer) issueNumber(s summary.IssueSummary) string {
	switch {
	case s.Number > 0 && s.Total > 0:
		return c.t("bulletin.numbers", strconv.FormatInt(s.Number, 10), strconv.FormatInt(s.Total, 10))
	case s.Number > 0:
		return c.t("bulletin.number", strconv.FormatInt(s.Number, 10))
	case s.Total > 0:
		return c.t("bulletin.total", strconv.FormatInt(s.Total, 10))
	}
	return ""
}

// news sets a section of articles with headings.
func (c *composer) news(head string, articles []summary.ArticleSummary) {
	if len(articles) == 0 {
		return
	}
	c.Section(head)
	for _, a := range articles {
		c.Headline(a.Heading)
		for _, p := range a.Body {
			c.Story("", p.Text, p.From)
		}
	}
}

// briefs sets the short items, each behind its ●. One that has a heading begins with it.
func (c *composer) briefs(articles []summary.ArticleSummary) {
	if len(articles) == 0 {
		return
	}
	c.Section(c.t("bulletin.brief"))
	for _, a := range articles {
		mark, lead := "●", ""
		if a.Heading != "" {
			lead = c.t("bulletin.lead", a.Heading)
		}
		body := a.Body
		if len(body) == 0 {
			body = []summary.Paragraph{{}}
		}
		for _, p := range body {
			text := p.Text
			if mark != "" { // who typed the mark gets it once
				text = strings.TrimSpace(strings.TrimPrefix(text, mark))
			}
			c.Story(mark, lead+text, p.From)
			mark, lead = "", ""
		}
	}
}

// imprint is the distribution list and the number of copies.
func (c *composer) imprint(s summary.IssueSummary) {
	var to []string
	for _, x := range s.To {
		if x.To != "" {
			to = append(to, x.To)
		}
	}
	var p Imprint
	if len(to) > 0 {
		p.To = c.t("bulletin.to", strings.Join(to, c.t("bulletin.join")))
	}
	if s.Copies > 0 {
		p.Copies = c.Book.T("bulletin.copies", s.Copies)
	}
	c.Imprint(p)
}
