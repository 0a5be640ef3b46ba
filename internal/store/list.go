package store

import (
	"errors"
	"fmt"
	"slices"

	"cn.halfsky/internal/field"
)

// Rows is a fixed list of rows: what List found, in its order. A row changed since shows its newest values.
type Rows struct {
	s    *Store
	b    *table
	rows []uint32
}

// List returns the rows that q asks for, from memory. A key that is no column, or a value of the wrong form, is an error.
func (s *Store) List(t *field.Type, q Query) (*Rows, error) {
	b, err := s.table(t)
	if err != nil {
		return nil, err
	}
	s.lookUp(q)
	defer s.mu.RUnlock()
	rows, err := s.selected(b, q)
	if err != nil {
		return nil, err
	}
	switch {
	case q.Sort != "":
		if rows, err = b.sortRows(rows, q.Sort, q.Desc); err != nil {
			return nil, err
		}
	default:
		for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
			rows[i], rows[j] = rows[j], rows[i]
		}
	}
	if q.Limit > 0 && len(rows) > q.Limit {
		rows = rows[:q.Limit:q.Limit]
	}
	return &Rows{s, b, rows}, nil
}

// lookUp takes the memory for reading what q needs.
func (s *Store) lookUp(q Query) {
	if q.Find != "" {
		s.awaitTexts()
	}
	s.mu.RLock()
}

// Count returns how many rows q asks for.
func (s *Store) Count(t *field.Type, q Query) (int, error) {
	b, err := s.table(t)
	if err != nil {
		return 0, err
	}
	s.lookUp(q)
	defer s.mu.RUnlock()
	if q.Find == "" && len(q.Where) == 0 {
		if q.Gone {
			return b.count[rowGone], nil
		}
		return b.count[rowLive], nil
	}
	rows, err := s.selected(b, q)
	return len(rows), err
}

// Tally counts the rows that q asks for by the values of a choice, choices, yes/no or reference column. Rows that hold nothing
// are counted under "".
func (s *Store) Tally(t *field.Type, key string, q Query) (map[string]int, error) {
	b, err := s.table(t)
	if err != nil {
		return nil, err
	}
	s.lookUp(q)
	defer s.mu.RUnlock()
	c := b.byKey[key]
	if c == nil {
		return nil, fmt.Errorf("tally %s by %s: no such column", t.Table, key)
	}
	rows, err := s.selected(b, q)
	if err != nil {
		return nil, err
	}
	out := map[string]int{}
	if c.form != ofWords {
		for _, row := range rows {
			out[b.text(c, int(row))]++
		}
		return out, nil
	}
	counts := make([]int, len(c.words.all))
	for _, row := range rows {
		counts[c.codes[row]]++
	}
	for code, n := range counts {
		if n == 0 {
			continue
		}
		if code == 0 {
			out[""] = n
		}
		for _, v := range c.held(c.words.all[code]) {
			out[v] += n
		}
	}
	return out, nil
}

// Title returns the words that name the record, from memory; false when there is no such record or no key for it.
func (s *Store) Title(name string, id field.ID) (string, bool) {
	b := s.byName[name]
	if b == nil {
		return "", false
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	row := b.row(id)
	if row < 0 || b.states[row] != rowLive && b.states[row] != rowGone {
		return "", false
	}
	return b.title(row), true
}

// selected returns the rows that meet q, in the order they were made. It makes a new slice.
func (s *Store) selected(b *table, q Query) ([]uint32, error) {
	want := rowLive
	if q.Gone {
		want = rowGone
	}
	var match []func(row uint32) bool
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
func (b *table) matching(want rowState, match []func(row uint32) bool) []uint32 {
	const grain = 16 << 10
	parts := make([][]uint32, len(b.states)/grain+1)
	inParts(len(parts), 1, func(from, to int) {
		for p := from; p < to; p++ {
			first := p * grain
			states := b.states[first:min(first+grain, len(b.states))]
			kept := make([]uint32, 0, len(states)/(1+3*len(match)))
		next:
			for i, st := range states {
				if st != want {
					continue
				}
				row := uint32(first + i)
				for _, m := range match {
					if !m(row) {
						continue next
					}
				}
				kept = append(kept, row)
			}
			parts[p] = kept
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
	own := b.texts.find(word)
	var via []func(row uint32) bool
	for _, c := range b.refs {
		if hit := s.titled(c.spec.Tables, word); len(hit) > 0 {
			via = append(via, c.pointsTo(hit))
		}
	}
	if len(via) == 0 {
		return both(rows, own)
	}
	kept := rows[:0]
	for _, row := range rows {
		for len(own) > 0 && own[0] < row {
			own = own[1:]
		}
		ok := len(own) > 0 && own[0] == row
		for i := 0; i < len(via) && !ok; i++ {
			ok = via[i](row)
		}
		if ok {
			kept = append(kept, row)
		}
	}
	return kept
}

// titled returns the live records of the tables in whose title the word stands.
func (s *Store) titled(tables []string, word []term) map[field.ID]bool {
	hit := map[field.ID]bool{}
	for _, name := range tables {
		b := s.byName[name]
		if b == nil {
			continue
		}
		for _, row := range b.texts.find(word) {
			if b.states[row] == rowLive && word[0].in(titleOf(b.texts.row(int(row)))) >= 0 {
				hit[b.ids[row]] = true
			}
		}
	}
	return hit
}

// pointsTo returns a function that tells whether a row of the column refers to one of the records.
func (c *column) pointsTo(hit map[field.ID]bool) func(row uint32) bool {
	if c.form == ofRefs {
		return func(row uint32) bool { return hit[c.refs[row]] }
	}
	words := make([]bool, len(c.words.all))
	for code, w := range c.words.all {
		var ids []field.ID
		c.read(w, &ids)
		for _, id := range ids {
			words[code] = words[code] || hit[id]
		}
	}
	return func(row uint32) bool { return words[c.codes[row]] }
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

// Len returns the number of rows.
func (r *Rows) Len() int { return len(r.rows) }

// ID returns the id of row i.
func (r *Rows) ID(i int) field.ID {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	if r.s.shut {
		return field.ID{}
	}
	return r.b.ids[r.rows[i]]
}

// Text returns a column of row i as machine text; "" for a key that is no column.
func (r *Rows) Text(i int, key string) string {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	c := r.b.byKey[key]
	if c == nil || r.s.shut {
		return ""
	}
	return r.b.text(c, int(r.rows[i]))
}

func (b *table) text(c *column, row int) string {
	switch {
	case c.spec.Kind == field.ChoiceKind:
		return c.words.all[c.codes[row]]
	case c.form == ofTexts:
		return c.texts.get(row)
	}
	rec := b.t.New()
	c.blank(rec)
	c.fill(row, rec)
	return c.spec.Text(rec)
}

func (c *column) blank(r field.Record) { _ = c.spec.Put(r, nil) } // nil fits every kind

// At returns a record that holds the id and the columns of row i only: for showing, never for saving.
func (r *Rows) At(i int) field.Record {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	if r.s.shut {
		return r.b.t.New()
	}
	return r.b.at(int(r.rows[i]))
}

// Index returns the place of the record in the list, or -1.
func (r *Rows) Index(id field.ID) int {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	if r.s.shut {
		return -1
	}
	row := r.b.row(id)
	for i := range r.rows {
		if int(r.rows[i]) == row {
			return i
		}
	}
	return -1
}

var errNoTable = errors.New("the folder has no such table")

// table returns the memory of a type.
func (s *Store) table(t *field.Type) (*table, error) {
	s.mu.RLock()
	shut := s.shut
	s.mu.RUnlock()
	if shut {
		return nil, errShut
	}
	b := s.tables[t.Code]
	if b == nil || b.t != t {
		return nil, fmt.Errorf("table %s: %w", t.Table, errNoTable)
	}
	return b, nil
}
