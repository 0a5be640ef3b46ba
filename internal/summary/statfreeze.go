package summary

import (
	"encoding/json"
	"fmt"

	"cn.halfsky/internal/field"
)

// A submitted period is kept as it was sent: the figures that were printed, and nothing that was withheld. Rows and columns are kept by
// their permanent keys, so that a later version with more of them still reads it.

// frozen is the form that is kept.
type frozen struct {
	From, To   string
	Basis, Own string
	Scopes     []string
	Only       int
	Least      int
	Apart      [4]int // locked, duplicates, undated, twice
	Dateless   int    `json:",omitempty"`
	Anonymous  int64
	Missing    [2]bool // no cases, no aid
	Months     []frozenMonth
	Tables     []frozenTable
}

type frozenMonth struct {
	Month      string
	This, Last int64
	Hide       [2]bool
}

type frozenTable struct {
	Key      string
	Rows     []string
	Measures []string
	Cells    []frozenCell
}

// frozenCell is one figure that is no plain 0.
type frozenCell struct {
	At        int    `json:"i"`
	Value     int64  `json:"n,omitempty"`
	Qualifier string `json:"q,omitempty"`
	Known     string `json:"k,omitempty"`
	Unknown   int    `json:"u,omitempty"`
	Estimates int    `json:"e,omitempty"`
	None      bool   `json:"x,omitempty"` // not counted
	Hidden    bool   `json:"h,omitempty"`
}

// Freeze returns the figures as they are printed, to be kept.
func (s *Statistics) Freeze() ([]byte, error) {
	f := frozen{
		From: s.Period.From.String(), To: s.Period.To.String(), Basis: s.Basis, Own: s.Own, Scopes: s.Scopes, Only: s.Only, Least: s.Least,
		Apart: [4]int{s.Locked, s.Duplicates, s.Undated, len(s.Twice)}, Missing: [2]bool{s.NoCases, s.NoAid},
	}
	if s.few(s.Locked) == nil {
		f.Apart[0] = 1 // that there are some is printed, how few is not
	}
	if f.Dateless = s.Dateless; s.few(s.Dateless) == nil {
		f.Dateless = 1
	}
	if n, ok := s.anonymous().(int64); ok {
		f.Anonymous = n
	}
	for _, m := range s.Months {
		x := frozenMonth{m.Month.String(), m.This, m.Last, [2]bool{m.HideThis, m.HideLast}}
		if m.HideThis {
			x.This = 0
		}
		if m.HideLast {
			x.Last = 0
		}
		f.Months = append(f.Months, x)
	}
	for i := range s.Tables {
		f.Tables = append(f.Tables, s.Tables[i].freeze())
	}
	out, err := json.Marshal(f)
	if err != nil {
		return nil, fmt.Errorf("freeze statistics: %w", err)
	}
	return out, nil
}

func (t *StatTable) freeze() frozenTable {
	f := frozenTable{Key: t.Key, Rows: t.Rows}
	for _, m := range t.Measures {
		f.Measures = append(f.Measures, m.Key)
	}
	for i := range t.at(Before, 0, 0, 0) { // what was before the period is in no column
		c := t.cells[i]
		x := frozenCell{At: i, Value: c.Count.Value, Qualifier: c.Count.Qualifier, Known: string(c.Count.Known), Unknown: c.Unknown, Estimates: c.Estimates,
			None: !c.Counted() && t.Measures[i%len(t.Measures)].Rate == nil, Hidden: c.Hidden}
		if c.Hidden {
			x = frozenCell{At: i, Hidden: true}
		}
		if x != (frozenCell{At: i}) {
			f.Cells = append(f.Cells, x)
		}
	}
	return f
}

// Thaw reads what Freeze kept. The figures know no rows any more. Code: field.Damaged.
func Thaw(kept []byte) (*Statistics, error) {
	var f frozen
	if err := json.Unmarshal(kept, &f); err != nil {
		return nil, fmt.Errorf("read submitted statistics: %w", field.Damaged)
	}
	from, ok1 := field.ParseDay(f.From, 0)
	to, ok2 := field.ParseDay(f.To, 0)
	if !ok1 || !ok2 || len(f.Scopes) == 0 || f.Only >= len(f.Scopes) {
		return nil, fmt.Errorf("read submitted statistics: %w", field.Damaged)
	}
	s := &Statistics{
		Period: Period{from, to}, Basis: f.Basis, Own: f.Own, Scopes: f.Scopes, Only: f.Only, Least: f.Least, Masked: f.Least > 1,
		Locked: f.Apart[0], Dateless: f.Dateless, Duplicates: f.Apart[1], Undated: f.Apart[2], Twice: make([]field.ID, max(f.Apart[3], 0)), Anonymous: f.Anonymous,
		NoCases: f.Missing[0], NoAid: f.Missing[1], Tables: statTables(len(f.Scopes)),
	}
	s.Span = s.Period.SpanOf()
	for _, m := range f.Months {
		if d, ok := field.ParseDay(m.Month, 0); ok {
			s.Months = append(s.Months, StatMonth{Month: d, This: m.This, Last: m.Last, HideThis: m.Hide[0], HideLast: m.Hide[1]})
		}
	}
	for i := range s.Tables {
		s.Tables[i].empty()
	}
	for _, t := range f.Tables {
		if into := s.Table(t.Key); into != nil {
			into.thaw(t)
		}
	}
	return s, nil
}

// empty fills the table with zeros.
func (t *StatTable) empty() {
	for i := range t.cells {
		if m := t.Measures[i%len(t.Measures)]; m.Rate == nil {
			t.cells[i].Count = field.Exactly(0, m.Unit)
		}
	}
}

func (t *StatTable) thaw(f frozenTable) {
	width, rows := len(f.Measures), len(f.Rows)
	for _, x := range f.Cells {
		if width == 0 || rows == 0 || x.At < 0 || x.At/(width*rows*(t.scopes+1)) >= int(Before) {
			continue
		}
		col, row := t.Column(f.Measures[x.At%width]), t.Row(f.Rows[x.At/width%rows])
		if col < 0 || row < 0 {
			continue
		}
		at := x.At / (width * rows)
		c := &t.cells[t.at(When(at/(t.scopes+1)), at%(t.scopes+1), row, col)]
		*c = Cell{Unknown: x.Unknown, Estimates: x.Estimates, Hidden: x.Hidden}
		if !x.None && t.Measures[col].Rate == nil {
			c.Count = field.Count{Value: x.Value, HasValue: !x.Hidden && (x.Qualifier != "不详"), Qualifier: x.Qualifier, Known: field.Known(x.Known), Unit: t.Measures[col].Unit}
		}
	}
}

// StatChange is a figure of the period that is not what it was when it was submitted.
type StatChange struct {
	Table, Row, Measure string
	Scope               int
	Then, Now           Cell
}

// ChangedSince lists the figures of the period that are not what they were, of what both print: a figure that either withholds is
// compared by nobody.
func (s *Statistics) ChangedSince(then *Statistics) []StatChange {
	var out []StatChange
	for i := range then.Tables {
		t := &then.Tables[i]
		now := s.Table(t.Key)
		for scope, name := range append(append([]string{}, then.Scopes...), "") {
			at := s.scopeNamed(name, scope == then.All())
			if at < 0 || then.Only >= 0 && scope != then.Only {
				continue
			}
			for _, row := range t.Rows {
				for _, m := range t.Measures {
					a, b := t.Cell(ThisPeriod, scope, row, m.Key), now.Cell(ThisPeriod, at, row, m.Key)
					if m.Rate == nil && !m.Quiet && !a.Hidden && !b.Hidden && (a.Count.Value != b.Count.Value || a.Count.Qualifier != b.Count.Qualifier || a.Counted() != b.Counted()) {
						out = append(out, StatChange{t.Key, row, m.Key, scope, a, b})
					}
				}
			}
		}
	}
	return out
}

func (s *Statistics) scopeNamed(name string, all bool) int {
	if all {
		return s.All()
	}
	for i, x := range s.Scopes {
		if x == name {
			return i
		}
	}
	return -1
}
