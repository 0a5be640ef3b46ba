package ui

import (
	"strings"

	"cn.halfsky/internal/field"
	"cn.halfsky/internal/office"
	"cn.halfsky/internal/ui/kit"
	"cn.halfsky/internal/ui/today"
)

var (
	_ today.Logger = (*desk)(nil)
	_ kit.Joiner   = (*desk)(nil)
)

// Callers finds earlier callers by name, pinyin, initials or telephone; each has a note of how often she came and when last.
func (d *desk) Callers(typed string, most int) ([]kit.Hit, error) {
	hits, err := d.Look([]string{"person"}, typed, most)
	if err != nil {
		return nil, err
	}
	words := d.office.Words(d.book())
	for i := range hits {
		n, last, err := d.office.EarlierOf(hits[i].ID)
		if err != nil {
			return nil, d.told(err)
		}
		note := words.Book.T("quick.came.never")
		if n > 0 {
			note = words.Book.T("quick.came", n, words.Day(last))
		}
		hits[i].Note = strings.TrimSpace(note + "　" + hits[i].Note)
	}
	return hits, nil
}

// SamePersons finds who may be known already.
func (d *desk) SamePersons(p office.Sought) ([]office.Same, error) {
	same, err := d.office.SamePersons(ctx(), p)
	return same, d.told(err)
}

// EarlierOf says how often a person came.
func (d *desk) EarlierOf(person field.ID) (int, field.Day, error) {
	n, last, err := d.office.EarlierOf(person)
	return n, last, d.told(err)
}

// Conflicts says what ties the centre to a unit.
func (d *desk) Conflicts(unit field.ID) ([]office.Conflict, error) {
	all, err := d.office.Conflicts(ctx(), unit)
	return all, d.told(err)
}

// Sued says which of the units an open case stands against.
func (d *desk) Sued(units []field.ID) ([]field.ID, error) {
	sued, err := d.office.Sued(ctx(), units)
	return sued, d.told(err)
}

// Homes says where the counsellors come from.
func (d *desk) Homes() (office.Homes, error) {
	h, err := d.office.Homes(ctx())
	return h, d.told(err)
}

// PlanJoin says what joining two records would do.
func (d *desk) PlanJoin(t *field.Type, keep, drop field.ID) (office.JoinPlan, error) {
	p, err := d.office.PlanJoin(t, keep, drop)
	return p, d.told(err)
}

// JoinRecords makes one record of two.
func (d *desk) JoinRecords(j office.Joining) (uint64, error) {
	return d.seq(d.office.JoinRecords(ctx(), j))
}

// JoinedInto returns the records that were joined into one.
func (d *desk) JoinedInto(t *field.Type, id field.ID) ([]field.Record, error) {
	all, err := d.office.JoinedInto(t, id)
	return all, d.told(err)
}

// Duplicates proposes records that may be one.
func (d *desk) Duplicates(t *field.Type, most int) ([]office.Alike, error) {
	all, err := d.office.Duplicates(ctx(), t, most)
	return all, d.told(err)
}
