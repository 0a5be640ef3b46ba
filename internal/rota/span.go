package rota

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
)

// Span is a time of one day, in minutes after midnight; To is not included.
type Span struct {
	From int
	To   int
}

const (
	noon     = 12 * 60
	midnight = 24 * 60
)

var wholeDay = Span{0, midnight}

// ParseSpan reads two times of day as records hold them, 09:00 and 11:30. An empty end means minutes after the beginning.
func ParseSpan(from, to string, minutes int) (Span, bool) {
	f, ok := parseClock(from)
	if !ok {
		return Span{}, false
	}
	t := min(f+minutes, midnight)
	if to != "" {
		if t, ok = parseClock(to); !ok {
			return Span{}, false
		}
	}
	return Span{f, t}, f < t
}

func parseClock(text string) (minutes int, ok bool) {
	if len(text) != 5 || text[2] != ':' {
		return 0, false
	}
	h, err1 := strconv.ParseUint(text[:2], 10, 8)
	m, err2 := strconv.ParseUint(text[3:], 10, 8)
	ok = err1 == nil && err2 == nil && h < 24 && m < 60
	return int(h*60 + m), ok
}

// Clocks returns the two times as records hold them; midnight at the end is 24:00.
func (s Span) Clocks() (from, to string) { return clock(s.From), clock(s.To) }

func clock(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// String is the machine form: 09:00-11:30.
func (s Span) String() string { return clock(s.From) + "-" + clock(s.To) }

// Minutes is how long the span is.
func (s Span) Minutes() int { return s.To - s.From }

// Overlaps reports whether both have a minute in common; spans that only touch do not overlap.
func (s Span) Overlaps(t Span) bool { return s.From < t.To && t.From < s.To }

// Covers reports whether all of t lies within s.
func (s Span) Covers(t Span) bool { return s.From <= t.From && t.To <= s.To }

// common is the part that both have.
func (s Span) common(t Span) Span { return Span{max(s.From, t.From), min(s.To, t.To)} }

// union brings spans into order and joins those that overlap or touch.
func union(spans []Span) []Span {
	sorted := slices.DeleteFunc(slices.Clone(spans), func(s Span) bool { return s.From >= s.To })
	slices.SortFunc(sorted, func(a, b Span) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To)) })
	var out []Span
	for _, s := range sorted {
		if n := len(out); n > 0 && s.From <= out[n-1].To {
			out[n-1].To = max(out[n-1].To, s.To)
			continue
		}
		out = append(out, s)
	}
	return out
}

// without is what is left of spans outside of holes.
func without(spans, holes []Span) []Span {
	left := union(spans)
	for _, h := range union(holes) {
		var next []Span
		for _, s := range left {
			if !s.Overlaps(h) {
				next = append(next, s)
				continue
			}
			if s.From < h.From {
				next = append(next, Span{s.From, h.From})
			}
			if h.To < s.To {
				next = append(next, Span{h.To, s.To})
			}
		}
		left = next
	}
	return left
}

// coversAll reports whether one of the spans covers all of s; spans that touch are joined before.
func coversAll(spans []Span, s Span) bool {
	return slices.ContainsFunc(union(spans), func(t Span) bool { return t.Covers(s) })
}
