package paper

import (
	"cn.halfsky/internal/summary"
)

// stations are the parts of the book about one station each, the centre first, every one on pages of its own.
func (c *statBook) stations() {
	if !c.many() {
		return
	}
	for scope := range c.s.Scopes {
		if c.silentScope(scope) {
			continue
		}
		c.annex++ // those printed are numbered, so that none seems to be missing
		c.NewPage()
		c.Heading(1, c.t("stat.annex", c.annex, c.scopeName(scope)))
		c.station(scope)
	}
}

// silentScope reports whether a station has nothing to tell but that it is there.
func (c *statBook) silentScope(scope int) bool {
	for i := range c.s.Tables {
		t := &c.s.Tables[i]
		for _, row := range t.Rows {
			if t.Key != "network" && t.Key != "counsellors" && !untold(t, scope, row) {
				return false
			}
		}
	}
	return c.s.Table("counsellors").Cell(summary.ThisPeriod, scope, summary.AllRows, "shifts").Count.Value == 0
}

// station has the tables of one station: those with rows as they stand in the book, what has none in one table.
func (c *statBook) station(scope int) {
	table := func(key string) *summary.StatTable { return c.s.Table(key) }
	caption := func(key string) string {
		return c.t("stat.annex.caption", c.annex, table(key).Number, c.t("stat.table."+key))
	}
	if untold(table("reception"), scope, summary.AllRows) {
		c.Para(c.t("stat.nothing.cases"))
	} else {
		c.periodTable(statTable{t: table("reception"), scope: scope, caption: caption("reception")})
		c.shareTable(statTable{t: table("matters"), scope: scope, caption: caption("matters")})
		c.periodTable(statTable{t: table("services"), scope: scope, caption: caption("services")})
	}
	if !untold(table("events"), scope, summary.AllRows) {
		c.periodTable(statTable{t: table("events"), scope: scope, caption: caption("events")})
	}
	if !untold(table("aid"), scope, summary.AllRows) {
		c.periodTable(statTable{t: table("aid"), scope: scope, caption: caption("aid")})
	}
	c.others(scope)
}

// others is one table of the sums of a station at each time, with what has no rows.
func (c *statBook) others(scope int) {
	t := Table{Caption: c.t("stat.annex.others", c.annex), Columns: c.timeColumns(), Empty: c.t("stat.nothing")}
	for _, x := range []struct {
		key  string
		only []string
	}{
		{"reception", []string{"cases", "contacts"}}, {"services", []string{"accepted", "closed", "recovered"}}, {"events", []string{"sessions", "attendance"}}, {"fairs", []string{"fairs", "posts", "intents", "rate"}},
		{"aid", []string{"households", "amount"}}, {"files", []string{"households"}}, {"counsellors", nil}, {"network", []string{"due", "setup", "opened"}}, {"inspections", nil},
	} {
		tb := c.s.Table(x.key)
		for _, row := range tb.Rows {
			if row != summary.AllRows && !tb.Alone || untold(tb, scope, row) {
				continue
			}
			for _, m := range shownMeasures(tb, x.only...) {
				if m.Rate == nil && c.silent(tb, scope, row, m) {
					continue
				}
				t.Rows = append(t.Rows, c.otherRow(tb, scope, row, m))
			}
		}
	}
	c.noted(t, nil)
}

// silent reports whether a measure is 0 or untold at every time.
func (c *statBook) silent(t *summary.StatTable, scope int, row string, m summary.Measure) bool {
	for _, w := range c.times() {
		if x := t.Cell(w, scope, row, m.Key); x.Hidden || x.Count.Value != 0 || x.Unknown > 0 {
			return false
		}
	}
	return true
}

func (c *statBook) otherRow(t *summary.StatTable, scope int, row string, m summary.Measure) []string {
	name := c.measureIn(m, t.Key)
	if row != summary.AllRows { // only files have rows here, and households are counted of them
		name = c.t("stat.annex.files", c.rowName(t, row))
	}
	out := []string{name}
	for _, w := range c.times() {
		out = append(out, c.figure(t, w, scope, row, m))
	}
	return append(out, c.difference(t, scope, row, m))
}
