package store

import (
	"errors"
	"fmt"

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
	s.mu.RLock()
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

// Count returns how many rows q asks for.
func (s *Store) Count(t *field.Type, q Query) (int, error) {
	b, err := s.table(t)
	if err != nil {
		return 0, err
	}
	s.mu.RLock()
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
	s.mu.RLock()
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
	rows := make([]uint32, 0, max(b.count[want], 0))
	for row, st := range b.states {
		if st == want {
			rows = append(rows, uint32(row))
		}
	}
	for _, c := range q.Where {
		match, err := b.matcher(c)
		if err != nil {
			return nil, err
		}
		kept := rows[:0]
		for _, row := range rows {
			if match(row) {
				kept = append(kept, row)
			}
		}
		rows = kept
	}
	if q.Find == "" {
		return rows, nil
	}
	return s.search(b, q.Find, rows), nil
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
	own := map[uint32]bool{}
	for _, row := range b.texts.find(word) {
		own[row] = true
	}
	type through struct {
		refs []field.ID
		hit  map[field.ID]bool
	}
	var via []through
	for _, spec := range b.refs {
		hit := map[field.ID]bool{}
		for _, name := range spec.Tables {
			if to := s.byName[name]; to != nil {
				for _, row := range to.texts.find(word) {
					if to.states[row] == rowLive && to.titled(int(row), word) {
						hit[to.ids[row]] = true
					}
				}
			}
		}
		if len(hit) > 0 {
			via = append(via, through{b.byKey[spec.Key].refs, hit})
		}
	}
	kept := rows[:0]
	for _, row := range rows {
		ok := own[row]
		for i := 0; i < len(via) && !ok; i++ {
			ok = via[i].hit[via[i].refs[row]]
		}
		if ok {
			kept = append(kept, row)
		}
	}
	return kept
}

// titled reports whether the word stands in what names the row, not only somewhere in its text.
func (b *table) titled(row int, word []term) bool {
	for _, c := range b.titles {
		if c.spec.Kind != field.TextKind {
			continue
		}
		name := c.texts.get(row)
		text := units(nil, plain(name))
		for _, w := range spell(name) {
			text = units(append(text, 0, 0), w)
		}
		if word[0].in(text) >= 0 {
			return true
		}
	}
	return false
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
