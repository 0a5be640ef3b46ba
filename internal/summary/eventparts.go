package summary

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// AwardLine is one honour of an event. Whom it went to is there only as an organisation: a person is named by no document for the
// public.
type AwardLine struct {
	ID     field.ID
	Name   string
	Rank   string
	Unit   Host // without a name: none is recorded
	Number field.Count
	By     string
}

// TakingPart is one organisation's part in an event.
type TakingPart struct {
	ID     field.ID
	Body   Host
	Role   string
	People field.Count
	Note   string // what it showed, what it entered for
}

// parts adds what took part in the event, what was won, what was counted live and how far its programme has come.
func (e *EventSummary) parts(p Parts, names Names) {
	for _, a := range p.Awards {
		if a.Event == e.ID {
			e.Awards = append(e.Awards, AwardLine{ID: a.ID, Name: a.Name, Rank: a.Rank, Unit: Host{a.Unit, names.of(a.Unit)}, Number: a.Number, By: a.By})
		}
	}
	e.compareAwards()
	for _, x := range p.Taking {
		if x.Event == e.ID {
			e.Taking = append(e.Taking, TakingPart{ID: x.ID, Body: Host{x.Organisation, names.of(x.Organisation)}, Role: x.Role, People: x.People, Note: x.Note})
		}
	}
	var mine []*centre.Tally
	for _, t := range p.Tallies {
		if t.Event == e.ID {
			mine = append(mine, t)
		}
	}
	e.Counting = CountingOf(mine)
	if p.Event != nil && p.Event.ID == e.ID {
		e.Sources = SourcesOf(p.Event, Told{Readings: p.Readings})
	}
	if p.Programme == nil {
		return
	}
	c := Programme(p.Programme, p.Series, names).Course()
	e.Course = &c
}

// compareAwards sets what the lines of awards come to against the declared number.
func (e *EventSummary) compareAwards() {
	var numbers []field.Count
	var rows []field.ID
	for _, a := range e.Awards {
		numbers, rows = append(numbers, a.given()), append(rows, a.ID)
	}
	if len(rows) > 0 {
		s := field.Total(numbers...)
		if f, ok := e.Figure("awarded"); ok && f.Count.HasValue && f.Count.Unit != "" {
			s.Count.Unit = f.Count.Unit // an honour goes to one winner, however those are counted
		}
		if s.Parts > 0 {
			e.compare("awarded", s, rows)
		}
	}
}

// given is how many of an honour a line stands for: one that names a winner and no number is one.
func (a AwardLine) given() field.Count {
	if a.Number.IsZero() && a.Unit.ID != (field.ID{}) {
		return field.Exactly(1, "个")
	}
	return a.Number
}

// RankLine is how much of one rank of one honour there is.
type RankLine struct {
	Name   string
	Rank   string
	Number field.Sum // by measure word of its first; an honour with a winner and no number is one
	Rows   []field.ID
}

// Ranks adds the honours by name and rank, in the order they first appear. Those of which neither number nor winner is recorded are not
// in it.
func (e EventSummary) Ranks() []RankLine {
	var out []RankLine
	var parts [][]field.Count
	for _, a := range e.Awards {
		n := a.given()
		if n.IsZero() {
			continue
		}
		i := slices.IndexFunc(out, func(l RankLine) bool { return l.Name == a.Name && l.Rank == a.Rank })
		if i < 0 {
			i = len(out)
			out, parts = append(out, RankLine{Name: a.Name, Rank: a.Rank}), append(parts, nil)
		}
		out[i].Rows, parts[i] = append(out[i].Rows, a.ID), append(parts[i], n)
	}
	for i := range out {
		out[i].Number = sum("awarded", parts[i])
	}
	return out
}

// Attendance is how many came, known in one way.
type Attendance struct {
	Way   string // event, tally, taking or desks: where it was written down
	Count field.Count
	Parts int // records it was added from
	Rows  []field.ID
}

// Attendance returns how many came by each way it was written down: in the event itself, counted live, told by the organisations that
// took part, seen at the desks. They are never added to each other: each is of the same people.
func (e EventSummary) Attendance() []Attendance {
	var out []Attendance
	if f, ok := e.Figure("people"); ok {
		out = append(out, Attendance{"event", f.Count, 1, f.Rows})
	}
	if c := e.Counting; len(c.Rows) > 0 {
		n := field.Exactly(c.Total, "人")
		n.Known = field.ByCount
		out = append(out, Attendance{"tally", n, len(c.Rows), c.Rows})
	}
	var told, seen []field.Count
	var bodies, desks []field.ID
	for _, t := range e.Taking {
		if !t.People.IsZero() {
			told, bodies = append(told, t.People), append(bodies, t.ID)
		}
	}
	for _, d := range e.Desks {
		if !d.Seen.IsZero() {
			seen, desks = append(seen, d.Seen), append(desks, d.ID)
		}
	}
	if len(told) > 0 {
		out = append(out, Attendance{"taking", plainSum(told), len(told), bodies})
	}
	if len(seen) > 0 && !e.DeskSum.SeenHidden {
		out = append(out, Attendance{"desks", plainSum(seen), len(seen), desks})
	}
	return out
}

// plainSum adds counts that stand side by side: lines of one event.
func plainSum(cs []field.Count) field.Count {
	if len(cs) == 1 {
		return cs[0]
	}
	s := field.Total(cs...)
	if s.Parts == 0 && len(cs) > 0 {
		return cs[0] // several times 多名 is still 多名
	}
	return s.Count
}

func (a AwardLine) json() map[string]any {
	return map[string]any{"id": a.ID.String(), "name": a.Name, "rank": a.Rank, "unit": a.Unit.Name, "number": a.Number.Raw(), "by": a.By}
}

func (t TakingPart) json() map[string]any {
	return map[string]any{"id": t.ID.String(), "organisation": t.Body.Name, "role": t.Role, "people": t.People.Raw(), "note": t.Note}
}

func (a Attendance) json() map[string]any {
	return map[string]any{"way": a.Way, "count": a.Count.Raw(), "rows": ids(a.Rows)}
}

func (q CountedQuarter) json() map[string]any {
	return map[string]any{"at": q.At.String(), "total": q.Total}
}
