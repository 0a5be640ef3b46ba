package summary

import (
	"slices"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Host is a body that holds an event.
type Host struct {
	ID   field.ID
	Name string // empty when the organisation is not known here
}

// EventSummary is one event as paper and bulletin may show it: what it was, who held it, its figures. It has no member that
// could hold anything about a person.
type EventSummary struct {
	ID         field.ID
	Programme  field.ID
	Kind       string
	State      string
	Name       string
	Theme      string
	Hosts      []Host
	Date       field.Day
	Place      string
	Content    string
	Media      string
	Source     string
	Note       string
	Figures    []Figure
	NotCounted []string // roles of the counts an event of this kind should have and has not
	Ratios     []Ratio
	Amount     field.Fen    // given away in money
	Lines      []JobLine    // of a job fair
	Desks      []DeskLine   // of a clinic or screening
	DeskSum    DeskLine     // what the desks add up to
	Awards     []AwardLine  // what was won or given
	Taking     []TakingPart // organisations that took part
	Sources    []Source     // every way its figures are known
	Counting   Counting     // what was counted live
	Course     *Course      // how far the programme it belongs to has come; nil: it belongs to none
	Compared   []Compared   // what was declared against what the lines or desks add up to
	lacking    []string     // their count fields
}

// Parts are the records that lie under an event and the programme it belongs to; they may be empty.
type Parts struct {
	Lines     []*centre.JobLine
	Desks     []*centre.Desk
	Awards    []*centre.Award
	Taking    []*centre.Participation
	Tallies   []*centre.Tally
	Readings  []*centre.Reading
	Event     *centre.Event // set by EventWith
	Programme *centre.Programme
	Series    []*centre.Event // of the programme
	Least     int             // numbers of people at a desk below it are withheld; 0: none are
}

// Event sums up one event by its own counts.
func Event(e *centre.Event, names Names) EventSummary {
	s := EventSummary{
		ID: e.ID, Programme: e.Programme, Kind: e.Kind, State: e.State, Name: e.Name, Theme: e.Theme, Hosts: hosts(e.Hosts, names),
		Date: e.Date, Place: e.Place, Content: e.Content, Media: e.Media, Source: e.Source, Note: e.Note,
		Amount: e.Amount, Figures: figuresOf(e),
	}
	for _, key := range centre.MustCount(e.Kind) {
		if !s.has(key) {
			s.lacking = append(s.lacking, key)
			s.NotCounted = append(s.NotCounted, Role(key, e.Kind))
		}
	}
	s.Ratios = ratios([]EventSummary{s})
	return s
}

// EventWith sums up one event together with what lies under it. Parts of other events are left out.
func EventWith(e *centre.Event, parts Parts, names Names) EventSummary {
	s := Event(e, names)
	s.detail(parts, names)
	parts.Event = e
	s.parts(parts, names)
	return s
}

func hosts(ids []field.ID, names Names) []Host {
	var out []Host
	for _, id := range ids {
		out = append(out, Host{ID: id, Name: names.of(id)})
	}
	return out
}

// Figure returns the event's count of a count field.
func (e EventSummary) Figure(key string) (Figure, bool) {
	for _, f := range e.Figures {
		if f.Key == key {
			return f, true
		}
	}
	return Figure{}, false
}

func (e EventSummary) has(key string) bool {
	_, ok := e.Figure(key)
	return ok
}

func (e EventSummary) lacks(key string) bool { return slices.Contains(e.lacking, key) }
