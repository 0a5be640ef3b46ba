package paper

import (
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/summary"
)

// caption numbers a table: 表3-2 …
func (c *statBook) caption(t *summary.StatTable, part int, key string) string {
	return c.t("stat.caption", t.Number, part, c.t(key))
}

// comparing heads a table that sets the period beside others; a year has none beside it but the year before.
func (c *statBook) comparing(t *summary.StatTable, part int) string {
	if len(c.times()) == 2 {
		return c.caption(t, part, "stat.caption.lastyear")
	}
	return c.caption(t, part, "stat.caption.compare")
}

func (c *statBook) reception() {
	c.head("stat.head.reception")
	t, shown := c.s.Table("reception"), c.s.Shown()
	notes := []string{c.t("stat.note.reception")}
	if n, ok := c.nameless(); ok && n > 0 {
		notes = append(notes, c.t("stat.note.nameless", n))
	}
	c.periodTable(statTable{t: t, scope: shown, caption: c.caption(t, 1, "stat.caption.period"), full: true, notes: notes})
	c.compareTable(statTable{t: t, scope: shown, caption: c.comparing(t, 2), full: true, only: []string{"cases", "contacts"}})
	c.monthChart()
	c.stationTable(statTable{t: t, caption: c.caption(t, 3, "stat.caption.stations")})
}

// nameless is how many contacts are in no figure of people, where that is no small number.
func (c *statBook) nameless() (int64, bool) {
	n := c.s.Anonymous
	return n, !c.s.Masked || n >= int64(c.s.Least)
}

func (c *statBook) matters() {
	c.head("stat.head.matters")
	t := c.s.Table("matters")
	c.shareTable(statTable{t: t, scope: c.s.Shown(), caption: c.comparing(t, 1), full: true, notes: []string{c.t("stat.note.matters")}})
	c.matterChart()
}

// shareTable has number and share of each row at each time.
func (c *statBook) shareTable(x statTable) {
	ms := shownMeasures(x.t)
	t := Table{Caption: x.caption, Columns: []Column{{Title: c.t("stat.rows." + x.t.Key)}}, Empty: c.t("stat.nothing")}
	for _, w := range c.times() {
		for _, m := range ms {
			t.Columns = append(t.Columns, Column{Title: c.heading(x.t, m), Align: Right, Group: c.t("stat.when." + w.Key())})
		}
	}
	t.Columns = append(t.Columns, Column{Title: c.t("stat.change"), Align: Right})
	line := func(row string) []string {
		out := []string{c.rowName(x.t, row)}
		for _, w := range c.times() {
			for _, m := range ms {
				out = append(out, c.figure(x.t, w, x.scope, row, m))
			}
		}
		return append(out, c.difference(x.t, x.scope, row, ms[0]))
	}
	for _, row := range x.rows() {
		t.Rows = append(t.Rows, line(row))
	}
	if len(t.Rows) > 0 {
		t.Sum = line(summary.AllRows)
	}
	c.noted(t, x.notes)
}

func (c *statBook) services() {
	c.head("stat.head.services")
	t, shown := c.s.Table("services"), c.s.Shown()
	c.periodTable(statTable{t: t, scope: shown, caption: c.caption(t, 1, "stat.caption.period"), notes: []string{c.t("stat.note.services"), c.t("stat.note.rate"), c.t("stat.note.money")}})
	c.compareTable(statTable{t: t, scope: shown, caption: c.comparing(t, 2), only: []string{"accepted", "closed"}})
	c.serviceChart()
	c.stationTable(statTable{t: t, caption: c.caption(t, 3, "stat.caption.stations")})
}

func (c *statBook) eventTables() {
	c.head("stat.head.events")
	t, shown := c.s.Table("events"), c.s.Shown()
	if untold(t, shown, summary.AllRows) {
		c.Para(c.t("stat.nothing.events"))
		return
	}
	notes := []string{c.t("stat.note.events")}
	if n := len(c.s.Twice); n > 0 {
		notes = append(notes, c.t("stat.note.twice", n))
	}
	if c.s.Undated > 0 {
		notes = append(notes, c.t("stat.note.undated", c.s.Undated))
	}
	c.periodTable(statTable{t: t, scope: shown, caption: c.caption(t, 1, "stat.caption.period"), notes: notes})
	c.compareTable(statTable{t: t, scope: shown, caption: c.comparing(t, 2), only: []string{"events", "attendance"}})
	c.eventChart()
	if f := c.s.Table("fairs"); !untold(f, shown, summary.AllRows) {
		c.timesTable(statTable{t: f, scope: shown, caption: c.caption(t, 3, "stat.caption.fairs"), notes: []string{c.t("stat.note.fairs")}})
	}
	c.stationTable(statTable{t: t, caption: c.caption(t, 4, "stat.caption.stations")})
}

func (c *statBook) aidTables() {
	c.head("stat.head.aid")
	t, files, shown := c.s.Table("aid"), c.s.Table("files"), c.s.Shown()
	switch {
	case c.s.NoAid:
		c.Para(c.t("stat.locked.aid"))
		return
	case untold(t, shown, summary.AllRows) && untold(files, shown, "new") && untold(files, shown, "current") && untold(files, shown, "left"):
		c.Para(c.t("stat.nothing.aid"))
		return
	}
	c.periodTable(statTable{t: t, scope: shown, caption: c.caption(t, 1, "stat.caption.period"), notes: []string{c.t("stat.note.aid")}})
	c.compareTable(statTable{t: t, scope: shown, caption: c.comparing(t, 2), only: []string{"households", "amount"}})
	c.compareTable(statTable{t: files, scope: shown, caption: c.caption(t, 3, "stat.caption.files"), full: true})
	c.stationTable(statTable{t: t, caption: c.caption(t, 4, "stat.caption.stations")})
}

// wholeTable is a table without rows of its own: by time, and by station.
func (c *statBook) wholeTable(key, head string) {
	c.head(head)
	t, shown := c.s.Table(key), c.s.Shown()
	if untold(t, shown, summary.AllRows) {
		c.Para(c.t("stat.nothing." + key))
		return
	}
	c.timesTable(statTable{t: t, scope: shown, caption: c.comparing(t, 1), notes: []string{c.t("stat.note." + key)}})
	c.stationTable(statTable{t: t, caption: c.caption(t, 2, "stat.caption.stations")})
}

// method says how things were counted, and what is in no figure.
func (c *statBook) method() {
	c.head("stat.head.method")
	lines := []string{c.t("stat.method.basis." + c.s.Basis), c.t("stat.method.transferred"), c.t("stat.method.stations"), c.t("stat.method.qualified"), c.t("stat.method.zero")}
	if c.s.Masked {
		lines = append(lines, c.t("stat.method.small", c.s.Least))
	}
	if c.s.Duplicates > 0 {
		lines = append(lines, c.t("stat.method.duplicates", c.s.Duplicates))
	}
	switch {
	case c.s.Dateless > 0 && c.s.Masked:
		lines = append(lines, c.t("stat.method.dateless.some"))
	case c.s.Dateless > 0:
		lines = append(lines, c.t("stat.method.dateless", c.s.Dateless))
	}
	switch {
	case c.s.Locked > 0 && c.s.Masked:
		lines = append(lines, c.t("stat.method.locked.some"))
	case c.s.Locked > 0:
		lines = append(lines, c.t("stat.method.locked", c.s.Locked))
	}
	if c.s.NoCases {
		lines = append(lines, c.t("stat.locked.cases"))
	}
	for i, line := range lines {
		c.Item(c.t("stat.item", i+1), line)
	}
}

// changes lists what is not what it was when the period was submitted.
func (c *statBook) changes() {
	if c.s.Submitted.IsZero() {
		return
	}
	c.head("stat.head.changes")
	if len(c.s.Changes) == 0 {
		c.Para(c.t("stat.changes.none", c.day(c.s.Submitted)))
		return
	}
	c.Para(c.t("stat.changes", len(c.s.Changes), c.day(c.s.Submitted)))
	t := Table{Columns: []Column{
		{Title: c.t("stat.rows.scope"), Width: 0.26}, {Title: c.t("doc.item"), Width: 0.38}, {Title: c.t("stat.changes.then"), Align: Right, Width: 0.18},
		{Title: c.t("stat.changes.now"), Align: Right, Width: 0.18},
	}}
	for _, x := range c.s.Changes {
		tb := c.s.Table(x.Table)
		m := tb.Measures[tb.Column(x.Measure)]
		word := func(cell summary.Cell) string {
			if !cell.Counted() {
				return c.t("stat.notcounted")
			}
			return draft.StatQualified(c.Book, cell.Count.Qualifier, c.value(m, cell.Count.Value))
		}
		t.Rows = append(t.Rows, []string{c.scopeName(x.Scope), c.t("stat.changes.item", c.rowName(tb, x.Row), c.measureIn(m, x.Table)), word(x.Then), word(x.Now)})
	}
	c.Table(t)
}
