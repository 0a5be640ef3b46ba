package kit

import (
	"errors"

	"cn.halfsky/internal/centre"
	"cn.halfsky/internal/field"
	"cn.halfsky/internal/store"
)

// Query says which records a list shows, as the store understands it.
type Query = store.Query

// Found is what a source found: a fixed list of records that hold their list columns. *store.Rows is one.
type Found interface {
	Len() int
	ID(i int) field.ID
	At(i int) field.Record // for showing, never for saving
}

// Source finds records and opens them. It is called off the UI thread.
type Source interface {
	Find(t *field.Type, q Query) (Found, error)
	Get(t *field.Type, id field.ID) (field.Record, error)
}

// OpenAll opens the records of a table that a query finds, as far as this account may. It is called off the UI thread.
func OpenAll[R field.Record](src Source, t *field.Type, q Query) ([]R, error) {
	found, err := src.Find(t, q)
	if err != nil {
		return nil, err
	}
	out := make([]R, 0, found.Len())
	for i := range found.Len() {
		r, err := src.Get(t, found.ID(i))
		if errors.Is(err, field.Locked) {
			continue // a restricted record, of which the list shows the face
		}
		if err != nil {
			return nil, err
		}
		out = append(out, r.(R))
	}
	return out, nil
}

// Writer changes records. It is called off the UI thread. seq names the change, so that Undo can take it back.
type Writer interface {
	New(t *field.Type, owner field.ID) (field.Record, error) // owner is zero for what is no part of anything
	Save(r field.Record) (seq uint64, err error)             // afterwards r is the saved record
	Delete(r field.Record) (seq uint64, err error)
	Undo(seq uint64) error
}

// Lookup finds the records that references point to.
type Lookup interface {
	Look(tables []string, text string, most int) ([]Hit, error) // by name, pinyin or initials; off the UI thread
}

// Hit is one record that was looked up.
type Hit struct {
	Table string
	ID    field.ID
	Name  string
	Note  string // what tells it apart from others of the name
}

// Past tells what happened to a record and keeps a note of what was looked at. It is called off the UI thread.
type Past interface {
	History(t *field.Type, id field.ID) ([]store.Entry, error) // the newest first
	Saw(r field.Record, key string) error                      // a masked field was shown
}

// Keeper is everything a screen of records needs.
type Keeper interface {
	Source
	Writer
	Lookup
	Past
}

// shownRows puts found records into words, a line at a time.
type shownRows struct {
	found Found
	typ   *field.Type
	words centre.Shown
	at    int
	rec   field.Record
}

// ShowRows returns found records as rows of a table, in the language of the screen.
func ShowRows(h *Host, t *field.Type, found Found) Rows {
	return &shownRows{found: found, typ: t, words: h.Shown(), at: -1}
}

func (r *shownRows) Len() int          { return r.found.Len() }
func (r *shownRows) ID(i int) field.ID { return r.found.ID(i) }

// Record returns line i as a record.
func (r *shownRows) Record(i int) field.Record {
	if r.at != i || r.rec == nil {
		r.at, r.rec = i, r.found.At(i)
	}
	return r.rec
}

func (r *shownRows) Text(i int, key string) string {
	s := r.typ.Field(key)
	if s == nil {
		return ""
	}
	if locked, ok := r.found.(interface{ Faced(i int) bool }); ok && s.Kind == field.RefKind && locked.Faced(i) {
		return r.words.Book.T("restrict.badge") // in place of whom it is about
	}
	if e, ok := r.Record(i).(interface{ NotCounted(key string) bool }); ok && s.Kind == field.CountKind && e.NotCounted(key) {
		return r.words.Book.T("draft.notcounted")
	}
	return r.words.Field(s, r.Record(i))
}

// Index finds the line of a record where the source knows it.
func (r *shownRows) Index(id field.ID) int {
	if fast, ok := r.found.(interface{ Index(field.ID) int }); ok {
		return fast.Index(id)
	}
	for i := range r.found.Len() {
		if r.found.ID(i) == id {
			return i
		}
	}
	return -1
}

// RecordAt returns line i of rows made by ShowRows as a record, nil for other rows; for a column's Tone.
func RecordAt(rows Rows, i int) field.Record {
	if r, ok := rows.(interface{ Record(int) field.Record }); ok {
		return r.Record(i)
	}
	return nil
}
