package summary

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// ProgrammeSummary is one programme, or the events of a period, in figures. It has no member that could hold anything about
// a person.
type ProgrammeSummary struct {
	ID        field.ID // zero for a period
	Name      string
	Theme     string
	Year      int64 // the programme's, else the year all its events lie in, else 0
	From, To  field.Day
	Hosts     []Host // of the programme as a whole
	Source    string
	Note      string
	Groups    []HostGroup // events that were held, by host
	Kinds     []KindLine
	Totals    []Total
	Ratios    []Ratio
	Planned   []Figure // what the programme set out to do
	Upcoming  []EventSummary
	Cancelled []EventSummary
}

// HostGroup is the events of one host, or of several hosts who held them together.
type HostGroup struct {
	Hosts  []Host // none when no host is recorded
	Theme  string // the theme that at least two of the events share; their only one
	Themed int    // how many of the events have it
	Events []EventSummary
}

// Joint reports whether several bodies held the events together.
func (g HostGroup) Joint() bool { return len(g.Hosts) > 1 }

// KindLine is one kind of event: how many were held, in how many sessions.
type KindLine struct {
	Kind     string
	Rows     []field.ID
	Sessions []Total // by measure word; empty when nobody noted any
}

// Programme sums up the events of a programme, in the order given: hosts and kinds appear in the order their first event
// does. p may be nil, for the events of a period. Planned and cancelled events stand apart and are in no figure.
func Programme(p *centre.Programme, events []*centre.Event, names Names) ProgrammeSummary {
	var s ProgrammeSummary
	if p != nil {
		s = ProgrammeSummary{
			ID: p.ID, Name: p.Name, Theme: p.Theme, Year: p.Year, From: p.From, To: p.To,
			Hosts: hosts(p.Hosts, names), Source: p.Source, Note: p.Note, Planned: planned(p),
		}
	}
	var held []EventSummary
	for _, e := range events {
		switch x := Event(e, names); e.State {
		case "cancelled":
			s.Cancelled = append(s.Cancelled, x)
		case "planned":
			s.Upcoming = append(s.Upcoming, x)
		default:
			held = append(held, x)
		}
	}
	s.span(held)
	s.Groups, s.Kinds, s.Totals, s.Ratios = groups(held), kindLines(held), totals(held), ratios(held)
	return s
}

func planned(p *centre.Programme) []Figure {
	var out []Figure
	for _, key := range []string{"planned", "people"} {
		if c := *centre.ProgrammeType.Field(key).Pointer(p).(*field.Count); !c.IsZero() {
			out = append(out, Figure{Key: "programme." + key, Role: "planned." + key, Count: c, Rows: []field.ID{p.ID}})
		}
	}
	return out
}

// Events returns the events that were held, in the order of the groups.
func (s ProgrammeSummary) Events() []EventSummary {
	var out []EventSummary
	for _, g := range s.Groups {
		out = append(out, g.Events...)
	}
	return out
}

// HostCount returns how many different bodies held events, and how many groups of them held some together.
func (s ProgrammeSummary) HostCount() (hosts, joint int) {
	seen := map[field.ID]bool{}
	for _, g := range s.Groups {
		if g.Joint() {
			joint++
		}
		for _, h := range g.Hosts {
			seen[h.ID] = true
		}
	}
	return len(seen), joint
}

// span fills in the period and the year from the dates of the events where the programme does not say.
func (s *ProgrammeSummary) span(held []EventSummary) {
	var first, last field.Day
	year, oneYear := 0, true
	for _, e := range held {
		d := e.Date
		if d.IsZero() {
			continue
		}
		d.Half = field.WholeDay
		if first.IsZero() || d.Before(first) {
			first = d
		}
		if last.IsZero() || endsAfter(d, last) {
			last = d
		}
		oneYear = oneYear && (year == 0 || year == d.Year)
		year = d.Year
	}
	if s.From.IsZero() && s.To.IsZero() {
		s.From, s.To = first, last
	}
	if s.Year == 0 && oneYear {
		s.Year = int64(year)
	}
}

// endsAfter reports whether d ends after e does: March ends after 6 March.
func endsAfter(d, e field.Day) bool {
	for _, p := range [][2]int{{d.Year, e.Year}, {d.Month, e.Month}, {d.Date, e.Date}} {
		if p[0] != p[1] {
			return p[0] == 0 || p[1] != 0 && p[0] > p[1]
		}
	}
	return false
}

// groups puts events together whose hosts are the same, in whatever order they were named.
func groups(events []EventSummary) []HostGroup {
	var out []HostGroup
	at := map[string]int{}
	for _, e := range events {
		key := hostKey(e.Hosts)
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			out = append(out, HostGroup{Hosts: e.Hosts})
		}
		out[i].Events = append(out[i].Events, e)
	}
	for i := range out {
		out[i].Theme, out[i].Themed = sharedTheme(out[i].Events)
	}
	return out
}

func hostKey(hs []Host) string {
	var ids []string
	for _, h := range hs {
		ids = append(ids, h.ID.String())
	}
	slices.Sort(ids)
	key := ""
	for _, id := range slices.Compact(ids) {
		key += id
	}
	return key
}

func sharedTheme(events []EventSummary) (theme string, n int) {
	for _, e := range events {
		switch {
		case e.Theme == "":
		case theme == "" || theme == e.Theme:
			theme = e.Theme
			n++
		default:
			return "", 0
		}
	}
	if n < 2 {
		return "", 0
	}
	return theme, n
}

func kindLines(events []EventSummary) []KindLine {
	var out []KindLine
	at := map[string]int{}
	of := map[string][]EventSummary{}
	for _, e := range events {
		i, ok := at[e.Kind]
		if !ok {
			i = len(out)
			at[e.Kind] = i
			out = append(out, KindLine{Kind: e.Kind})
		}
		out[i].Rows = append(out[i].Rows, e.ID)
		of[e.Kind] = append(of[e.Kind], e)
	}
	for i := range out {
		for _, t := range totalsOf(of[out[i].Kind], "sessions", "sessions") {
			if len(t.Rows) > 0 {
				out[i].Sessions = append(out[i].Sessions, t)
			}
		}
	}
	return out
}
