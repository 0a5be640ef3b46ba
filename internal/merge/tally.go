package merge

import (
	"maps"
	"math"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
)

// Pair is what one device counted up and took back. It only grows.
type Pair struct {
	Plus  int64
	Minus int64
}

// Tally is a count that several devices take part in: for each tally record, which belongs to one device, its pair. Tallies that
// desks have of one thing add up in any order, any number of times.
type Tally map[field.ID]Pair

// TallyOf returns the tally of these records, whichever and however many versions of them there are. Deleted ones do not count.
func TallyOf(records []*centre.Tally) Tally {
	t := Tally{}
	for _, r := range records {
		if r.Gone == 0 {
			t.add(r.ID, Pair{r.Plus, r.Minus})
		}
	}
	return t
}

func (t Tally) add(id field.ID, p Pair) {
	old := t[id]
	t[id] = Pair{max(old.Plus, p.Plus), max(old.Minus, p.Minus)}
}

// Join returns the tally that knows what both know.
func (t Tally) Join(u Tally) Tally {
	out := maps.Clone(t)
	if out == nil {
		out = Tally{}
	}
	for id, p := range u {
		out.add(id, p)
	}
	return out
}

// Total returns what was counted less what was taken back; it stops at the largest number there is.
func (t Tally) Total() int64 {
	var plus, minus int64
	for _, p := range t {
		plus, minus = sum(plus, p.Plus), sum(minus, p.Minus)
	}
	return plus - minus
}

func sum(a, b int64) int64 {
	if a > math.MaxInt64-b {
		return math.MaxInt64
	}
	return a + b
}
