package store

import (
	"math"
	"slices"

	"cn.halfsky/internal/field"
)

// column keeps one field of all records of a table in memory, in arrays by row, so that lists, filters and sorts need not open
// a record. Which arrays it uses follows from the field's kind.
type column struct {
	spec  *field.Spec
	form  form
	nums  []int64    // days, moments, numbers, money, counts by value, yes and no; none is noNumber
	codes []uint32   // choices of one or several codes, lists of references: places in words
	words *words     //
	refs  []field.ID // single references
	texts arena      // texts; counts as they are written
	order *order     // of texts, made when first sorted by
}

const noNumber = math.MinInt64

// form says which arrays a column uses.
type form uint8

const (
	ofNumbers form = iota // nums
	ofWords               // codes, words
	ofRefs                // refs
	ofTexts               // texts, order
	ofCounts              // nums, texts
)

func newColumn(s *field.Spec) *column {
	c := &column{spec: s}
	switch s.Kind {
	case field.ChoiceKind, field.ChoicesKind, field.RefsKind:
		c.form, c.words = ofWords, newWords()
	case field.TextKind, field.LongKind:
		c.form, c.order = ofTexts, new(order)
	case field.RefKind:
		c.form = ofRefs
	case field.CountKind:
		c.form = ofCounts
	}
	return c
}

// columnFields are the fields of a type that are kept in memory.
func columnFields(t *field.Type) []*field.Spec {
	var out []*field.Spec
	for i := range t.Fields {
		s := &t.Fields[i]
		ref := s.Kind == field.RefKind || s.Kind == field.RefsKind
		if s.Has(field.InList|field.InFilter|field.IsName|field.InStatistics) || s.Owner || ref && s.Has(field.InSearch) || slices.Contains(t.Title, s.Key) {
			out = append(out, s)
		}
	}
	return out
}

// grow makes room for n rows.
func (c *column) grow(n int) {
	switch c.form {
	case ofWords:
		c.codes = grown(c.codes, n, 0)
	case ofRefs:
		c.refs = grown(c.refs, n, field.ID{})
	case ofTexts:
		c.texts.at = grown(c.texts.at, n, 0)
	case ofCounts:
		c.texts.at = grown(c.texts.at, n, 0)
		c.nums = grown(c.nums, n, noNumber)
	case ofNumbers:
		c.nums = grown(c.nums, n, noNumber)
	}
}

func grown[T any](s []T, n int, empty T) []T {
	for len(s) < n {
		s = append(s, empty)
	}
	return s
}

// set takes the field of r over for the row; nil empties it.
func (c *column) set(row int, r field.Record) {
	if r == nil || c.spec.Empty(r) {
		c.clear(row)
		return
	}
	switch p := c.spec.Pointer(r).(type) {
	case *string:
		if c.form == ofWords {
			c.codes[row] = c.words.code(*p)
		} else {
			c.texts.set(row, c.shown(*p))
			c.order.touch(row)
		}
	case *[]string, *[]field.ID:
		c.codes[row] = c.words.code(string(appendValue(nil, p)))
	case *field.Count:
		c.texts.set(row, string(appendValue(nil, p)))
		c.nums[row] = noNumber
		if p.HasValue {
			c.nums[row] = p.Value
		}
	case *field.ID:
		c.refs[row] = *p
	default:
		c.nums[row] = number(p)
	}
}

// longShown is how many characters of a text of several lines a list can show; the rest of a note of five thousand would only take
// memory. Searching reads all of it (search.go).
const longShown = 120

// shown is what of a text is kept for lists.
func (c *column) shown(s string) string {
	if c.spec.Kind != field.LongKind || len(s) <= longShown {
		return s
	}
	n := 0
	for i := range s {
		if n++; n > longShown {
			return s[:i] + "…"
		}
	}
	return s
}

func (c *column) clear(row int) {
	switch c.form {
	case ofWords:
		c.codes[row] = 0
	case ofRefs:
		c.refs[row] = field.ID{}
	case ofTexts:
		c.texts.set(row, "")
		c.order.touch(row)
	case ofCounts:
		c.texts.set(row, "")
		c.nums[row] = noNumber
	case ofNumbers:
		c.nums[row] = noNumber
	}
}

// number is the value of a field that is kept as a number; its order is that of the field.
func number(p any) int64 {
	switch p := p.(type) {
	case *field.Day:
		return packDay(*p)
	case *field.Moment:
		return int64(*p)
	case *int64:
		return *p
	case *field.Fen:
		return int64(*p)
	case *field.YesNo:
		return int64(*p)
	}
	panic("store: field of a kind that columns do not know")
}

// fill puts the row's value into the field of r, which is empty there.
func (c *column) fill(row int, r field.Record) {
	switch p := c.spec.Pointer(r).(type) {
	case *string:
		if c.form == ofWords {
			*p = c.words.all[c.codes[row]]
		} else {
			*p = c.texts.get(row)
		}
	case *[]string, *[]field.ID:
		c.read(c.words.all[c.codes[row]], p)
	case *field.Count:
		c.read(c.texts.get(row), p)
	case *field.ID:
		*p = c.refs[row]
	default:
		c.fillNumber(c.nums[row], p)
	}
}

func (c *column) read(encoded string, p any) {
	if encoded != "" {
		(&reader{b: []byte(encoded)}).value(p)
	}
}

func (c *column) fillNumber(n int64, p any) {
	if n == noNumber {
		return
	}
	switch p := p.(type) {
	case *field.Day:
		*p, _ = unpackDay(n)
	case *field.Moment:
		*p = field.Moment(n)
	case *int64:
		*p = n
	case *field.Fen:
		*p = field.Fen(n)
	case *field.YesNo:
		*p = field.YesNo(n)
	}
}

// has reports whether the row holds something.
func (c *column) has(row int) bool {
	switch c.form {
	case ofWords:
		return c.codes[row] != 0
	case ofRefs:
		return c.refs[row] != field.ID{}
	case ofTexts, ofCounts:
		return c.texts.at[row] != 0
	}
	return c.nums[row] != noNumber
}

// words are the different values of a column that has few; 0 is the empty one.
type words struct {
	all []string
	of  map[string]uint32
}

func newWords() *words { return &words{all: []string{""}, of: map[string]uint32{"": 0}} }

func (w *words) code(s string) uint32 {
	c, ok := w.of[s]
	if !ok {
		c = uint32(len(w.all))
		w.all = append(w.all, s)
		w.of[s] = c
	}
	return c
}

// arena keeps the texts of a column one behind the other: the collector has one thing to look at instead of one per row.
type arena struct {
	at   []uint64 // by row: place << 24 | length; 0 is empty
	text []byte
	dead int // bytes no row points to
}

const (
	arenaLen  = 24 // bits of a length: no field holds 16 MB
	arenaMask = 1<<arenaLen - 1
)

func (a *arena) get(row int) string {
	at := a.at[row]
	return string(a.text[at>>arenaLen : at>>arenaLen+at&arenaMask])
}

func (a *arena) set(row int, s string) {
	if old := int(a.at[row] & arenaMask); old == len(s) && a.get(row) == s {
		return
	} else if a.dead += old; a.dead > 1<<20 && a.dead > len(a.text)/2 {
		a.at[row] = 0
		a.compact()
	}
	if a.at[row] = 0; s != "" {
		if len(a.text) == 0 {
			a.text = append(a.text, 0) // so that no text stands at place 0
		}
		a.at[row] = uint64(len(a.text))<<arenaLen | uint64(min(len(s), arenaMask))
		a.text = append(a.text, s[:min(len(s), arenaMask)]...)
	}
}

// compact drops what no row points to.
func (a *arena) compact() {
	text := make([]byte, 1, max(len(a.text)-a.dead, 1))
	for i, at := range a.at {
		if n := at & arenaMask; n > 0 {
			a.at[i] = uint64(len(text))<<arenaLen | n
			text = append(text, a.text[at>>arenaLen:at>>arenaLen+n]...)
		}
	}
	a.text, a.dead = text, 0
}
