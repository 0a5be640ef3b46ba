package paper

import (
	"strings"

	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// mostBars is how many employers the chart of a job fair shows.
const mostBars = 10

// employers is the table of a job fair by employer, with the sums of the lines, the chart of those that wanted most, and who was still
// at work later where that was asked.
func (c *composer) employers(e summary.EventSummary) {
	all := e.Employers()
	if len(all) == 0 {
		return
	}
	c.head("doc.event.lines")
	t := Table{Columns: []Column{
		{Title: c.t("doc.lines.employer"), Width: 0.266}, {Title: c.t("published.posts"), Width: 0.334},
		{Title: c.t("published.wanted"), Align: Right, Width: 0.1}, {Title: c.t("published.women"), Align: Right, Width: 0.1},
		{Title: c.t("published.intents"), Align: Right, Width: 0.1}, {Title: c.t("published.reached"), Align: Right, Width: 0.1},
	}}
	for _, x := range all {
		t.Rows = append(t.Rows, []string{
			c.hosts([]summary.Host{x.Employer}), c.posts(x.Posts), c.count(x.Wanted), c.count(x.Women), c.count(x.Intents), c.reached(x.Posts),
		})
	}
	if len(all) > 1 {
		s := summary.SumLines(e.Lines)
		t.Sum = []string{c.t("doc.sum"), c.t("published.lines", len(e.Lines)), c.count(s.Wanted), c.count(s.Women), c.count(s.Intents), c.reached(e.Lines)}
	}
	c.Table(c.lean(t))
	if r, ok := summary.Reached(e.Lines); ok {
		c.ratio(r)
	}
	c.largest(all)
	c.followUp(e, all)
}

// posts are the posts of an employer with what they pay, one to a line.
func (c *composer) posts(lines []summary.JobLine) string {
	var out []string
	for _, l := range lines {
		if l.Wage == "" {
			out = append(out, l.Post)
		} else {
			out = append(out, c.t("published.post", l.Post, l.Wage))
		}
	}
	return strings.Join(out, "\n")
}

// count words a count; a dash for none, where a table says below what it means.
func (c *composer) count(n field.Count) string {
	if n.IsZero() {
		return c.t("doc.none")
	}
	return draft.Amount(c.Book, n)
}

func (c *composer) reached(lines []summary.JobLine) string {
	if r, ok := summary.Reached(lines); ok {
		return draft.Share(c.Book, r)
	}
	return c.t("doc.none")
}

// largest is the chart of the employers that wanted most: places beside intents.
func (c *composer) largest(all []summary.EmployerLine) {
	if len(all) < 2 {
		return
	}
	top := summary.Largest(all, mostBars)
	p := Plot{Caption: c.t("published.largest", len(top)), Kind: BarsAcross, Series: []Series{{Name: c.t("published.bar.wanted")}, {Name: c.t("published.bar.intents")}}}
	if len(top) == len(all) {
		p.Caption = c.t("published.byemployer")
	}
	for _, x := range top {
		p.Labels = append(p.Labels, c.hosts([]summary.Host{x.Employer}))
		for i, n := range []field.Count{x.Wanted, x.Intents} {
			c.bar(&p.Series[i], n)
		}
	}
	c.Plot(p)
}

// bar adds a count to a series as it is to be read; one without a value has no bar.
func (c *composer) bar(s *Series, n field.Count) {
	s.Values = append(s.Values, barValue(n))
	s.Texts = append(s.Texts, c.count(n))
}

// followUp is who was still at work after 30 and 90 days, by employer and in all.
func (c *composer) followUp(e summary.EventSummary, all []summary.EmployerLine) {
	ratios := e.FollowUp()
	if len(ratios) == 0 {
		return
	}
	t := Table{Caption: c.t("published.followup"), Columns: []Column{
		{Title: c.t("doc.lines.employer"), Width: 0.4}, {Title: c.t("published.intents"), Align: Right, Width: 0.2},
		{Title: c.t("published.hired30"), Align: Right, Width: 0.2}, {Title: c.t("published.hired90"), Align: Right, Width: 0.2},
	}}
	var asked []summary.JobLine
	for _, x := range all {
		if x.Hired30.IsZero() && x.Hired90.IsZero() {
			continue
		}
		asked = append(asked, x.Posts...)
		t.Rows = append(t.Rows, []string{c.hosts([]summary.Host{x.Employer}), c.count(x.Intents), c.count(x.Hired30), c.count(x.Hired90)})
	}
	if len(t.Rows) > 1 {
		s := summary.SumLines(asked)
		t.Sum = []string{c.t("doc.sum"), c.count(s.Intents), c.count(s.Hired30), c.count(s.Hired90)}
	}
	c.Table(c.lean(t))
	for _, r := range ratios {
		c.ratio(r)
	}
}
