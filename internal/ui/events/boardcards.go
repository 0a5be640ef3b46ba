package events

import (
	"cmp"
	"slices"
	"strings"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/draft"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/summary"
	"cn.halfsky/internal/ui/kit"
)

// mostFigures is how many figures a card shows; the page of the event has all.
const mostFigures = 5

// groups are the cards in groups: by host, kind or state in the order in which the first event of each is held, by day in time.
func (b *board) groups() []kit.CardGroup {
	h := b.area.host
	events := slices.Clone(b.data.events)
	slices.SortStableFunc(events, func(x, y *centre.Event) int { return byDay(x.Date, y.Date) })
	var out []kit.CardGroup
	at := map[string]int{}
	for _, e := range events {
		key := b.groupOf(e)
		i, ok := at[key]
		if !ok {
			i = len(out)
			at[key] = i
			if key == "" {
				key = h.T("board.none." + b.by)
			}
			out = append(out, kit.CardGroup{Title: key})
		}
		out[i].Cards = append(out[i].Cards, b.card(e))
	}
	for i := range out {
		out[i].Note = h.T("events.held", len(out[i].Cards))
	}
	return out
}

// byDay puts days in time; a month after its days, what has no day last.
func byDay(a, b field.Day) int {
	late := func(d field.Day) string {
		s := d.String()
		switch {
		case d.IsZero():
			return "9"
		case d.Month == 0:
			return s + "-99"
		case d.Date == 0:
			return s + "-99"
		}
		return s
	}
	return cmp.Compare(late(a), late(b))
}

// groupOf is the title of the group that a card stands in; empty for none.
func (b *board) groupOf(e *centre.Event) string {
	h := b.area.host
	switch b.by {
	case "kind":
		return h.Shown().Code(centre.EventKind, e.Kind)
	case "day":
		d := e.Date
		d.Half = field.WholeDay
		if !d.Exact() {
			return h.Shown().Day(d)
		}
		return h.T("board.day", h.Shown().Day(d), h.Book.Weekday(d.Time().Weekday()))
	case "state":
		return h.Shown().Code(centre.EventState, e.State)
	}
	return b.area.names(e.Hosts)
}

// card is an event as a card.
func (b *board) card(e *centre.Event) kit.Card {
	h := b.area.host
	words := h.Shown()
	c := kit.Card{ID: e.ID, When: words.Day(e.Date), Badge: words.Code(centre.EventState, e.State), Tone: stateTone(e), Name: e.Name}
	if c.When == "" {
		c.When = h.T("board.noday")
	}
	kind, hosts := words.Code(centre.EventKind, e.Kind), b.area.names(e.Hosts)
	switch {
	case b.by == "host":
		c.Note = joined(h, kind, e.Place)
	case b.by == "kind":
		c.Note = joined(h, hosts, e.Place)
	default:
		c.Note = joined(h, kind, hosts)
	}
	c.Text, c.Faint = b.figures(e)
	b.list(e, &c)
	return c
}

func joined(h *kit.Host, parts ...string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, h.T("board.sep"))
}

// figures are an event's main figures in words, its own first. One that was held and not counted says so; one to come says how long
// there is, a cancelled one why.
func (b *board) figures(e *centre.Event) (text string, faint bool) {
	h := b.area.host
	if e.State == "cancelled" {
		return h.T("board.why", e.Why), true
	}
	var parts []string
	s := summary.Event(e, h.Name)
	for _, f := range inOrder(e.Kind, s.Figures) {
		if len(parts) == mostFigures {
			break
		}
		parts = append(parts, h.T("events.figure", h.T(f.Label()), amount(h, f.Count)))
	}
	for _, r := range s.Ratios {
		parts = append(parts, h.T("events.figure", h.T("summary.ratio."+r.Key), draft.Share(h.Book, r)))
	}
	if e.Amount > 0 {
		parts = append(parts, h.T("events.figure", h.T("event.amount"), h.Book.Money(int64(e.Amount))))
	}
	switch {
	case len(parts) > 0:
		return h.Book.List(parts...), false
	case e.State != "planned":
		return h.T("draft.notcounted"), true
	}
	today := h.Context().Today
	switch n := int(e.Date.Time().Sub(today.Time()).Hours() / 24); {
	case !e.Date.Exact():
		return "", true
	case n > 0:
		return h.T("board.in", n), true
	case n == 0:
		return h.T("board.today"), true
	default:
		return h.T("board.past"), true
	}
}

// inOrder puts figures into the order that the kind is told in.
func inOrder(kind string, figures []summary.Figure) []summary.Figure {
	own := centre.FiguresOf(kind)
	rank := func(f summary.Figure) int {
		if i := slices.Index(own, f.Key); i >= 0 {
			return i
		}
		return len(own)
	}
	out := slices.Clone(figures)
	slices.SortStableFunc(out, func(a, b summary.Figure) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}

// list puts the check list onto a card.
func (b *board) list(e *centre.Event, c *kit.Card) {
	h := b.area.host
	late := 0
	for _, t := range b.data.tasks[e.ID] {
		c.Of++
		switch {
		case t.Done != 0:
			c.Done++
		case t.Late(h.Context().Today):
			late++
		}
	}
	if c.Of == 0 {
		return
	}
	c.List = h.T("board.tasks", c.Done, c.Of)
	if late > 0 && e.State != "cancelled" {
		c.List, c.Late = h.T("board.tasks.late", c.Done, c.Of, late), true
	}
}

// courseWords is what a programme set out to do beside what was held, with the qualifiers both were written with.
func courseWords(h *kit.Host, c summary.Course) string {
	words := []string{h.T("board.course.held", c.Held)}
	if c.Upcoming > 0 {
		words = append(words, h.T("board.course.upcoming", c.Upcoming))
	}
	if c.Cancelled > 0 {
		words = append(words, h.T("board.course.cancelled", c.Cancelled))
	}
	text := h.T("board.course", h.T("events.held", c.Held+c.Upcoming+c.Cancelled), h.Book.List(words...))
	if c.Done.Base.HasValue {
		text += h.T("board.course.done", h.Shown().Count(c.Done.Base), h.Shown().Count(c.Done.Part), draft.Share(h.Book, c.Done))
	}
	var came []string
	for _, t := range c.Attended {
		came = append(came, h.Shown().Count(t.Sum.Count))
	}
	attended := h.Book.List(came...)
	if attended == "" {
		attended = h.T("draft.notcounted")
	}
	if c.Without > 0 && len(came) > 0 {
		attended = h.T("board.course.without", attended, c.Without)
	}
	for _, p := range c.Planned {
		if p.Role == "planned.people" {
			return text + h.T("board.course.people", h.Shown().Count(p.Count), attended)
		}
	}
	if len(came) > 0 {
		text += h.T("board.course.came", attended)
	}
	return text
}
