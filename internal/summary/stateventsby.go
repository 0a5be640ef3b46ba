package summary

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// What the events of a period can be grouped by.
const (
	ByKind      = "kind"
	ByHost      = "host"
	ByDistrict  = "district"
	ByMonth     = "month"
	ByProgramme = "programme"
)

// Groupings lists what events can be grouped by.
var Groupings = []string{ByKind, ByHost, ByDistrict, ByMonth, ByProgramme}

// NoGroup is the row of events that name no host, no programme, or hosts of a district that nobody knows.
const NoGroup = "none"

// EventsBy counts the events of a period as one table of a row for each kind, host, district, month or programme. An event of several hosts
// counts in the row of each and once in the sum. The year before stands beside the months it is compared with. A scope that is nobody's
// name, or another grouping, is field.NotFound.
func EventsBy(r StatRecords, ask StatAsk, by string) (*Statistics, error) {
	c, err := newCounter(&r, ask)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(Groupings, by) {
		return nil, field.NotFound
	}
	g := &grouping{counter: c, by: by, names: map[string]string{}, first: map[string]int{}}
	g.gather()
	g.table()
	c.finish()
	return c.Statistics, nil
}

// grouping fills one table of events.
type grouping struct {
	*counter
	by    string
	names map[string]string // of rows
	first map[string]int    // events of the period in a row
	held  []grouped
}

// grouped is one event and the rows it counts in.
type grouped struct {
	*centre.Event
	tick
	rows []string
}

func (g *grouping) gather() {
	g.eachHeld(func(k tick, e *centre.Event) {
		rows := g.rowsOf(e, slices.Contains(k.when, LastYear))
		if k.when[0] == ThisPeriod {
			for _, row := range rows {
				g.first[row]++
			}
		}
		g.held = append(g.held, grouped{e, k, rows})
	})
}

// rowsOf lists the rows an event counts in, each once.
func (g *grouping) rowsOf(e *centre.Event, lastYear bool) []string {
	var out []string
	add := func(row, name string) {
		if row == "" || name == "" && g.by != ByKind {
			row = NoGroup
		} else if g.by != ByKind {
			g.names[row] = name
		}
		if !slices.Contains(out, row) {
			out = append(out, row)
		}
	}
	switch g.by {
	case ByKind:
		if centre.EventKind.Term(e.Kind) == nil {
			g.names[e.Kind] = e.Kind // of a newer version
		}
		add(e.Kind, "")
	case ByMonth:
		year := e.Date.Year
		if lastYear {
			year++ // beside the month it is compared with
		}
		month := ""
		if e.Date.Month > 0 {
			month = fmt.Sprintf("%04d-%02d", year, e.Date.Month)
		}
		add(month, month)
	case ByProgramme:
		add(e.Programme.String(), g.r.Hosts.of(e.Programme))
	default:
		for _, h := range e.Hosts {
			if name := g.r.Hosts.of(h); g.by == ByHost {
				add(h.String(), name)
			} else {
				add(g.r.Districts[h], g.r.Districts[h])
			}
		}
	}
	if len(out) == 0 {
		return []string{NoGroup}
	}
	return out
}

// table makes the table and counts into it.
func (g *grouping) table() {
	rows := []string{}
	for _, e := range g.held {
		for _, row := range e.rows {
			if row != NoGroup && !slices.Contains(rows, row) {
				rows = append(rows, row)
			}
		}
	}
	g.order(rows)
	t := StatTable{Key: "by" + g.by, Number: 4, Measures: groupMeasures, Names: g.names, scopes: len(g.Scopes), Rows: append(rows, NoGroup, AllRows)}
	if g.by == ByKind {
		t.Vocab = centre.EventKind
	}
	t.cells = make([]Cell, int(whens)*(t.scopes+1)*len(t.Rows)*len(t.Measures))
	g.Tables = []StatTable{t}
	for _, e := range g.held {
		for _, row := range append(e.rows[:len(e.rows):len(e.rows)], AllRows) {
			g.event(&g.Tables[0], e, row)
		}
	}
}

// order puts months in time, kinds in the order of their words, everything else with the most events first.
func (g *grouping) order(rows []string) {
	place := map[string]int{}
	for i, k := range centre.EventKind.Codes {
		place[k.Code] = i
	}
	slices.SortFunc(rows, func(a, b string) int {
		switch g.by {
		case ByMonth:
			return strings.Compare(a, b)
		case ByKind:
			return cmp.Or(cmp.Compare(place[a], place[b]), strings.Compare(a, b))
		}
		return cmp.Or(cmp.Compare(g.first[b], g.first[a]), strings.Compare(g.names[a], g.names[b]))
	})
}

// event counts an event in one row.
func (g *grouping) event(t *StatTable, e grouped, row string) {
	at := t.Row(row)
	put := func(measure string, x field.Count) {
		if x.IsZero() {
			return
		}
		for _, w := range e.when {
			for _, scope := range [2]int{e.scope, g.All()} {
				t.cells[t.at(w, scope, at, t.Column(measure))].take(x, e.from(w))
			}
		}
	}
	one := field.Count{Value: 1, HasValue: true}
	put("events", one)
	put("sessions", sessionsOf(e.Event))
	people := attendanceOf(e.Event)
	put("attendance", people)
	put("units", e.Units)
	if people.IsZero() {
		put("uncounted", one)
	}
}
