package paper

import (
	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
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
		c.course(e),
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
	c.sourcesOf(e)
	c.attendance(e)
	c.compared(e)
	if e.Source != "" {
		c.Note(c.t("doc.source", e.Source))
	}
	c.employers(e)
	c.desks(e)
	c.taking(e)
	c.awards(e)
	c.counting(e)
	if e.Note != "" {
		c.head("doc.event.note")
		c.Para(e.Note)
	}
	if photos := in.Pictures[e.ID]; len(photos) > 0 {
		c.head("published.photos")
		c.show(photos)
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
		t.Rows = append(t.Rows, []string{c.t(f.Label()), draft.Amount(c.Book, f.Count), c.known(f.Count)})
	}
	for _, role := range e.NotCounted {
		t.Rows = append(t.Rows, []string{c.t("summary.role." + role), c.t("draft.notcounted"), c.t("doc.none")})
	}
	if e.Amount > 0 {
		t.Rows = append(t.Rows, []string{c.t("event.amount"), c.Book.Money(int64(e.Amount)), c.t("doc.none")})
	}
	c.Table(t)
	for _, r := range e.Ratios {
		c.ratio(r)
	}
}

// ratio is a line that names a ratio, its two sides and its base.
func (c *composer) ratio(r summary.Ratio) {
	base := draft.Amount(c.Book, r.Base)
	c.Note(c.t("doc.ratio", c.t("summary.ratio."+r.Key), draft.Share(c.Book, r), draft.Amount(c.Book, r.Part), base, c.t("summary.ratio."+r.Key+".base", base)))
}

// known words how a count is known.
func (c *composer) known(n field.Count) string {
	if n.Known == "" {
		return c.t("doc.none")
	}
	return c.t("known." + string(n.Known))
}

// compared is what was declared beside what the lines add up to, with the difference.
func (c *composer) compared(e summary.EventSummary) {
	if len(e.Compared) == 0 {
		return
	}
	t := Table{Caption: c.t("doc.event.compared"), Columns: []Column{
		{Title: c.t("doc.item"), Width: 0.28}, {Title: c.t("doc.compared.declared"), Align: Right, Width: 0.19},
		{Title: c.t("doc.compared.lines"), Align: Right, Width: 0.19}, {Title: c.t("published.difference"), Align: Right, Width: 0.16},
		{Title: c.t("doc.compared.verdict"), Align: Centre, Width: 0.18},
	}}
	for _, x := range e.Compared {
		verdict, more := c.t("doc.none"), c.t("doc.none")
		if n, ok := x.Difference(); ok {
			verdict = c.t("doc.compared.same")
			if n != 0 {
				verdict, more = c.t("doc.compared.differs"), c.signed(n)
			}
		}
		t.Rows = append(t.Rows, []string{c.t(x.Label()), draft.Amount(c.Book, x.Declared), draft.Amount(c.Book, x.Lines.Count), more, verdict})
	}
	c.Table(t)
}

// signed writes a difference with its sign: +5, −5.
func (c *composer) signed(n int64) string {
	if n < 0 {
		return c.t("published.fewer", -n)
	}
	return c.t("published.more", n)
}

// sourcesOf is every way the figures are known, where one is known in more than one way: registered, signed in, counted, declared and
// estimated stand apart, and the one that the document uses is marked.
func (c *composer) sourcesOf(e summary.EventSummary) {
	of := map[string]int{}
	for _, s := range e.Sources {
		of[s.Key]++
	}
	t := Table{Caption: c.t("reading.paper"), Columns: []Column{
		{Title: c.t("doc.item"), Width: 0.26}, {Title: c.t("doc.figure.head"), Align: Right, Width: 0.17}, {Title: c.t("doc.known"), Align: Centre, Width: 0.14},
		{Title: c.t("reading.paper.day"), Align: Centre, Width: 0.22}, {Title: c.t("reading.paper.used"), Align: Centre, Width: 0.21},
	}, Notes: []string{c.t("reading.paper.note")}}
	for _, s := range e.Sources {
		if of[s.Key] < 2 || s.Missing {
			continue
		}
		day, used := c.t("doc.none"), c.t("doc.none")
		if s.At != 0 {
			day = c.day(field.DayOf(s.At.In(c.shown().Zone)))
		}
		switch {
		case s.Used:
			used = c.t("reading.inuse")
		case s.Compared:
			used = c.signed(s.Difference)
		}
		t.Rows = append(t.Rows, []string{c.t(s.Label()), draft.Amount(c.Book, s.Count), c.known(s.Count), day, used})
	}
	if len(t.Rows) > 0 {
		c.Table(t)
	}
}
