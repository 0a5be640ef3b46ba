package centre

import (
	"slices"
	"strings"
)

// figures are the figures of a kind of event. Here alone is said which belong to which kind: forms, pages, cards and reports ask.
type figures struct {
	own  string // keys in the order that the kind is told in
	must string // those of them without which the event was not counted
}

// figuresOfKind are the kinds with figures of their own; the others may have any.
var figuresOfKind = map[string]figures{
	"clinic":       {"people experts units leaflets sessions", "people experts"},
	"advice":       {"people experts units leaflets sessions", "people experts"},
	"jobfair":      {"units posts intents people leaflets sessions", "units posts intents"},
	"lecture":      {"people sessions experts units leaflets", "people"},
	"training":     {"people sessions experts units awarded", "people sessions"},
	"contest":      {"people units awarded exhibits sessions", "people"},
	"exhibition":   {"units exhibits people awarded sessions", "units"},
	"screening":    {"people units experts sessions amount", "people"},
	"sport":        {"units people awarded sessions", "units people awarded"},
	"commendation": {"awarded people units gifts amount", "awarded"},
	"inspection":   {"units covered problems settled letters experts sessions", "units problems settled"},
	"visit":        {"people gifts amount units sessions", "people"},
	"publicity":    {"media leaflets sessions people units awarded", ""},
	"aid":          {"people amount gifts units", "people"},
	"opening":      {"experts units people leaflets", "experts"},
	"meeting":      {"people units sessions", "people"},
}

// FiguresOf returns the keys of the figures that make sense at a kind of event, its own first: counts, money, and the media of
// publicity. Of a kind without figures of its own they are all counts and the money.
func FiguresOf(kind string) []string {
	if f, ok := figuresOfKind[kind]; ok {
		return strings.Fields(f.own)
	}
	return append(slices.Clone(CountFields), "amount")
}

// MustCount returns the keys of the counts that an event of a kind should have. One that is missing is "not counted"; a count that is
// there without being asked for is told all the same.
func MustCount(kind string) []string { return strings.Fields(figuresOfKind[kind].must) }

// SenselessFigures returns the keys of the figures that make no sense at the event's kind and that it does not hold: what was written
// down is never left out.
func (e *Event) SenselessFigures() []string {
	own := FiguresOf(e.Kind)
	var out []string
	for _, key := range append(slices.Clone(CountFields), "amount") {
		if !slices.Contains(own, key) && EventType.Field(key).Empty(e) {
			out = append(out, key)
		}
	}
	return out
}
