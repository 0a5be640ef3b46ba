package store

import (
	"cn.halfsky/internal/field"
)

// rowState says what the memory knows of a row.
type rowState uint8

const (
	rowNone   rowState = iota // never read, or erased
	rowLive                   // a record
	rowGone                   // a deleted record
	rowLocked                 // a record of a space this account holds no key for
	rowBad                    // a record that does not open
)

// table is what is kept in memory of one type's records, in arrays by row (the row number in the file less one). Everything
// but the first block is guarded by Store.mu.
type table struct {
	t      *field.Type
	codec  *codec
	find   searcher
	refs   []*column // references: rows are found by the title of what these point to
	titles []*column
	byKey  map[string]*column

	ids     []field.ID
	revs    []uint32
	states  []rowState
	made    []int64
	changed []int64
	index   index
	cols    []*column
	texts   texts
	waiting map[int][]byte // search text of rows read while the cache of the texts is; nil when that is done
	apart   map[int]bool   // rows sealed with another key than the table's own, or that could not be read
	faced   map[int]bool   // rows of which this account can open only the face
	changes int            // rows put since the cache of the texts
	secret  bool           // a row became one of another key: its text must leave the cache of the texts
	count   [rowBad + 1]int
}

func newTable(t *field.Type) *table {
	b := &table{t: t, codec: newCodec(t), byKey: map[string]*column{}}
	b.find = newSearcher(t)
	for _, s := range columnFields(t) {
		c := newColumn(s)
		b.cols = append(b.cols, c)
		b.byKey[s.Key] = c
		if (s.Kind == field.RefKind || s.Kind == field.RefsKind) && s.Has(field.InSearch|field.InList) {
			b.refs = append(b.refs, c)
		}
	}
	for _, k := range t.Title {
		if c := b.byKey[k]; c != nil && c.spec.Kind != field.RefKind {
			b.titles = append(b.titles, c)
		}
	}
	return b
}

func (b *table) grow(n int) {
	if n <= len(b.ids) {
		return
	}
	b.ids = grown(b.ids, n, field.ID{})
	b.revs = grown(b.revs, n, 0)
	b.states = grown(b.states, n, rowNone)
	b.made = grown(b.made, n, 0)
	b.changed = grown(b.changed, n, 0)
	for _, c := range b.cols {
		c.grow(n)
	}
}

// loaded is one row made ready for the table by whoever read it.
type loaded struct {
	row   int
	id    field.ID
	rev   uint64
	state rowState
	rec   field.Record // nil unless live or gone
	faced bool         // rec holds only what its face shows
	text  []byte       // search text
}

// load makes what the table needs of a record.
func (b *table) load(row int, rec field.Record) loaded {
	m := rec.Base()
	l := loaded{row: row, id: m.ID, rev: m.Rev, state: rowLive, rec: rec, text: b.find.text(rec)}
	if m.Gone != 0 {
		l.state = rowGone
	}
	return l
}

// put takes a row over.
func (b *table) put(l loaded) {
	row := l.row
	b.changes++
	b.grow(row + 1)
	was := b.states[row]
	b.count[was]--
	b.count[l.state]++
	b.states[row], b.revs[row] = l.state, uint32(l.rev)
	if b.ids[row] != l.id && l.id != (field.ID{}) {
		b.ids[row] = l.id
		if b.index.find(b.ids, l.id) < 0 {
			b.index.add(b.ids, row)
		}
	}
	if l.rec == nil || l.rec.Base().Space != "" {
		if b.apart == nil {
			b.apart = map[int]bool{}
		}
		b.secret = b.secret || was != rowNone && !b.apart[row]
		b.apart[row] = true
	} else {
		delete(b.apart, row)
	}
	if delete(b.faced, row); l.faced {
		if b.faced == nil {
			b.faced = map[int]bool{}
		}
		b.faced[row] = true
	}
	if l.rec != nil {
		b.made[row], b.changed[row] = int64(l.rec.Base().Made), int64(l.rec.Base().Changed)
	}
	for _, c := range b.cols {
		c.set(row, l.rec)
	}
	if b.waiting != nil {
		b.waiting[row] = l.text
	} else if l.text != nil || len(b.texts.blocks) > row/blockRows {
		b.texts.set(row, l.text)
	}
}

// row returns the row of the record, or -1.
func (b *table) row(id field.ID) int {
	if id == (field.ID{}) {
		return -1 // what an erased row is left with
	}
	return b.index.find(b.ids, id)
}

// at returns a record with the columns of the row.
func (b *table) at(row int) field.Record {
	r := b.t.New()
	b.codec.blank(r)
	m := r.Base()
	m.ID, m.Rev, m.Made, m.Changed = b.ids[row], uint64(b.revs[row]), field.Moment(b.made[row]), field.Moment(b.changed[row])
	if b.states[row] == rowGone {
		m.Gone = m.Changed // the true moment stands in the record; that there is one is all a list shows
	}
	for _, c := range b.cols {
		c.fill(row, r)
	}
	return r
}

// title returns the words that name the row's record.
func (b *table) title(row int) string {
	r := b.t.New()
	b.codec.blank(r)
	for _, c := range b.titles {
		c.fill(row, r)
	}
	return b.t.TitleOf(r)
}
