package store

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"time"

	"github.com/google/uuid"

	"cn.halfsky/internal/field"
)

// sieve goes through the rows first, first+1 … and takes the mark from those that do not meet a condition. It works on arrays,
// not row by row: a call per row and condition costs more than the condition.
type sieve func(first int, marks []bool)

// marked makes a sieve of a condition that is looked at only where the mark still stands.
func marked(ok func(row int) bool) sieve {
	return func(first int, marks []bool) {
		for i, m := range marks {
			marks[i] = m && ok(first+i)
		}
	}
}

// matcher returns the sieve of a condition. A value that cannot be read is an error, so that a filter never silently shows the
// wrong rows.
func (b *table) matcher(c Cond) (sieve, error) {
	col := b.byKey[c.Key]
	var match sieve
	var err error
	switch {
	case c.Key == ByMade || c.Key == ByChanged:
		nums := b.made
		if c.Key == ByChanged {
			nums = b.changed
		}
		match, err = numberMatcher(nums, field.MomentKind, c)
	case col == nil:
		return nil, fmt.Errorf("filter %s by %s: no such column", b.t.Table, c.Key)
	case c.Op == Filled:
		return marked(col.has), nil
	case c.Op == Blank:
		return marked(func(row int) bool { return !col.has(row) }), nil
	case col.form == ofWords:
		match, err = col.wordMatcher(c)
	case col.form == ofRefs:
		match, err = col.refMatcher(c)
	case col.form == ofNumbers || col.form == ofCounts:
		match, err = numberMatcher(col.nums, col.spec.Kind, c)
	default:
		match, err = col.textMatcher(c)
	}
	if err != nil {
		return nil, fmt.Errorf("filter %s by %s: %w", b.t.Table, c.Key, err)
	}
	return match, nil
}

var errOp = fmt.Errorf("this column cannot be compared like that")

// oneOf makes a sieve of membership: NoneOf is the opposite of AnyOf.
func oneOf(op CondOp, in func(row int) bool) (sieve, error) {
	switch op {
	case AnyOf:
		return marked(in), nil
	case NoneOf:
		return marked(func(row int) bool { return !in(row) }), nil
	}
	return nil, errOp
}

func (c *column) wordMatcher(q Cond) (sieve, error) {
	if q.Op != AnyOf && q.Op != NoneOf {
		return nil, errOp
	}
	hit := make([]bool, len(c.words.all))
	for code, w := range c.words.all {
		for _, held := range c.held(w) {
			hit[code] = hit[code] || slices.Contains(q.Values, held)
		}
		hit[code] = hit[code] == (q.Op == AnyOf)
	}
	codes := c.codes
	return func(first int, marks []bool) {
		for i, code := range codes[first : first+len(marks)] {
			marks[i] = marks[i] && hit[code]
		}
	}, nil
}

// held returns the single values of a word: itself for a choice, its parts for several choices or references.
func (c *column) held(word string) []string {
	switch {
	case word == "":
		return nil
	case c.spec.Kind == field.ChoicesKind:
		var codes []string
		c.read(word, &codes)
		return codes
	case c.spec.Kind == field.RefsKind:
		var ids []field.ID
		c.read(word, &ids)
		out := make([]string, 0, len(ids))
		for _, id := range ids {
			out = append(out, id.String())
		}
		return out
	}
	return []string{word}
}

func (c *column) refMatcher(q Cond) (sieve, error) {
	ids := make(map[field.ID]bool, len(q.Values))
	for _, v := range q.Values {
		id, err := uuid.Parse(v)
		if err != nil {
			return nil, fmt.Errorf("read id: %w", err)
		}
		ids[id] = true
	}
	refs := c.refs
	if len(ids) == 1 {
		one, _ := uuid.Parse(q.Values[0]) // parsed above
		return oneOf(q.Op, func(row int) bool { return refs[row] == one })
	}
	return oneOf(q.Op, func(row int) bool { return ids[refs[row]] })
}

func (c *column) textMatcher(q Cond) (sieve, error) {
	return oneOf(q.Op, func(row int) bool {
		at := c.texts.at[row]
		text := c.texts.text[at>>arenaLen : at>>arenaLen+at&arenaMask]
		for _, v := range q.Values {
			if string(text) == v {
				return true
			}
		}
		return false
	})
}

func numberMatcher(nums []int64, kind field.Kind, q Cond) (sieve, error) {
	if q.Op == Between {
		return rangeMatcher(nums, kind, q.Values)
	}
	var values []int64
	for _, v := range q.Values {
		n, err := readNumber(kind, v)
		if err != nil {
			return nil, err
		}
		values = append(values, n)
	}
	return oneOf(q.Op, func(row int) bool { return nums[row] != noNumber && slices.Contains(values, nums[row]) })
}

func rangeMatcher(nums []int64, kind field.Kind, values []string) (sieve, error) {
	if len(values) != 2 {
		return nil, fmt.Errorf("a range has two ends")
	}
	if kind == field.YesNoKind {
		return nil, errOp
	}
	if kind == field.DayKind {
		return dayMatcher(nums, values)
	}
	lo, hi := int64(noNumber+1), int64(math.MaxInt64)
	for i, p := range []*int64{&lo, &hi} {
		if values[i] == "" {
			continue
		}
		n, err := readNumber(kind, values[i])
		if err != nil {
			return nil, err
		}
		*p = n
	}
	return func(first int, marks []bool) {
		for i, n := range nums[first : first+len(marks)] {
			marks[i] = marks[i] && n >= lo && n <= hi
		}
	}, nil
}

// dayMatcher compares whole days by their numbers; a month or a year, which overlap a range in part, as field.Day.Within does.
func dayMatcher(nums []int64, values []string) (sieve, error) {
	from, ok1 := field.ParseDay(values[0], 0)
	to, ok2 := field.ParseDay(values[1], 0)
	if !ok1 || !ok2 {
		return nil, fmt.Errorf("read day: wrong form")
	}
	lo, hi := int64(0), int64(math.MaxInt64)
	if !from.IsZero() {
		from.Half = field.WholeDay
		lo = packDay(from)
	}
	if !to.IsZero() {
		last := field.Day{Year: to.Year, Month: to.Month, Date: to.Date, Half: 3}
		if to.Month == 0 {
			last.Month = 15
		}
		if to.Date == 0 {
			last.Date = 31
		}
		hi = packDay(last)
	}
	const date = 31 << 2
	return func(first int, marks []bool) {
		for i, n := range nums[first : first+len(marks)] {
			if marks[i] && n&date == 0 && n != noNumber {
				d, _ := unpackDay(n)
				marks[i] = d.Within(from, to)
				continue
			}
			marks[i] = marks[i] && n >= lo && n <= hi
		}
	}, nil
}

// readNumber reads machine text of a kind that columns keep as numbers.
func readNumber(kind field.Kind, text string) (int64, error) {
	bad := fmt.Errorf("read value: wrong form")
	switch kind {
	case field.DayKind:
		d, ok := field.ParseDay(text, 0)
		if !ok || d.IsZero() {
			return 0, bad
		}
		return packDay(d), nil
	case field.MomentKind:
		m, ok := field.ParseMoment(text, 0, time.UTC)
		if !ok || m == 0 {
			return 0, bad
		}
		return int64(m), nil
	case field.MoneyKind:
		f, ok := field.ParseFen(text)
		if !ok {
			return 0, bad
		}
		return int64(f), nil
	case field.YesNoKind:
		y, ok := field.ParseYesNo(text)
		if !ok || y == field.NotAsked {
			return 0, bad
		}
		return int64(y), nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		return 0, bad
	}
	return n, nil
}
