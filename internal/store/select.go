package store

import (
	"slices"

	"cn.halfsky/internal/field"
)

// selected returns the rows that meet q, in the order they were made. It makes a new slice.
func (s *Store) selected(b *table, q Query) ([]uint32, error) {
	want := rowLive
	if q.Gone {
		want = rowGone
	}
	var match []sieve
	for _, c := range q.Where {
		m, err := b.matcher(c)
		if err != nil {
			return nil, err
		}
		match = append(match, m)
	}
	rows := b.matching(want, match)
	if q.Find == "" {
		return rows, nil
	}
	return s.search(b, q.Find, rows), nil
}

// matching returns the rows of that state that meet all conditions.
func (b *table) matching(want rowState, match []sieve) []uint32 {
	const grain = 8 << 10
	parts := make([][]uint32, (len(b.states)+grain-1)/grain)
	inParts(len(parts), 1, func(from, to int) {
		var room [grain]bool
		for p := from; p < to; p++ {
			first := p * grain
			states := b.states[first:min(first+grain, len(b.states))]
			marks := room[:len(states)]
			n := 0
			for i, st := range states {
				marks[i] = st == want
			}
			for _, m := range match {
				m(first, marks)
			}
			for _, m := range marks {
				if m {
					n++
				}
			}
			parts[p] = make([]uint32, 0, n)
			for i, m := range marks {
				if m {
					parts[p] = append(parts[p], uint32(first+i))
				}
			}
		}
	})
	return slices.Concat(parts...)
}

// search keeps the rows in which every word stands: in their own text, or in the title of a record they refer to.
func (s *Store) search(b *table, find string, rows []uint32) []uint32 {
	terms := b.texts.terms(find)
	if len(terms) == 0 {
		return rows
	}
	if len(b.refs) == 0 {
		if len(rows) < len(b.ids)/8 { // few are left: looking at those is less than reading all
			kept := rows[:0]
			for _, row := range rows {
				if b.texts.match(int(row), terms) {
					kept = append(kept, row)
				}
			}
			return kept
		}
		return both(rows, b.texts.find(terms))
	}
	for i := range terms {
		rows = s.searchWord(b, terms[i:i+1], rows)
	}
	return rows
}

// searchWord keeps the rows in which one word stands, also through references: a case is found by its client's name.
func (s *Store) searchWord(b *table, word []term, rows []uint32) []uint32 {
	var via []func(row uint32) bool
	for _, c := range b.refs {
		if hit := s.titled(c.spec.Tables, word); len(hit.ids) > 0 {
			via = append(via, c.pointsTo(hit))
		}
	}
	if len(rows) < len(b.ids)/8 { // few are left: looking at those is less than reading all
		return slices.DeleteFunc(rows, func(row uint32) bool {
			return !b.texts.match(int(row), word) && !slices.ContainsFunc(via, func(points func(uint32) bool) bool { return points(row) })
		})
	}
	own := b.texts.find(word)
	for _, points := range via {
		own = either(own, pointing(rows, points))
	}
	return both(rows, own)
}

// pointing returns the rows for which points says so.
func pointing(rows []uint32, points func(row uint32) bool) []uint32 {
	const grain = 8 << 10
	parts := make([][]uint32, (len(rows)+grain-1)/grain)
	inParts(len(parts), 1, func(from, to int) {
		for p := from; p < to; p++ {
			for _, row := range rows[p*grain : min((p+1)*grain, len(rows))] {
				if points(row) {
					parts[p] = append(parts[p], row)
				}
			}
		}
	})
	return slices.Concat(parts...)
}

// titled returns the live records of the tables in whose title the word stands.
func (s *Store) titled(tables []string, word []term) *idSet {
	hit := &idSet{ids: map[field.ID]bool{}}
	for _, name := range tables {
		b := s.byName[name]
		if b == nil {
			continue
		}
		for _, row := range b.texts.find(word) {
			if b.states[row] == rowLive && !b.faced[int(row)] && word[0].in(titleOf(b.texts.row(int(row)))) >= 0 {
				hit.add(b.ids[row])
			}
		}
	}
	return hit
}

// idSet is a set of ids that mostly says no: two bytes of an id, which are random in a UUID, tell that for nearly all that are not
// in it without looking further.
type idSet struct {
	ids  map[field.ID]bool
	some [1 << 10]uint64
}

func (x *idSet) add(id field.ID) {
	x.ids[id] = true
	n := uint(id[14])<<8 | uint(id[15])
	x.some[n>>6] |= 1 << (n & 63)
}

func (x *idSet) has(id field.ID) bool {
	n := uint(id[14])<<8 | uint(id[15])
	return x.some[n>>6]>>(n&63)&1 == 1 && x.ids[id]
}

// pointsTo returns a function that tells whether a row of the column refers to one of the records.
func (c *column) pointsTo(hit *idSet) func(row uint32) bool {
	if c.form == ofRefs {
		return func(row uint32) bool { return hit.has(c.refs[row]) }
	}
	words := make([]bool, len(c.words.all))
	for code, w := range c.words.all {
		var ids []field.ID
		c.read(w, &ids)
		words[code] = slices.ContainsFunc(ids, hit.has)
	}
	return func(row uint32) bool { return words[c.codes[row]] }
}

// either returns the rows in a or b, which are in order.
func either(a, b []uint32) []uint32 {
	out := make([]uint32, 0, len(a)+len(b))
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			out, a = append(out, a[0]), a[1:]
		case a[0] > b[0]:
			out, b = append(out, b[0]), b[1:]
		default:
			out, a, b = append(out, a[0]), a[1:], b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// both returns the rows in a and b, which are in order; it writes over a.
func both(a, b []uint32) []uint32 {
	kept := a[:0]
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			kept = append(kept, a[i])
			i, j = i+1, j+1
		}
	}
	return kept
}
