package paper

import (
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// EmployersDoc is the list of a job fair for its employers: for each a page of its own with its posts, what they came to, and room to write
// down, 30 and 90 days later, who is at work, who was not taken and who was not reached. It holds no person.
func EmployersDoc(e summary.EventSummary, in Setting) Document {
	c := in.compose(e.Name, false)
	all := e.Employers()
	if len(all) == 0 {
		c.Subtitle(c.t("doc.brackets", c.t("employers.title")))
		c.Note(c.t("employers.none"))
		return c.document()
	}
	for i, x := range all {
		if i > 0 {
			c.NewPage()
			c.Title(e.Name)
		}
		c.Subtitle(c.t("doc.brackets", c.t("employers.title")))
		c.employer(e, x)
	}
	return c.document()
}

func (c *composer) employer(e summary.EventSummary, x summary.EmployerLine) {
	c.facts(
		Fact{c.t("doc.lines.employer"), c.hosts([]summary.Host{x.Employer})},
		Fact{c.t("doc.hosts"), c.hosts(e.Hosts)},
		Fact{c.t("doc.date"), c.day(e.Date)},
		Fact{c.t("doc.place"), e.Place},
	)
	t := Table{Caption: c.t("employers.posts"), Columns: []Column{
		{Title: c.t("employers.post"), Width: 0.3}, {Title: c.t("employers.wage"), Width: 0.25}, {Title: c.t("published.wanted"), Align: Right, Width: 0.15},
		{Title: c.t("published.women"), Align: Right, Width: 0.15}, {Title: c.t("published.intents"), Align: Right, Width: 0.15},
	}}
	for _, p := range x.Posts {
		t.Rows = append(t.Rows, []string{p.Post, p.Wage, c.count(p.Wanted), c.count(p.Women), c.count(p.Intents)})
	}
	if len(x.Posts) > 1 {
		t.Sum = []string{c.t("doc.sum"), "", c.count(x.Wanted), c.count(x.Women), c.count(x.Intents)}
	}
	c.Table(t)
	for _, share := range []func([]summary.JobLine) (summary.Ratio, bool){summary.Reached, summary.WomenShare} {
		if r, ok := share(x.Posts); ok {
			c.ratio(r)
		}
	}
	c.toFill(x)
	c.Note(c.t("employers.care"))
	c.Gap(1)
	c.Para(c.t("employers.sign"))
}

// toFill is the table of the follow-up: what is known is printed, the rest is left to be written by hand.
func (c *composer) toFill(x summary.EmployerLine) {
	after := func(days int) string { return c.t("employers.after", days) }
	t := Table{Caption: c.t("employers.followup"), Columns: []Column{{Title: c.t("employers.post"), Width: 0.25}, {Title: c.t("published.intents"), Align: Right, Width: 0.15}}}
	for _, days := range []int{30, 90} {
		for _, key := range []string{"hired", "refused", "missed"} {
			t.Columns = append(t.Columns, Column{Title: c.t("employers." + key), Align: Right, Width: 0.1, Group: after(days)})
		}
	}
	known := func(n field.Count) string {
		if n.IsZero() {
			return ""
		}
		return c.count(n)
	}
	for _, p := range x.Posts {
		row := []string{p.Post, c.count(p.Intents)}
		for _, n := range []field.Count{p.Hired30, p.Refused30, p.Missed30, p.Hired90, p.Refused90, p.Missed90} {
			row = append(row, known(n))
		}
		t.Rows = append(t.Rows, row)
	}
	c.Table(t)
}
