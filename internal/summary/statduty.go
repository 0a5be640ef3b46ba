package summary

import "cn.halfsky/internal/field"

// aid fills what was given and how the files stand.
func (c *counter) aid() {
	given, files := c.Table("aid"), c.Table("files")
	of := make(map[field.ID]*StatFile, len(c.r.Files))
	for i := range c.r.Files {
		of[c.r.Files[i].ID] = &c.r.Files[i]
	}
	seen := counted{}
	for i := range c.r.Aid {
		a := &c.r.Aid[i]
		k := tick{when: c.when(a.Date)}
		if len(k.when) == 0 {
			continue
		}
		members := int64(1)
		if f := of[a.File]; f != nil {
			k.scope, members = c.scope(f.Station), max(f.Members, 1)
		}
		k.row = c.row(a.ID)
		c.addOnce(seen, given, k, a.Kind, "households", a.File, 1)
		c.addOnce(seen, given, k, a.Kind, "people", a.File, members)
		c.add(given, k, a.Kind, "times", 1)
		c.add(given, k, a.Kind, "amount", int64(a.Worth))
	}
	for i := range c.r.Files {
		c.file(files, &c.r.Files[i])
	}
}

// file counts a household as new, as one that left, and as one that is on file at the end of a period.
func (c *counter) file(t *StatTable, f *StatFile) {
	if f.Approved.IsZero() || f.State == "refused" {
		return
	}
	row := c.row(f.ID)
	put := func(when []When, code string) {
		k := tick{when: when, scope: c.scope(f.Station), row: row}
		if len(when) > 0 {
			c.add(t, k, code, "households", 1)
			c.add(t, k, code, "people", max(f.Members, 1))
		}
	}
	put(c.when(f.Approved), "new")
	if !f.Left.IsZero() {
		put(c.when(f.Left), "left")
	}
	var on []When
	for _, w := range []When{ThisPeriod, ThisYear, LastYear} {
		end := c.periods[w].To
		if !end.Before(f.Approved) && (f.Left.IsZero() || end.Before(f.Left)) {
			on = append(on, w)
		}
	}
	put(on, "current")
}

// duty fills counsellors and their shifts.
func (c *counter) duty() {
	t := c.Table("counsellors")
	station := map[field.ID]string{}
	for i := range c.r.Counsellors {
		k := &c.r.Counsellors[i]
		station[k.ID] = k.Station
		row := c.row(k.ID)
		for _, w := range []When{ThisPeriod, ThisYear, LastYear} {
			if serving(k.From, k.To, c.periods[w].To) {
				one := tick{when: []When{w}, scope: c.scope(k.Station), row: row}
				c.add(t, one, AllRows, "counsellors", 1)
				c.add(c.Table("network"), one, AllRows, "counsellors", 1)
			}
		}
	}
	for i := range c.r.Shifts {
		s := &c.r.Shifts[i]
		k := tick{when: c.when(s.Date), scope: c.scope(s.Place)}
		if len(k.when) == 0 {
			continue
		}
		if k.scope == 0 && len(s.Counsellors) > 0 {
			k.scope = c.scope(station[s.Counsellors[0]])
		}
		k.row = c.row(s.ID)
		c.add(t, k, AllRows, "shifts", 1)
		if s.State == "served" || s.State == "substituted" {
			c.add(t, k, AllRows, "attended", 1)
			c.add(t, k, AllRows, "minutes", s.Minutes)
		}
		c.count(t, k, AllRows, "received", s.Received)
	}
}

// serving reports whether somebody or something that was there from a day to a day was there on the day.
func serving(from, to, day field.Day) bool {
	return (from.IsZero() || !day.Before(from)) && (to.IsZero() || day.Before(to))
}

// network fills how far the stations are.
func (c *counter) network() {
	t := c.Table("network")
	for i := range c.r.Network {
		s := &c.r.Network[i]
		row := c.row(s.ID)
		for _, w := range []When{ThisPeriod, ThisYear, LastYear} {
			day := c.periods[w].To
			if !s.To.IsZero() && !day.Before(s.To) {
				continue
			}
			k := tick{when: []When{w}, scope: c.scope(s.Name), row: row}
			c.add(t, k, AllRows, "due", 1)
			if !s.From.IsZero() && !day.Before(s.From) {
				c.add(t, k, AllRows, "setup", 1)
			}
			if !s.Opened.IsZero() && !day.Before(s.Opened) {
				c.add(t, k, AllRows, "opened", 1)
			}
		}
	}
}
