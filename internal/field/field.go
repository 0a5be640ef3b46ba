// Package field says once per record type what its fields are: permanent key, kind, uses, rules and typed access.
//
// Screens, lists, search, import, export, history, merge and the data file are all driven by these descriptions, so a
// field that is described here needs no other line anywhere but a label per language. There are no struct tags and no
// reflection: every field carries one function that returns a pointer to its struct member.
package field

import (
	"fmt"
	"slices"
)

// Kind says what sort of value a field holds.
type Kind uint8

// The kinds of field. Their numbers are never stored.
const (
	TextKind    Kind = iota + 1 // one line
	LongKind                    // several lines
	ChoiceKind                  // one code of a vocabulary
	ChoicesKind                 // several codes of a vocabulary
	DayKind                     // a date, a month, a year, perhaps a half day
	MomentKind                  // a date and a time of day
	NumberKind                  // a whole number; 0 is the same as empty
	CountKind                   // a count as people write it: 200多人
	YesNoKind                   // yes, no or not asked
	MoneyKind                   // an amount in fen; 0 is the same as empty
	RefKind                     // another record
	RefsKind                    // several other records
)

// Use says where a field appears; a field may have several.
type Use uint16

// The uses of a field.
const (
	InList       Use = 1 << iota // a column of the list
	InForm                       // a line of the form
	InSearch                     // found by the search box
	InExport                     // a column of an export, and of an import
	InReport                     // printed on the record's sheet
	InFilter                     // offered as a filter above the list
	IsPrivate                    // personal data: masked on paper unless asked for, never in a bulletin
	IsMasked                     // masked on screen too until the person asks to see it
	IsName                       // a person's or unit's name: sorted by pinyin, found by initials
	IsBlob                       // names an attached file and holds the key to it: never shown, never exported, never searched
	InStatistics                 // kept at hand for statistics, without being shown anywhere for it
)

// Record is one thing the program keeps. Implementations are pointers to structs.
type Record interface {
	// Base returns what every record carries besides its own fields.
	Base() *Meta
	// Type returns the description of the record's type; it is the same pointer for every record of a type.
	Type() *Type
	// Check returns what the person has to mend. What passes can always be saved.
	Check() Problems
}

// Type describes one type of record.
type Type struct {
	Table  string        // permanent name: journal, exports, command line
	Code   uint16        // permanent number: bound into every sealed record
	Schema uint16        // raised when older programs could misread the record
	Space  Space         // whose keys open it
	New    func() Record // an empty record
	Title  []string      // keys of the fields that name one record to a person, in order
	Face   []string      // keys of the fields that stay readable with the keys of Space when a record lies in a space of its own
	Fields []Spec        // in the order of the paper form
}

// Spec describes one field of a record type.
type Spec struct {
	Key      string   // permanent: JSON name, column heading, history and merge key
	Kind     Kind     //
	Uses     Use      //
	Required bool     // must be filled before saving
	Max      int      // most characters a text may have; 0 for the kind's own limit
	Vocab    *Vocab   // for choices
	Tables   []string // for references: the tables it may point to
	Owner    bool     // for references: this record is a part of that one
	Unit     string   // for counts and numbers: the measure word taken when none is written
	Also     []string // headings other people's tables use for it
	Rule     Rule     // an own rule for text
	at       func(Record) any
}

// Rule checks and tidies a text as a person typed it. It returns the text to keep and the say key of what is wrong, or "".
type Rule func(text string) (kept, problem string)

// Has reports whether the field has the use u.
func (s *Spec) Has(u Use) bool { return s.Uses&u != 0 }

// Field returns the description of the field with that key, or nil.
func (t *Type) Field(key string) *Spec {
	for i := range t.Fields {
		if t.Fields[i].Key == key {
			return &t.Fields[i]
		}
	}
	return nil
}

// With returns the fields that have the use u, in form order.
func (t *Type) With(u Use) []*Spec {
	var out []*Spec
	for i := range t.Fields {
		if t.Fields[i].Has(u) {
			out = append(out, &t.Fields[i])
		}
	}
	return out
}

// Owner returns the field that says what the record is a part of, or nil.
func (t *Type) Owner() *Spec {
	for i := range t.Fields {
		if t.Fields[i].Owner {
			return &t.Fields[i]
		}
	}
	return nil
}

// TitleOf returns the words that name r: the first title field that is filled, then the others in order, as machine text.
func (t *Type) TitleOf(r Record) string {
	out := ""
	for _, k := range t.Title {
		s := t.Field(k)
		if s == nil || s.Kind == RefKind || s.Empty(r) {
			continue
		}
		if out != "" {
			out += " "
		}
		out += s.Text(r)
	}
	return out
}

// Check runs the rules that stand in the field descriptions. A record's own Check calls it first.
func (t *Type) Check(r Record) Problems {
	var ps Problems
	for i := range t.Fields {
		if p := t.Fields[i].check(r); p != nil {
			ps = append(ps, *p)
		}
	}
	return ps
}

// Changed returns the keys of the fields in which a and b differ.
func (t *Type) Changed(a, b Record) []string {
	var keys []string
	for i := range t.Fields {
		if !t.Fields[i].Equal(a, b) {
			keys = append(keys, t.Fields[i].Key)
		}
	}
	return keys
}

// Copy returns a copy of r that shares nothing with it.
func (t *Type) Copy(r Record) Record {
	c := t.New()
	*c.Base() = r.Base().copy()
	for i := range t.Fields {
		s := &t.Fields[i]
		if err := s.Put(c, s.Raw(r)); err != nil {
			panic(fmt.Sprintf("field: %s.%s does not take its own value: %v", t.Table, s.Key, err))
		}
	}
	return c
}

// limit is the most characters the field takes when Max does not say.
func (s *Spec) limit() int {
	switch {
	case s.Max > 0:
		return s.Max
	case s.Kind == LongKind:
		return 20000
	}
	return 200
}

func (s *Spec) check(r Record) *Problem {
	if s.Required && s.Empty(r) {
		return &Problem{Field: s.Key, Say: "problem.required"}
	}
	switch p := s.at(r).(type) {
	case *string:
		if s.Kind == ChoiceKind {
			return nil // an unknown code comes from a newer version and is kept
		}
		return s.checkText(*p)
	case *Count:
		if p.Value < 0 {
			return &Problem{Field: s.Key, Say: "problem.negative"}
		}
	case *int64:
		if *p < 0 {
			return &Problem{Field: s.Key, Say: "problem.negative"}
		}
	case *Fen:
		if *p < 0 {
			return &Problem{Field: s.Key, Say: "problem.negative"}
		}
	case *Day:
		if !p.IsZero() && !p.Valid() {
			return &Problem{Field: s.Key, Say: "problem.day"}
		}
	case *[]string:
		if slices.Contains(*p, "") {
			return &Problem{Field: s.Key, Say: "problem.choice"}
		}
	}
	return nil
}

func (s *Spec) checkText(v string) *Problem {
	if n := len([]rune(v)); n > s.limit() {
		return &Problem{Field: s.Key, Say: "problem.long", Args: []string{fmt.Sprint(s.limit()), fmt.Sprint(n)}}
	}
	if s.Rule != nil && v != "" {
		if _, bad := s.Rule(v); bad != "" {
			return &Problem{Field: s.Key, Say: bad}
		}
	}
	return nil
}
