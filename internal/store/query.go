package store

import "cn.halfsky/internal/field"

// Query says which records of a table, in which order.
type Query struct {
	Find  string // words to find in the search fields; several words must all be there. Names also by pinyin
	Where []Cond // all must hold
	Sort  string // key of a column, or ByMade, ByChanged; empty: the newest first
	Desc  bool   // Z to A, newest to oldest; not used without Sort
	First []Cond // rows that meet all of them come before the others, each part in its order; none: no part
	Gone  bool   // the deleted ones instead of the live ones
	Limit int    // at most so many; 0: all
}

// Keys that every table has besides its fields.
const (
	ByMade    = "@made"
	ByChanged = "@changed"
)

// Cond is one condition on a column. Values are machine text, as field.Spec.Text gives it.
type Cond struct {
	Key    string
	Op     CondOp
	Values []string
}

// CondOp is how a condition compares.
type CondOp uint8

// The comparisons.
const (
	AnyOf   CondOp = iota // equal to one of the values; for several codes or references: holding one of them
	NoneOf                // the opposite
	Between               // from Values[0] to Values[1], both included; an empty one is open. Days as field.Day.Within has it
	Filled                // holding something
	Blank                 // holding nothing
)

// Where is shorthand for the condition that key holds one of values.
func Where(key string, values ...string) Cond { return Cond{Key: key, Op: AnyOf, Values: values} }

// As gives a record its own type: c, err := store.As[*centre.Case](s.Get(centre.CaseType, id)).
func As[R field.Record](r field.Record, err error) (R, error) {
	if err != nil {
		var none R
		return none, err
	}
	return r.(R), nil
}
