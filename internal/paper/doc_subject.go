package paper

import (
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// SubjectSheet is what a centre holds about one person, to be handed to her (Personal Information Protection Law 个人信息保护法,
// article 45).
type SubjectSheet struct {
	Person *centre.Person
	Parts  []SubjectPart // her own record first
	Lines  []SubjectLine // the oldest first
}

// SubjectPart is one record about her.
type SubjectPart struct {
	Record  field.Record
	Under   bool // a part of the record before that is none
	Deleted bool // put aside and not erased
	Keep    func(*field.Spec) bool
}

// SubjectLine is one thing that was done with her records.
type SubjectLine struct {
	At               field.Moment
	Who, What, About string
}

// SubjectDoc is the sheet of what is held about one person: every filled field that is about her, in the words of the forms. Setting.Names
// names third persons by what they are to her.
func SubjectDoc(s SubjectSheet, in Setting) Document {
	c := in.compose(in.Book.T("subject.title"), false)
	c.Subtitle(c.t("doc.brackets", s.Person.Name))
	c.Note(c.t("subject.note", c.Centre))
	table, n := "", 0
	for _, p := range s.Parts {
		t := p.Record.Type()
		switch {
		case p.Under:
			c.Heading(3, c.partTitle(p))
		case t.Table != table:
			table, n = t.Table, 0
			c.head(t.Table)
			fallthrough
		default:
			if n++; t != centre.PersonType {
				c.subhead(n, c.partTitle(p))
			}
		}
		c.part(p)
	}
	c.head("subject.lines")
	c.deeds(s.Lines)
	return c.document()
}

// partTitle names a record by its title, without what was left out of it and what may be as long as a page.
func (c *composer) partTitle(p SubjectPart) string {
	t := p.Record.Type()
	words := []string{c.t(t.Table)}
	for _, key := range t.Title {
		if f := t.Field(key); p.Keep(f) && f.Kind != field.LongKind {
			words = append(words, c.shown().Field(f, p.Record))
		}
	}
	title := strings.Join(strings.Fields(strings.Join(words, " ")), " ")
	if p.Deleted {
		title = c.t("subject.deleted", title)
	}
	return title
}

// part is the filled fields of one record, those left out not.
func (c *composer) part(p SubjectPart) {
	t := p.Record.Type()
	var rows []Fact
	for i := range t.Fields {
		f := &t.Fields[i]
		if p.Keep(f) {
			rows = append(rows, Fact{c.label(t, f), c.value(p.Record, f)})
		}
	}
	c.facts(rows...)
}

func (c *composer) deeds(lines []SubjectLine) {
	t := Table{Empty: c.t("doc.empty"), Columns: []Column{
		{Title: c.t("subject.when")}, {Title: c.t("subject.who")},
		{Title: c.t("subject.did")}, {Title: c.t("subject.about"), Width: 0.3},
	}}
	for _, l := range lines {
		t.Rows = append(t.Rows, []string{c.shown().Moment(l.At), l.Who, l.What, l.About})
	}
	c.Table(t)
}
