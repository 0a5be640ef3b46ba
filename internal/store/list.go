package store

import (
	"errors"
	"fmt"

	"cn.halfsky/internal/field"
)

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
		if rows, err = s.sortRows(b, rows, q.Sort, q.Desc); err != nil {
			return nil, err
		}
	default:
		for i, j := 0, len(rows)-1; i < j; i, j = i+1, j-1 {
			rows[i], rows[j] = rows[j], rows[i]
		}
	}
	if rows, err = b.leading(rows, q); err != nil {
		return nil, err
	}
	if q.Limit > 0 && len(rows) > q.Limit {
		rows = rows[:q.Limit:q.Limit]
	}
	return &Rows{s, b, rows}, nil
}

// leading brings the rows that q wants first before the others and leaves each part as it was. It looks at columns only, like a filter.
func (b *table) leading(rows []uint32, q Query) ([]uint32, error) {
	if len(q.First) == 0 {
		return rows, nil
	}
	var match []sieve
	for _, c := range q.First {
		m, err := b.matcher(c)
		if err != nil {
			return nil, err
		}
		match = append(match, m)
	}
	want := rowLive
	if q.Gone {
		want = rowGone
	}
	lead := make([]bool, len(b.states))
	for _, row := range b.matching(want, match) {
		lead[row] = true
	}
	out := make([]uint32, 0, len(rows))
	for _, front := range []bool{true, false} {
		for _, row := range rows {
			if lead[row] == front {
				out = append(out, row)
			}
		}
	}
	return out, nil
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

// Title returns the words that name the record, from memory; false when there is no such record or no key for it,
// also where its face is in the lists.
func (s *Store) Title(name string, id field.ID) (string, bool) {
	b := s.byName[name]
	if b == nil {
		return "", false
	}
	s.mu.RLock()
	defer s.mu.RUnlock()
	row := b.row(id)
	if row < 0 || b.faced[row] || b.states[row] != rowLive && b.states[row] != rowGone {
		return "", false
	}
	return b.title(row), true
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
