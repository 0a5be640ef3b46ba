package paper

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/summary"
)

// EventDoc is the sheet of one event: what it was, its figures with how they are known, and the sentence for the bulletin.
func EventDoc(e summary.EventSummary, in Setting) Document {
	c := in.compose(e.Name, false)
	c.Subtitle(c.t("doc.brackets", c.t("doc.event.title")))
	c.head("doc.event.facts")
	hosts := ""
	if len(e.Hosts) > 0 {
		hosts = c.hosts(e.Hosts)
	}
	c.facts(
		Fact{c.t("doc.kind"), c.code(centre.EventKind, e.Kind)},
		Fact{c.t("doc.state"), c.code(centre.EventState, e.State)},
		Fact{c.t("doc.programme"), c.nameOf(e.Programme)},
		Fact{c.t("doc.theme"), e.Theme},
		Fact{c.t("doc.hosts"), hosts},
		Fact{c.t("doc.date"), c.day(e.Date)},
		Fact{c.t("doc.place"), e.Place},
		Fact{c.t("doc.content"), e.Content},
		Fact{c.t("doc.media"), e.Media},
	)
	c.head("doc.event.words")
	c.Para(draft.Event(e, in.Book).Text(in.Book))
	c.head("doc.event.figures")
	c.eventFigures(e)
	c.lines(e)
	c.desks(e)
	c.compared(e)
	if e.Source != "" {
		c.Note(c.t("doc.source", e.Source))
	}
	if e.Note != "" {
		c.head("doc.event.note")
		c.Para(e.Note)
	}
	return c.public()
}

// eventFigures is the table of an event's counts; what should have been counted and was not stands in it as such.
func (c *composer) eventFigures(e summary.EventSummary) {
	t := Table{
		Columns: []Column{{Title: c.t("doc.item"), Width: 0.4}, {Title: c.t("doc.figure.head"), Align: Right, Width: 0.3}, {Title: c.t("doc.known"), Align: Centre, Width: 0.3}},
		Empty:   c.t("draft.notcounted"),
	}
	for _, f := range e.Figures {
		known := c.t("doc.none")
		if f.Count.Known != "" {
			known = c.t("known." + string(f.Count.Known))
		}
		t.Rows = append(t.Rows, []string{c.t(f.Label()), draft.Amount(c.Book, f.Count), known})
	}
	for _, role := range e.NotCounted {
		t.Rows = append(t.Rows, []string{c.t("summary.role." + role), c.t("draft.notcounted"), c.t("doc.none")})
	}
	c.Table(t)
	for _, r := range e.Ratios {
		c.Note(c.t("doc.ratio", c.t("summary.ratio."+r.Key), draft.Share(c.Book, r),
			draft.Amount(c.Book, r.Part), draft.Amount(c.Book, r.Base), c.t("summary.ratio."+r.Key+".base", draft.Amount(c.Book, r.Base))))
	}
}

// lines is the table of a job fair's employers and posts.
func (c *composer) lines(e summary.EventSummary) {
	if len(e.Lines) == 0 {
		return
	}
	c.head("doc.event.lines")
	t := Table{Columns: []Column{
		{Title: c.t("doc.lines.employer"), Width: 0.36}, {Title: c.t("doc.lines.post"), Width: 0.22}, {Title: c.t("doc.lines.wage"), Width: 0.16},
		{Title: c.t("summary.role.wanted"), Align: Right, Width: 0.13}, {Title: c.t("summary.role.intents"), Align: Right, Width: 0.13},
	}}
	for _, l := range e.Lines {
		t.Rows = append(t.Rows, []string{c.hosts([]summary.Host{l.Employer}), l.Post, l.Wage, draft.Amount(c.Book, l.Wanted), draft.Amount(c.Book, l.Intents)})
	}
	c.Table(t)
}

// desks is the table of a clinic's departments.
func (c *composer) desks(e summary.EventSummary) {
	if len(e.Desks) == 0 {
		return
	}
	c.head("doc.event.desks")
	t := Table{Columns: []Column{
		{Title: c.t("doc.desks.hospital"), Width: 0.34}, {Title: c.t("doc.desks.department"), Width: 0.24},
		{Title: c.t("summary.role.experts"), Align: Right, Width: 0.14}, {Title: c.t("summary.role.seen"), Align: Right, Width: 0.14},
		{Title: c.t("summary.role.referred"), Align: Right, Width: 0.14},
	}}
	for _, d := range e.Desks {
		t.Rows = append(t.Rows, []string{
			c.hosts([]summary.Host{d.Hospital}), d.Department, draft.Amount(c.Book, d.Experts), draft.Amount(c.Book, d.Seen), draft.Amount(c.Book, d.Referred),
		})
	}
	c.Table(t)
}

// compared is what was declared beside what the lines add up to.
func (c *composer) compared(e summary.EventSummary) {
	if len(e.Compared) == 0 {
		return
	}
	t := Table{Caption: c.t("doc.event.compared"), Columns: []Column{
		{Title: c.t("doc.item"), Width: 0.31}, {Title: c.t("doc.compared.declared"), Align: Right, Width: 0.23},
		{Title: c.t("doc.compared.lines"), Align: Right, Width: 0.23}, {Title: c.t("doc.compared.verdict"), Align: Centre, Width: 0.23},
	}}
	for _, x := range e.Compared {
		verdict := c.t("doc.none")
		switch {
		case x.Differs():
			verdict = c.t("doc.compared.differs")
		case x.Agrees():
			verdict = c.t("doc.compared.same")
		}
		t.Rows = append(t.Rows, []string{c.t(x.Label()), draft.Amount(c.Book, x.Declared), draft.Amount(c.Book, x.Lines.Count), verdict})
	}
	c.Table(t)
}
