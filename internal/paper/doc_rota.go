package paper

import (
	"slices"
	"strings"

	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/say"
	"cn.halfsky/internal/summary"
)

// RotaDoc is one week of duty as a landscape grid: hours down, days across, who is where in the cells.
func RotaDoc(s summary.RotaSummary, in Setting) Document {
	c := in.compose(in.Book.T("doc.rota.title"), true)
	place := onePlace(s)
	when := c.period(s.From, s.To)
	if place != "" {
		when = c.t("doc.rota.at", when, place)
	}
	c.Subtitle(c.t("doc.brackets", when))
	g := Grid{Corner: c.t("doc.rota.hours")}
	for i, d := range s.Days {
		head := in.Book.WeekdayShort(d.Time().Weekday()) + "\n" + in.Book.Day(0, d.Month, d.Date)
		if s.Kinds[i].Day == d {
			if word := c.dayWord(s.Kinds[i]); word != "" {
				head += "\n" + word
			}
		}
		g.Days = append(g.Days, head)
	}
	for _, b := range s.Bands {
		row := GridRow{Head: b.From + "–" + b.To}
		for _, cell := range b.Cells {
			var lines []string
			for _, d := range cell {
				lines = append(lines, c.duty(d, place == ""))
			}
			row.Cells = append(row.Cells, strings.Join(lines, "\n"))
		}
		g.Rows = append(g.Rows, row)
	}
	if len(g.Rows) > 0 {
		c.Grid(g)
	} else {
		c.Para(c.t("doc.rota.none"))
	}
	c.rotaNotes(s)
	return c.document()
}

// onePlace returns the place when every duty of the week is there.
func onePlace(s summary.RotaSummary) string {
	place, first := "", true
	for _, b := range s.Bands {
		for _, cell := range b.Cells {
			for _, d := range cell {
				if !first && d.Place != place {
					return ""
				}
				place, first = d.Place, false
			}
		}
	}
	return place
}

// duty words one duty: where, who, and who of them is away or stepped in.
func (c *composer) duty(d summary.Duty, withPlace bool) string {
	who := c.t("doc.rota.nobody")
	if len(d.People) > 0 {
		names := make([]string, 0, len(d.People))
		for _, p := range d.People {
			names = append(names, c.onDuty(p, d.State))
		}
		who = c.Book.List(names...)
		if slices.ContainsFunc(d.People, func(p summary.OnDuty) bool { return p.Away || p.Stepped || p.Partly }) {
			who = strings.Join(names, "\n") // who is away and who stepped in: a list would break inside a name
		}
	}
	if withPlace && d.Place != "" {
		who = c.t("doc.rota.placed", d.Place, who)
	}
	return who
}

func (c *composer) onDuty(p summary.OnDuty, state string) string {
	name := p.Name
	c.private("counsellor.name", name)
	if name == "" {
		name = c.t("doc.rota.unknown")
	}
	switch {
	case p.Away && state == "absent":
		return c.t("doc.rota.absent", name)
	case p.Away:
		return c.t("doc.rota.away", name)
	case p.Stepped:
		return c.t("doc.rota.stepped", name)
	case p.Partly:
		return c.t("doc.rota.partly", name)
	}
	return name
}

func (c *composer) rotaNotes(s summary.RotaSummary) {
	if len(s.Unmanned) > 0 && len(s.Bands) > 0 {
		c.Note(c.t("doc.rota.unmanned", c.days(s.Unmanned)))
	}
	for _, g := range s.Gaps {
		c.Note(g.Text(c.Book, c.nameOf))
	}
	if s.Received.Parts > 0 {
		c.Note(c.t("doc.rota.received", draft.Amount(c.Book, s.Received.Count)))
	}
}

// days lists days of one week by weekday and date.
func (c *composer) days(ds []field.Day) []string {
	var out []string
	for _, d := range ds {
		text := c.Book.Day(0, d.Month, d.Date)
		if c.Book.Lang() == say.EN {
			text = " " + text
		}
		out = append(out, c.Book.WeekdayShort(d.Time().Weekday())+text)
	}
	return out
}
