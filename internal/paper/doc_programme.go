package paper

import (
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// ProgrammeDoc is the summary of one programme: the whole in words, a table and a paragraph per host, what may be added up,
// and how many events there were of each kind.
func ProgrammeDoc(s summary.ProgrammeSummary, in Setting) Document {
	title := in.Book.T("doc.programme.untitled")
	if s.Name != "" {
		title = in.Book.T("doc.programme.title", s.Name)
	}
	c := in.compose(title, false)
	if when := c.period(s.From, s.To); when != "" {
		c.Subtitle(c.t("doc.brackets", when))
	}
	words := draft.Programme(s, in.Book)
	c.head("doc.programme.whole")
	c.programmeFacts(s)
	c.Para(words[0].Text(in.Book))
	c.show(in.Pictures[s.ID])
	if len(s.Groups) > 0 {
		c.head("doc.programme.hosts")
		for i, g := range s.Groups {
			c.hostGroup(i+1, g, words[i+1], int(s.Year))
		}
		c.head("doc.programme.totals")
		c.totals(s)
		c.kinds(s)
	}
	c.apart(s)
	c.sources(s)
	return c.public()
}

func (c *composer) programmeFacts(s summary.ProgrammeSummary) {
	hosts := ""
	if len(s.Hosts) > 0 {
		hosts = c.hosts(s.Hosts)
	}
	c.facts(Fact{c.t("doc.theme"), s.Theme}, Fact{c.t("doc.hosts"), hosts}, c.courseOf(s.Course()))
}

// hostGroup is one host's table, paragraph and notes.
func (c *composer) hostGroup(n int, g summary.HostGroup, words draft.Passage, year int) {
	name := c.hosts(g.Hosts)
	if name == "" {
		name = c.t("doc.nohost")
	}
	c.subhead(n, name)
	t := Table{Columns: []Column{
		{Title: c.t("doc.date"), Align: Centre, Width: 0.18}, {Title: c.t("doc.event"), Width: 0.35},
		{Title: c.t("doc.kind"), Align: Centre, Width: 0.145}, {Title: c.t("doc.figures"), Width: 0.325},
	}}
	for _, e := range g.Events {
		t.Rows = append(t.Rows, []string{c.dayIn(e.Date, year), e.Name, c.code(centre.EventKind, e.Kind), c.figureLines(e)})
	}
	c.Table(t)
	c.Para(words.Text(c.Book))
	noted := false
	for _, e := range g.Events {
		if e.Note != "" {
			c.Note(c.t("doc.noteof", e.Name, e.Note))
			noted = true
		}
	}
	if noted {
		c.Gap(0.4)
	}
	c.groupPhotos(g)
}

// groupPhotos sets the photos of a host's events; one without a title of its own stands under the name of its event.
func (c *composer) groupPhotos(g summary.HostGroup) {
	var all []Captioned
	for _, e := range g.Events {
		for _, p := range c.Setting.Pictures[e.ID] {
			if p.Caption == "" {
				p.Caption = e.Name
			}
			all = append(all, p)
		}
	}
	c.show(all)
}

// dayIn words a day of a table whose heading names the year: of that year without it.
func (c *composer) dayIn(d field.Day, year int) string {
	if d.Year == year && d.Month > 0 {
		d.Year = 0
	}
	return c.shown().Day(d)
}

// figureLines are an event's figures, one to a line; an event nobody counted says so.
func (c *composer) figureLines(e summary.EventSummary) string {
	var lines []string
	for _, f := range e.Figures {
		lines = append(lines, c.t("doc.figure", c.t(f.Label()), draft.Amount(c.Book, f.Count)))
	}
	for _, r := range e.Ratios {
		lines = append(lines, c.t("doc.figure", c.t("summary.ratio."+r.Key), draft.Share(c.Book, r)))
	}
	if e.Amount > 0 {
		lines = append(lines, c.t("doc.figure", c.t("event.amount"), c.Book.Money(int64(e.Amount))))
	}
	if len(lines) == 0 {
		return c.t("draft.notcounted")
	}
	return strings.Join(lines, "\n")
}

// totals is the table of what may be added up, with how sure each sum is and how many events it leaves out.
func (c *composer) totals(s summary.ProgrammeSummary) {
	t := Table{Columns: []Column{
		{Title: c.t("doc.item"), Width: 0.26}, {Title: c.t("doc.total"), Align: Right, Width: 0.22},
		{Title: c.t("doc.counted"), Align: Right, Width: 0.13}, {Title: c.t("doc.estimates"), Align: Right, Width: 0.13},
		{Title: c.t("doc.unknown"), Align: Right, Width: 0.13}, {Title: c.t("doc.without"), Align: Right, Width: 0.13},
	}}
	var none []string
	for _, x := range s.Totals {
		if len(x.Rows) == 0 {
			none = append(none, c.t("doc.totals.one", len(x.Without), c.t(x.Label())))
			continue
		}
		t.Rows = append(t.Rows, []string{
			c.t(x.Label()), draft.Amount(c.Book, x.Sum.Count),
			c.number(len(x.Rows)), c.number(x.Sum.Estimates), c.number(x.Sum.Unknown), c.number(len(x.Without)),
		})
	}
	t.Empty = c.t("draft.notcounted")
	c.Table(t)
	for _, r := range s.Ratios {
		c.Note(c.t("doc.ratio", c.t("summary.ratio."+r.Key), draft.Share(c.Book, r),
			draft.Amount(c.Book, r.Part), draft.Amount(c.Book, r.Base), c.t("summary.ratio."+r.Key+".base", draft.Amount(c.Book, r.Base))))
	}
	if len(none) > 0 {
		c.Note(c.t("doc.totals.none", none))
	}
	c.Note(c.t("doc.totals.note"))
}

// number writes how many; a dash for none.
func (c *composer) number(n int) string {
	if n == 0 {
		return c.t("doc.none")
	}
	return c.Book.Number(int64(n))
}

// kinds is the chart of events by kind, most first, and the sessions that were noted. Where there is one of each kind, which stands
// in the words above, the chart would say nothing.
func (c *composer) kinds(s summary.ProgrammeSummary) {
	lines := slices.Clone(s.Kinds)
	if !slices.ContainsFunc(lines, func(k summary.KindLine) bool { return len(k.Rows) > 1 || len(k.Sessions) > 0 }) {
		return
	}
	c.head("doc.programme.kinds")
	slices.SortStableFunc(lines, func(a, b summary.KindLine) int { return len(b.Rows) - len(a.Rows) })
	chart := Chart{Caption: c.t("doc.kinds.caption")}
	for _, k := range lines {
		chart.Bars = append(chart.Bars, Bar{
			Label: c.code(centre.EventKind, k.Kind), Value: float64(len(k.Rows)), Text: c.t("doc.events", len(k.Rows)),
		})
	}
	c.Bars(chart)
	for _, k := range lines {
		for _, t := range k.Sessions {
			c.Note(c.t("doc.sessions", c.code(centre.EventKind, k.Kind), draft.Amount(c.Book, t.Sum.Count)))
		}
	}
}

// apart lists the events that are in no figure: those to come and those cancelled.
func (c *composer) apart(s summary.ProgrammeSummary) {
	for _, x := range []struct {
		key    string
		events []summary.EventSummary
	}{{"doc.programme.upcoming", s.Upcoming}, {"doc.programme.cancelled", s.Cancelled}} {
		if len(x.events) == 0 {
			continue
		}
		c.head(x.key)
		t := Table{Columns: []Column{
			{Title: c.t("doc.date"), Align: Centre, Width: 0.19}, {Title: c.t("doc.event"), Width: 0.36},
			{Title: c.t("doc.kind"), Align: Centre, Width: 0.15}, {Title: c.t("doc.hosts"), Width: 0.3},
		}}
		for _, e := range x.events {
			t.Rows = append(t.Rows, []string{c.dayIn(e.Date, int(s.Year)), e.Name, c.code(centre.EventKind, e.Kind), orDash(c, c.hosts(e.Hosts))})
		}
		c.Table(t)
	}
}

// sources names where the figures come from, each source once, and what was noted about the programme.
func (c *composer) sources(s summary.ProgrammeSummary) {
	var from []string
	for _, x := range append([]string{s.Source}, eventSources(s)...) {
		if x != "" && !slices.Contains(from, x) {
			from = append(from, x)
		}
	}
	if len(from) > 0 {
		c.Note(c.t("doc.source", from))
	}
	if s.Note != "" {
		c.Note(c.t("doc.note", s.Note))
	}
}

func eventSources(s summary.ProgrammeSummary) []string {
	var out []string
	for _, e := range s.Events() {
		out = append(out, e.Source)
	}
	return out
}
