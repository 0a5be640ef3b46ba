package summary

import (
	"slices"

	"cn.halfsky/internal/field"
)

// The days by which cases are counted: the day they came in, or the day they were closed.
const (
	BasisRegistered = "registered"
	BasisClosed     = "closed"
)

// When is which time a figure is of.
type When int

// The times of a table's columns. Before is the year up to the period's begin, which earlier reports of the year have told: it stands in
// no column, but what could be worked out with it is withheld with it.
const (
	ThisPeriod When = iota
	ThisYear
	LastYear
	Before
	whens
)

// Statistics are the figures of a period: eight tables, each for the centre, every station and all of them, for the period, the year so
// far and the same period of the year before. It holds no name of a person and no record.
type Statistics struct {
	Period Period
	Span   string // month, quarter, half, year; empty for another period
	Basis  string
	Own    string   // name of the centre
	Scopes []string // the centre first, as "", then the stations by name
	Only   int      // the scope that was asked for; -1: all
	Tables []StatTable
	Months []StatMonth // of the year up to the period's end

	Least  int  // persons and cases below this number are withheld; 0: none are
	Masked bool // small numbers are withheld

	Locked     int // cases that this account cannot open, which are in no figure
	Dateless   int // closed cases of which nobody knows when, which are in no figure by the day of closing
	NoAid      bool
	NoCases    bool
	Duplicates int        // cases registered twice, which are in no figure
	Twice      []field.ID // events told twice, of which the others are counted
	Today      field.Day  // when it was counted
	Undated    int        // events of a month or a year that is not within the period as a whole
	Anonymous  int64      // contacts of people who stayed nameless, in no figure of people

	Submitted field.Day    // when this was submitted, of figures as they were then
	Changes   []StatChange // figures that are not what they were when it was submitted

	ids []field.ID
}

// StatMonth is one month of the year in a chart: the cases of then and of a year before.
type StatMonth struct {
	Month              field.Day
	This, Last         int64
	HideThis, HideLast bool // withheld

	by [2][]int64 // the same of every scope and of all, of the year and of the year before
}

// StatTable is one of the eight tables, or a part of one.
type StatTable struct {
	Key      string // reception, matters, services …
	Number   int
	Measures []Measure
	Rows     []string // codes, in order; the last is the sum of all, "total"
	Vocab    *field.Vocab
	Names    map[string]string // of rows that are no codes: hosts, districts, months, programmes
	Alone    bool              // rows do not add up to a sum: there is no row "total"
	scopes   int
	cells    []Cell
}

// AllRows is the code of the row of sums.
const AllRows = "total"

// Measure is one column of figures.
type Measure struct {
	Key    string
	Unit   string // measure word; "fen" for money, "minute" for time
	Told   bool   // somebody has to have counted it: nothing told is "not counted" and no 0
	Quiet  bool   // stands in no column and serves a rate
	Kept   bool   // a number of people or cases, withheld when small
	With   string // the measure whose small numbers withhold this one too
	Rate   []string
	Of     []string // a rate is the sum of Rate over the sum of Of
	People bool     // counts people or households once, so that parts may add up to more than the sum
}

// Cell is one figure.
type Cell struct {
	Count     field.Count // zero: not counted
	Parts     int         // counts it adds up
	Unknown   int         // counts without a number, 多名
	Estimates int
	Hidden    bool // withheld: it, or another that could be worked out from it, is a small number

	got *gathered // nil where there was nothing, as in most cells of a large network
}

// gathered is what a cell was made from.
type gathered struct {
	rows  []int32
	plain int64
	odd   []field.Count // what is no plain number, until they are added up
}

// Table returns the table of that key, or nil.
func (s *Statistics) Table(key string) *StatTable {
	for i := range s.Tables {
		if s.Tables[i].Key == key {
			return &s.Tables[i]
		}
	}
	return nil
}

// All is the number of the scope that adds up all others.
func (s *Statistics) All() int { return len(s.Scopes) }

// Shown is the scope that was asked for, or all together.
func (s *Statistics) Shown() int {
	if s.Only >= 0 {
		return s.Only
	}
	return s.All()
}

// Rows returns the records a figure came from.
func (s *Statistics) Rows(c Cell) []field.ID {
	if c.got == nil {
		return nil
	}
	out := make([]field.ID, 0, len(c.got.rows))
	for _, i := range c.got.rows {
		out = append(out, s.ids[i])
	}
	return out
}

// Behind returns the records behind a figure: of a rate those of both its sides within the row.
func (s *Statistics) Behind(t *StatTable, w When, scope int, row string, m Measure) []field.ID {
	if m.Rate == nil {
		return s.Rows(t.Cell(w, scope, row, m.Key))
	}
	var out []field.ID
	seen := map[field.ID]bool{}
	for _, key := range slices.Concat(m.Rate, m.Of) {
		if _, whole := cutTotal(key); whole {
			continue
		}
		for _, id := range s.Rows(t.Cell(w, scope, row, key)) {
			if !seen[id] {
				seen[id] = true
				out = append(out, id)
			}
		}
	}
	return out
}

// Column returns the place of a measure, or -1.
func (t *StatTable) Column(key string) int {
	for i := range t.Measures {
		if t.Measures[i].Key == key {
			return i
		}
	}
	return -1
}

// Row returns the place of a row, or -1.
func (t *StatTable) Row(code string) int {
	for i, r := range t.Rows {
		if r == code {
			return i
		}
	}
	return -1
}

func (t *StatTable) at(w When, scope, row, col int) int {
	return ((int(w)*(t.scopes+1)+scope)*len(t.Rows)+row)*len(t.Measures) + col
}

// Cell returns the figure of a scope, row and measure; an empty one for what is none.
func (t *StatTable) Cell(w When, scope int, row, measure string) Cell {
	r, c := t.Row(row), t.Column(measure)
	if r < 0 || c < 0 || scope < 0 || scope > t.scopes {
		return Cell{}
	}
	return t.cells[t.at(w, scope, r, c)]
}

// Counted reports whether the figure is known at all.
func (c Cell) Counted() bool { return !c.Count.IsZero() }

// Known is the number, and whether it may be shown and is one.
func (c Cell) Known() (int64, bool) { return c.Count.Value, !c.Hidden && c.Count.HasValue }

// Ratio returns part and base of a rate, and whether they may be shown and there is a base.
func (t *StatTable) Ratio(w When, scope int, row string, m Measure) (part, base int64, ok bool) {
	ok = true
	sum := func(keys []string) (n int64) {
		for _, k := range keys {
			from, key := row, k
			if rest, whole := cutTotal(k); whole {
				from, key = AllRows, rest
			}
			c := t.Cell(w, scope, from, key)
			ok = ok && !c.Hidden
			n += c.Count.Value
		}
		return n
	}
	part, base = sum(m.Rate), sum(m.Of)
	return part, base, ok && base > 0
}

// cutTotal reads "total.cases", the measure of the row of sums.
func cutTotal(key string) (string, bool) {
	const head = AllRows + "."
	if len(key) > len(head) && key[:len(head)] == head {
		return key[len(head):], true
	}
	return key, false
}
