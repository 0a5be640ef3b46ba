package store

import "cn.halfsky/internal/field"

// Rows is a fixed list of rows: what List found, in its order. A row changed since shows its newest values.
type Rows struct {
	s    *Store
	b    *table
	rows []uint32
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

// Faced reports whether of row i this account can open only the face: it shows the few fields everybody may see, and Get is Locked.
func (r *Rows) Faced(i int) bool {
	r.s.mu.RLock()
	defer r.s.mu.RUnlock()
	return !r.s.shut && r.b.faced[int(r.rows[i])]
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

// At returns a record that holds the id and the columns of row i only, of a text of several lines its beginning: for showing, never
// for saving.
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
