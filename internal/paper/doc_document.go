package paper

import (
	"time"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// Setting is what every document of the program needs besides its figures.
type Setting struct {
	Book   *say.Book
	Centre string         // name of the centre that prints
	Date   time.Time      // of printing, in the zone the times are printed in
	Names  summary.Names  // names of referred records; nil shows none
	Zone   *time.Location // nil: that of Date
	// Pictures are the photos of events and programmes that somebody chose to print, by what they belong to.
	Pictures map[field.ID][]Captioned
}

// Document is a document ready to be laid out, with the personal fields it prints.
type Document struct {
	*Doc
	// Public says that the document is made for everybody: a bulletin, statistics, a programme, an event. Such a document names
	// nobody by its fields, because the values it is made from have no member that could hold a person; what somebody typed
	// into a free text is looked through by Suspects.
	Public bool
	// Personal lists the personal fields that are printed, as table.key, each once, in the order they first appear. A masked
	// name is still listed: it says something about a person. A public document lists none.
	Personal []string
	// Photos is how many photos it shows. They may show people: whoever prints is told so.
	Photos int
}

// composer puts the words of one document together.
type composer struct {
	*Doc
	Setting
	section  int // number of the last first-level heading
	personal []string
	photos   int
}

// compose starts a document of that title.
func (s Setting) compose(title string, landscape bool) *composer {
	lang := "zh-CN"
	if s.Book.Lang() == say.EN {
		lang = "en"
	}
	footer := s.Book.T("doc.footer", s.Centre, s.Book.Day(s.Date.Year(), int(s.Date.Month()), s.Date.Day()))
	d := New(Options{Title: title, Author: s.Centre, Lang: lang, Date: s.Date, Landscape: landscape, Footer: footer,
		Continued: s.Book.T("paper.continued"), Contents: s.Book.T("paper.contents")})
	d.Title(title)
	return &composer{Doc: d, Setting: s}
}

func (c *composer) document() Document { return Document{Doc: c.Doc, Personal: c.personal} }

// public ends a document for everybody.
func (c *composer) public() Document { return Document{Doc: c.Doc, Public: true, Photos: c.photos} }

// t is the text under key.
func (c *composer) t(key string, args ...any) string { return c.Book.T(key, args...) }

// head opens the next section: 一、, 二、 in Chinese, 1., 2. in English.
func (c *composer) head(key string) {
	c.section++
	c.Heading(1, c.t("doc.section", draft.Ordinal(c.Book, c.section), c.t(key)))
}

// subhead opens the n-th part of a section: （一）, (1).
func (c *composer) subhead(n int, title string) {
	c.Heading(2, c.t("doc.part", draft.Ordinal(c.Book, n), title))
}

// shown words field values in the language and zone of the document.
func (c *composer) shown() centre.Shown {
	zone := c.Zone
	if zone == nil {
		zone = c.Date.Location()
	}
	return centre.Shown{Book: c.Book, Zone: zone, Name: c.Names}
}

// code is the word for a code of a vocabulary.
func (c *composer) code(v *field.Vocab, code string) string { return c.shown().Code(v, code) }

// day words a day; empty for none.
func (c *composer) day(d field.Day) string { return c.shown().Day(d) }

// period words a span of days; with one end open it says from or until when.
func (c *composer) period(from, to field.Day) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero():
		return c.t("doc.from", c.day(from))
	case from.IsZero():
		return c.t("doc.until", c.day(to))
	}
	return c.Book.Span(c.day(from), c.day(to))
}

// hosts lists the names of hosts; one that is not on record is named as such.
func (c *composer) hosts(hs []summary.Host) string {
	names := make([]string, 0, len(hs))
	for _, h := range hs {
		name := h.Name
		if name == "" {
			name = c.t("draft.unknown")
		}
		names = append(names, name)
	}
	return c.Book.List(names...)
}

// nameOf is the name of a referred record; empty for none.
func (c *composer) nameOf(id field.ID) string {
	if id == (field.ID{}) || c.Names == nil {
		return ""
	}
	return c.Names(id)
}

// facts adds the rows of a fact sheet that have a value.
func (c *composer) facts(rows ...Fact) {
	var full []Fact
	for _, r := range rows {
		if r.Value != "" {
			full = append(full, r)
		}
	}
	if len(full) > 0 {
		c.Facts(full)
	}
}
