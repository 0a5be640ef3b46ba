package store

import (
	"bytes"
	"slices"
	"sync"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"cn.halfsky/internal/field"
)

// order keeps the rows of a text column sorted by pinyin. It is made when somebody first sorts by the column, and mended when
// somebody sorts again after rows changed: comparing Chinese text costs a thousand times what comparing numbers does.
type order struct {
	mu      sync.Mutex
	sorted  []uint32 // rows that hold something; nil when it was not made yet
	ranks   []uint32 // by row: place in sorted + 1; 0 holds nothing
	touched []uint32 // rows whose text changed since
}

const orderPatience = 2000 // touched rows; with more it is cheaper to start anew

func (o *order) touch(row int) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if o.sorted == nil {
		return
	}
	if o.touched = append(o.touched, uint32(row)); len(o.touched) > orderPatience {
		o.sorted, o.ranks, o.touched = nil, nil, nil
	}
}

// made reports whether somebody sorted by the column; others may be sorting.
func (o *order) made() bool {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.sorted != nil
}

func newCollator() *collate.Collator {
	return collate.New(language.MustParse("zh-u-co-pinyin"), collate.Numeric)
}

// collated is the text a column is sorted by: names by how their surname is read.
func (c *column) collated(row int) string {
	s := c.texts.get(row)
	if c.spec.Has(field.IsName) {
		return alike(s)
	}
	return s
}

// ranked returns the ranks of the column's rows, which must not change meanwhile.
func (c *column) ranked() []uint32 {
	o := c.order
	o.mu.Lock()
	defer o.mu.Unlock()
	switch {
	case o.sorted == nil:
		o.sorted = c.sortAll()
	case len(o.touched) > 0:
		o.sorted = c.resort(o.sorted, o.touched)
	case len(o.ranks) == len(c.texts.at):
		return o.ranks
	}
	o.touched = nil
	ranks := make([]uint32, len(c.texts.at))
	for i, row := range o.sorted {
		ranks[row] = uint32(i + 1)
	}
	o.ranks = ranks // a new one: a sort that began before may still read the old
	return ranks
}

type collationKey struct {
	key []byte
	row uint32
}

// keys makes the collation keys of rows, on all processors.
func (c *column) keys(rows []uint32) []collationKey {
	out := make([]collationKey, len(rows))
	inParts(len(rows), 1024, func(from, to int) {
		col, buf := newCollator(), new(collate.Buffer)
		for i := from; i < to; i++ {
			out[i] = collationKey{bytes.Clone(col.KeyFromString(buf, c.collated(int(rows[i])))), rows[i]}
			buf.Reset()
		}
	})
	return out
}

func compareKeys(a, b collationKey) int {
	if d := bytes.Compare(a.key, b.key); d != 0 {
		return d
	}
	return int(a.row) - int(b.row)
}

func (c *column) sortAll() []uint32 {
	var rows []uint32
	for row := range c.texts.at {
		if c.has(row) {
			rows = append(rows, uint32(row))
		}
	}
	keys := c.keys(rows)
	slices.SortFunc(keys, compareKeys)
	for i, k := range keys {
		rows[i] = k.row
	}
	if rows == nil {
		rows = []uint32{}
	}
	return rows
}

// resort takes the touched rows out of sorted and puts those that hold something back in where they belong now.
func (c *column) resort(sorted, touched []uint32) []uint32 {
	is := make(map[uint32]bool, len(touched))
	for _, row := range touched {
		is[row] = true
	}
	var in []uint32
	for row := range is {
		if c.has(int(row)) {
			in = append(in, row)
		}
	}
	kept := make([]uint32, 0, len(sorted)+len(in))
	for _, row := range sorted {
		if !is[row] {
			kept = append(kept, row)
		}
	}
	moved := c.keys(in)
	slices.SortFunc(moved, compareKeys)
	col, buf := newCollator(), new(collate.Buffer)
	out := make([]uint32, 0, len(kept)+len(moved))
	for _, m := range moved {
		n, _ := slices.BinarySearchFunc(kept, m, func(row uint32, m collationKey) int {
			defer buf.Reset()
			return compareKeys(collationKey{col.KeyFromString(buf, c.collated(int(row))), row}, m)
		})
		out = append(append(out, kept[:n]...), m.row)
		kept = kept[n:]
	}
	return append(out, kept...)
}
