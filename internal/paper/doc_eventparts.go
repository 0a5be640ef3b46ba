package paper

import (
	"math"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
)

// barValue is what a bar shows of a count: nothing where it has no value.
func barValue(n field.Count) float64 {
	if !n.HasValue {
		return math.NaN()
	}
	return float64(n.Value)
}

// attendance is how many came by each way it was written down, where there is more than one.
func (c *composer) attendance(e summary.EventSummary) {
	all := e.Attendance()
	if len(all) < 2 {
		return
	}
	t := Table{Caption: c.t("published.attendance"), Columns: []Column{
		{Title: c.t("published.way"), Width: 0.4}, {Title: c.t("doc.figure.head"), Align: Right, Width: 0.3}, {Title: c.t("doc.known"), Align: Centre, Width: 0.3},
	}, Notes: []string{c.t("published.attendance.note")}}
	for _, a := range all {
		t.Rows = append(t.Rows, []string{c.t("published.way."+a.Way, a.Parts), draft.Amount(c.Book, a.Count), c.known(a.Count)})
	}
	c.Table(t)
}

// desks is the table of a clinic's departments with its sums, and how many each saw. Numbers too small to be published are withheld.
func (c *composer) desks(e summary.EventSummary) {
	if len(e.Desks) == 0 {
		return
	}
	c.head("doc.event.desks")
	t := Table{Columns: []Column{
		{Title: c.t("doc.desks.department"), Width: 0.24}, {Title: c.t("doc.desks.hospital"), Width: 0.34},
		{Title: c.t("summary.role.experts"), Align: Right, Width: 0.14}, {Title: c.t("summary.role.seen"), Align: Right, Width: 0.14},
		{Title: c.t("summary.role.referred"), Align: Right, Width: 0.14},
	}}
	chart := Plot{Caption: c.t("published.desks.chart"), Kind: BarsAcross, Series: make([]Series, 1)}
	hidden := false
	for _, d := range e.Desks {
		hospital := c.t("doc.none")
		if d.Hospital.ID != (field.ID{}) {
			hospital = c.hosts([]summary.Host{d.Hospital})
		}
		t.Rows = append(t.Rows, []string{d.Department, hospital, c.count(d.Experts), c.people(d.Seen, d.SeenHidden), c.people(d.Referred, d.ReferredHidden)})
		if !d.SeenHidden && d.Seen.HasValue {
			chart.Labels = append(chart.Labels, d.Department)
			c.bar(&chart.Series[0], d.Seen)
		}
		hidden = hidden || d.SeenHidden || d.ReferredHidden
	}
	if len(e.Desks) > 1 {
		s := e.DeskSum
		t.Sum = []string{c.t("doc.sum"), c.t("published.desks", len(e.Desks)), c.count(s.Experts), c.people(s.Seen, s.SeenHidden), c.people(s.Referred, s.ReferredHidden)}
	}
	if hidden {
		t.Notes = []string{c.t("published.withheld")}
	}
	c.Table(c.lean(t, 1))
	if r, ok := e.ReferredOn(); ok {
		c.ratio(r)
	}
	if len(chart.Labels) > 1 {
		c.Plot(chart)
	}
}

// people words a number of people that may be withheld.
func (c *composer) people(n field.Count, hidden bool) string {
	if hidden {
		return c.t("published.hidden")
	}
	return draft.Amount(c.Book, n)
}

// taking lists the organisations that took part, by what they did.
func (c *composer) taking(e summary.EventSummary) {
	if len(e.Taking) == 0 {
		return
	}
	c.head("published.taking")
	note := "doc.event.note"
	if e.Kind == "exhibition" {
		note = "published.shown"
	}
	t := Table{Columns: []Column{
		{Title: c.t("published.body"), Width: 0.4}, {Title: c.t("participation.role"), Align: Centre, Width: 0.16},
		{Title: c.t("published.came"), Align: Right, Width: 0.16}, {Title: c.t(note), Width: 0.28},
	}}
	parts := slices.Clone(e.Taking)
	place := map[string]int{}
	for i, r := range centre.Part.Codes {
		place[r.Code] = i
	}
	slices.SortStableFunc(parts, func(a, b summary.TakingPart) int { return place[a.Role] - place[b.Role] })
	for _, x := range parts {
		t.Rows = append(t.Rows, []string{c.hosts([]summary.Host{x.Body}), c.code(centre.Part, x.Role), c.count(x.People), x.Note})
	}
	c.Table(c.lean(t))
}

// lean leaves out the columns of a table in which no row says anything: of those named, or of all. A number that is withheld is no
// nothing.
func (c *composer) lean(t Table, only ...int) Table {
	none := c.t("doc.none")
	for i := len(t.Columns) - 1; i >= 0; i-- {
		if len(only) > 0 && !slices.Contains(only, i) || slices.ContainsFunc(t.Rows, func(row []string) bool { return row[i] != "" && row[i] != none }) {
			continue
		}
		t.Columns = slices.Delete(t.Columns, i, i+1)
		for k := range t.Rows {
			t.Rows[k] = slices.Delete(t.Rows[k], i, i+1)
		}
		if len(t.Sum) > i {
			t.Sum = slices.Delete(t.Sum, i, i+1)
		}
	}
	return t
}

// awards lists what was won or given, and how much of each rank. A person is named by none of them.
func (c *composer) awards(e summary.EventSummary) {
	if len(e.Awards) == 0 {
		return
	}
	c.head("published.awards")
	t := Table{Columns: []Column{
		{Title: c.t("award.name"), Width: 0.4}, {Title: c.t("award.rank"), Align: Centre, Width: 0.14},
		{Title: c.t("award.unit"), Width: 0.32}, {Title: c.t("award.number"), Align: Right, Width: 0.14},
	}}
	for _, a := range e.Awards {
		unit := c.t("doc.none")
		if a.Unit.ID != (field.ID{}) {
			unit = c.hosts([]summary.Host{a.Unit})
		}
		t.Rows = append(t.Rows, []string{a.Name, orDash(c, a.Rank), unit, c.count(a.Number)})
	}
	c.Table(c.lean(t))
	c.ranks(e)
}

// ranks says how much of each rank there is, honour by honour where one has several.
func (c *composer) ranks(e summary.EventSummary) {
	var names []string
	words := map[string][]string{}
	for _, r := range e.Ranks() {
		rank := r.Rank
		if rank == "" {
			rank = c.t("published.norank")
		}
		if words[r.Name] == nil {
			names = append(names, r.Name)
		}
		words[r.Name] = append(words[r.Name], c.t("doc.figure", rank, draft.Amount(c.Book, r.Number.Count)))
	}
	for _, name := range names {
		if len(words[name]) > 1 {
			c.Note(c.t("published.ranks", name, words[name]))
		}
	}
}

func orDash(c *composer, text string) string {
	if text == "" {
		return c.t("doc.none")
	}
	return text
}

// counting is what was counted live, quarter by quarter.
func (c *composer) counting(e summary.EventSummary) {
	k := e.Counting
	if len(k.Rows) == 0 {
		return
	}
	c.head("published.counting")
	zone := c.shown().Zone
	first, last := k.Quarters[0].At.In(zone), k.Quarters[len(k.Quarters)-1].At.In(zone)
	day := c.Book.Day(first.Year(), int(first.Month()), first.Day())
	oneDay := first.YearDay() == last.YearDay() && first.Year() == last.Year()
	p := Plot{Caption: c.t("published.quarters", day), Kind: BarsUp, Series: make([]Series, 1), Unit: c.t("published.unit.people"), Thin: true}
	if !oneDay {
		p.Caption = c.t("published.quarters", c.Book.Span(day, c.Book.Day(last.Year(), int(last.Month()), last.Day())))
	}
	if len(k.Quarters) > 12 {
		p.Kind = Lines
	}
	most := 0
	for i, q := range k.Quarters {
		at := q.At.In(zone)
		label := c.Book.Clock(at.Hour(), at.Minute())
		if !oneDay {
			label = c.t("published.hour", c.Book.Day(0, int(at.Month()), at.Day()), label)
		}
		p.Labels = append(p.Labels, label)
		p.Series[0].Values = append(p.Series[0].Values, float64(q.Total))
		if q.Total > k.Quarters[most].Total {
			most = i
		}
	}
	c.Para(c.t("published.counted", k.Total, k.Devices, p.Labels[0], p.Labels[most], k.Quarters[most].Total))
	if len(p.Labels) > 1 {
		c.Plot(p)
	}
	for _, x := range []struct {
		key   string
		lines []summary.CountedLine
	}{{"published.bydesk", k.Desks}, {"published.byclass", k.Classes}} {
		if len(x.lines) < 2 {
			continue
		}
		var words []string
		for _, l := range x.lines {
			name := l.Name
			if name == "" {
				name = c.t("published.noname")
			}
			words = append(words, c.t("doc.figure", name, c.t("published.persons", l.Total)))
		}
		c.Note(c.t(x.key, words))
	}
}

// course is how far the programme has come that the event belongs to.
func (c *composer) course(e summary.EventSummary) Fact {
	if e.Course == nil {
		return Fact{Label: c.t("published.course")}
	}
	return c.courseOf(*e.Course)
}

// courseOf is planned against held, in one line among the facts.
func (c *composer) courseOf(k summary.Course) Fact {
	f := Fact{Label: c.t("published.course")}
	if len(k.Planned) == 0 {
		return f
	}
	var words []string
	for _, p := range k.Planned {
		planned := draft.Amount(c.Book, p.Count)
		if p.Role == "planned.people" {
			words = append(words, c.t("published.course.people", planned, c.totalWords(k.Attended)))
			continue
		}
		held := c.t("published.held", k.Held)
		if len(k.Sessions) > 0 {
			held = c.t("published.heldsessions", held, c.totalWords(k.Sessions))
		}
		words = append(words, c.t("published.course.events", planned, held))
	}
	if k.Without > 0 {
		words = append(words, c.t("published.course.without", k.Without))
	}
	if k.Upcoming > 0 {
		words = append(words, c.t("published.course.upcoming", k.Upcoming))
	}
	if k.Cancelled > 0 {
		words = append(words, c.t("published.course.cancelled", k.Cancelled))
	}
	f.Value = strings.Join(words, c.t("published.course.then"))
	return f
}

// totalWords words totals of several measure words side by side.
func (c *composer) totalWords(ts []summary.Total) string {
	if len(ts) == 0 {
		return c.t("draft.notcounted")
	}
	var words []string
	for _, t := range ts {
		words = append(words, draft.Amount(c.Book, t.Sum.Count))
	}
	return c.Book.List(words...)
}

// show sets photos and counts them.
func (c *composer) show(photos []Captioned) {
	if len(photos) == 0 {
		return
	}
	c.photos += len(photos)
	c.Doc.Pictures(photos)
}
