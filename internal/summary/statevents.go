package summary

import (
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// events fills events, job fairs and inspections.
func (c *counter) events() {
	c.eachHeld(c.event)
	c.letters()
}

// eachHeld gives every event that was held and lies in a time that is counted, with where it is counted. One event told in two records
// counts once.
func (c *counter) eachHeld(count func(tick, *centre.Event)) {
	seen := map[string]bool{}
	for _, e := range c.r.Events {
		if e.State != "held" {
			continue
		}
		k := tick{when: c.when(e.Date), scope: c.hostScope(e)}
		if len(k.when) == 0 {
			if !e.Date.Exact() && e.Date.Within(c.Period.From, c.Period.To) {
				c.Undated++
			}
			continue
		}
		if c.toldTwice(seen, e) {
			continue
		}
		k.row = c.row(e.ID)
		count(k, e)
	}
}

// toldTwice notes an event that another record tells of already: of the same kind, name, day and hosts.
func (c *counter) toldTwice(seen map[string]bool, e *centre.Event) bool {
	key := e.Kind + "\n" + field.Fold(e.Name) + "\n" + e.Date.String() + "\n" + idText(e.Hosts)
	if seen[key] {
		c.Twice = append(c.Twice, e.ID)
		return true
	}
	seen[key] = true
	return false
}

func idText(ids []field.ID) string {
	var out strings.Builder
	for _, id := range ids {
		out.WriteString(id.String())
	}
	return out.String()
}

// hostScope is the station that holds an event; what nobody of the network holds is the centre's.
func (c *counter) hostScope(e *centre.Event) int {
	for _, h := range e.Hosts {
		if i := c.scope(c.r.Hosts.of(h)); i > 0 {
			return i
		}
	}
	return 0
}

func (c *counter) event(k tick, e *centre.Event) {
	all := c.Table("events")
	c.add(all, k, e.Kind, "events", 1)
	sessions := sessionsOf(e)
	c.count(all, k, e.Kind, "sessions", sessions)
	c.count(all, k, e.Kind, "attendance", attendanceOf(e))
	c.count(all, k, e.Kind, "units", e.Units)
	switch e.Kind {
	case "jobfair":
		t := c.Table("fairs")
		c.count(t, k, AllRows, "fairs", sessions)
		c.count(t, k, AllRows, "units", e.Units)
		c.count(t, k, AllRows, "posts", e.Posts)
		c.count(t, k, AllRows, "intents", e.Intents)
		if e.Posts.HasValue && e.Intents.HasValue {
			c.count(t, k, AllRows, "bothposts", e.Posts)
			c.count(t, k, AllRows, "bothintents", e.Intents)
		}
	case "inspection":
		t := c.Table("inspections")
		c.count(t, k, AllRows, "inspections", sessions)
		c.count(t, k, AllRows, "units", e.Units)
		c.count(t, k, AllRows, "covered", e.Covered)
		c.count(t, k, AllRows, "problems", e.Problems)
		c.count(t, k, AllRows, "settled", e.Settled)
	}
}

// attendanceOf is how many people came. Households that were visited are no people: how many live in them nobody counted.
func attendanceOf(e *centre.Event) field.Count {
	if e.People.Unit == "户" || e.People.Unit == "户次" {
		return field.Count{}
	}
	return e.People
}

// sessionsOf is how often an event was held: once at least.
func sessionsOf(e *centre.Event) field.Count {
	if e.Sessions.HasValue {
		return e.Sessions
	}
	return field.Exactly(1, "")
}

// letters counts the letters to employers 一函两书 by the day they were sent, whichever day cases are counted by.
func (c *counter) letters() {
	t := c.Table("inspections")
	for i := range c.r.Steps {
		s := &c.r.Steps[i]
		if s.Service != "notice" {
			continue
		}
		if k := (tick{when: c.when(s.At), scope: c.scope(s.Station)}); len(k.when) > 0 {
			k.row = c.row(s.ID)
			c.add(t, k, AllRows, "letters", 1)
		}
	}
}
