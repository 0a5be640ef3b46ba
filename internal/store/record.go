package store

import (
	"bytes"
	"fmt"
	"slices"

	"cn.halfsky/internal/field"
)

// The integer keys of a record's map. They are permanent.
const (
	keyMade      = 1
	keyChanged   = 2
	keyMadeBy    = 3
	keyChangedBy = 4
	keyGone      = 5
	keySpace     = 6
	keyStamps    = 7
	keySeq       = 8
)

// stampGone is the key of the stamp of deleting and restoring, beside those of the fields.
const stampGone = "@gone"

// pair is one field as it is kept: its key and its value, both encoded.
type pair struct {
	key, value []byte
}

// pairs are the fields of a record in the order of their encoded keys, empty ones left out.
type pairs []pair

// codec knows how one type's records are encoded.
type codec struct {
	t      *field.Type
	order  []int    // fields in the order of their encoded keys
	keys   [][]byte // encoded, by place in order
	byName map[string]*field.Spec
}

func newCodec(t *field.Type) *codec {
	c := &codec{t: t, byName: map[string]*field.Spec{}}
	for i := range t.Fields {
		c.order = append(c.order, i)
		c.byName[t.Fields[i].Key] = &t.Fields[i]
	}
	enc := func(i int) []byte { return appendText(nil, t.Fields[i].Key) }
	slices.SortFunc(c.order, func(a, b int) int { return bytes.Compare(enc(a), enc(b)) })
	for _, i := range c.order {
		c.keys = append(c.keys, enc(i))
	}
	return c
}

// pairs encodes the fields of r, and what r carries of a newer program.
func (c *codec) pairs(r field.Record) pairs {
	out := make(pairs, 0, len(c.order))
	buf := make([]byte, 0, 512)
	for at, i := range c.order {
		s := &c.t.Fields[i]
		if s.Empty(r) {
			continue
		}
		start := len(buf)
		buf = appendValue(buf, s.Pointer(r))
		out = append(out, pair{c.keys[at], buf[start:len(buf):len(buf)]})
	}
	if extra := r.Base().Extra; len(extra) > 0 {
		for k, v := range extra {
			if c.byName[k] == nil {
				out = append(out, pair{appendText(nil, k), v})
			}
		}
		slices.SortFunc(out, func(a, b pair) int { return bytes.Compare(a.key, b.key) })
	}
	return out
}

// stored is a record as it is kept, opened but not yet made into its Go type.
type stored struct {
	meta  field.Meta
	seq   uint64 // the journal entry that last changed it
	pairs pairs
}

// encode appends the record's map to b.
func (s *stored) encode(b []byte) []byte {
	m := &s.meta
	type meta struct {
		key byte
		has bool
		put func()
	}
	metas := [...]meta{
		{keyMade, m.Made != 0, func() { b = appendInt(b, int64(m.Made)) }},
		{keyChanged, m.Changed != m.Made, func() { b = appendInt(b, int64(m.Changed)) }},
		{keyMadeBy, m.MadeBy != field.ID{}, func() { b = appendBytes(b, m.MadeBy[:]) }},
		{keyChangedBy, m.ChangedBy != m.MadeBy, func() { b = appendBytes(b, m.ChangedBy[:]) }},
		{keyGone, m.Gone != 0, func() { b = appendInt(b, int64(m.Gone)) }},
		{keySpace, m.Space != "", func() { b = appendText(b, string(m.Space)) }},
		{keyStamps, len(m.Stamps) > 0, func() { b = appendStamps(b, m.Stamps) }},
		{keySeq, s.seq != 0, func() { b = appendHead(b, majorUint, s.seq) }},
	}
	n := len(s.pairs)
	for _, e := range metas {
		if e.has {
			n++
		}
	}
	b = appendHead(b, majorMap, uint64(n))
	for _, e := range metas {
		if e.has {
			b = append(b, majorUint|e.key)
			e.put()
		}
	}
	for _, p := range s.pairs {
		b = append(append(b, p.key...), p.value...)
	}
	return b
}

func appendStamps(b []byte, stamps map[string]field.Stamp) []byte {
	keys := make([][]byte, 0, len(stamps))
	byKey := make(map[string]field.Stamp, len(stamps))
	for k, s := range stamps {
		e := appendText(nil, k)
		keys, byKey[string(e)] = append(keys, e), s
	}
	slices.SortFunc(keys, bytes.Compare)
	b = appendHead(b, majorMap, uint64(len(keys)))
	for _, k := range keys {
		b = appendStamp(append(b, k...), byKey[string(k)])
	}
	return b
}

func appendStamp(b []byte, s field.Stamp) []byte {
	b = appendInt(append(b, majorArray|3), s.Wall)
	return appendHead(appendHead(b, majorUint, uint64(s.Tick)), majorUint, s.Desk)
}

func (r *reader) stamp() (s field.Stamp) {
	if r.length(majorArray) != 3 {
		r.fail()
		return s
	}
	s.Wall = r.int()
	tick := r.uint()
	if s.Tick, s.Desk = uint16(tick), r.uint(); tick > 1<<16-1 {
		r.fail()
	}
	return s
}

func (r *reader) stamps() map[string]field.Stamp {
	n := r.length(majorMap)
	out := make(map[string]field.Stamp, n)
	for range n {
		k := r.text()
		out[k] = r.stamp()
	}
	return out
}

// decodeStored reads a record's map; pairs point into b. Anything that is no such map is field.Damaged. What every record carries may
// be more in one of a newer schema; it is passed over, for such a record is shown and never written again.
func decodeStored(b []byte, newer bool) (*stored, error) {
	s, r := new(stored), &reader{b: b}
	n := r.length(majorMap)
	s.pairs = make(pairs, 0, n)
	for range n {
		if len(r.b) > 0 && r.b[0]&0xe0 == majorUint {
			switch known := r.meta(s, r.uint()); {
			case known:
			case newer:
				r.raw()
			default:
				r.fail() // a new one of these raises the schema of every type
			}
			continue
		}
		if len(r.b) == 0 || r.b[0]&0xe0 != majorText {
			r.fail()
			break
		}
		key := r.raw()
		if len(s.pairs) > 0 && bytes.Compare(s.pairs[len(s.pairs)-1].key, key) >= 0 {
			r.fail() // not in order, or twice
		}
		s.pairs = append(s.pairs, pair{key, r.raw()})
	}
	if r.bad || len(r.b) > 0 {
		return nil, fmt.Errorf("read record: %w", field.Damaged)
	}
	if m := &s.meta; m.Changed == 0 { // not since it was made
		m.Changed = m.Made
	}
	if m := &s.meta; m.ChangedBy == (field.ID{}) {
		m.ChangedBy = m.MadeBy
	}
	return s, nil
}

// meta reads one of the values every record carries; false when this program knows none of that key.
func (r *reader) meta(s *stored, key uint64) bool {
	m := &s.meta
	switch key {
	case keyMade:
		m.Made = field.Moment(r.int())
	case keyChanged:
		m.Changed = field.Moment(r.int())
	case keyMadeBy:
		m.MadeBy = r.id()
	case keyChangedBy:
		m.ChangedBy = r.id()
	case keyGone:
		m.Gone = field.Moment(r.int())
	case keySpace:
		m.Space = field.Space(r.text())
	case keyStamps:
		m.Stamps = r.stamps()
	case keySeq:
		s.seq = r.uint()
	default:
		return false
	}
	return true
}

// record makes a record of what is stored. Fields the type does not know are kept in Meta.Extra.
func (c *codec) record(s *stored) (field.Record, error) {
	r := c.t.New()
	c.blank(r)
	m := r.Base()
	*m = s.meta
	at := 0
	for _, p := range s.pairs {
		for at < len(c.keys) && bytes.Compare(c.keys[at], p.key) < 0 {
			at++
		}
		if at == len(c.keys) || !bytes.Equal(c.keys[at], p.key) {
			if m.Extra == nil {
				m.Extra = map[string][]byte{}
			}
			key := &reader{b: p.key}
			m.Extra[key.text()] = bytes.Clone(p.value)
			continue
		}
		if err := c.put(r, &c.t.Fields[c.order[at]], p.value); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// blank empties the fields that New fills in for a person's convenience: what is not stored is empty.
func (c *codec) blank(r field.Record) {
	for i := range c.t.Fields {
		if s := &c.t.Fields[i]; !s.Empty(r) {
			_ = s.Put(r, nil) // nil fits every kind
		}
	}
}

func (c *codec) put(r field.Record, s *field.Spec, value []byte) error {
	v := &reader{b: value}
	v.value(s.Pointer(r))
	if v.bad || len(v.b) > 0 {
		return fmt.Errorf("read %s.%s: %w", c.t.Table, s.Key, field.Damaged)
	}
	return nil
}

// difference is one field in which two versions differ; a nil side is an empty field.
type difference struct {
	key      string
	old, new []byte
}

// diff compares two versions, both in key order.
func (p pairs) diff(q pairs) []difference {
	var out []difference
	add := func(key, old, new []byte) {
		k := &reader{b: key}
		out = append(out, difference{k.text(), old, new})
	}
	i, j := 0, 0
	for i < len(p) || j < len(q) {
		switch {
		case j == len(q) || i < len(p) && bytes.Compare(p[i].key, q[j].key) < 0:
			add(p[i].key, p[i].value, nil)
			i++
		case i == len(p) || bytes.Compare(p[i].key, q[j].key) > 0:
			add(q[j].key, nil, q[j].value)
			j++
		default:
			if !bytes.Equal(p[i].value, q[j].value) {
				add(p[i].key, p[i].value, q[j].value)
			}
			i, j = i+1, j+1
		}
	}
	return out
}
