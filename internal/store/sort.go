package store

import (
	"fmt"
	"math"

	"cn.halfsky/internal/field"
)

// sortRows sorts rows by the column, rows that hold nothing last in either direction, equal ones as they were.
func (s *Store) sortRows(b *table, rows []uint32, key string, desc bool) ([]uint32, error) {
	keyOf, err := s.sortKey(b, key)
	if err != nil {
		return nil, err
	}
	keys := make([]uint64, len(rows))
	inParts(len(rows), sortGrain, func(from, to int) {
		for i := from; i < to; i++ {
			k := keyOf(rows[i])
			if desc && k != math.MaxUint64 {
				k = math.MaxUint64 - 1 - k
			}
			keys[i] = k
		}
	})
	return radixSort(keys, rows), nil
}

// sortKey returns what to sort by: a number per row, the highest for rows that hold nothing.
func (s *Store) sortKey(b *table, key string) (func(row uint32) uint64, error) {
	fromInt := func(nums []int64) func(uint32) uint64 {
		return func(row uint32) uint64 {
			if nums[row] == noNumber {
				return math.MaxUint64
			}
			return uint64(nums[row]) ^ 1<<63
		}
	}
	switch key {
	case ByMade:
		return fromInt(b.made), nil
	case ByChanged:
		return fromInt(b.changed), nil
	}
	c := b.byKey[key]
	if c == nil {
		return nil, fmt.Errorf("sort %s by %s: no such column", b.t.Table, key)
	}
	switch {
	case c.spec.Kind == field.ChoiceKind:
		return c.wordOrder(), nil
	case c.spec.Kind == field.RefKind || c.spec.Kind == field.RefsKind:
		return s.refOrder(c), nil
	case c.form == ofWords:
		return func(row uint32) uint64 { return blankLast(c.codes[row]) }, nil
	case c.form != ofTexts:
		return fromInt(c.nums), nil
	}
	ranks := c.ranked()
	return func(row uint32) uint64 { return blankLast(ranks[row]) }, nil
}

func blankLast(n uint32) uint64 {
	if n == 0 {
		return math.MaxUint64
	}
	return uint64(n)
}

// refOrder sorts references by the titles of what they point to; several by the first one.
func (s *Store) refOrder(c *column) func(row uint32) uint64 {
	type target struct {
		b     *table
		ranks []uint32
	}
	var targets []target
	for _, name := range c.spec.Tables {
		if b := s.byName[name]; b != nil {
			if title := b.titleColumn(); title != nil {
				targets = append(targets, target{b, title.ranked()})
			}
		}
	}
	of := func(id field.ID) uint64 {
		for n, t := range targets {
			if row := t.b.row(id); row >= 0 && t.ranks[row] != 0 && !t.b.faced[row] {
				return uint64(n)<<32 | uint64(t.ranks[row])
			}
		}
		return math.MaxUint64
	}
	if c.form == ofRefs {
		return func(row uint32) uint64 { return of(c.refs[row]) }
	}
	place := make([]uint64, len(c.words.all))
	for code, w := range c.words.all {
		var ids []field.ID
		c.read(w, &ids)
		if place[code] = math.MaxUint64; len(ids) > 0 {
			place[code] = of(ids[0])
		}
	}
	return func(row uint32) uint64 { return place[c.codes[row]] }
}

// titleColumn is the first text that names a record, or nil.
func (b *table) titleColumn() *column {
	for _, c := range b.titles {
		if c.form == ofTexts {
			return c
		}
	}
	return nil
}

// wordOrder sorts choices as their vocabulary has them, unknown ones behind.
func (c *column) wordOrder() func(row uint32) uint64 {
	place := make([]uint64, len(c.words.all))
	for code, w := range c.words.all {
		place[code] = uint64(len(c.spec.Vocab.Codes) + code)
		for i := range c.spec.Vocab.Codes {
			if c.spec.Vocab.Codes[i].Code == w {
				place[code] = uint64(i)
			}
		}
	}
	place[0] = math.MaxUint64
	return func(row uint32) uint64 { return place[c.codes[row]] }
}
